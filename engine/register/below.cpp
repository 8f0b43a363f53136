#include "register/below.h"

#include <set>

namespace thuocdo {

const BelowUnit* StatedBelow::find(std::string_view unit) const {
  const auto found = units.find(unit);
  return found != units.end() ? &found->second : nullptr;
}

StatedBelow stated_below(Register& book, const std::vector<Receipt>& receipts, const Programme& programme) {
  StatedBelow below;
  for (const Receipt& receipt : receipts) {
    if (receipt.kind != ReceivedKind::bundle || receipt.state != ReceiptState::accepted) continue;
    const Unit* above = programme.unit(receipt.unit);
    const std::optional<std::string> bytes = above != nullptr ? book.original(receipt.file_digest) : std::nullopt;
    if (!bytes) continue;
    const ReadBundle read = read_bundle(*bytes, BundleFiles::list_only);
    if (!read.bundle) continue;
    std::set<std::string> seen;
    below.bundles[receipt.unit] = receipt.number;
    for (const BundleUnit& stated : read.bundle->units) {
      const Unit* unit = programme.unit(stated.unit);
      if (unit == nullptr || (unit != above && unit_above(programme, *unit) != above)) continue;
      // Listed twice, nobody can say which of the two is meant.
      if (!seen.insert(stated.unit).second) {
        below.units.erase(stated.unit);
        continue;
      }
      below.units.insert_or_assign(stated.unit, BelowUnit{receipt.number, above, stated});
    }
  }
  return below;
}

void put_below(const StatedBelow& below, const Receipt& sheet, const CriteriaSet& set, Appraisal& appraisal) {
  const BelowUnit* unit = below.find(sheet.unit);
  if (unit == nullptr || !unit->stated.appraised || unit->stated.answers != sheet.submission_digest) return;
  for (const BundleDecision& decision : unit->stated.decisions) {
    const int index = set.index(decision.criterion);
    if (index < 0) continue;
    if (auto counted = appraisal_of(set.criteria[static_cast<std::size_t>(index)], decision)) appraisal[index].below = std::move(counted);
  }
}

const Unit* unit_above(const Programme& programme, const Unit& unit) {
  const Tier* tier = programme.tier(unit.tier);
  const Unit* parent = unit.parent.empty() ? nullptr : programme.unit(unit.parent);
  return tier != nullptr && parent != nullptr && !tier->consolidated_by.empty() && tier->consolidated_by == parent->tier ? parent : nullptr;
}

std::vector<const Unit*> units_below(const Programme& programme, const Unit* unit, const Stage* round) {
  std::vector<const Unit*> found;
  for (const Tier& tier : programme.tiers) {
    if (unit != nullptr && tier.consolidated_by != unit->tier) continue;
    for (const Unit* one : programme.units_of(tier.key, round)) {
      if (unit_above(programme, *one) == unit) found.push_back(one);
    }
  }
  return found;
}

}  // namespace thuocdo
