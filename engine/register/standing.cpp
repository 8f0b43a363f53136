#include "register/standing.h"

#include <algorithm>
#include <unordered_map>

#include "submission/signature.h"

namespace thuocdo {
namespace {

UnitState state_of(const Receipt& receipt, const Programme& programme, const Tier& tier, const Stage* round) {
  switch (receipt.state) {
    case ReceiptState::accepted:
      switch (timeliness_of(programme, tier, round, receipt.received_at())) {
        case Timeliness::in_time: return UnitState::in_time;
        case Timeliness::within_grace: return UnitState::within_grace;
        case Timeliness::late: return UnitState::accepted_late;
      }
      return UnitState::accepted_late;
    case ReceiptState::late: return UnitState::late;
    case ReceiptState::undecided: return UnitState::undecided;
    case ReceiptState::refused:
    case ReceiptState::replaced: return UnitState::refused;
  }
  return UnitState::refused;
}

UnitStanding standing_of_unit(const Unit& unit, const std::vector<const Receipt*>& receipts, const Programme& programme,
                              const Tier& tier, const Stage* round) {
  UnitStanding standing;
  standing.unit = &unit;
  for (const Receipt* receipt : receipts) {
    standing.receipts.push_back(receipt->number);
    if (receipt->kind == ReceivedKind::copy) continue;
    const UnitState state = state_of(*receipt, programme, tier, round);
    // The first of equal ones: the earliest receipt of the same answers is what counts for the date.
    if (state < standing.state) {
      standing.state = state;
      standing.receipt = *receipt;
    }
  }
  for (const Receipt* receipt : receipts) {
    const bool vouches = standing.receipt && receipt->kind == ReceivedKind::copy && receipt->state == ReceiptState::accepted &&
                         receipt->signature == state_text(SignatureState::valid) && receipt->submission_digest == standing.receipt->submission_digest;
    if (vouches && !standing.signed_copy) standing.signed_copy = *receipt;
  }
  if (standing.receipt) standing.working_days_late = working_days_late(programme, tier, round, standing.receipt->received_at());
  return standing;
}

int working_days_between(std::chrono::sys_days first, std::chrono::sys_days last, const std::vector<Date>& holidays) {
  int days = 0;
  constexpr int most = 3660;
  for (int i = 0; first <= last && i < most; ++i, first += std::chrono::days(1)) {
    if (is_working_day(first, holidays)) ++days;
  }
  return days;
}

}  // namespace

std::string_view state_text(UnitState state) {
  switch (state) {
    case UnitState::in_time: return "in-time";
    case UnitState::within_grace: return "within-grace";
    case UnitState::accepted_late: return "accepted-late";
    case UnitState::late: return "late";
    case UnitState::undecided: return "undecided";
    case UnitState::refused: return "refused";
    case UnitState::missing: return "missing";
  }
  return "missing";
}

Text state_label(UnitState state) {
  switch (state) {
    case UnitState::in_time: return {"Đã nộp", "Submitted"};
    case UnitState::within_grace: return {"Nộp trong thời gian gia hạn", "Within the days of grace"};
    case UnitState::accepted_late: return {"Trễ, được chấp nhận", "Late, accepted"};
    case UnitState::late: return {"Trễ hạn", "Late"};
    case UnitState::undecided: return {"Chờ quyết định", "Needs a decision"};
    case UnitState::refused: return {"Không nhận, phải nộp lại", "Refused, to be sent again"};
    case UnitState::missing: return {"Chưa nộp", "Not submitted"};
  }
  return {};
}

std::size_t TierStanding::count(UnitState state) const {
  return static_cast<std::size_t>(std::count_if(units.begin(), units.end(), [&](const UnitStanding& unit) { return unit.state == state; }));
}

std::size_t TierStanding::submitted() const {
  return count(UnitState::in_time) + count(UnitState::within_grace) + count(UnitState::accepted_late);
}

Standing standing_of(const std::vector<Receipt>& receipts, const Programme& programme, const Stage* round, Instant at) {
  Standing standing;
  standing.programme = &programme;
  standing.round = round;
  standing.at = at;
  std::unordered_map<std::string, std::vector<const Receipt*>> by_unit;
  for (const Receipt& receipt : receipts) by_unit[receipt.unit].push_back(&receipt);
  const std::chrono::sys_days today = date_in_vietnam(at);
  for (const Tier& tier : programme.tiers) {
    TierStanding of_tier;
    of_tier.tier = &tier;
    of_tier.last = round != nullptr ? LastDays{last_day(*round), last_day(*round)} : last_days(programme, tier);
    of_tier.days_left = static_cast<int>((std::chrono::sys_days(of_tier.last.in_time) - today).count());
    of_tier.working_days_left = working_days_between(today, of_tier.last.in_time, programme.holidays);
    for (const Unit* unit : programme.units_of(tier.key, round)) {
      static const std::vector<const Receipt*> none;
      const auto found = by_unit.find(unit->code);
      of_tier.units.push_back(standing_of_unit(*unit, found != by_unit.end() ? found->second : none, programme, tier, round));
      if (found != by_unit.end()) by_unit.erase(found);
    }
    standing.tiers.push_back(std::move(of_tier));
  }
  for (const Receipt& receipt : receipts) {
    if (by_unit.contains(receipt.unit)) standing.of_nobody.push_back(receipt);
  }
  return standing;
}

}  // namespace thuocdo
