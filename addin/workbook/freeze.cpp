#include "workbook/freeze.h"

#include <com/sun/star/beans/XPropertyState.hpp>
#include <com/sun/star/container/XNameAccess.hpp>
#include <com/sun/star/sheet/CellFlags.hpp>
#include <com/sun/star/sheet/XCalculatable.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XCellRangeData.hpp>
#include <com/sun/star/sheet/XCellRangesQuery.hpp>
#include <com/sun/star/sheet/XSheetCellRanges.hpp>
#include <com/sun/star/sheet/XSheetCellCursor.hpp>
#include <com/sun/star/sheet/XSpreadsheets.hpp>
#include <com/sun/star/sheet/XUsedAreaCursor.hpp>
#include <com/sun/star/style/XStyle.hpp>
#include <com/sun/star/style/XStyleFamiliesSupplier.hpp>
#include <com/sun/star/table/CellContentType.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/table/XColumnRowRange.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/lang/Locale.hpp>
#include <com/sun/star/util/CellProtection.hpp>
#include <com/sun/star/util/XNumberFormatsSupplier.hpp>
#include <com/sun/star/util/XProtectable.hpp>
#include <com/sun/star/view/XRenderable.hpp>
#include <set>

#include "workbook/build_workbook.h"
#include "workbook/styles.h"
#include "workbook/submission_foot.h"

namespace thuocdo {
namespace {

void replace_typed_over_points(const Document& document, const AssessedSheet& sheet) {
  for (std::size_t i = 0; i < sheet.card.results.size(); ++i) {
    const AnswerCell* place = sheet.cell(static_cast<int>(i), "points");
    const CriterionResult& result = sheet.card.results[i];
    const bool group = sheet.tier->set.criteria[i].is_group();
    if (place == nullptr || (result.state != State::scored && !group)) continue;
    const auto cell = cell_at(sheet_of(document, place->sheet), place->row, place->column);
    if (cell->getType() != css::table::CellContentType_FORMULA) cell->setValue(result.points.to_double());
  }
}

void replace_formulas(const Sheet& sheet) {
  const auto ranges = Reference<css::sheet::XCellRangesQuery>(sheet, UNO_QUERY_THROW)
                          ->queryContentCells(css::sheet::CellFlags::FORMULA);
  for (const auto& range : ranges->getRangeAddresses()) {
    const Reference<css::sheet::XCellRangeData> cells(
        block(sheet, range.StartRow, range.StartColumn, range.EndRow, range.EndColumn), UNO_QUERY_THROW);
    auto data = cells->getDataArray();
    for (sal_Int32 row = 0; row < data.getLength(); ++row) {
      for (sal_Int32 column = 0; column < data[row].getLength(); ++column) {
        if (data[row][column].hasValue()) continue;
        // An error has no value; what it shows stays as text.
        const auto cell = cell_at(sheet, range.StartRow + row, range.StartColumn + column);
        data[row][column] <<= Reference<css::text::XText>(cell, UNO_QUERY_THROW)->getString();
      }
    }
    cells->setDataArray(data);
  }
}

// False for one that has a password.
bool unlock(const Reference<css::util::XProtectable>& sheet) {
  try {
    sheet->unprotect({});
  } catch (const css::uno::Exception&) {
  }
  return !sheet->isProtected();
}

void lock_styles(const Document& document) {
  const auto families = Reference<css::style::XStyleFamiliesSupplier>(document, UNO_QUERY_THROW)->getStyleFamilies();
  const Reference<css::container::XNameAccess> styles(families->getByName("CellStyles"), UNO_QUERY_THROW);
  for (const auto& name : styles->getElementNames()) {
    const Reference<css::style::XStyle> style(styles->getByName(name), UNO_QUERY_THROW);
    auto protection = get<css::util::CellProtection>(style, "CellProtection");
    if (protection.IsLocked) continue;
    protection.IsLocked = true;
    set(style, "CellProtection", protection);
  }
}

// Nobody types into the copy, so its counts can have their thousands apart.
void group_counts(const Document& document) {
  const auto families = Reference<css::style::XStyleFamiliesSupplier>(document, UNO_QUERY_THROW)->getStyleFamilies();
  const Reference<css::container::XNameAccess> styles(families->getByName("CellStyles"), UNO_QUERY_THROW);
  const rtl::OUString name = to_uno(style::answer_count);
  if (!styles->hasByName(name)) return;
  const auto formats = Reference<css::util::XNumberFormatsSupplier>(document, UNO_QUERY_THROW)->getNumberFormats();
  const css::lang::Locale vietnamese("vi", "VN", "");
  const sal_Int32 known = formats->queryKey("#.##0", vietnamese, false);
  set(Reference<css::style::XStyle>(styles->getByName(name), UNO_QUERY_THROW), "NumberFormat",
      known >= 0 ? known : formats->addNew("#.##0", vietnamese));
}

// Cells of a sheet that came back from .xlsx are unlocked by themselves, not by their styles.
void lock_cells(const Sheet& sheet) {
  const auto cursor = sheet->createCursor();
  const Reference<css::sheet::XUsedAreaCursor> used(cursor, UNO_QUERY_THROW);
  used->gotoStartOfUsedArea(false);
  used->gotoEndOfUsedArea(true);
  const Reference<css::beans::XPropertyState> state(cursor, UNO_QUERY_THROW);
  if (state->getPropertyState("CellProtection") == css::beans::PropertyState_DEFAULT_VALUE) return;
  auto protection = get<css::util::CellProtection>(cursor, "CellProtection");
  protection.IsLocked = true;
  set(cursor, "CellProtection", protection);
}

// The rows of a sheet that stand on each of its printed pages, first and last; `page` counts all pages of the document.
std::optional<css::table::CellRangeAddress> rows_on_page(const Document& document, sal_Int32 page) {
  const Reference<css::view::XRenderable> pages(document, UNO_QUERY_THROW);
  if (page >= pages->getRendererCount(Any(document), {})) return std::nullopt;
  css::table::CellRangeAddress rows;
  for (const auto& property : pages->getRenderer(page, Any(document), {})) {
    if (property.Name == "SourceRange") property.Value >>= rows;
  }
  return rows;
}

// No heading of a group is left alone at the foot of a printed page.
void keep_headings_with_what_follows(const Document& document, const AssessedSheet& sheet) {
  std::set<int> headings;
  std::string name;
  for (std::size_t i = 0; i < sheet.cells.size(); ++i) {
    if (!sheet.tier->set.criteria[i].is_group() || sheet.cells[i].empty()) continue;
    headings.insert(sheet.cells[i].front().row);
    name = sheet.cells[i].front().sheet;
  }
  const Sheet table = sheet_of(document, name);
  if (!table.is()) return;
  const auto tab = Reference<css::sheet::XCellRangeAddressable>(table, UNO_QUERY_THROW)->getRangeAddress().Sheet;
  const auto rows = Reference<css::table::XColumnRowRange>(table, UNO_QUERY_THROW)->getRows();
  for (sal_Int32 page = 0;; ++page) {  // a row that goes to the next page moves what follows
    const auto shown = rows_on_page(document, page);
    if (!shown) return;
    if (shown->Sheet != tab) continue;
    int next = shown->EndRow + 1;
    while (next - 1 > shown->StartRow && headings.contains(next - 1)) --next;
    if (next <= shown->EndRow) set(Reference<css::beans::XPropertySet>(rows->getByIndex(next), UNO_QUERY_THROW), "IsStartOfNewPage", true);
  }
}

}  // namespace

std::optional<std::string> freeze(const Reference<css::uno::XComponentContext>& context, const Document& document,
                                  const AssessedSheet& sheet, const Stamp& stamp) {
  const auto sheets = document->getSheets();
  // How to fill a sheet in is of no use any more.
  if (sheets->hasByName(to_uno(start_sheet_name))) sheets->removeByName(to_uno(start_sheet_name));
  const auto names = sheets->getElementNames();
  for (const auto& name : names) {
    if (!unlock(Reference<css::util::XProtectable>(sheets->getByName(name), UNO_QUERY_THROW))) return from_uno(name);
  }
  replace_typed_over_points(document, sheet);
  Reference<css::sheet::XCalculatable>(document, UNO_QUERY_THROW)->calculateAll();
  for (const auto& name : names) replace_formulas(Sheet(sheets->getByName(name), UNO_QUERY_THROW));
  group_counts(document);
  lock_styles(document);
  for (const auto& name : names) lock_cells(Sheet(sheets->getByName(name), UNO_QUERY_THROW));
  set_submission_foot(context, document, sheet.identity.programme, sheet.identity.digest, stamp.check_code);
  keep_headings_with_what_follows(document, sheet);
  for (const auto& name : names) {
    const Reference<css::util::XProtectable> part(sheets->getByName(name), UNO_QUERY_THROW);
    part->protect({});
  }
  set_document_property(document, property::submitted, stamp.submitted);
  set_document_property(document, property::submission_digest, stamp.digest);
  set_document_property(document, property::check_code, stamp.check_code);
  return std::nullopt;
}

}  // namespace thuocdo
