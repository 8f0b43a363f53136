// The table that an import reads: where it stands in the workbook, its cells by column, and what is told about its rows.
// For the readers of criteria tables in this room only.
//
//   ImportTable table(workbook, "phu-luc.ods", request);
//   if (table.found()) table.report(Code::table_maximum_missing, {{"1.2", {}}}, row, CriteriaColumn::maximum);
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/criteria_import.h"
#include "sheet/table_columns.h"

namespace thuocdo {

// At most so many bytes of a text, for a finding.
std::string shortened(const std::string& text, std::size_t most = 120);
// Whether the text is, or begins with, one of the words: "tong so" begins "tong so diem" and not "tong soat".
bool starts_with_any(const std::string& text, std::initializer_list<std::string_view> words);
// "UNKNOWN", "không rõ", "…": somebody wrote that nothing is known.
bool is_unknown(const std::string& text);
// A number in each language's notation.
Text number_text(const Decimal& value);

class ImportTable {
 public:
  ImportTable(const Workbook& workbook, std::string_view file, const ImportRequest& request);

  bool found() const { return found_; }
  bool exported() const { return header_.exported(); }
  const std::string& file() const { return file_; }
  const ImportRequest& request() const { return request_; }
  const SheetCells& sheet() const { return sheet_; }
  const TableHeader& header() const { return header_; }
  Text title() const;
  // The announced total that an export writes behind the title.
  std::optional<Decimal> scale() const;

  int first_row() const { return header_.last_row + 1; }
  int end_row() const { return static_cast<int>(sheet_.rows.size()); }
  bool has(CriteriaColumn kind) const { return header_.has(kind); }
  int column(CriteriaColumn kind) const { return header_.column(kind); }
  const Cell* cell(int row, CriteriaColumn kind) const;
  std::string line(int row, CriteriaColumn kind) const;   // as one line
  std::string exact(int row, CriteriaColumn kind) const;  // with line ends
  bool is_blank_row(int row) const;

  // Nothing where the cell is empty, and 1 after a finding: a missing maximum would be a second one about the cell.
  std::optional<Decimal> maximum(int row, const std::string& label);
  // The number of a maximum's cell, whatever it is.
  std::optional<Decimal> number_in(int row, const std::string& text) const;

  // At the column; at the row's beginning without one, or where the table has no such column.
  void report(Code code, std::vector<Text> arguments, int row, std::optional<CriteriaColumn> kind = {});
  void report_about_table(Code code, std::vector<Text> arguments);
  void place(Finding finding, int row, int column);
  bool blocked() const;
  bool told(Code code, const std::string& criterion) const;
  void take_back(Code code, int row);

  // What the row became; a second call about the same row changes it.
  ImportedRow& became(int row, RowPart part);
  // Findings and rows, in the order of the table.
  ImportedCriteria result() &&;

 private:
  struct Placed {
    int row;
    Finding finding;
  };
  void locate(const Workbook& workbook);
  void take_sheet(const SheetCells& sheet, const TableHeader& header);

  std::string file_;
  const ImportRequest& request_;
  bool found_ = false;
  SheetCells sheet_;
  TableHeader header_;
  std::vector<Placed> findings_;
  std::map<int, ImportedRow> rows_;
  int text_numbers_ = 0;
  int text_number_at_ = 0;
};

}  // namespace thuocdo
