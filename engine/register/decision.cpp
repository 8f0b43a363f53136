#include "register/decision.h"

#include <algorithm>
#include <iterator>

#include "register/appraisal_book.h"
#include "register/judgement.h"
#include "register/level_book.h"
#include "submission/signature.h"

namespace thuocdo {
namespace {

bool is_about_time(Code code) {
  return code == Code::receipt_late || code == Code::receipt_within_grace || code == Code::receipt_time_open || code == Code::bundle_time_open ||
         code == Code::receipt_clock || code == Code::receipt_clock_doubt;
}

class Deciding {
 public:
  Deciding(Register& book, const DecisionRequest& request, ProgrammeStore& store, const std::string& who)
      : book_(book), request_(request), store_(store), actor_{who, moment_text(now())} {
    basis_ = request.comment.empty() ? request.basis : request.basis + "\n" + request.comment;
  }

  Decided decide(std::int64_t number) {
    Decided done;
    done.number = number;
    const std::optional<Receipt> there = book_.receipt(number);
    if (!there) {
      done.findings.push_back(finding(Code::receipt_unknown, {std::to_string(number)}));
      return done;
    }
    const std::optional<Examination> seen = seen_again(*there, done.findings);
    if (has_blocking(done.findings)) {
      done.before = done.after = there;
      return done;
    }
    const Findings told = done.findings;
    book_.write([&](RegisterChange& change) {
      done.replaced.clear();
      done.findings = told;
      done.before = change.receipt(number);
      if (!done.before) return;
      const auto programme = store_.find(done.before->programme);
      if (const auto why = programme ? barred(change, *programme, done.before->round, done.before->unit) : std::nullopt) {
        done.findings.push_back(*why);
        done.changed = false;
        done.after = done.before;
        return;
      }
      done.changed = request_.verdict == Verdict::correct_time ? correct(change, *done.before, *seen, done)
                                                               : settle(change, *done.before, done);
      done.after = change.receipt(number);
    });
    if (!done.changed && done.before && done.findings.empty()) {
      done.findings.push_back(finding(Code::decision_unchanged, std::vector<Text>{{std::to_string(number), std::to_string(number)}, state_label(done.before->state)}));
    }
    return done;
  }

 private:
  // What the engine says of the original today; needed for everything but a refusal.
  std::optional<Examination> seen_again(const Receipt& receipt, Findings& findings) {
    if (request_.verdict == Verdict::refuse) return std::nullopt;
    const std::string number = std::to_string(receipt.number);
    Findings of_programme;
    const auto programme = store_.find(receipt.programme, &of_programme);
    if (!programme) {
      findings = std::move(of_programme);
      return std::nullopt;
    }
    std::optional<std::string> bytes = book_.original(receipt.file_digest);
    if (!bytes) {
      findings.push_back(finding(Code::original_missing, {number, receipt.file_digest}));
      return std::nullopt;
    }
    Examination seen = examine_bytes(std::move(*bytes), receipt.file_name, {.programme = programme.get(), .round = receipt.round, .store = &store_});
    if (seen.receipt.file_digest != receipt.file_digest) {
      findings.push_back(finding(Code::original_altered, {number, receipt.file_digest}));
    } else if (request_.verdict == Verdict::accept && !seen.usable) {
      findings.push_back(finding(Code::receipt_unusable, {number}));
      for (const Finding& found : seen.findings) {
        if (found.severity == Severity::blocking) findings.push_back(found);
      }
    }
    return seen;
  }

  bool settle(RegisterChange& change, const Receipt& receipt, Decided& done) {
    const ReceiptState state = request_.verdict == Verdict::accept ? ReceiptState::accepted : ReceiptState::refused;
    Findings reasons = receipt.reasons;
    if (state == ReceiptState::accepted && receipt.state != state) add_begins_anew(change, receipt, reasons, done);
    if (!change.change(state_change(receipt.number, state, std::move(reasons)), trail_action::decided, actor_, basis_)) return false;
    if (state == ReceiptState::accepted) replace_others(change, receipt, done);
    return true;
  }

  static ReceiptChange state_change(std::int64_t number, ReceiptState state, std::optional<Findings> reasons) {
    ReceiptChange change;
    change.number = number;
    change.state = state;
    change.reasons = std::move(reasons);
    return change;
  }

  // The sheets whose place it takes once it is accepted.
  static std::vector<Receipt> replaced_by(RegisterChange& change, const Receipt& receipt) {
    const bool bundle = receipt.kind == ReceivedKind::bundle;
    if (receipt.unit.empty() || (!receipt.counts() && !bundle)) return {};
    std::vector<Receipt> others = change.of_unit(receipt.programme, receipt.round, receipt.unit);
    std::erase_if(others, [&](const Receipt& other) {
      const bool stands = other.state == ReceiptState::accepted && (bundle ? other.kind == ReceivedKind::bundle : other.counts()) && other.submission_digest != receipt.submission_digest;
      return !stands || other.number == receipt.number;
    });
    return others;
  }

  static void add_begins_anew(RegisterChange& change, const Receipt& receipt, Findings& reasons, Decided& done) {
    for (const Receipt& other : replaced_by(change, receipt)) {
      if (const auto anew = appraisal_begins_anew(change, other)) {
        reasons.push_back(*anew);
        done.findings.push_back(*anew);
      }
    }
  }

  void replace_others(RegisterChange& change, const Receipt& receipt, Decided& done) {
    for (const Receipt& other : replaced_by(change, receipt)) {
      Findings reasons = other.reasons;
      reasons.push_back(finding(Code::receipt_replaced_by, {std::to_string(receipt.number)}));
      change.change(state_change(other.number, ReceiptState::replaced, std::move(reasons)), trail_action::replaced, actor_, basis_);
      done.replaced.push_back(other.number);
    }
  }

  // Only what the time decides is judged again; what a person decided before about other things stays as it was.
  bool correct(RegisterChange& change, const Receipt& receipt, Examination seen, Decided& done) {
    const auto programme = store_.find(receipt.programme);
    const Stage* round = programme->round_without_assessment(receipt.round);
    seen.receipt = receipt;
    // The signatures stay as they were judged on receipt, by the trust store of then.
    seen.of_signatures.clear();
    std::copy_if(receipt.reasons.begin(), receipt.reasons.end(), std::back_inserter(seen.of_signatures), is_about_signature);
    seen.of_bundle = said_by_bundle(receipt.reasons);
    seen.received = {*request_.received, TimeSource::given};
    std::vector<Receipt> others = change.of_unit(receipt.programme, receipt.round, receipt.unit);
    std::erase_if(others, [&](const Receipt& other) { return other.number == receipt.number; });
    const bool was_required = std::any_of(receipt.reasons.begin(), receipt.reasons.end(), [](const Finding& reason) {
      return reason.code == Code::receipt_signature_required || reason.code == Code::receipt_signed_copy;
    });
    const Judgement judged = judge(seen, {programme.get(), round, was_required || programme->signature_required}, others);
    ReceiptChange changed = state_change(receipt.number, receipt.state, judged.reasons);
    changed.received = request_.received->text;
    changed.received_from = TimeSource::given;
    const bool by_time = receipt.state == ReceiptState::late || judged.state == ReceiptState::late ||
                         std::any_of(receipt.reasons.begin(), receipt.reasons.end(), [](const Finding& reason) { return is_about_time(reason.code); });
    if (by_time) changed.state = judged.state;
    if (changed.state == ReceiptState::accepted && receipt.state != ReceiptState::accepted) add_begins_anew(change, receipt, *changed.reasons, done);
    if (receipt.received == *changed.received && changed.state == receipt.state) return false;
    if (!change.change(changed, trail_action::corrected, actor_, basis_)) return false;
    if (changed.state == ReceiptState::accepted && receipt.state != ReceiptState::accepted) replace_others(change, receipt, done);
    return true;
  }

  Register& book_;
  const DecisionRequest& request_;
  ProgrammeStore& store_;
  Actor actor_;
  std::string basis_;
};

}  // namespace

std::vector<Decided> decide(Register& book, const DecisionRequest& request, ProgrammeStore& store, const std::string& who) {
  Deciding deciding(book, request, store, who);
  std::vector<Decided> all;
  for (const std::int64_t number : request.numbers) all.push_back(deciding.decide(number));
  return all;
}

}  // namespace thuocdo
