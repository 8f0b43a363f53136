#include "workbook/open_document.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/sheet/CellFlags.hpp>
#include <com/sun/star/sheet/FormulaResult.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XCellRangeData.hpp>
#include <com/sun/star/sheet/XCellRangeReferrer.hpp>
#include <com/sun/star/sheet/XCellRangesQuery.hpp>
#include <com/sun/star/sheet/XFormulaQuery.hpp>
#include <com/sun/star/sheet/XNamedRanges.hpp>
#include <com/sun/star/sheet/XSheetCellCursor.hpp>
#include <com/sun/star/sheet/XSheetCellRange.hpp>
#include <com/sun/star/sheet/XSheetCellRanges.hpp>
#include <com/sun/star/sheet/XSpreadsheets.hpp>
#include <com/sun/star/sheet/XUsedAreaCursor.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/util/Date.hpp>
#include <com/sun/star/util/XMergeable.hpp>
#include <cstdio>
#include <functional>
#include <rtl/uri.hxx>

#include "functions/conversion.h"
#include "workbook/table_layout.h"

namespace thuocdo {
namespace {

using Ranges = Reference<css::sheet::XSheetCellRanges>;

// A date's serial number as files hold it: "2023-12-01", "2023-12-01T08:30:00".
std::string date_value(double serial, const css::util::Date& null_date) {
  using namespace std::chrono;
  const sys_days start = year_month_day{year{null_date.Year}, month{null_date.Month}, day{null_date.Day}};
  const double days_passed = std::floor(serial);
  const year_month_day date{start + days{static_cast<int>(days_passed)}};
  std::string text = iso_text(date);
  const int rest = static_cast<int>(std::lround((serial - days_passed) * 86400));
  if (rest > 0) {
    char time[16];
    std::snprintf(time, sizeof time, "T%02d:%02d:%02d", rest / 3600 % 100, rest / 60 % 60, rest % 60);
    text += time;
  }
  return text;
}

class SheetReader {
 public:
  SheetReader(const Sheet& sheet, const css::util::Date& null_date) : sheet_(sheet), null_date_(null_date) {}

  SheetCells read(std::string name) {
    cells_.name = std::move(name);
    const auto cursor = sheet_->createCursor();
    const Reference<css::sheet::XUsedAreaCursor> used(cursor, UNO_QUERY_THROW);
    used->gotoEndOfUsedArea(false);
    const auto end = Reference<css::sheet::XCellRangeAddressable>(cursor, UNO_QUERY_THROW)->getRangeAddress();
    // As the readers of files do, nothing beyond the limits is looked at.
    const Limits limits;
    const int last_row = std::min(end.EndRow, static_cast<sal_Int32>(limits.rows) - 1);
    const int last_column = std::min(end.EndColumn, static_cast<sal_Int32>(limits.columns) - 1);
    const auto area = block(sheet_, 0, 0, last_row, last_column);
    read_values(area);
    const Reference<css::sheet::XCellRangesQuery> query(area, UNO_QUERY_THROW);
    each(query->queryContentCells(css::sheet::CellFlags::FORMULA), [&](int row, int column) {
      Cell cell;
      if (const Cell* known = cells_.at(row, column)) cell = *known;
      cell.formula = true;
      cells_.put(row, column, std::move(cell));
    });
    each(query->queryFormulaCells(css::sheet::FormulaResult::ERROR), [&](int row, int column) {
      Cell cell;
      cell.formula = true;
      cell.shown = shown(row, column);
      cell.value = CellError{cell.shown};
      cells_.put(row, column, std::move(cell));
    });
    each(query->queryContentCells(css::sheet::CellFlags::DATETIME), [&](int row, int column) {
      Cell cell;
      cell.shown = shown(row, column);
      cell.value = date_value(cell_at(sheet_, row, column)->getValue(), null_date_);
      cells_.put(row, column, std::move(cell));
    });
    return std::move(cells_);
  }

 private:
  void read_values(const CellBlock& area) {
    const auto data = Reference<css::sheet::XCellRangeData>(area, UNO_QUERY_THROW)->getDataArray();
    for (sal_Int32 row = 0; row < data.getLength(); ++row) {
      for (sal_Int32 column = 0; column < data[row].getLength(); ++column) {
        Cell cell;
        cell.value = to_value(data[row][column]);
        if (std::holds_alternative<std::monostate>(cell.value)) continue;
        if (const auto* text = std::get_if<std::string>(&cell.value)) {
          cell.shown = *text;
        } else {
          cell.shown = shown(row, column);
        }
        cells_.put(row, column, std::move(cell));
      }
    }
  }

  std::string shown(int row, int column) const {
    return from_uno(Reference<css::text::XText>(cell_at(sheet_, row, column), UNO_QUERY_THROW)->getString());
  }

  static void each(const Ranges& ranges, const std::function<void(int, int)>& action) {
    for (const auto& range : ranges->getRangeAddresses()) {
      for (int row = range.StartRow; row <= range.EndRow; ++row) {
        for (int column = range.StartColumn; column <= range.EndColumn; ++column) action(row, column);
      }
    }
  }

  Sheet sheet_;
  css::util::Date null_date_;
  SheetCells cells_;
};

bool any_merged(const Sheet& sheet, int row, int last_column) {
  return Reference<css::util::XMergeable>(block(sheet, row, 0, row, last_column), UNO_QUERY_THROW)->getIsMerged();
}

// Cells under a merged one keep their values, but nobody sees them. Those without a value are marked too, as in files.
void mark_covered(const Sheet& sheet, SheetCells& cells) {
  std::size_t width = 0;
  for (const auto& line : cells.rows) width = std::max(width, line.size());
  if (width == 0) return;
  const int last_column = static_cast<int>(width) - 1;
  const int last_row = static_cast<int>(cells.rows.size()) - 1;
  for (int row = 0; row <= last_row; ++row) {
    if (!any_merged(sheet, row, last_column)) continue;
    for (int column = 0; column <= last_column; ++column) {
      const auto cell = block(sheet, row, column, row, column);
      if (!Reference<css::util::XMergeable>(cell, UNO_QUERY_THROW)->getIsMerged()) continue;
      const auto cursor = sheet->createCursorByRange(Reference<css::sheet::XSheetCellRange>(cell, UNO_QUERY_THROW));
      cursor->collapseToMergedArea();
      const auto merged = Reference<css::sheet::XCellRangeAddressable>(cursor, UNO_QUERY_THROW)->getRangeAddress();
      for (int below = merged.StartRow; below <= std::min<int>(merged.EndRow, last_row); ++below) {
        for (int beside = merged.StartColumn; beside <= std::min<int>(merged.EndColumn, last_column); ++beside) {
          if (below == merged.StartRow && beside == merged.StartColumn) continue;
          Cell covered;
          if (const Cell* known = cells.at(below, beside)) covered = *known;
          covered.covered = true;
          cells.put(below, beside, std::move(covered));
        }
      }
    }
  }
}

}  // namespace

Workbook read_open_document(const Document& document) {
  Workbook workbook;
  const auto null_date = get<css::util::Date>(document, "NullDate");
  const auto sheets = document->getSheets();
  for (const auto& name : sheets->getElementNames()) {
    const Sheet sheet(sheets->getByName(name), UNO_QUERY_THROW);
    workbook.sheets.push_back(SheetReader(sheet, null_date).read(from_uno(name)));
    mark_covered(sheet, workbook.sheets.back());
  }
  const Reference<css::beans::XPropertySet> properties(
      Reference<css::document::XDocumentPropertiesSupplier>(document, UNO_QUERY_THROW)
          ->getDocumentProperties()
          ->getUserDefinedProperties(),
      UNO_QUERY_THROW);
  for (const auto& property : properties->getPropertySetInfo()->getProperties()) {
    rtl::OUString text;
    if (properties->getPropertyValue(property.Name) >>= text)
      workbook.properties[from_uno(property.Name)] = from_uno(text);
  }
  const auto names = get<Reference<css::sheet::XNamedRanges>>(document, "NamedRanges");
  for (const auto& name : names->getElementNames()) {
    const Reference<css::sheet::XCellRangeReferrer> referrer(names->getByName(name), UNO_QUERY);
    const auto cells = referrer.is() ? referrer->getReferredCells() : CellBlock();
    if (!cells.is()) continue;
    const auto address = Reference<css::sheet::XCellRangeAddressable>(cells, UNO_QUERY_THROW)->getRangeAddress();
    workbook.names[from_uno(name)] = {from_uno(sheets->getElementNames()[address.Sheet]), address.StartRow,
                                      address.StartColumn, address.EndRow, address.EndColumn};
  }
  return workbook;
}

bool is_our_sheet(const Document& document) {
  const Reference<css::beans::XPropertySet> properties(
      Reference<css::document::XDocumentPropertiesSupplier>(document, UNO_QUERY_THROW)
          ->getDocumentProperties()
          ->getUserDefinedProperties(),
      UNO_QUERY_THROW);
  const rtl::OUString name = to_uno(property::programme);
  return properties->getPropertySetInfo()->hasPropertyByName(name) &&
         properties->getPropertyValue(name) != Any(rtl::OUString());
}

std::string document_file_name(const Document& document) {
  const auto url = from_uno(Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getURL());
  return from_uno(
      rtl::Uri::decode(to_uno(url.substr(url.find_last_of('/') + 1)), rtl_UriDecodeWithCharset, RTL_TEXTENCODING_UTF8));
}

AssessedSheet assess_document(const Document& document, ProgrammeStore& store) {
  return assess_workbook(read_open_document(document), document_file_name(document), store);
}

}  // namespace thuocdo
