// The workbook contract: where everything stands in a sheet. Written once, here, and used by whoever builds, fills or
// reads a workbook (the extension and the readers of .ods and .xlsx).
//
// A workbook has a page that explains it ("Bắt đầu", not in what is submitted), a cover ("Bìa"), the criteria table
// ("Phiếu đánh giá") and a hidden sheet with the choices ("Danh mục"). Identity stands in user-defined document properties (they survive .xlsx).
//
// The table's row of keys (hidden) names each column: "thuocdo:id", "thuocdo:value", …; the column under
// "thuocdo:id" (hidden) names each row: a criterion id ("1.2"), or "1.2|item:x" for the row of one field. Readers find
// rows and columns by these keys alone, so inserted, moved or sorted rows and inserted columns lose no answer.
// Named ranges (one per column, `thuocdo_value` …) are a cross-check.
//
//   for (const TableRow& row : table_rows(set)) …
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "programme/programme.h"

namespace thuocdo {

inline constexpr std::string_view start_sheet_name = "Bắt đầu";
inline constexpr std::string_view cover_sheet_name = "Bìa";
inline constexpr std::string_view table_sheet_name = "Phiếu đánh giá";
inline constexpr std::string_view list_sheet_name = "Danh mục";
inline constexpr std::string_view template_version = "1";

// User-defined document properties.
namespace property {
inline constexpr std::string_view programme = "thuocdo.programme";
inline constexpr std::string_view digest = "thuocdo.digest";
inline constexpr std::string_view tier = "thuocdo.tier";
inline constexpr std::string_view unit = "thuocdo.unit";
inline constexpr std::string_view round = "thuocdo.round";
inline constexpr std::string_view template_version = "thuocdo.template";
inline constexpr std::string_view submitted = "thuocdo.submitted";              // ISO time, only in a frozen copy
inline constexpr std::string_view submission_digest = "thuocdo.submission";     // of the canonical form
inline constexpr std::string_view check_code = "thuocdo.code";
// Of the earlier submission that this one replaces; missing in a first one.
inline constexpr std::string_view replaces_digest = "thuocdo.replaces";
inline constexpr std::string_view replaces_code = "thuocdo.replaces-code";
// Dates that somebody said are right where the office reads them with the month first: "1.2.value=2024-03-02;…".
inline constexpr std::string_view confirmed_dates = "thuocdo.dates";
// A sheet divided among sections (division.h, merge_parts.h).
inline constexpr std::string_view whole = "thuocdo.whole";            // in whole and parts: which division this is
inline constexpr std::string_view division = "thuocdo.division";      // in the whole: who has which criteria
inline constexpr std::string_view part = "thuocdo.part";              // in a part: the section's name
inline constexpr std::string_view part_criteria = "thuocdo.part.criteria";
inline constexpr std::string_view part_marks = "thuocdo.part.marks";  // of all answers when it was divided
// A working copy in which reviewers appraise a submission: "review", or "explanation" in the copy that goes back to the unit
// (review_columns.h).
inline constexpr std::string_view appraisal = "thuocdo.appraisal";
}  // namespace property

// What a submission says in structured form, beside the cells; see submission/submission_part.h. The folder and the part
// both have this media type: without one, an office drops them when it saves.
inline constexpr std::string_view submission_part_folder = "Assessment";
inline constexpr std::string_view submission_part_name = "submission.xml";
inline constexpr std::string_view submission_part_path = "Assessment/submission.xml";
inline constexpr std::string_view submission_part_type = "application/vnd.thuocdo.submission+xml";

enum class Column {
  id,        // hidden
  number,    // STT
  name,      // Tiêu chí
  method,    // Cách tính điểm
  maximum,   // Điểm tối đa
  value,     // answer: first field (a level, a count, the numerator)
  base,      // answer: second field (the denominator)
  share,     // Tỷ lệ / Mức
  points,    // Điểm tự đánh giá
  reason,    // Lý do không đạt điểm tối đa
  evidence,  // Tài liệu kiểm chứng (số, ngày)
  page,      // Trang, mục
  source,    // Nguồn số liệu: the last printed one
  link,      // Liên kết hoặc tệp: the document itself; a sheet may lack it
  check,     // Kiểm tra
  carried    // Chuyển từ kỳ trước: whether what was carried over is confirmed; hidden where nothing was, and a sheet may
             // lack it
};
inline constexpr int column_count = 16;

std::string_view column_key(Column column);         // "thuocdo:id"
std::string_view column_range_name(Column column);  // "thuocdo_id"
Text column_title(Column column);
// Columns that the unit may fill in: value, base, reason, evidence, page, link.
bool is_input(Column column);
// Whether assessing a sheet looks at the column below the keys; the rest (names, methods, notes) is there for people.
bool is_assessed(Column column);
// Columns that sheets made earlier lack: link, carried.
bool may_be_absent(Column column);

enum class RowKind { group, criterion, item };  // item: one field of the criterion above it

// Whether each field of the criterion is answered in a row of its own below the criterion's row, in the column of
// values: where there are more than two fields, or any field's name holds ":" ("item:x"). Otherwise the first field
// stands in the column of values, and the second in that of bases.
bool has_field_rows(const Criterion& criterion);

struct TableRow {
  RowKind kind;
  int criterion;            // index in the set
  std::string id;           // text of the id column
  std::string value_field;  // field answered in the value column, or empty
  std::string base_field;   // field answered in the base column, or empty
};
// The rows of the table, in printed order.
std::vector<TableRow> table_rows(const CriteriaSet& set);

// Id of the row that shows the total; ids beginning with "thuocdo:" belong to the form itself.
inline constexpr std::string_view total_row_id = "thuocdo:total";

// What stands in the column of what was carried over, in the criterion's own row. Anything else, and nothing, says that
// there is nothing to confirm.
inline constexpr std::string_view to_confirm_label = "Cần xác nhận";
inline constexpr std::string_view confirmed_label = "Đã xác nhận";

// What an officer chooses for "does not apply" in the first answer cell.
inline constexpr std::string_view not_applicable_label = "Không áp dụng";

}  // namespace thuocdo
