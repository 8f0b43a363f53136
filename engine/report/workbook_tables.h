// The sheets of a result's workbook, one function each. Private to result_workbook.cpp.
#pragma once

#include "report/result_workbook.h"

namespace thuocdo {

// What every sheet is written with.
struct SheetMaker {
  const WorkbookContent& content;
  Language language;
  std::vector<OdsSheet>& sheets;

  const Consolidation& result() const { return *content.result; }
  const Programme& programme() const { return *content.result->programme; }
  std::string say(const Text& text) const { return text.in(language); }
  // A new last sheet with its title and a line below it.
  OdsSheet& add(const Text& name, const Text& title, const std::string& note);
  static void head(OdsSheet& sheet, const std::vector<std::string>& names, const std::vector<int>& widths);
};

// The top groups of a tier's criteria that earn or take off points: indexes in the set.
std::vector<std::size_t> top_entries(const CriteriaSet& set);

// Where a tier's ranking stands, for charts.
struct RankingPlace {
  std::string sheet = {};
  int first_row = 0;
  int last_row = 0;  // of the ranked units
  int heading_row = 0;
  int name_column = 0;
  int first_group_column = 0;
  int groups = 0;
  int total_column = 0;
};
RankingPlace ranking_sheet(SheetMaker& maker, const TierRanking& tier);
void matrix_sheet(SheetMaker& maker, const TierRanking& tier);
void unranked_sheet(SheetMaker& maker);
void findings_sheet(SheetMaker& maker);
void statistics_sheet(SheetMaker& maker);
void flags_sheet(SheetMaker& maker);
void differences_sheet(SheetMaker& maker);
void robustness_sheet(SheetMaker& maker);
void plan_sheet(SheetMaker& maker);

}  // namespace thuocdo
