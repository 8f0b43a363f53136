#include "register/appraisal_book.h"

#include <algorithm>

#include "register/below.h"
#include "register/level_book.h"
#include "register/receipt_columns.h"

namespace thuocdo {
namespace {

Text same(const std::string& text) { return {text, text}; }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string names_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

AppraisalEntry new_entry(const AppraisedUnit& unit, std::string_view kind) {
  AppraisalEntry entry;
  entry.receipt = unit.receipt.number;
  entry.kind = kind;
  return entry;
}

// Takes one table about one unit in, inside one transaction.
class Taking {
 public:
  Taking(RegisterChange& change, const Programme& programme, const AppraisedUnit& unit, const UnitAppraisal& table, const Actor& actor)
      : change_(change), programme_(programme), unit_(unit), table_(table), actor_(actor), set_(unit.sheet.tier->set), state_{Appraisal(set_), {}, {}, {}, {}, false} {
    refresh();
  }

  TakenAppraisals run() {
    decide(AppraisalStage::first);
    explain();
    decide(AppraisalStage::second);
    decide(AppraisalStage::final);
    return std::move(taken_);
  }

 private:
  void refresh() {
    state_ = appraisal_state(change_.appraisal_entries(unit_.receipt.number), set_);
    for (std::size_t i = 0; i < set_.criteria.size(); ++i) state_.appraisal.by_criterion[i].below = unit_.state.appraisal.by_criterion[i].below;
  }

  const Criterion& criterion(int index) const { return set_.criteria[static_cast<std::size_t>(index)]; }
  const Answer& answer(int index) const { return (*unit_.sheet.answers)[index]; }

  // Adds the findings with their row; true where one of them stops it.
  bool told(Findings findings, int line) {
    for (Finding& found : findings) taken_.findings.push_back(found.in_file(table_.file).at_line(line));
    return has_blocking(findings);
  }

  void decide(AppraisalStage stage) {
    for (const ReadDecision& one : table_.decisions) {
      if (one.stage == stage) enter(one);
    }
  }

  Findings reasons_against(const ReadDecision& one) const {
    const Criterion& about = criterion(one.criterion);
    if (const auto stage = stage_trouble(one.stage)) return {*stage};
    const auto assigned = state_.assigned.find(one.criterion);
    if (assigned != state_.assigned.end() && !assigned->second.empty()) {
      const auto is = [&](const std::string& name) { return std::find(assigned->second.begin(), assigned->second.end(), name) != assigned->second.end(); };
      if (!is(one.appraisal.appraiser) && !is(actor_.who)) {
        return {finding(Code::appraisal_not_assigned, std::vector<Text>{same(about.id), same(names_of(assigned->second)), same(writer(one))}).about(about.id, "verdict")};
      }
    }
    return check_appraisal(programme_, about, answer(one.criterion), state_.appraisal[one.criterion], one.stage, one.appraisal);
  }

  std::optional<Finding> stage_trouble(AppraisalStage stage) const {
    if (state_.is_closed(stage)) return finding(Code::appraisal_round_closed, std::vector<Text>{stage_label(stage), same(unit_.unit->name)});
    if (stage == AppraisalStage::first || state_.is_closed(AppraisalStage::first)) return std::nullopt;
    return finding(Code::appraisal_round_waits, std::vector<Text>{stage_label(stage), same(unit_.unit->name), stage_label(AppraisalStage::first)});
  }

  const std::string& writer(const ReadDecision& one) const { return one.appraisal.appraiser.empty() ? actor_.who : one.appraisal.appraiser; }

  void enter(const ReadDecision& one) {
    const auto standing = state_.standing.find({one.stage, one.criterion});
    const std::vector<std::int64_t> heads = standing == state_.standing.end() ? std::vector<std::int64_t>() : standing->second;
    // The same words stand already: nothing to enter, whatever has happened since.
    if (heads.size() == 1) {
      const auto& there = state_.appraisal[one.criterion].at(one.stage);
      if (there && same_appraisal(criterion(one.criterion), *there, one.appraisal)) {
        ++taken_.known;
        return;
      }
    }
    std::vector<std::int64_t> follows = entry_numbers(one.entry);
    if (heads.size() > 1 && follows.size() < heads.size()) {
      for (const AppraisalConflict& conflict : state_.conflicts) {
        if (conflict.stage != one.stage || conflict.criterion != one.criterion) continue;
        for (const ReadDecision& rival : conflict.decisions) {
          if (!same_appraisal(criterion(one.criterion), rival.appraisal, one.appraisal)) continue;
          ++taken_.known;  // one of the two, once more
          return;
        }
      }
    }
    if (told(reasons_against(one), one.line)) {
      ++taken_.refused;
      return;
    }
    if (one.entry.empty()) follows = own_earlier(one, heads);
    AppraisalEntry entry = new_entry(unit_, appraisal_kind::decision);
    entry.stage = stage_text(one.stage);
    entry.criterion = criterion(one.criterion).id;
    entry.follows = entry_text(follows);
    CriterionAppraisal content = one.appraisal;
    content.appraiser = writer(one);
    entry.content = content_of(criterion(one.criterion), content);
    change_.add(entry, actor_);
    ++taken_.entered;
    refresh();
    tell_conflict(one);
  }

  std::vector<std::int64_t> own_earlier(const ReadDecision& one, const std::vector<std::int64_t>& heads) {
    std::vector<std::int64_t> own;
    for (const AppraisalEntry& entry : change_.appraisal_entries(unit_.receipt.number)) {
      if (std::find(heads.begin(), heads.end(), entry.number) == heads.end()) continue;
      if (content_member(entry.content, "appraiser") == writer(one)) own.push_back(entry.number);
    }
    return own;
  }

  void tell_conflict(const ReadDecision& one) {
    for (const AppraisalConflict& conflict : state_.conflicts) {
      if (conflict.stage != one.stage || conflict.criterion != one.criterion) continue;
      for (const ReadDecision& rival : conflict.decisions) {
        if (same_appraisal(criterion(one.criterion), rival.appraisal, one.appraisal)) continue;
        Finding found = conflict_finding(criterion(one.criterion), one.stage, rival.appraisal.appraiser, writer(one));
        taken_.findings.push_back(found.in_file(table_.file).at_line(one.line));
      }
    }
  }

  void explain() {
    if (table_.explanations.empty()) return;
    const std::vector<int> open = open_to_explanation(programme_, *unit_.sheet.tier, *unit_.sheet.answers, state_.appraisal);
    for (const ReadExplanation& one : table_.explanations) {
      const auto& there = state_.appraisal[one.criterion].explanation;
      if (there && *there == one.explanation) {
        ++taken_.known;
        continue;
      }
      Findings against;
      if (const auto trouble = stage_trouble(AppraisalStage::second)) {
        against.push_back(*trouble);
      } else {
        against = check_explanation(criterion(one.criterion), one.explanation, std::find(open.begin(), open.end(), one.criterion) != open.end());
      }
      if (told(against, one.line)) {
        ++taken_.refused;
        continue;
      }
      AppraisalEntry entry = new_entry(unit_, appraisal_kind::explanation);
      entry.criterion = criterion(one.criterion).id;
      entry.content = content_of(one.explanation);
      change_.add(entry, actor_);
      ++taken_.entered;
      refresh();
    }
  }

  RegisterChange& change_;
  const Programme& programme_;
  const AppraisedUnit& unit_;
  const UnitAppraisal& table_;
  const Actor& actor_;
  const CriteriaSet& set_;
  AppraisalState state_;
  TakenAppraisals taken_;
};

// Criteria that must still be decided before the stage can be closed.
std::vector<std::string> undecided(const AppraisalState& state, const CriteriaSet& set, AppraisalStage stage) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const CriterionStages& stages = state.appraisal.by_criterion[i];
    const bool wanted = stage == AppraisalStage::first ? is_appraised(set.criteria[i]) : stage == AppraisalStage::second && stages.explanation.has_value();
    if (wanted && !stages.at(stage)) ids.push_back(set.criteria[i].id);
  }
  return ids;
}

}  // namespace

std::map<int, std::string> AppraisalState::entry_names(AppraisalStage stage) const {
  std::map<int, std::string> names;
  for (const auto& [key, numbers] : standing) {
    if (key.first == stage) names[key.second] = entry_text(numbers);
  }
  return names;
}

AppraisalState appraisal_state(const std::vector<AppraisalEntry>& entries, const CriteriaSet& set) {
  AppraisalState state{Appraisal(set), {}, {}, {}, {}, !entries.empty()};
  std::map<std::int64_t, const AppraisalEntry*> decisions;
  for (const AppraisalEntry& entry : entries) {
    const int index = entry.criterion.empty() ? -1 : set.index(entry.criterion);
    const auto stage = appraisal_stage(entry.stage);
    if (entry.kind == appraisal_kind::decision && index >= 0 && stage) {
      std::vector<std::int64_t>& heads = state.standing[{*stage, index}];
      for (const std::int64_t gone : entry_numbers(entry.follows)) std::erase(heads, gone);
      heads.push_back(entry.number);
      decisions[entry.number] = &entry;
    } else if (entry.kind == appraisal_kind::explanation && index >= 0) {
      state.appraisal[index].explanation = explanation_of(entry.content);
    } else if (entry.kind == appraisal_kind::assigned && index >= 0) {
      state.assigned[index] = lines_of(content_member(entry.content, "reviewers"));
    } else if (stage && (entry.kind == appraisal_kind::closed || entry.kind == appraisal_kind::reopened)) {
      state.closed[static_cast<std::size_t>(*stage)] = entry.kind == appraisal_kind::closed;
    }
  }
  for (const auto& [key, heads] : state.standing) {
    const auto& [stage, index] = key;
    const Criterion& criterion = set.criteria[static_cast<std::size_t>(index)];
    AppraisalConflict conflict{stage, index, {}, {}};
    for (const std::int64_t number : heads) {
      const auto decision = decision_of(criterion, decisions.at(number)->content);
      if (!decision) continue;
      const bool said = std::any_of(conflict.decisions.begin(), conflict.decisions.end(),
                                    [&](const ReadDecision& other) { return same_appraisal(criterion, other.appraisal, *decision); });
      if (!said) conflict.decisions.push_back({stage, index, *decision, std::to_string(number), 0});
    }
    if (conflict.decisions.size() == 1) {
      state.appraisal[index].at(stage) = conflict.decisions.front().appraisal;
    } else if (conflict.decisions.size() > 1) {
      state.conflicts.push_back(std::move(conflict));
    }
  }
  return state;
}

const Receipt* appraised_receipt(const std::vector<Receipt>& of_unit, const std::function<bool(std::int64_t)>& has_begun) {
  const auto counts = [](const Receipt& receipt) { return receipt.state == ReceiptState::accepted && receipt.counts(); };
  const auto last = std::find_if(of_unit.rbegin(), of_unit.rend(), counts);
  if (last == of_unit.rend()) return nullptr;
  for (const Receipt& receipt : of_unit) {
    if (counts(receipt) && receipt.submission_digest == last->submission_digest && has_begun(receipt.number)) return &receipt;
  }
  return &*last;
}

std::optional<Finding> appraisal_begins_anew(RegisterChange& change, const Receipt& replaced) {
  if (const std::size_t decisions = change.appraisal_decisions(replaced.number)) {
    return finding(Code::appraisal_begins_anew, {std::to_string(replaced.number), std::to_string(decisions)});
  }
  for (const Finding& reason : replaced.reasons) {
    if (reason.code == Code::appraisal_begins_anew) return reason;
  }
  return std::nullopt;
}

std::optional<AppraisedUnit> appraised_unit(Register& book, const Programme& programme, const Unit& unit, ProgrammeStore& store) {
  const std::vector<Receipt> receipts = book.of_unit(programme.key, programme.round, unit.code);
  const std::vector<Register::AppraisedReceipt> begun = book.appraised_receipts(programme.key, programme.round, unit.code);
  const auto entries_of = [&](std::int64_t number) {
    const auto found = std::find_if(begun.begin(), begun.end(), [&](const auto& one) { return one.receipt == number; });
    return found == begun.end() ? nullptr : &*found;
  };
  const Receipt* chosen = appraised_receipt(receipts, [&](std::int64_t number) { return entries_of(number) != nullptr; });
  if (chosen == nullptr) return std::nullopt;
  const std::optional<std::string> bytes = book.original(chosen->file_digest);
  if (!bytes) return std::nullopt;
  const ReadWorkbook read = read_workbook(std::string_view(*bytes), chosen->file_name, {});
  if (!read.workbook) return std::nullopt;
  AssessedSheet sheet = assess_workbook(*read.workbook, chosen->file_name, store, {programme.key, {}, programme.round});
  if (!sheet.usable() || sheet.without_assessment != nullptr) return std::nullopt;
  AppraisalState state = appraisal_state(book.appraisal_entries(chosen->number), sheet.tier->set);
  put_below(stated_below(book, book.receipts(programme.key, programme.round), programme), *chosen, sheet.tier->set, state.appraisal);
  AppraisedUnit appraised{&unit, *chosen, std::move(sheet), std::move(state), {}};
  for (const Receipt& earlier : receipts) {
    if (earlier.number >= chosen->number || earlier.submission_digest == chosen->submission_digest) continue;
    const auto* entries = entries_of(earlier.number);
    if (entries != nullptr && entries->decisions > 0) {
      appraised.findings.push_back(finding(Code::appraisal_begins_anew, {std::to_string(earlier.number), std::to_string(entries->decisions)}));
    }
  }
  return appraised;
}

TakenAppraisals take_appraisals(Register& book, const Programme& programme, ProgrammeStore& store, const std::vector<UnitAppraisal>& tables, const Actor& actor) {
  TakenAppraisals all;
  for (const UnitAppraisal& table : tables) {
    const auto unit = appraised_unit(book, programme, *table.unit, store);
    if (!unit) {
      all.findings.push_back(finding(Code::appraisal_no_sheet, {table.unit->name}).in_file(table.file));
      all.refused += table.decisions.size() + table.explanations.size();
      continue;
    }
    TakenAppraisals taken;
    const Findings begun_anew = unit->state.begun ? Findings() : unit->findings;
    book.write([&](RegisterChange& change) {
      taken = {};
      if (auto why = barred(change, programme, unit->receipt.round, unit->unit->code)) {
        taken.findings.push_back(why->in_file(table.file));
        taken.refused = table.decisions.size() + table.explanations.size();
      } else {
        taken = Taking(change, programme, *unit, table, actor).run();
      }
    });
    all.entered += taken.entered;
    all.known += taken.known;
    all.refused += taken.refused;
    all.findings.insert(all.findings.end(), taken.findings.begin(), taken.findings.end());
    for (Finding told : begun_anew) all.findings.push_back(told.in_file(table.file));
  }
  return all;
}

Findings assign_criteria(Register& book, const AppraisedUnit& unit, const std::vector<std::string>& ids, const std::vector<std::string>& reviewers, const Actor& actor) {
  const CriteriaSet& set = unit.sheet.tier->set;
  Findings findings;
  for (const std::string& id : ids) {
    if (set.find(id) == nullptr) findings.push_back(finding(Code::criterion_unknown, {id, unit.sheet.tier->key}).about(id));
  }
  if (!findings.empty()) return findings;
  std::string names;
  for (const std::string& name : reviewers) names += (names.empty() ? "" : "\n") + name;
  book.write([&](RegisterChange& change) {
    findings.clear();
    if (const auto why = barred_by(*unit.unit, change.level(unit.receipt.programme, unit.receipt.round, unit.unit->code))) {
      findings.push_back(*why);
      return;
    }
    const AppraisalState state = appraisal_state(change.appraisal_entries(unit.receipt.number), set);
    for (std::size_t i = 0; i < set.criteria.size(); ++i) {
      const Criterion& criterion = set.criteria[i];
      const bool meant = std::any_of(ids.begin(), ids.end(), [&](const std::string& id) { return id == criterion.id || set.is_within(criterion, *set.find(id)); });
      if (!meant || !is_appraised(criterion)) continue;
      const auto there = state.assigned.find(static_cast<int>(i));
      if ((there == state.assigned.end() ? std::vector<std::string>() : there->second) == reviewers) continue;
      AppraisalEntry entry = new_entry(unit, appraisal_kind::assigned);
      entry.criterion = criterion.id;
      entry.content = columns_json({"reviewers"}, {database_text(names)});
      change.add(entry, actor);
    }
  });
  return findings;
}

Findings close_stage(Register& book, const AppraisedUnit& unit, AppraisalStage stage, const Actor& actor) {
  Findings findings;
  book.write([&](RegisterChange& change) {
    findings.clear();
    const CriteriaSet& set = unit.sheet.tier->set;
    const AppraisalState state = appraisal_state(change.appraisal_entries(unit.receipt.number), set);
    if (state.is_closed(stage)) return;
    if (const auto why = barred_by(*unit.unit, change.level(unit.receipt.programme, unit.receipt.round, unit.unit->code))) {
      findings.push_back(*why);
      return;
    }
    for (const AppraisalStage before : appraisal_stages) {
      if (before < stage && !state.is_closed(before)) {
        findings.push_back(finding(Code::appraisal_round_waits, std::vector<Text>{stage_label(stage), same(unit.unit->name), stage_label(before)}));
        return;
      }
    }
    for (const AppraisalConflict& conflict : state.conflicts) {
      if (conflict.stage > stage) continue;
      findings.push_back(conflict_finding(set.criteria[static_cast<std::size_t>(conflict.criterion)], conflict.stage,
                                          conflict.decisions[0].appraisal.appraiser, conflict.decisions[1].appraisal.appraiser));
    }
    if (const std::vector<std::string> open = undecided(state, set, stage); !open.empty() && findings.empty()) {
      findings.push_back(finding(Code::appraisal_round_incomplete, std::vector<Text>{stage_label(stage), same(unit.unit->name), same(std::to_string(open.size())), same(names_of(open))}));
    }
    if (!findings.empty()) return;
    AppraisalEntry entry = new_entry(unit, appraisal_kind::closed);
    entry.stage = stage_text(stage);
    entry.content = "{}";
    change.add(entry, actor);
  });
  return findings;
}

Findings reopen_stage(Register& book, const AppraisedUnit& unit, AppraisalStage stage, const std::string& reason, const Actor& actor) {
  if (is_blank_text(reason)) return {finding(Code::appraisal_reason_needed)};
  Findings findings;
  book.write([&](RegisterChange& change) {
    findings.clear();
    if (const auto why = barred_by(*unit.unit, change.level(unit.receipt.programme, unit.receipt.round, unit.unit->code))) {
      findings.push_back(*why);
      return;
    }
    const AppraisalState state = appraisal_state(change.appraisal_entries(unit.receipt.number), unit.sheet.tier->set);
    for (const AppraisalStage one : appraisal_stages) {
      if (one < stage || !state.is_closed(one)) continue;
      AppraisalEntry entry = new_entry(unit, appraisal_kind::reopened);
      entry.stage = stage_text(one);
      entry.content = columns_json({"reason"}, {database_text(reason)});
      change.add(entry, actor);
    }
  });
  return findings;
}

}  // namespace thuocdo
