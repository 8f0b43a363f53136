#include "sheet/contract.h"

#include <algorithm>

namespace thuocdo {
namespace {

struct ColumnTexts {
  std::string_view key;
  std::string_view range;
  Text title;
};

const ColumnTexts& texts(Column column) {
  static const std::array<ColumnTexts, column_count> all = {{
      {"thuocdo:id", "thuocdo_id", {"Mã", "Id"}},
      {"thuocdo:number", "thuocdo_number", {"STT", "No."}},
      {"thuocdo:name", "thuocdo_name", {"Tiêu chí", "Criterion"}},
      {"thuocdo:method", "thuocdo_method", {"Cách tính điểm", "How points are computed"}},
      {"thuocdo:maximum", "thuocdo_maximum", {"Điểm tối đa", "Maximum"}},
      {"thuocdo:value", "thuocdo_value", {"Trả lời / Tử số (a)", "Answer / numerator (a)"}},
      {"thuocdo:base", "thuocdo_base", {"Mẫu số (b)", "Denominator (b)"}},
      {"thuocdo:share", "thuocdo_share", {"Tỷ lệ / Mức", "Share / level"}},
      {"thuocdo:points", "thuocdo_points", {"Điểm tự đánh giá", "Self-score"}},
      {"thuocdo:reason", "thuocdo_reason", {"Lý do không đạt điểm tối đa", "Reason for not reaching the maximum"}},
      {"thuocdo:evidence", "thuocdo_evidence", {"Tài liệu kiểm chứng (số, ngày)", "Evidence (number, date)"}},
      {"thuocdo:page", "thuocdo_page", {"Trang, mục", "Page, section"}},
      {"thuocdo:source", "thuocdo_source", {"Nguồn số liệu", "Source of the figures"}},
      {"thuocdo:link", "thuocdo_link", {"Liên kết hoặc tệp", "Link or file"}},
      {"thuocdo:check", "thuocdo_check", {"Kiểm tra", "Check"}},
      {"thuocdo:carried", "thuocdo_carried", {"Chuyển từ kỳ trước", "Carried over"}},
  }};
  return all[static_cast<std::size_t>(column)];
}

}  // namespace

std::string_view column_key(Column column) { return texts(column).key; }
std::string_view column_range_name(Column column) { return texts(column).range; }
Text column_title(Column column) { return texts(column).title; }

bool is_input(Column column) {
  return column == Column::value || column == Column::base || column == Column::reason || column == Column::evidence ||
         column == Column::page || column == Column::link;
}

bool is_assessed(Column column) {
  return is_input(column) || column == Column::id || column == Column::maximum || column == Column::points ||
         column == Column::carried;
}

bool may_be_absent(Column column) { return column == Column::link || column == Column::carried; }

bool has_field_rows(const Criterion& criterion) {
  const std::vector<Field>& fields = criterion.asked_fields();
  return fields.size() > 2 || std::any_of(fields.begin(), fields.end(), [](const Field& field) {
           return field.name.find(':') != std::string::npos;
         });
}

std::vector<TableRow> table_rows(const CriteriaSet& set) {
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    const int index = static_cast<int>(i);
    if (criterion.is_group()) {
      rows.push_back({RowKind::group, index, criterion.id, "", ""});
      continue;
    }
    TableRow main{RowKind::criterion, index, criterion.id, "", ""};
    std::vector<TableRow> items;
    const bool own_rows = has_field_rows(criterion);
    for (const Field& field : criterion.asked_fields()) {
      if (own_rows) {
        items.push_back({RowKind::item, index, criterion.id + "|" + field.name, field.name, ""});
      } else if (main.value_field.empty()) {
        main.value_field = field.name;
      } else {
        main.base_field = field.name;
      }
    }
    rows.push_back(std::move(main));
    for (TableRow& item : items) rows.push_back(std::move(item));
  }
  return rows;
}

}  // namespace thuocdo
