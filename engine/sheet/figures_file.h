// A table of figures that another body supplies for the units: figures of a centre, results of a survey.
//
//   unit,criterion,field,value,source
//   x-1,2.4,a,12,Trung tâm Phục vụ hành chính công
//   x-1,2.4,b,40,Trung tâm Phục vụ hành chính công
//   x-1,5.1,,86.5,Khảo sát tháng 12
//
//   FigureTable table = read_figures_file("khao-sat.ods");           // .ods, .fods, .xlsx, .csv, .tsv
//   Figures figures = figures_of(table, programme, findings);      // checked against the programme
//   supply(sheet, figures);                                        // wins over what the unit filled in
//
// Columns are found by their headings in any order: unit, criterion, field, value, source, or Mã đơn vị, Mã tiêu chí, Mục,
// Số liệu, Nguồn. Field and source may be left out, the field where the criterion has only one. What cannot be used is a
// finding with the row; the other rows go on. A figure that stands twice is used where both say the same, and never
// where they contradict each other.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/assessed_sheet.h"
#include "sheet/limits.h"

namespace thuocdo {

struct FigureRow {
  std::string unit;
  std::string criterion;
  std::string field;  // empty where the table names none
  Value value;
  std::string source;
  int line = 0;  // row in the sheet, from 1
};

struct FigureTable {
  std::string file;
  std::vector<FigureRow> rows;
  Findings findings;     // of reading
  bool readable = true;  // false: nothing could be read at all
};

FigureTable read_figures_file(const std::filesystem::path& file, const Limits& limits = {});

class Figures {
 public:
  // Of the unit, by criterion; null when there are none.
  const std::map<std::string, std::vector<SuppliedValue>>* of(std::string_view unit) const;
  bool empty() const { return by_unit_.empty(); }
  void add(const std::string& unit, const std::string& criterion, SuppliedValue value);

 private:
  std::map<std::string, std::map<std::string, std::vector<SuppliedValue>>, std::less<>> by_unit_;
};

// The rows that the programme can use; what is wrong with the others is added to `findings`.
Figures figures_of(const FigureTable& table, const Programme& programme, Findings& findings);

// Gives the sheet's answers the figures of its unit, and scores it again; whoever wants the digest of what was submitted
// takes it before. What the sheet shows stays compared with what
// its own answers come to. Findings about a criterion that got figures are made anew.
void supply(AssessedSheet& sheet, const Figures& figures);

}  // namespace thuocdo
