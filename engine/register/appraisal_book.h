// The appraisals in a register: who decided what about which sheet, in which stage, and what stands.
//
//   TakenAppraisals taken = take_appraisals(book, programme, store, tables, {who, at});
//   AppraisedUnit unit = *appraised_unit(book, programme, *programme.unit("x-1"), store);
//   unit.state.appraisal, unit.state.conflicts
//   close_stage(book, unit, AppraisalStage::first, actor);
//
// Nothing is ever overwritten. Each decision is an entry of its own that says which entries it takes the place of: those that
// its writer had in view (the column "entry" of the table), or without that column the writer's own earlier one. An entry that
// none follows stands. Where two stand with different words, two reviewers wrote the same criterion without seeing each other:
// a conflict, in which both are kept and neither counts, until somebody writes one that follows on both.
//
// A stage is closed for a unit when all its criteria are decided and nobody contradicts; then nothing is taken into it until it
// is opened again, with a reason, which opens the later ones, too. Nothing is changed about a unit whose level is closed
// (level_book.h). Where a district appraised the sheet before, its verdicts come with it: see below.h. The second stage begins when the first is closed. An
// appraisal belongs to the answers of one received sheet: the same answers sent once more go on with it, a later sheet with
// other answers begins anew, which is told when it is received, and with every look at the unit's appraisal.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "programme/store.h"
#include "register/appraisal_entry.h"
#include "register/register.h"
#include "sheet/appraisal_file.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

struct AppraisalState {
  Appraisal appraisal;  // where there is a conflict nothing is decided
  std::vector<AppraisalConflict> conflicts;  // with the numbers of their entries
  std::map<std::pair<AppraisalStage, int>, std::vector<std::int64_t>> standing;  // entries that none follows
  std::map<int, std::vector<std::string>> assigned;  // by criterion, reviewers
  std::array<bool, appraisal_stages.size()> closed{};
  bool begun = false;  // there is any entry

  bool is_closed(AppraisalStage stage) const { return closed[static_cast<std::size_t>(stage)]; }
  // What a table calls the decisions that stand in the stage, by criterion.
  std::map<int, std::string> entry_names(AppraisalStage stage) const;
};
AppraisalState appraisal_state(const std::vector<AppraisalEntry>& entries, const CriteriaSet& set);

// The unit's sheet that is appraised: the one that was accepted last and counts, or of several with its answers the first
// about which something was entered.
struct AppraisedUnit {
  const Unit* unit = nullptr;
  Receipt receipt;
  AssessedSheet sheet;  // usable
  AppraisalState state;
  Findings findings;  // where an earlier sheet with other answers had been appraised
};
// Nothing where the register has no such sheet, or it can no longer be read.
std::optional<AppraisedUnit> appraised_unit(Register& book, const Programme& programme, const Unit& unit, ProgrammeStore& store);

// Which of a unit's receipts is appraised; null for none. `has_begun` says of a number whether there are entries about it.
const Receipt* appraised_receipt(const std::vector<Receipt>& of_unit, const std::function<bool(std::int64_t)>& has_begun);
// What to tell where another sheet takes the place of this one: nothing unless there are decisions about it, or it had taken
// the place of such a one itself.
std::optional<Finding> appraisal_begins_anew(RegisterChange& change, const Receipt& replaced);

struct TakenAppraisals {
  std::size_t entered = 0;  // decisions and explanations that are new
  std::size_t known = 0;    // that stand already
  std::size_t refused = 0;
  Findings findings;        // with file and row; every conflict is one
};
// Enters what the tables say. All of one unit's is entered together or, where the register fails, not at all.
TakenAppraisals take_appraisals(Register& book, const Programme& programme, ProgrammeStore& store, const std::vector<UnitAppraisal>& tables, const Actor& actor);

// Says who decides the criteria of the unit (ids of criteria or groups); without reviewers anybody may. Findings where an id is
// unknown; nothing is entered then.
Findings assign_criteria(Register& book, const AppraisedUnit& unit, const std::vector<std::string>& ids, const std::vector<std::string>& reviewers, const Actor& actor);

// Findings say why it was not done. Doing it twice changes nothing.
Findings close_stage(Register& book, const AppraisedUnit& unit, AppraisalStage stage, const Actor& actor);
Findings reopen_stage(Register& book, const AppraisedUnit& unit, AppraisalStage stage, const std::string& reason, const Actor& actor);

}  // namespace thuocdo
