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
    if (receipt->kind == ReceivedKind::bundle) continue;
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

// How the units below stand, all the way down.
void count_below(const Programme& programme, const Stage* round, const Unit* unit, const std::unordered_map<std::string, const UnitStanding*>& standings, LevelStanding& level) {
  for (const Unit* one : units_below(programme, unit, round)) {
    const auto found = standings.find(one->code);
    if (found == standings.end()) continue;
    const UnitStanding& standing = *found->second;
    ++level.units;
    switch (standing.state) {
      case UnitState::in_time:
      case UnitState::within_grace:
      case UnitState::accepted_late: ++level.submitted; break;
      case UnitState::late: ++(standing.level == LevelState::absent ? level.absent : level.late); break;
      case UnitState::undecided: ++level.undecided; break;
      case UnitState::refused:
      case UnitState::missing: ++(standing.level == LevelState::absent || !standing.absent.empty() ? level.absent : level.missing); break;
    }
    if (unit == level.unit) {
      ++level.directly;
      if (standing.level != LevelState::open) ++level.closed;
      if (standing.is_awaited() && standing.absent.empty()) level.awaited.push_back(&standing);
    }
    count_below(programme, round, one, standings, level);
  }
}

void stand_levels(const StandingLevels& known, Standing& standing) {
  const Programme& programme = *standing.programme;
  std::unordered_map<std::string, const UnitStanding*> standings;
  std::vector<const Unit*> wanted = {nullptr};
  for (TierStanding& tier : standing.tiers) {
    for (UnitStanding& unit : tier.units) {
      standings.emplace(unit.unit->code, &unit);
      if (known.below != nullptr) unit.below = known.below->find(unit.unit->code);
      if (unit.below != nullptr) unit.absent = unit.below->stated.absent;
      const LevelEntry* entry = known.levels != nullptr ? known.levels->entry(unit.unit->code) : nullptr;
      if (entry != nullptr) unit.level = state_of(*entry);
      if (unit.level == LevelState::absent) unit.absent = entry->basis;
      if (!units_below(programme, unit.unit, standing.round).empty()) wanted.push_back(unit.unit);
    }
  }
  for (const Unit* unit : wanted) {
    LevelStanding level;
    level.unit = unit;
    const LevelEntry* entry = known.levels != nullptr ? known.levels->entry(unit != nullptr ? unit->code : std::string()) : nullptr;
    if (entry != nullptr) {
      level.state = state_of(*entry);
      if (level.state != LevelState::open) {
        level.at = entry->at;
        level.who = entry->who;
        level.basis = entry->basis;
      }
    }
    if (known.below != nullptr && unit != nullptr) {
      const auto bundle = known.below->bundles.find(unit->code);
      if (bundle != known.below->bundles.end()) level.bundle = bundle->second;
    }
    bool first = true;
    for (const TierStanding& tier : standing.tiers) {
      const bool below = unit == nullptr ? tier.tier->consolidated_by.empty() : tier.tier->consolidated_by == unit->tier;
      if (!below || (!first && tier.days_left >= level.days_left)) continue;
      level.days_left = tier.days_left;
      level.working_days_left = tier.working_days_left;
      first = false;
    }
    count_below(programme, standing.round, unit, standings, level);
    standing.levels.push_back(std::move(level));
  }
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

void SheetCount::add(const UnitStanding& unit) {
  ++units;
  if (unit.state != UnitState::missing) ++sent;
  switch (unit.state) {
    case UnitState::within_grace: ++grace; break;
    case UnitState::accepted_late: ++accepted_late; break;
    case UnitState::late: ++late; break;
    case UnitState::undecided: ++undecided; break;
    case UnitState::refused: ++refused; break;
    case UnitState::in_time:
    case UnitState::missing: break;
  }
}

void SheetCount::add(const SheetCount& others) {
  units += others.units;
  sent += others.sent;
  grace += others.grace;
  accepted_late += others.accepted_late;
  late += others.late;
  undecided += others.undecided;
  refused += others.refused;
}

SheetCount TierStanding::sheets() const {
  SheetCount count;
  for (const UnitStanding& unit : units) count.add(unit);
  return count;
}

Standing standing_of(const std::vector<Receipt>& receipts, const Programme& programme, const Stage* round, Instant at, const StandingLevels& known) {
  Standing standing;
  standing.programme = &programme;
  standing.round = round;
  standing.at = at;
  std::unordered_map<std::string, std::vector<const Receipt*>> by_unit;
  for (const Receipt& receipt : receipts) {
    by_unit[receipt.unit].push_back(&receipt);
    if (receipt.kind == ReceivedKind::bundle) standing.bundles.push_back(receipt);
  }
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
  stand_levels(known, standing);
  for (const Receipt& receipt : receipts) {
    if (by_unit.contains(receipt.unit)) standing.of_nobody.push_back(receipt);
  }
  return standing;
}

}  // namespace thuocdo
