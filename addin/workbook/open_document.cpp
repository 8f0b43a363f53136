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

enum class Extent {
  everything,
  // What assessing looks at: of the first sheet with a criteria table, from its keys on. The panel reads after every edit.
  assessed,
};

class SheetReader {
 public:
  SheetReader(const Sheet& sheet, const css::util::Date& null_date) : sheet_(sheet), null_date_(null_date) {}

  SheetCells read_everything() {
    const CellBlock area = used_area();
    const HostRows data = rows_of(area);
    wanted_.assign(static_cast<std::size_t>(data.hasElements() ? data[0].getLength() : 0), true);
    texts_.assign(wanted_.size(), true);
    read(area, data, 0);
    return std::move(cells_);
  }

  // Nothing where the sheet has no criteria table.
  std::optional<SheetCells> read_assessed() {
    const CellBlock area = used_area();
    const HostRows data = rows_of(area);
    const int key_row = find_keys(data);
    if (key_row < 0) return std::nullopt;
    read(area, data, key_row);
    return std::move(cells_);
  }

 private:
  CellBlock used_area() const {
    const auto cursor = sheet_->createCursor();
    const Reference<css::sheet::XUsedAreaCursor> used(cursor, UNO_QUERY_THROW);
    used->gotoEndOfUsedArea(false);
    const auto end = Reference<css::sheet::XCellRangeAddressable>(cursor, UNO_QUERY_THROW)->getRangeAddress();
    // As the readers of files do, nothing beyond the limits is looked at.
    const Limits limits;
    const int last_row = std::min(end.EndRow, static_cast<sal_Int32>(limits.rows) - 1);
    const int last_column = std::min(end.EndColumn, static_cast<sal_Int32>(limits.columns) - 1);
    return block(sheet_, 0, 0, last_row, last_column);
  }

  // The row of keys, or -1. Below it, only the columns are wanted that assessing looks at.
  int find_keys(const HostRows& data) {
    const Any key(to_uno(column_key(Column::id)));
    for (sal_Int32 row = 0; row < data.getLength(); ++row) {
      const auto& cells = data[row];
      if (std::find(cells.begin(), cells.end(), key) == cells.end()) continue;
      wanted_.assign(static_cast<std::size_t>(cells.getLength()), false);
      texts_ = wanted_;
      for (sal_Int32 at = 0; at < cells.getLength(); ++at) {
        for (int which = 0; which < column_count; ++which) {
          const Column column = static_cast<Column>(which);
          if (!is_assessed(column) || cells[at] != Any(to_uno(column_key(column)))) continue;
          wanted_[static_cast<std::size_t>(at)] = true;
          texts_[static_cast<std::size_t>(at)] = column == Column::reason || column == Column::evidence ||
                                                  column == Column::page || column == Column::link;
        }
      }
      return row;
    }
    return -1;
  }

  bool is_wanted(int row, int column) const {
    return row == first_row_ || wanted_[static_cast<std::size_t>(column)];  // every key says where a column is
  }

  void read(const CellBlock& area, const HostRows& data, int first_row) {
    first_row_ = first_row;
    read_values(data);
    const Reference<css::sheet::XCellRangesQuery> query(area, UNO_QUERY_THROW);
    each(query->queryContentCells(css::sheet::CellFlags::FORMULA), [&](int row, int column) {
      Cell cell;
      if (const Cell* known = cells_.at(row, column)) cell = *known;
      cell.formula = true;
      cells_.put(row, column, std::move(cell));
    });
    if (errors_) {
      each(query->queryFormulaCells(css::sheet::FormulaResult::ERROR), [&](int row, int column) {
        Cell cell;
        cell.formula = true;
        cell.shown = shown(row, column);
        cell.value = CellError{cell.shown};
        cells_.put(row, column, std::move(cell));
      });
    }
    each(query->queryContentCells(css::sheet::CellFlags::DATETIME), [&](int row, int column) {
      Cell cell;
      cell.shown = shown(row, column);
      cell.value = date_value(cell_at(sheet_, row, column)->getValue(), null_date_);
      cells_.put(row, column, std::move(cell));
    });
    mark_covered();
  }

  void read_values(const HostRows& data) {
    for (sal_Int32 row = first_row_; row < data.getLength(); ++row) {
      const auto& values = data[row];
      for (sal_Int32 column = 0; column < values.getLength(); ++column) {
        if (!is_wanted(row, column)) continue;
        if (!values[column].hasValue()) errors_ = true;  // an empty cell has an empty text
        Cell cell;
        cell.value = to_value(values[column]);
        if (std::holds_alternative<std::monostate>(cell.value)) continue;
        if (const auto* text = std::get_if<std::string>(&cell.value)) {
          cell.shown = *text;
        } else if (texts_[static_cast<std::size_t>(column)]) {
          cell.shown = shown(row, column);
        }
        cells_.put(row, column, std::move(cell));
      }
    }
  }

  std::string shown(int row, int column) const {
    return from_uno(Reference<css::text::XText>(cell_at(sheet_, row, column), UNO_QUERY_THROW)->getString());
  }

  void each(const Ranges& ranges, const std::function<void(int, int)>& action) const {
    for (const auto& range : ranges->getRangeAddresses()) {
      for (int row = std::max<int>(range.StartRow, first_row_); row <= range.EndRow; ++row) {
        for (int column = range.StartColumn; column <= range.EndColumn; ++column) {
          if (is_wanted(row, column)) action(row, column);
        }
      }
    }
  }

  // The rows from `first` to `last` in which something is merged; few calls where little is.
  void merged_rows(int first, int last, int last_column, std::vector<int>& found) const {
    const auto rows = block(sheet_, first, 0, last, last_column);
    if (!Reference<css::util::XMergeable>(rows, UNO_QUERY_THROW)->getIsMerged()) return;
    if (first == last) return found.push_back(first);
    const int middle = first + (last - first) / 2;
    merged_rows(first, middle, last_column, found);
    merged_rows(middle + 1, last, last_column, found);
  }

  // Cells under a merged one keep their values, but nobody sees them. Those without a value are marked too, as in files.
  void mark_covered() {
    std::size_t width = 0;
    for (const auto& line : cells_.rows) width = std::max(width, line.size());
    if (width == 0) return;
    const int last_column = static_cast<int>(width) - 1;
    const int last_row = static_cast<int>(cells_.rows.size()) - 1;
    std::vector<int> rows;
    merged_rows(first_row_, last_row, last_column, rows);
    for (const int row : rows) {
      for (int column = 0; column <= last_column; ++column) {
        const auto cell = block(sheet_, row, column, row, column);
        if (!Reference<css::util::XMergeable>(cell, UNO_QUERY_THROW)->getIsMerged()) continue;
        const auto cursor = sheet_->createCursorByRange(Reference<css::sheet::XSheetCellRange>(cell, UNO_QUERY_THROW));
        cursor->collapseToMergedArea();
        const auto merged = Reference<css::sheet::XCellRangeAddressable>(cursor, UNO_QUERY_THROW)->getRangeAddress();
        for (int below = merged.StartRow; below <= std::min<int>(merged.EndRow, last_row); ++below) {
          for (int beside = merged.StartColumn; beside <= std::min<int>(merged.EndColumn, last_column); ++beside) {
            if (below == merged.StartRow && beside == merged.StartColumn) continue;
            Cell covered;
            if (const Cell* known = cells_.at(below, beside)) covered = *known;
            covered.covered = true;
            cells_.put(below, beside, std::move(covered));
          }
        }
      }
    }
  }

  const Sheet sheet_;
  const css::util::Date null_date_;
  int first_row_ = 0;
  bool errors_ = false;
  std::vector<bool> wanted_;  // the columns
  std::vector<bool> texts_;   // those of whose numbers the text as shown is read, too: each costs a call
  SheetCells cells_;
};

Workbook read(const Document& document, Extent extent) {
  Workbook workbook;
  const auto null_date = get<css::util::Date>(document, "NullDate");
  const auto sheets = document->getSheets();
  const auto sheet_names = sheets->getElementNames();
  for (const auto& name : sheet_names) {
    SheetReader reader(Sheet(sheets->getByName(name), UNO_QUERY_THROW), null_date);
    std::optional<SheetCells> cells = extent == Extent::everything ? reader.read_everything() : reader.read_assessed();
    if (!cells) continue;
    cells->name = from_uno(name);
    workbook.sheets.push_back(std::move(*cells));
    if (extent == Extent::assessed) break;
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
    // A name of cells on a sheet that was deleted goes on telling where they were.
    if (address.Sheet < 0 || address.Sheet >= sheet_names.getLength()) continue;
    workbook.names[from_uno(name)] = {from_uno(sheet_names[address.Sheet]), address.StartRow,
                                      address.StartColumn, address.EndRow, address.EndColumn};
  }
  return workbook;
}

}  // namespace

Workbook read_open_document(const Document& document) { return read(document, Extent::everything); }

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
  Expected expected;
  expected.working_copy = true;
  return assess_workbook(read(document, Extent::assessed), document_file_name(document), store, expected);
}

}  // namespace thuocdo
