#include "register/judgement.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "submission/signature.h"

namespace thuocdo {
namespace {

constexpr std::size_t most_reasons = 20;  // of those that a file itself gives; all of them can be derived again

Date last_day_in_time(const Programme& programme, const Tier& tier, const Stage* round) {
  return round != nullptr ? last_day(*round) : last_days(programme, tier).in_time;
}

Text day_text(const Date& day) { return {date_text(day, Language::vietnamese), date_text(day, Language::english)}; }
Text same(std::string text) { return {text, text}; }

bool has_valid_signature(const Receipt& receipt) { return receipt.signature == state_text(SignatureState::valid); }

class Judging {
 public:
  Judging(const Examination& seen, const JudgeRules& rules, const std::vector<Receipt>& others, const Receipt* beside)
      : seen_(seen), receipt_(seen.receipt), received_(seen.received), programme_(*rules.programme), round_(rules.round),
        signature_required_(rules.signature_required), others_(others), beside_(beside) {}

  Judgement run() {
    const bool copy = receipt_.kind == ReceivedKind::copy;
    if (!seen_.usable) {
      refused_ = true;
      add_findings(Severity::blocking);
    } else if (receipt_.kind == ReceivedKind::bundle) {
      check_bundle();
      check_signature();
      if (signature_required_) require_signature();
      check_bundles();
    } else if (copy) {
      check_copy();
      check_signature();
      if (tier_ != nullptr) check_time();
    } else {
      tier_ = receipt_.tier.empty() ? nullptr : programme_.tier(receipt_.tier);
      check_sheet();
      check_signature();
      if (signature_required_) require_signature();
      if (tier_ != nullptr) check_time();
      check_others();
    }
    if (receipt_.kind != ReceivedKind::bundle) check_bundle();
    if (!copy && receipt_.kind != ReceivedKind::bundle) check_clock();
    result_.state = refused_ ? ReceiptState::refused
                    : late_  ? ReceiptState::late
                    : open_  ? ReceiptState::undecided
                    : gone_  ? ReceiptState::replaced
                             : ReceiptState::accepted;
    if (!copy && receipt_.kind != ReceivedKind::bundle) settle_others();
    for (Finding& reason : result_.reasons) reason.place.file.clear();
    return std::move(result_);
  }

 private:
  void add(Finding reason) { result_.reasons.push_back(std::move(reason)); }

  void add_findings(Severity at_least) {
    std::size_t count = 0;
    for (const Finding& found : seen_.findings) {
      if (found.severity < at_least || (seen_.usable && is_about_signature(found))) continue;  // those have their own place
      if (++count <= most_reasons) add(found);
    }
    if (count > most_reasons) add(finding(Code::receipt_more_findings, {std::to_string(count - most_reasons)}));
  }

  void check_sheet() {
    if (!seen_.submitted) {
      open_ = true;
      add(finding(Code::sheet_not_submitted));
    }
    if (seen_.wrong_answers) {
      open_ = true;
      add_findings(Severity::blocking);
    }
  }

  // What the bundle that a file came in says of it, or what is wrong with a bundle as a whole.
  void check_bundle() {
    for (const Finding& found : seen_.of_bundle) {
      const bool said = std::any_of(result_.reasons.begin(), result_.reasons.end(), [&](const Finding& one) { return one.code == found.code && one.message == found.message; });
      if (!said) add(found);
      refused_ = refused_ || found.severity == Severity::blocking;
      open_ = open_ || found.severity == Severity::warning;
    }
  }

  void check_bundles() {
    for (const Receipt& other : others_) {
      if (other.kind != ReceivedKind::bundle || other.unit != receipt_.unit || other.state != ReceiptState::accepted) continue;
      const bool same_list = other.submission_digest == receipt_.submission_digest;
      open_ = open_ || !same_list;
      add(finding(same_list ? Code::bundle_same_again : Code::bundle_earlier, {std::to_string(other.number)}));
    }
  }

  // Whose copy it is.
  void check_copy() {
    if (receipt_.check_code.empty()) {
      // Beside a workbook it may be the scanned copy; alone it is any PDF.
      (beside_ != nullptr ? open_ : refused_) = true;
      add(finding(Code::pdf_code_missing));
      return;
    }
    for (const Receipt& other : others_) {
      if (other.kind == ReceivedKind::workbook && !other.unit.empty() && other.submission_digest == receipt_.submission_digest) result_.copy_of = &other;
    }
    if (result_.copy_of != nullptr) {
      tier_ = programme_.tier(result_.copy_of->tier);
      add(finding(Code::receipt_copy_of, {std::to_string(result_.copy_of->number)}));
    } else if (beside_ != nullptr && !beside_->check_code.empty()) {
      refused_ = true;
      // The two belong together where the codes agree: then it is the sheet that could not be taken.
      const bool together = beside_->check_code == receipt_.check_code;
      add(together ? finding(Code::receipt_copy_of_refused, {std::to_string(beside_->number)}) : finding(Code::pdf_code_differs, {receipt_.check_code, beside_->check_code}));
    } else {
      open_ = true;
      add(finding(Code::receipt_copy_alone, {receipt_.check_code}));
    }
  }

  // What is wrong with a signature is for a person to weigh. An altered file is refused before this.
  void check_signature() {
    for (const Finding& found : seen_.of_signatures) {
      add(found);
      if (found.severity != Severity::note && found.code != Code::signature_timestamp_wrong) open_ = true;
    }
  }

  void require_signature() {
    if (has_valid_signature(receipt_)) return;
    for (const Receipt& other : others_) {
      const bool vouches = other.kind == ReceivedKind::copy && other.state == ReceiptState::accepted && has_valid_signature(other) &&
                           !receipt_.submission_digest.empty() && other.submission_digest == receipt_.submission_digest;
      if (!vouches) continue;
      add(finding(Code::receipt_signed_copy, {std::to_string(other.number)}));
      return;
    }
    open_ = true;
    add(finding(Code::receipt_signature_required));
  }

  void check_time() {
    const Instant at = received_.time.at;
    const Timeliness timeliness = timeliness_of(programme_, *tier_, round_, at);
    if (timeliness == Timeliness::in_time) return;
    const Date last = last_day_in_time(programme_, *tier_, round_);
    const Text days = same(std::to_string(working_days_late(programme_, *tier_, round_, at)));
    if (timeliness == Timeliness::within_grace) {
      add(finding(Code::receipt_within_grace, std::vector<Text>{day_text(date_in_vietnam(at)), day_text(last), days}));
      return;
    }
    // Nobody becomes late by the way of a bundle from one office to the next, unless somebody decides so.
    if (seen_.given_below && timeliness_of(programme_, *tier_, round_, seen_.given_below->at) != Timeliness::late) {
      open_ = true;
      add(finding(Code::bundle_time_open, std::vector<Text>{day_text(last), same(seen_.above), moment_shown(seen_.given_below->at)}));
      return;
    }
    const auto claimed = parse_receipt_time(receipt_.submitted);
    if (received_.source == TimeSource::clock && claimed && timeliness_of(programme_, *tier_, round_, claimed->at) != Timeliness::late) {
      open_ = true;
      add(finding(Code::receipt_time_open, std::vector<Text>{moment_shown(received_.time.at), day_text(last), moment_shown(claimed->at)}));
      return;
    }
    late_ = true;
    const Text becomes = round_ != nullptr ? Text{"không tính cho kỳ này", "not counted in this round"}
                                           : consequence_label(consequence(programme_, timeliness));
    add(finding(Code::receipt_late, std::vector<Text>{day_text(date_in_vietnam(at)), day_text(last), days, becomes}));
  }

  // A file that was submitted after it was received: one of the clocks is wrong. That is worth a warning and no more, since the
  // unit's clock decides nothing, unless nobody but this machine's own clock says that the file came in time.
  void check_clock() {
    const auto claimed = parse_receipt_time(receipt_.submitted);
    if (!claimed || claimed->at <= received_.time.at) return;
    const auto is_late = [&](Instant at) { return timeliness_of(programme_, *tier_, round_, at) == Timeliness::late; };
    if (received_.source == TimeSource::clock && tier_ != nullptr && is_late(claimed->at) && !is_late(received_.time.at)) {
      open_ = true;
      add(finding(Code::receipt_clock_doubt, std::vector<Text>{moment_shown(received_.time.at), day_text(last_day_in_time(programme_, *tier_, round_)), moment_shown(claimed->at)}));
    } else {
      add(finding(Code::receipt_clock, std::vector<Text>{moment_shown(claimed->at), moment_shown(received_.time.at)}));
    }
  }

  bool names(const Receipt& later, const Receipt& earlier) const {
    return !later.replaces.empty() && later.replaces == earlier.submission_digest && later.unit == earlier.unit;
  }

  // A third version that came before the second: nothing but its difference to the first stood against it.
  static bool waits_for_this(const Receipt& other) {
    return std::all_of(other.reasons.begin(), other.reasons.end(), [](const Finding& reason) {
      return reason.severity == Severity::note || reason.code == Code::receipt_differs;
    });
  }

  void check_others() {
    const Receipt* accepted = nullptr;  // with other answers
    bool said_same = false;
    for (const Receipt& other : others_) {
      if (other.kind != ReceivedKind::workbook || other.unit != receipt_.unit || other.submission_digest.empty()) continue;
      const bool counted = other.state == ReceiptState::accepted || other.state == ReceiptState::replaced;
      if (other.submission_digest == receipt_.submission_digest) {
        // The first one is enough: a unit that sends its sheet a thousand times must not make a register of a million reasons.
        if (!std::exchange(said_same, true)) add(finding(Code::receipt_same_again, {std::to_string(other.number)}));
      } else if (counted && names(other, receipt_)) {
        gone_ = true;
        add(finding(Code::receipt_replaced_by, {std::to_string(other.number)}));
      } else if (other.state == ReceiptState::undecided && names(other, receipt_) && waits_for_this(other)) {
        gone_ = true;
        result_.accepted.push_back(other.number);
        add(finding(Code::receipt_replaced_by, {std::to_string(other.number)}));
      } else if (other.state == ReceiptState::accepted) {
        accepted = &other;
        if (names(receipt_, other)) add(finding(Code::receipt_replaces, {std::to_string(other.number)}));
      }
    }
    if (accepted == nullptr || gone_ || names(receipt_, *accepted)) return;
    open_ = true;
    add(finding(Code::receipt_differs, {std::to_string(accepted->number)}));
  }

  void settle_others() {
    if (result_.state != ReceiptState::accepted && result_.state != ReceiptState::replaced) return;
    for (const Receipt& other : others_) {
      if (other.kind != ReceivedKind::workbook || other.submission_digest == receipt_.submission_digest) continue;
      const bool standing = other.state == ReceiptState::accepted || other.state == ReceiptState::undecided;
      if (standing && names(receipt_, other)) result_.replaced.push_back(other.number);
    }
  }

  const Examination& seen_;
  const Receipt& receipt_;
  const Received& received_;
  const Programme& programme_;
  const Stage* round_;
  const bool signature_required_;
  const std::vector<Receipt>& others_;
  const Receipt* beside_;
  const Tier* tier_ = nullptr;
  bool refused_ = false;
  bool late_ = false;
  bool open_ = false;
  bool gone_ = false;
  Judgement result_;
};

}  // namespace

Judgement judge(const Examination& seen, const JudgeRules& rules, const std::vector<Receipt>& others, const Receipt* beside) {
  return Judging(seen, rules, others, beside).run();
}

bool waits_for_signature(const Receipt& receipt) {
  bool waits = false;
  for (const Finding& reason : receipt.reasons) {
    if (reason.code == Code::receipt_signature_required) {
      waits = true;
    } else if (reason.severity != Severity::note) {
      return false;
    }
  }
  return waits && receipt.kind == ReceivedKind::workbook && receipt.state == ReceiptState::undecided;
}

Findings said_by_bundle(const Findings& reasons) {
  Findings said;
  std::copy_if(reasons.begin(), reasons.end(), std::back_inserter(said), [](const Finding& reason) {
    return reason.code_text().starts_with("bundle-") && reason.code != Code::bundle_time_open;
  });
  return said;
}

Timeliness timeliness_of(const Programme& programme, const Tier& tier, const Stage* round, Instant received) {
  if (round == nullptr) return timeliness(programme, tier, received);
  return received < end_of_day(last_day(*round)) ? Timeliness::in_time : Timeliness::late;
}

int working_days_late(const Programme& programme, const Tier& tier, const Stage* round, Instant received) {
  int days = 0;
  const std::chrono::sys_days end = date_in_vietnam(received);
  constexpr int most = 3660;  // a date ten years later is a wrong date, and not worth counting
  std::chrono::sys_days day = last_day_in_time(programme, tier, round);
  for (int i = 0; day < end && i < most; ++i) {
    day += std::chrono::days(1);
    if (is_working_day(day, programme.holidays)) ++days;
  }
  return days;
}

}  // namespace thuocdo
