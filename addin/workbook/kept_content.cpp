#include "workbook/kept_content.h"

#include <algorithm>
#include <array>
#include <com/sun/star/sheet/XSpreadsheets.hpp>
#include <com/sun/star/table/XColumnRowRange.hpp>

#include "workbook/repair.h"
#include "workbook/styles.h"
#include "workbook/undo_step.h"

namespace thuocdo {
namespace {

constexpr int header_row = 2;
constexpr std::array<int, 3> widths = {4500, 2000, 16000};

void write_head(const Sheet& sheet) {
  put_text(sheet, 0, 0, kept_sheet_name);
  put_text(sheet, 1, 0,
           "Những nội dung và ghi chú này đứng trong phiếu nhưng không có chỗ trong mẫu. Hãy chép lại vào đúng ô nếu cần, rồi xóa trang "
           "này. Trang này không được tính điểm.");
  apply_style(block(sheet, 0, 0, 0, 0), style::legend_title);
  apply_style(block(sheet, 1, 0, 1, 0), style::legend);
  constexpr std::array titles = {"Trang", "Ô", "Nội dung"};
  const auto columns = Reference<css::table::XColumnRowRange>(sheet, UNO_QUERY_THROW)->getColumns();
  for (int i = 0; i < static_cast<int>(titles.size()); ++i) {
    put_text(sheet, header_row, i, titles[static_cast<std::size_t>(i)]);
    set(Reference<css::beans::XPropertySet>(columns->getByIndex(i), UNO_QUERY_THROW), "Width",
        sal_Int32(widths[static_cast<std::size_t>(i)]));
  }
  apply_style(block(sheet, header_row, 0, header_row, 2), style::header);
}

}  // namespace

void write_kept_content(const Document& document, const std::vector<RepairPlan::Kept>& kept) {
  if (kept.empty()) return;
  const UndoStep step(document);
  const auto sheets = document->getSheets();
  if (!sheets->hasByName(to_uno(kept_sheet_name))) {
    sheets->insertNewByName(to_uno(kept_sheet_name), static_cast<sal_Int16>(sheets->getElementNames().getLength()));
    const UndoStep head(document);
    write_head(sheet_of(document, kept_sheet_name));
  }
  const Sheet sheet = sheet_of(document, kept_sheet_name);
  int row = std::max(read_form_contents(sheet).rows, header_row + 1);
  for (const RepairPlan::Kept& one : kept) {
    const UndoStep line(document);
    put_text(sheet, row, 0, one.sheet);
    put_text(sheet, row, 1, one.cell);
    put_text(sheet, row, 2, one.content);
    apply_style(block(sheet, row, 0, row, 2), style::text);
    ++row;
  }
  set(Reference<css::table::XColumnRowRange>(block(sheet, 0, 0, row - 1, 0), UNO_QUERY_THROW)->getRows(), "OptimalHeight", true);
}

}  // namespace thuocdo
