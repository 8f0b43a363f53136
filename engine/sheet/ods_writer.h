// Writes .ods workbooks that LibreOffice opens without asking anything: several sheets with headings, numbers and charts,
// made for reading, printing and working on. The same content gives the same bytes on every machine.
//
//   OdsSheet sheet{.name = "Xếp hạng"};
//   sheet.columns = {12, 60, 25};                                  // millimetres
//   sheet.rows = {{OdsCell::heading("Hạng"), OdsCell::heading("Đơn vị"), OdsCell::heading("Điểm")},
//                 {OdsCell::of(Decimal(1)), OdsCell::of("Sở A"), OdsCell::of(points, 2)}};
//   sheet.heading_rows = 1;
//   write("ket-qua.ods", ods_of_sheets({sheet}, Language::vietnamese));
//
// Text stays text, also where it begins with "=", "+", "-" or "@"; only a Decimal becomes a number. Numbers are shown in
// the notation of the language, with as many decimal places as the cell says, and keep their exact value. Pages are A4
// across, as wide as the sheet unless it says otherwise, with its name and page numbers at the foot and the heading rows on each.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "finding/text.h"
#include "number/decimal.h"
#include "programme/byte_sink.h"

namespace thuocdo {

enum class OdsLook { plain, title, heading, strong, quiet, wrapped, group, caution };

struct OdsCell {
  std::string text;
  std::optional<Decimal> number;
  int places = -1;  // shown decimal places of the number; -1: those that it has
  OdsLook look = OdsLook::plain;
  bool centred = false;

  static OdsCell of(std::string text, OdsLook look = OdsLook::wrapped) { return {std::move(text), {}, -1, look, false}; }
  static OdsCell of(const Decimal& number, int places = -1, OdsLook look = OdsLook::plain) { return {{}, number, places, look, false}; }
  static OdsCell heading(std::string text) { return {std::move(text), {}, -1, OdsLook::heading, true}; }
  bool empty() const { return text.empty() && !number; }
};
using OdsRow = std::vector<OdsCell>;

// Cells of one sheet by row and column from 0, both ends included.
struct OdsRange {
  std::string sheet = {};
  int first_row = 0;
  int first_column = 0;
  int last_row = 0;
  int last_column = 0;
};

// Bars that Calc draws from the cells of the workbook.
struct OdsChart {
  std::string title = {};
  std::string value_title = {};  // of the axis of the numbers
  OdsRange categories = {};      // one column
  struct Series {
    OdsRange values;
    OdsRange name;  // one cell
  };
  std::vector<Series> series = {};
  bool upright = false;  // columns instead of bars from left to right
  bool stacked = false;
  bool labels = false;   // the numbers beside the bars
  bool from_zero = true;      // the axis of the numbers; not where some are below 0
  int until = 0;              // its end; 0: as the numbers ask
  int x = 0, y = 0, width = 160, height = 90;  // millimetres on the sheet
};

struct OdsSheet {
  std::string name = {};               // see sheet_name
  std::vector<int> columns = {};       // widths in millimetres
  std::vector<OdsRow> rows = {};
  // Rows below those, made one by one while the sheet is written: of tables with hundreds of thousands of cells.
  std::size_t made_rows = 0;
  std::function<OdsRow(std::size_t)> make_row = {};
  int first_heading_row = 0;      // rows above it are a title
  int heading_rows = 0;           // stay in view and are repeated on every page
  int frozen_columns = 0;
  bool fit_width = true;          // otherwise pages follow each other across, with the frozen columns on each
  bool filter = false;            // buttons in the last heading row; the table reaches to the last row
  int filtered_rows = -1;         // rows of the table below its headings; -1: all
  std::vector<OdsChart> charts = {};
  // Rows that are as high as this in millimetres, for charts to stand on; others are as high as their texts.
  std::map<int, int> row_heights = {};
};

// A name that spreadsheet programs take: without []*?:/\ and not longer than 31 signs, not among `taken`.
std::string sheet_name(std::string_view wanted, const std::vector<OdsSheet>& taken = {});

// Something that goes along in the package and that the office keeps: a path with a folder ("Bundle/x-1.ods") and a media
// type of its own. All parts of one folder stand together; the folder has the media type of its first part, because the office
// drops folders without one.
struct OdsPart {
  std::string path;
  std::string media_type;
  std::string bytes;
};

// The sheets are used up while they are written: large ones are best moved here.
void write_ods_of_sheets(std::vector<OdsSheet> sheets, Language language, const std::vector<OdsPart>& parts, const ByteSink& sink);
// The same as one string.
std::string ods_of_sheets(std::vector<OdsSheet> sheets, Language language, const std::vector<OdsPart>& parts = {});

// A table that goes out to be worked on and comes back, as one sheet.
//
//   write("tieu-chi.ods", ods_of_table(rows, "Tiêu chí", {"Điểm tối đa"}));
//
// The row of headings is the first that holds one of the names in `numbers`, or the first at all; it is bold. Below it the
// cells of those columns are numbers where they can be read as one ("2,5"), everything else is text as it stands.
std::string ods_of_table(const std::vector<std::vector<std::string>>& rows, std::string_view sheet, const std::vector<std::string_view>& numbers);

}  // namespace thuocdo
