#include "workbook/choice_lists.h"

#include <algorithm>
#include <com/sun/star/sheet/XCellRangeData.hpp>
#include <com/sun/star/sheet/XNamedRanges.hpp>
#include <com/sun/star/table/CellAddress.hpp>

#include "functions/known_sets.h"
#include "sheet/contract.h"
#include "workbook/styles.h"
#include "workbook/table_layout.h"

namespace thuocdo {
namespace {

constexpr int set_row = 1;
constexpr int not_applicable_row = 3;
constexpr int first_list_row = 1;

std::string on_list_sheet(int first_row, int column, int last_row) {
  return "$'" + std::string(list_sheet_name) + "'." + fixed_cells(first_row, column, last_row, column);
}

}  // namespace

bool may_not_apply(const Programme& programme, const Criterion& criterion) {
  return criterion.may_not_apply && programme.not_applicable != NotApplicablePolicy::refuse;
}

ChoiceLists::ChoiceLists(const Programme& programme, const Tier& tier, const Stage* without_assessment)
    : set_name_(known_set_name(programme, tier, without_assessment)) {
  for (const Criterion& criterion : tier.set.criteria) {
    if (criterion.is_group()) continue;
    for (const Field& field : criterion.asked_fields()) {
      if (!field.is_choice()) continue;
      for (const bool with_not_applicable : {false, true}) {
        if (with_not_applicable && !may_not_apply(programme, criterion)) continue;
        Texts texts = texts_of(field, with_not_applicable);
        const auto column = static_cast<int>(columns_.size()) + 1;
        if (column_of_.emplace(texts, column).second) columns_.push_back(std::move(texts));
      }
    }
  }
}

ChoiceLists::Texts ChoiceLists::texts_of(const Field& field, bool with_not_applicable) {
  Texts texts;
  for (const Option& option : field.options) texts.push_back(option.text.vi);
  if (with_not_applicable) texts.emplace_back(not_applicable_label);
  return texts;
}

std::string ChoiceLists::range_of(const Field& field, bool with_not_applicable) const {
  const Texts texts = texts_of(field, with_not_applicable);
  const auto column = column_of_.find(texts);
  if (column == column_of_.end()) return {};
  return on_list_sheet(first_list_row, column->second, first_list_row + static_cast<int>(texts.size()) - 1);
}

void ChoiceLists::write(const Document& document, const Sheet& sheet) const {
  std::size_t height = not_applicable_row + 1;
  for (const Texts& texts : columns_) height = std::max(height, texts.size() + first_list_row);
  const int width = static_cast<int>(columns_.size()) + 1;
  Sequence<Sequence<Any>> data(static_cast<sal_Int32>(height));
  for (auto& row : data) {
    row.realloc(width);
    for (auto& cell : row) cell <<= rtl::OUString();
  }
  const auto put = [&](int row, int column, std::string_view text) { data[row][column] = text_value(text); };
  put(0, 0, "Bộ tiêu chí");
  put(set_row, 0, set_name_);
  put(not_applicable_row - 1, 0, "Không tính");
  put(not_applicable_row, 0, not_applicable_label);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    put(0, static_cast<int>(i) + 1, "Danh mục " + std::to_string(i + 1));
    for (std::size_t j = 0; j < columns_[i].size(); ++j) {
      put(first_list_row + static_cast<int>(j), static_cast<int>(i) + 1, columns_[i][j]);
    }
  }
  const auto all = block(sheet, 0, 0, static_cast<int>(height) - 1, width - 1);
  Reference<css::sheet::XCellRangeData>(all, UNO_QUERY_THROW)->setDataArray(data);
  apply_style(all, style::base);

  const auto names = get<Reference<css::sheet::XNamedRanges>>(document, "NamedRanges");
  names->addNewByName(to_uno(set_range_name), to_uno(on_list_sheet(set_row, 0, set_row)), {}, 0);
  names->addNewByName(to_uno(not_applicable_range_name),
                      to_uno(on_list_sheet(not_applicable_row, 0, not_applicable_row)), {}, 0);
}

}  // namespace thuocdo
