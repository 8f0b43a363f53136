#include "commands/merge_reviews.h"

#include <algorithm>
#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/sheet/XCalculatable.hpp>
#include <map>

#include "commands/difference_dialog.h"
#include "commands/part_files.h"
#include "commands/review_files.h"
#include "functions/known_sets.h"
#include "sheet/review_columns.h"
#include "workbook/answer_cell.h"
#include "workbook/locked_controllers.h"
#include "workbook/open_document.h"
#include "workbook/review_sheet.h"
#include "workbook/undo_step.h"

namespace thuocdo {
namespace {

// What one reviewer decided about a criterion; `file` is empty for what stands in the open copy.
struct Proposal {
  std::string file;
  CriterionAppraisal decision;
};

struct Disagreement {
  int criterion = 0;
  std::vector<Proposal> proposals;  // each differs from the others; this copy's first, where it has one
  std::size_t chosen = 0;
  bool settled = false;
};

class ReviewMerge {
 public:
  ReviewMerge(const Call& call, const Document& document, const AssessedSheet& sheet)
      : call_(call), document_(document), sheet_(sheet), set_(sheet.tier->set),
        table_(appraisal_table_in(read_open_document(document), document_file_name(document))) {}

  // Files that can be merged, and findings of the others.
  std::size_t read(const std::vector<std::filesystem::path>& files, Findings& findings) {
    Findings own_findings;  // the panel shows them
    const AppraisalDefaults defaults{sheet_.unit, table_.stage, {}};
    std::vector<UnitAppraisal> own = appraisals_of(table_, *sheet_.programme, defaults, own_findings);
    appraisal_ = merge_appraisals(*sheet_.programme, *sheet_.tier, *sheet_.answers, own).appraisal;
    // What was begun and cannot count yet is this reviewer's all the same.
    for (const UnitAppraisal& part : own) {
      for (const ReadDecision& one : part.decisions) {
        if (one.stage == table_.stage) proposals_[one.criterion].assign(1, Proposal{std::string(), one.appraisal});
      }
    }
    std::size_t read = 0;
    for (const auto& file : files) {
      const ReadReview other = read_review(file, sheet_, table_, review_copy);
      if (!other.refused.empty()) {
        findings.push_back(finding(Code::merge_part_unusable, std::vector<Text>{{other.file, other.file}, other.refused}));
        findings.back().in_file(other.file);
        continue;
      }
      findings.insert(findings.end(), other.findings.begin(), other.findings.end());
      ++read;
      for (const UnitAppraisal& part : other.parts) take(part, findings);
    }
    for (auto& [index, proposals] : proposals_) {
      const bool ours = proposals.front().file.empty();
      if (proposals.size() == 1 && !ours) taken_.push_back({index, proposals, 0, true});
      if (proposals.size() > 1) {
        if (!ours) proposals.insert(proposals.begin(), Proposal{});  // to leave it undecided
        differences_.push_back({index, proposals, 0, false});
      }
    }
    return read;
  }

  void choose(const std::string& choices) {
    for (std::size_t from = 0; from < choices.size();) {
      const std::size_t end = std::min(choices.find(';', from), choices.size());
      const std::string one = choices.substr(from, end - from);
      const std::size_t equals = std::min(one.find('='), one.size());
      for (Disagreement& difference : differences_) {
        if (criterion(difference.criterion).id != tidy(one.substr(0, equals))) continue;
        const std::string wanted = equals < one.size() ? tidy(one.substr(equals + 1)) : std::string();
        for (std::size_t i = 0; i < difference.proposals.size(); ++i) {
          if (difference.proposals[i].file == wanted) select(difference, i);
        }
      }
      from = end + 1;
    }
  }

  // False when it was given up.
  bool ask() {
    std::vector<Difference> shown;
    for (const Disagreement& one : differences_) {
      const Criterion& about = criterion(one.criterion);
      Difference& line = shown.emplace_back(Difference{about.number + " " + about.name.in(call_.language), {}, {}, one.chosen});
      for (const Proposal& proposal : one.proposals) {
        line.offers.push_back({offered(one, proposal).in(call_.language), proposal.file});
        line.told += (line.told.empty() ? "" : "\n") + line.offers.back().words;
      }
    }
    if (!ask_about_differences(call_, {Says::appraise_merge_title, Says::appraise_merge_intro, Says::appraise_merge_choice}, shown)) return false;
    for (std::size_t i = 0; i < shown.size(); ++i) select(differences_[i], shown[i].chosen);
    return true;
  }

  void apply(Findings& findings) {
    std::vector<const Disagreement*> all;
    for (const auto* list : {&taken_, &differences_}) {
      for (const Disagreement& one : *list) {
        if (!one.proposals[one.chosen].file.empty()) all.push_back(&one);
      }
    }
    if (!all.empty()) {
      const LockedControllers locked(document_);
      const UndoStep step(document_, say(Says::appraise_merge_title).in(call_.language));
      for (const Disagreement* one : all) {
        const UndoStep part(document_);
        if (put_decision(document_, sheet_, table_, table_.stage, one->criterion, one->proposals[one->chosen].decision)) ++written_;
      }
      Reference<css::sheet::XCalculatable>(document_, UNO_QUERY_THROW)->calculate();
    }
    for (const Disagreement& one : differences_) {
      if (one.settled) continue;
      ++open_;
      Finding found = conflict_finding(criterion(one.criterion), table_.stage, named(one.proposals[0]), named(one.proposals[1]));
      if (const AnswerCell* own = sheet_.cell(one.criterion, "points")) {
        found.in_file(sheet_.file).at_cell(own->sheet, cell_name(own->row, table_.columns.at(review_key_of(review_key::verdict, table_.stage))));
      }
      findings.push_back(std::move(found));
    }
  }

  std::size_t written() const { return written_; }
  std::size_t differences() const { return differences_.size(); }
  std::size_t open() const { return open_; }
  AppraisalTable& table() { return table_; }

 private:
  const Criterion& criterion(int index) const { return set_.criteria[static_cast<std::size_t>(index)]; }

  static void select(Disagreement& difference, std::size_t which) {
    difference.chosen = which;
    difference.settled = true;
  }

  // Decisions that can count; what is wrong with others is told.
  void take(const UnitAppraisal& part, Findings& findings) {
    for (const ReadDecision& one : part.decisions) {
      if (one.stage != table_.stage) continue;
      Findings wrong = check_appraisal(*sheet_.programme, criterion(one.criterion), (*sheet_.answers)[one.criterion], appraisal_[one.criterion], one.stage, one.appraisal);
      for (Finding& found : wrong) findings.push_back(found.in_file(part.file).at_line(one.line));
      if (has_blocking(wrong)) continue;
      auto& there = proposals_[one.criterion];
      const bool known = std::any_of(there.begin(), there.end(), [&](const Proposal& other) { return same_appraisal(criterion(one.criterion), other.decision, one.appraisal); });
      if (!known) there.push_back(Proposal{part.file, one.appraisal});
    }
  }

  std::string named(const Proposal& proposal) const {
    if (!proposal.decision.appraiser.empty()) return proposal.decision.appraiser;
    return proposal.file.empty() ? sheet_.file : proposal.file;
  }

  Text offered(const Disagreement& difference, const Proposal& proposal) const {
    const bool ours = proposal.file.empty();
    const bool undecided = ours && proposal.decision.comment.empty() && !proposal.decision.basis;
    const Text words = undecided ? say(Says::appraise_merge_undecided) : decision_words(criterion(difference.criterion), proposal.decision);
    if (ours) return say(Says::appraise_merge_keep, std::vector<Text>{words});
    return say(Says::appraise_merge_take, std::vector<Text>{{proposal.file, proposal.file}, words});
  }

  static Text decision_words(const Criterion& about, const CriterionAppraisal& decision) {
    Text words = verdict_label(decision.verdict);
    std::string given = decision.not_applicable ? std::string(not_applicable_label) : std::string();
    for (const Field& field : about.fields()) {
      const Value* value = decision.find(field.name);
      if (value != nullptr && !is_blank(*value)) given += (given.empty() ? "" : "; ") + (says_emptied(*value) ? "–" : typed_text(field, *value));
    }
    for (std::string* text : {&words.vi, &words.en}) {
      if (!given.empty()) *text += " " + given;
      *text += " – " + decision.comment;
    }
    return words;
  }

  const Call& call_;
  Document document_;
  const AssessedSheet& sheet_;
  const CriteriaSet& set_;
  AppraisalTable table_;
  Appraisal appraisal_{set_};
  std::map<int, std::vector<Proposal>> proposals_;
  std::vector<Disagreement> taken_, differences_;
  std::size_t written_ = 0, open_ = 0;
};

}  // namespace

CommandOutcome merge_reviews(const Call& call, const Document& document) {
  if (Reference<css::frame::XStorable>(document, UNO_QUERY_THROW)->isReadonly()) return CommandOutcome::failed(say(Says::appraise_read_only));
  AssessedSheet sheet = assess_document(document, office_programmes());
  if (const auto refused = refused_review(sheet)) return *refused;
  const auto files = part_files(call, document, say(Says::appraise_merge_pick), "");
  if (files.empty()) {
    if (call.interactive && call.arguments.text("Parts").empty()) return CommandOutcome::given_up();
    return CommandOutcome::failed(call.arguments.text("Parts").empty() ? say(Says::argument_missing, {"Parts"}) : say(Says::appraise_merge_none));
  }
  CommandOutcome outcome;
  ReviewMerge merge(call, document, sheet);
  const std::size_t read = merge.read(files, outcome.findings);
  if (read == 0) {
    outcome.message = say(Says::appraise_merge_none);
    return outcome;
  }
  merge.choose(call.arguments.text("Choices"));
  if (call.interactive && merge.differences() > 0 && !merge.ask()) return CommandOutcome::given_up();
  merge.apply(outcome.findings);
  outcome.ok = true;
  outcome.message = say(Says::appraise_merge_done, {std::to_string(read), std::to_string(merge.written()), std::to_string(merge.differences()), std::to_string(merge.open())});
  return outcome;
}

}  // namespace thuocdo
