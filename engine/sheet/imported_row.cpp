// What became of a row, in words.
#include "sheet/criteria_import.h"
#include "sheet/import_table.h"

namespace thuocdo {

Text row_part_label(RowPart part) {
  switch (part) {
    case RowPart::heading: return {"Tiêu đề bảng", "Heading"};
    case RowPart::group: return {"Nhóm", "Group"};
    case RowPart::criterion: return {"Tiêu chí", "Criterion"};
    case RowPart::method_part: return {"Phần của cách tính", "Part of the method"};
    case RowPart::total: return {"Dòng tổng", "Total"};
    case RowPart::note: return {"Ghi chú", "Note"};
    case RowPart::unread: return {"Không đọc được", "Not read"};
    case RowPart::other_table: return {"Bảng khác", "Another table"};
  }
  return {};
}

Text ImportedRow::words() const {
  Text text = row_part_label(part);
  const auto add = [&](const std::string& vi, const std::string& en) {
    text.vi += vi;
    text.en += en;
  };
  if (part == RowPart::group || part == RowPart::criterion) {
    add(" " + id, " " + id);
    if (maximum) {
      const Text points = number_text(*maximum);
      add(", tối đa " + points.vi + " điểm", ", at most " + points.en + " points");
    } else {
      add(", chưa có điểm tối đa", ", without a maximum");
    }
  }
  switch (origin) {
    case RuleOrigin::none: break;
    case RuleOrigin::proposed: add(". Đề xuất: " + rule.vi, ". Proposed: " + rule.in(Language::english)); break;
    case RuleOrigin::judged: add(". Tạm để người chấm: chưa nhận ra cách tính", ". Judged by a person for now: no method was recognised"); break;
    case RuleOrigin::as_written: add(". " + rule.vi, ". " + rule.in(Language::english)); break;
  }
  switch (part) {
    case RowPart::method_part: add(" của tiêu chí " + id, " of criterion " + id); break;
    case RowPart::total: add(", để đối chiếu", ", for comparison"); break;
    case RowPart::note: add(", không thuộc tiêu chí nào", ", belongs to no criterion"); break;
    case RowPart::other_table: add(", không đọc từ đây", ", not read from here on"); break;
    default: break;
  }
  return text;
}

Findings ImportedCriteria::findings_of(const ImportedRow& row) const {
  Findings list;
  for (const std::size_t index : row.findings) list.push_back(findings[index]);
  return list;
}

}  // namespace thuocdo
