#include "ranking/rank_effect.h"

#include <algorithm>

#include "ranking/consolidation.h"

namespace thuocdo {
namespace {

// What rank goes by: the published result, then the programme's tie-breaks.
class Keys {
 public:
  Keys(const Programme& programme, const Tier& tier) : programme_(programme), set_(tier.set) {
    for (const std::string& id : programme.ranking.tie_breaks) {
      if (const int index = set_.index(id); index >= 0) breaks_.push_back(index);
    }
  }

  RankKey of(const Scorecard& card) const {
    RankKey key{Ratio(card.published)};
    for (const int index : breaks_) {
      const CriterionResult& result = card.results[static_cast<std::size_t>(index)];
      key.push_back(tie_break_value(programme_, result.points, result.maximum));
    }
    return key;
  }
  RankKey of(const PastResult& past) const {
    RankKey key{Ratio(Decimal::parse_plain(past.published).value_or(Decimal()))};
    for (const int index : breaks_) {
      const Criterion& criterion = set_.criteria[static_cast<std::size_t>(index)];
      Decimal earned;
      for (const auto& [id, points] : past.points) {
        if (id == criterion.id) earned = Decimal::parse_plain(points).value_or(Decimal());
      }
      key.push_back(tie_break_value(programme_, earned, criterion.maximum));
    }
    return key;
  }

 private:
  const Programme& programme_;
  const CriteriaSet& set_;
  std::vector<int> breaks_;
};

}  // namespace

RankEffect rank_effect(const RoundResult& result, const Programme& programme, const Tier& tier, const Unit& unit, const Scorecard& self, const Scorecard& appraised) {
  RankEffect effect;
  const auto because = [&](RankEffect::Why why) {
    effect.why = why;
    return effect;
  };
  if (result.programme != programme.key || result.round != programme.round) return because(RankEffect::Why::other_programme);
  if (result.digest != programme.digest) return because(RankEffect::Why::other_version);
  const Keys keys(programme, tier);
  const RankKey before = keys.of(self), after = keys.of(appraised);
  effect.units = effect.self = effect.appraised = 1;
  for (const PastResult& other : result.units) {
    if (other.tier != tier.key || other.unit == unit.code || other.rank == 0) continue;
    const RankKey theirs = keys.of(other);
    ++effect.units;
    if (theirs > before) ++effect.self;
    if (theirs > after) ++effect.appraised;
  }
  return effect.units == 1 ? because(RankEffect::Why::nobody) : effect;
}

}  // namespace thuocdo
