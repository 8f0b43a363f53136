#include "workbook/table_layout.h"

#include "scoring/figures.h"
#include "sheet/workbook.h"

namespace thuocdo {

TableLayout::TableLayout(const CriteriaSet& set, const Stage* round_without_assessment)
    : rows(table_rows(set)), without_assessment(round_without_assessment) {
  for (TableRow& row : rows) {
    if (assessed() || asks_for_figures(set.criteria[static_cast<std::size_t>(row.criterion)])) continue;
    row.value_field.clear();
    row.base_field.clear();
  }
  last_row = first_row + static_cast<int>(rows.size()) - 1;
  total_row = last_row + 1;
  signature_row = total_row + 2;
}

int TableLayout::last_row_of(const CriteriaSet& set, std::size_t index) const {
  const int depth = set.criteria[static_cast<std::size_t>(rows[index].criterion)].depth;
  std::size_t last = index;
  for (std::size_t next = index + 1; next < rows.size(); ++next) {
    const TableRow& row = rows[next];
    const bool item_of_it = row.kind == RowKind::item && row.criterion == rows[index].criterion;
    if (!item_of_it && set.criteria[static_cast<std::size_t>(row.criterion)].depth <= depth) break;
    last = next;
  }
  return row_of(last);
}

std::string TableLayout::answers(const CriteriaSet& set, std::size_t index) const {
  const int row = row_of(index);
  const int last = last_row_of(set, index);
  if (last > row) return cells(row + 1, Column::value, last, Column::value);
  return rows[index].base_field.empty() ? cells(row, Column::value) : cells(row, Column::value, row, Column::base);
}

const Field* field_named(const Criterion& criterion, std::string_view name) {
  for (const Field& field : criterion.fields()) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

std::string cells(int first_row, Column first_column, int last_row, Column last_column) {
  std::string text = cell_name(first_row, at(first_column));
  if (first_row != last_row || first_column != last_column) text += ":" + cell_name(last_row, at(last_column));
  return text;
}

std::string fixed_cells(int first_row, int first_column, int last_row, int last_column) {
  const auto fixed = [](int row, int column) { return "$" + column_name(column) + "$" + std::to_string(row + 1); };
  std::string text = fixed(first_row, first_column);
  if (first_row != last_row || first_column != last_column) text += ":" + fixed(last_row, last_column);
  return text;
}

}  // namespace thuocdo
