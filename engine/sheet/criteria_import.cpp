#include "sheet/criteria_import.h"

#include <unordered_map>
#include <utility>

#include "programme/criteria_reader.h"
#include "programme/definition_writer.h"
#include "sheet/annex_rows.h"
#include "sheet/exported_rows.h"
#include "sheet/import_table.h"

namespace thuocdo {
namespace {

// The set as its file will be read again, with what reader and linter say about it, in the cells of the table.
CriteriaSet checked(ImportTable& table, const CriteriaSet& set) {
  Findings told;
  Programme programme;
  programme.criterion_places = programme.total_places = 6;
  programme.tiers.emplace_back();  // without dates: they are no part of a table
  CriteriaSet& again = programme.tiers[0].set;
  const std::string& tier = table.request().tier;
  programme.tiers[0].key = tier;
  again = read_criteria(criteria_xml(set, tier), table.file(), tier, told);
  for (Finding& found : lint(programme)) told.push_back(std::move(found));
  std::unordered_map<std::string, int> rows;
  for (const Criterion& criterion : set.criteria) rows.emplace(criterion.id, criterion.line);
  for (Finding& found : told) {
    // What other tiers have is no part of a table either; the programme's own check tells it.
    const bool of_the_programme = found.code == Code::set_not_official || found.code == Code::roll_up_tier ||
                                  found.code == Code::roll_up_criterion || found.code == Code::criterion_unanswerable;
    if (of_the_programme || table.told(found.code, found.criterion)) continue;
    const auto row = rows.find(found.criterion);
    found.place = {};
    row == rows.end() ? table.place(std::move(found), -1, -1) : table.place(std::move(found), row->second, table.column(CriteriaColumn::maximum));
  }
  return std::move(again);
}

}  // namespace

ImportedCriteria import_criteria(const Workbook& workbook, std::string_view file, const ImportRequest& request) {
  ImportTable table(workbook, file, request);
  std::optional<CriteriaSet> usable;
  if (table.found()) {
    CriteriaSet set;
    set.title = table.title();
    if (table.exported()) set.scale = table.scale();
    if (table.exported()) {
      read_exported_rows(table, set);
    } else {
      AnnexRows rows = read_annex_rows(table);
      build_set(table, rows, set);
    }
    if (set.criteria.empty() && !table.blocked()) table.report(Code::table_no_criteria, {}, table.header().last_row);
    if (!table.blocked()) usable = checked(table, set);
  }
  ImportedCriteria imported = std::move(table).result();
  if (usable && !has_blocking(imported.findings)) imported.set = std::move(usable);
  return imported;
}

}  // namespace thuocdo
