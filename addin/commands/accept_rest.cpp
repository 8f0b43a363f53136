#include "commands/accept_rest.h"

#include <array>
#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/sheet/XCalculatable.hpp>
#include <set>

#include "commands/dialog_builder.h"
#include "sheet/review_columns.h"
#include "workbook/locked_controllers.h"
#include "workbook/raw_cell.h"
#include "workbook/review_sheet.h"
#include "workbook/undo_step.h"

namespace thuocdo {
namespace {

constexpr std::array bases = {AppraisalBasis::desk, AppraisalBasis::on_site, AppraisalBasis::third_party};

struct Appraisable {
  std::vector<int> untouched;     // in whose rows nothing of this round stands but, where they were divided, to whom they were given
  std::vector<std::string> kept;  // ids of the others
};

Appraisable appraisable(const AssessedSheet& sheet, const AppraisalTable& table) {
  std::set<std::string, std::less<>> touched;
  for (const AppraisalRow& row : table.rows) {
    const auto stage = appraisal_stage(row.stage);
    if (stage && *stage != table.stage) continue;
    const bool written = !row.verdict.empty() || !row.basis.empty() || !row.comment.empty() || !row.question.empty() || !row.internal.empty() ||
                         !is_blank(row.value) || !is_blank(row.points);
    if (written) touched.insert(row.criterion);
  }
  Appraisable found;
  for (int i = 0; i < static_cast<int>(sheet.tier->set.criteria.size()); ++i) {
    const Criterion& criterion = sheet.tier->set.criteria[static_cast<std::size_t>(i)];
    if (!is_appraised(criterion)) continue;
    if (touched.contains(criterion.id)) {
      found.kept.push_back(criterion.id);
    } else {
      found.untouched.push_back(i);
    }
  }
  return found;
}

// "1.1, 1.4, 2.3"; the first of many.
std::string listed(const std::vector<std::string>& ids) {
  constexpr std::size_t most = 24;
  std::string list;
  for (std::size_t i = 0; i < ids.size() && i < most; ++i) list += (i == 0 ? "" : ", ") + ids[i];
  return ids.size() > most ? list + "…" : list;
}

std::string appraiser_of(const Document& document, const AssessedSheet& sheet, const AppraisalTable& table, int criterion) {
  const auto column = table.columns.find(review_key_of(review_key::appraiser, table.stage));
  const AnswerCell* own = sheet.cell(criterion, "points");
  if (column == table.columns.end() || own == nullptr) return {};
  return from_uno(take_cell(sheet_of(document, table.sheet), own->row, column->second).text);
}

// False when it was given up.
bool ask_for_words(const Call& call, const Appraisable& criteria, CriterionAppraisal& decision) {
  const int y = criteria.kept.empty() ? 30 : 52;
  DialogBuilder dialog(call, say(Says::appraise_accept_title), 300, y + 82);
  dialog.message(6, 6, 288, 20, say(Says::appraise_accept_intro, {std::to_string(criteria.untouched.size())}));
  if (!criteria.kept.empty()) dialog.message(6, 28, 288, 20, say(Says::appraise_accept_kept, {std::to_string(criteria.kept.size()), listed(criteria.kept)}));
  dialog.label(6, y, 288, 10, say(Says::appraise_accept_basis));
  const auto basis = dialog.list(6, y + 11, 140, 14, true);
  dialog.label(6, y + 30, 288, 10, say(Says::appraise_accept_comment));
  const auto comment = dialog.edit(6, y + 41, 288, decision.comment);
  dialog.buttons(say(Says::appraise_accept_do));
  dialog.open();
  std::vector<std::string> labels;
  for (const AppraisalBasis one : bases) labels.push_back(basis_label(one).in(call.language));
  fill(basis, labels);
  basis->selectItemPos(0, true);
  dialog.focus(comment);
  if (!dialog.run()) return false;
  decision.basis = bases[static_cast<std::size_t>(std::max<sal_Int16>(0, basis->getSelectedItemPos()))];
  decision.comment = tidy(from_uno(comment->getText()));
  return true;
}

}  // namespace

CommandOutcome accept_rest(const Call& call, const Document& document, const AssessedSheet& sheet, const AppraisalTable& table, const LiveReview& review) {
  if (Reference<css::frame::XStorable>(document, UNO_QUERY_THROW)->isReadonly()) return CommandOutcome::failed(say(Says::appraise_read_only));
  const Appraisable criteria = appraisable(sheet, table);
  CriterionAppraisal decision;
  decision.basis = appraisal_basis(call.arguments.text("Basis"));
  decision.comment = tidy(call.arguments.text("Comment"));
  if (call.interactive && criteria.untouched.empty()) return CommandOutcome::failed(say(Says::appraise_accept_none));
  if (call.interactive) {
    if (decision.comment.empty()) decision.comment = say(Says::appraise_accept_words).vi;  // it is published, as the sheet is
    if (!ask_for_words(call, criteria, decision)) return CommandOutcome::given_up();
  }
  if (!decision.basis) return CommandOutcome::failed(say(Says::argument_missing, {"Basis"}));
  if (decision.comment.empty()) return CommandOutcome::failed(call.interactive ? say(Says::appraise_accept_no_comment) : say(Says::argument_missing, {"Comment"}));

  CommandOutcome outcome;
  std::size_t written = 0;
  {
    const LockedControllers locked(document);
    const UndoStep step(document, say(Says::appraise_accept_title).in(call.language));
    for (const int index : criteria.untouched) {
      const Criterion& criterion = sheet.tier->set.criteria[static_cast<std::size_t>(index)];
      decision.appraiser = appraiser_of(document, sheet, table, index);
      Findings wrong = check_appraisal(*sheet.programme, criterion, (*sheet.answers)[index], review.appraisal[index], table.stage, decision);
      if (has_blocking(wrong)) {
        outcome.findings.insert(outcome.findings.end(), wrong.begin(), wrong.end());
        continue;
      }
      const UndoStep part(document);
      if (put_decision(document, sheet, table, table.stage, index, decision)) ++written;
    }
    Reference<css::sheet::XCalculatable>(document, UNO_QUERY_THROW)->calculate();
  }
  outcome.ok = written > 0;
  outcome.message = written > 0 ? say(Says::appraise_accept_done, {std::to_string(written)}) : say(Says::appraise_accept_none);
  return outcome;
}

}  // namespace thuocdo
