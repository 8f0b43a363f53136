// From the entries of an annex to its criteria set.
#include <utility>

#include "sheet/annex_rows.h"
#include "sheet/rule_proposal.h"

namespace thuocdo {
namespace {

void fill_group(ImportTable& table, const AnnexEntry& entry, Criterion& group) {
  group.evidence_required = group.reason_required = false;
  group.maximum = entry.maximum.value_or(Decimal());
  table.became(entry.row, RowPart::group);
  const std::string method = in_one_line(entry.method);
  if (method.empty()) return;
  group.note.vi += (group.note.vi.empty() ? "" : ". ") + method;
  table.report(Code::table_group_method, {{entry.id, {}}}, entry.row, table.has(CriteriaColumn::method) ? CriteriaColumn::method : CriteriaColumn::name);
}

// Tells in `unknown` whether the maximum is missing.
void fill_criterion(ImportTable& table, AnnexEntry& entry, Criterion& criterion, std::vector<bool>& unknown) {
  const bool maximum_missing = !entry.maximum;
  table.became(entry.row, RowPart::criterion).maximum = entry.maximum;
  if (maximum_missing) {
    table.report(Code::table_maximum_missing, {{entry.number, {}}}, entry.row, CriteriaColumn::maximum);
    entry.maximum = Decimal(1);  // read on, for what else is to be told
    unknown.push_back(true);
  } else {
    unknown.push_back(false);
  }
  criterion.maximum = *entry.maximum;
  criterion.method.vi = in_one_line(entry.method);
  criterion.evidence.vi = entry.evidence;
  criterion.data_source.vi = entry.data_source;
  if (!entry.verifier.empty()) {
    criterion.data_source.vi += (entry.data_source.empty() ? "Xác minh: " : "; xác minh: ") + entry.verifier;  // Vietnamese: of the annex
  }
  criterion.provenance = table.request().provenance;
  criterion.source = entry.source.empty() ? table.request().source : entry.source;
  // A row that names the document of its words is no draft of ours.
  if (!entry.source.empty() && criterion.provenance == Provenance::drafted) criterion.provenance = Provenance::published;
  // Without a maximum there are no points to propose anything for.
  maximum_missing ? criterion.set_rule(Judged{}) : propose_rule(table, criterion, entry.method);
}

// Groups without a maximum take the sum; the others, and the rows of totals, are compared with it.
void add_up(ImportTable& table, const AnnexRows& rows, std::vector<bool> unknown, CriteriaSet& set) {
  std::vector<Decimal> sums(set.criteria.size());
  Decimal total;
  bool any_unknown = false;
  for (std::size_t i = set.criteria.size(); i-- > 0;) {
    Criterion& criterion = set.criteria[i];
    const AnnexEntry& entry = rows.entries[i];
    if (criterion.is_group()) {
      if (!entry.maximum) criterion.maximum = sums[i];
      if (criterion.maximum != sums[i] && !unknown[i]) {
        const std::vector<Text> arguments = {{criterion.id, {}}, number_text(criterion.maximum), number_text(sums[i])};
        table.place(finding(Code::parent_maximum_differs, arguments).about(criterion.id), entry.row, table.column(CriteriaColumn::maximum));
      }
      if (entry.maximum || !unknown[i]) table.became(entry.row, RowPart::group).maximum = criterion.maximum;
    }
    if (unknown[i] && criterion.parent >= 0) unknown[static_cast<std::size_t>(criterion.parent)] = true;
    any_unknown = any_unknown || unknown[i];
    Decimal& above = criterion.parent < 0 ? total : sums[static_cast<std::size_t>(criterion.parent)];
    above = add(above, criterion.maximum).value_or(above);
  }
  if (any_unknown) return;
  for (const auto& [row, value] : rows.totals) {
    table.report(value == total ? Code::table_total_agrees : Code::table_total_differs, {number_text(value), number_text(total)}, row, CriteriaColumn::maximum);
  }
}

}  // namespace

void build_set(ImportTable& table, AnnexRows& rows, CriteriaSet& set) {
  if (!table.has(CriteriaColumn::method)) table.report(Code::table_no_method_column, {}, table.header().first_row);
  std::vector<bool> unknown;  // whose maximum is missing, or the sum of whose maxima
  for (AnnexEntry& entry : rows.entries) {
    Criterion criterion;
    criterion.id = entry.id;
    criterion.number = entry.number;
    criterion.parent = entry.parent;
    criterion.depth = entry.depth;
    criterion.line = entry.row;
    criterion.name.vi = entry.name;
    criterion.note.vi = entry.note;
    if (entry.has_children) {
      fill_group(table, entry, criterion);
      unknown.push_back(false);
    } else {
      fill_criterion(table, entry, criterion, unknown);
    }
    set.criteria.push_back(std::move(criterion));
  }
  add_up(table, rows, std::move(unknown), set);
}

}  // namespace thuocdo
