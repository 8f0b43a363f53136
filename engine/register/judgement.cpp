#include "register/judgement.h"

#include <algorithm>

namespace thuocdo {
namespace {

constexpr std::size_t most_reasons = 20;  // of those that a file itself gives; all of them can be derived again

Date last_day_in_time(const Programme& programme, const Tier& tier, const Stage* round) {
  return round != nullptr ? last_day(*round) : last_days(programme, tier).in_time;
}

Text day_text(const Date& day) { return {date_text(day, Language::vietnamese), date_text(day, Language::english)}; }
Text same(std::string text) { return {text, text}; }

class Judging {
 public:
  Judging(const Examination& seen, const Received& received, const Programme& programme, const Stage* round, const std::vector<Receipt>& others)
      : seen_(seen), receipt_(seen.receipt), received_(received), programme_(programme), round_(round), others_(others) {}

  Judgement run() {
    tier_ = receipt_.tier.empty() ? nullptr : programme_.tier(receipt_.tier);
    if (!seen_.usable) {
      refused_ = true;
      add_findings(Severity::blocking);
    } else {
      check_sheet();
      if (tier_ != nullptr) check_time();
      check_others();
    }
    check_clock();
    result_.state = refused_ ? ReceiptState::refused
                    : late_  ? ReceiptState::late
                    : open_  ? ReceiptState::undecided
                    : gone_  ? ReceiptState::replaced
                             : ReceiptState::accepted;
    settle_others();
    for (Finding& reason : result_.reasons) reason.place.file.clear();
    return std::move(result_);
  }

 private:
  void add(Finding reason) { result_.reasons.push_back(std::move(reason)); }

  void add_findings(Severity at_least) {
    std::size_t count = 0;
    for (const Finding& found : seen_.findings) {
      if (found.severity < at_least) continue;
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
    if (receipt_.signature == "unsigned") add(finding(Code::receipt_unsigned));
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
    const auto claimed = parse_receipt_time(receipt_.submitted);
    if (received_.source == TimeSource::clock && claimed && timeliness_of(programme_, *tier_, round_, claimed->at) != Timeliness::late) {
      open_ = true;
      add(finding(Code::receipt_time_open, std::vector<Text>{same(received_.time.text), day_text(last), same(claimed->text)}));
      return;
    }
    late_ = true;
    const Text becomes = round_ != nullptr ? Text{"không tính cho kỳ này", "not counted in this round"}
                                           : consequence_label(consequence(programme_, timeliness));
    add(finding(Code::receipt_late, std::vector<Text>{day_text(date_in_vietnam(at)), day_text(last), days, becomes}));
  }

  // A file that was submitted after it was received: one of the clocks is wrong.
  void check_clock() {
    const auto claimed = parse_receipt_time(receipt_.submitted);
    if (claimed && claimed->at > received_.time.at) {
      add(finding(Code::receipt_clock, {claimed->text, received_.time.text}));
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
    for (const Receipt& other : others_) {
      if (other.kind != ReceivedKind::workbook || other.unit != receipt_.unit || other.submission_digest.empty()) continue;
      const bool counted = other.state == ReceiptState::accepted || other.state == ReceiptState::replaced;
      if (other.submission_digest == receipt_.submission_digest) {
        add(finding(Code::receipt_same_again, {std::to_string(other.number)}));
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
  const std::vector<Receipt>& others_;
  const Tier* tier_ = nullptr;
  bool refused_ = false;
  bool late_ = false;
  bool open_ = false;
  bool gone_ = false;
  Judgement result_;
};

}  // namespace

Judgement judge(const Examination& seen, const Received& received, const Programme& programme, const Stage* round,
                const std::vector<Receipt>& others) {
  return Judging(seen, received, programme, round, others).run();
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
