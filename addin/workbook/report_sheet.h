// A table that reports something, in a spreadsheet of its own: a title, a few lines on top, a heading row that stays in
// sight and is repeated on every printed page, rows with calm colours, filter buttons; A4 landscape.
//
//   ReportTable table{.name = "So sánh", .title = "…", .columns = {{"Mã", 1500}, …}};
//   table.rows.push_back({{{"1.2"}, {"12", Tone::caution, true}}});
//   write_report(document, table);          // into the first sheet of a new, empty document
//   show_report(document, table);           // when it has a window
//
// Several tables become as many sheets, one behind the other.
//
// Texts are in the language of whoever asked: the table is for working with, it is no official form.
#pragma once

#include <string>
#include <vector>

#include "workbook/calc.h"

namespace thuocdo {

// How a cell or line looks, beside what it says.
enum class Tone { plain, strong, quiet, good, caution, bad };

struct ReportCell {
  std::string text;
  Tone tone = Tone::plain;
  bool is_number = false;  // `text` is a plain decimal ("12.5") and becomes a number
  std::string link = {};   // URL that the cell opens, or empty
};

struct ReportColumn {
  std::string title;
  int width = 0;  // 1/100 mm; all together about 26,000, so that print is not scaled down
};

struct ReportLine {
  std::string text;
  Tone tone = Tone::plain;
};

struct ReportTable {
  Language language = Language::vietnamese;  // of the texts, and of the numbers' notation
  std::string name;                          // of the sheet
  std::string title;
  std::vector<ReportLine> lines;  // below the title
  std::vector<ReportColumn> columns;
  std::vector<std::vector<ReportCell>> rows;  // each as wide as the columns
};

// Throws com::sun::star::uno::Exception when the office refuses.
void write_report(const Document& document, const ReportTable& table);
void write_report(const Document& document, const std::vector<ReportTable>& tables);
// Names the window after the first, which is the one that stays in front, and keeps the heading rows in sight.
void show_report(const Document& document, const ReportTable& table);
void show_report(const Document& document, const std::vector<ReportTable>& tables);

}  // namespace thuocdo
