#include "register/known_receipts.h"

#include <algorithm>
#include <utility>

#include "register/judgement.h"
#include "submission/signature.h"

namespace thuocdo {
namespace {

void put(std::set<std::int64_t>& numbers, std::int64_t number, bool there) {
  if (there) {
    numbers.insert(number);
  } else {
    numbers.erase(number);
  }
}

// The lists stay as few as what they are about.
template <typename Lists>
void put_under(Lists& lists, const std::string& key, std::int64_t number, bool there) {
  auto& numbers = lists[key];
  put(numbers, number, there);
  if (numbers.empty()) lists.erase(key);
}

constexpr std::size_t place_of(ReceiptState state) { return static_cast<std::size_t>(state); }

}  // namespace

void KnownReceipts::begin(RegisterChange& change) {
  if (std::exchange(trusted_, false)) return refresh(change);
  receipts_.clear();
  by_file_.clear();
  by_unit_.clear();
  by_submission_.clear();
  seen_ = change.last_trail_number();
  for (Receipt& receipt : change.receipts(programme_, round_)) take(std::move(receipt));
}

void KnownReceipts::refresh(RegisterChange& change) {
  std::set<std::int64_t> changed;
  for (const auto& [number, subject] : change.trail_subjects_after(seen_)) {
    seen_ = number;
    if (const std::int64_t receipt = receipt_number(subject); receipt > 0) changed.insert(receipt);
  }
  for (const std::int64_t number : changed) {
    std::optional<Receipt> now = change.receipt(number);
    if (now && now->programme == programme_ && now->round == round_) take(std::move(*now));
  }
}

void KnownReceipts::take(Receipt receipt) {
  Receipt& kept = receipts_[receipt.number];
  if (kept.number != 0) place(kept, false);
  kept = std::move(receipt);
  place(kept, true);
}

void KnownReceipts::place(const Receipt& receipt, bool there) {
  by_file_[receipt.file_digest] = receipt.number;
  const bool sheet = receipt.kind == ReceivedKind::workbook && !receipt.submission_digest.empty();
  if (sheet && !receipt.unit.empty()) {
    OfUnit& unit = by_unit_[receipt.unit];
    put(unit.sheets[receipt.submission_digest][place_of(receipt.state)], receipt.number, there);
    if (!receipt.replaces.empty()) put_under(unit.replacing, receipt.replaces, receipt.number, there);
    if (receipt.state == ReceiptState::accepted) put_under(unit.accepted, receipt.submission_digest, receipt.number, there);
  }
  if (receipt.kind == ReceivedKind::bundle && !receipt.unit.empty()) put(by_unit_[receipt.unit].bundles, receipt.number, there);
  if (receipt.submission_digest.empty()) return;
  OfSubmission& same = by_submission_[receipt.submission_digest];
  if (sheet) {
    if (!receipt.unit.empty()) put(same.sheets, receipt.number, there);
    if (waits_for_signature(receipt)) put(same.unsigned_sheets, receipt.number, there);
  } else if (receipt.kind == ReceivedKind::copy) {
    if (receipt.unit.empty() && receipt.state == ReceiptState::undecided) put(same.waiting_copies, receipt.number, there);
    if (receipt.state == ReceiptState::accepted && receipt.signature == state_text(SignatureState::valid)) put(same.vouching_copies, receipt.number, there);
  }
}

const Receipt* KnownReceipts::find(const std::string& file_digest) const {
  const auto found = by_file_.find(file_digest);
  return found == by_file_.end() ? nullptr : &receipts_.at(found->second);
}

std::vector<std::string> KnownReceipts::file_digests() const {
  std::vector<std::string> digests;
  for (const auto& [digest, number] : by_file_) digests.push_back(digest);
  return digests;
}

std::vector<Receipt> KnownReceipts::others_of(const Receipt& receipt) const {
  std::set<std::int64_t> of_unit, of_submission;
  const auto add_first = [&](const std::set<std::int64_t>& numbers, std::set<std::int64_t>& to) {
    const auto first = std::find_if(numbers.begin(), numbers.end(), [&](std::int64_t number) { return number != receipt.number; });
    if (first != numbers.end()) to.insert(*first);
  };
  if (const auto found = by_unit_.find(receipt.unit); found != by_unit_.end()) {
    const OfUnit& unit = found->second;
    if (receipt.kind == ReceivedKind::bundle) of_unit = unit.bundles;
    if (const auto same = unit.sheets.find(receipt.submission_digest); same != unit.sheets.end()) {
      for (const auto& numbers : same->second) add_first(numbers, of_unit);
    }
    if (const auto later = unit.replacing.find(receipt.submission_digest); later != unit.replacing.end() && !receipt.submission_digest.empty()) {
      of_unit.insert(later->second.begin(), later->second.end());
    }
    if (const auto earlier = unit.sheets.find(receipt.replaces); earlier != unit.sheets.end() && !receipt.replaces.empty()) {
      for (const ReceiptState state : {ReceiptState::accepted, ReceiptState::undecided}) {
        const auto& numbers = earlier->second[place_of(state)];
        of_unit.insert(numbers.begin(), numbers.end());
      }
    }
    for (const auto& [digest, numbers] : unit.accepted) {
      if (digest != receipt.submission_digest) of_unit.insert(*numbers.rbegin());
    }
  }
  if (const auto found = by_submission_.find(receipt.submission_digest); found != by_submission_.end() && !receipt.submission_digest.empty()) {
    const OfSubmission& same = found->second;
    of_submission = same.waiting_copies;
    of_submission.insert(same.unsigned_sheets.begin(), same.unsigned_sheets.end());
    add_first(same.vouching_copies, of_submission);
    if (!same.sheets.empty()) of_submission.insert(*same.sheets.rbegin());
  }
  std::vector<Receipt> others;
  const auto add = [&](std::int64_t number) {
    if (number != receipt.number) others.push_back(receipts_.at(number));
  };
  for (const std::int64_t number : of_unit) add(number);
  for (const std::int64_t number : of_submission) {
    if (!of_unit.contains(number)) add(number);
  }
  return others;
}

}  // namespace thuocdo
