#include "ranking/next_lower.h"

#include <variant>

#include "number/ratio.h"

namespace thuocdo {
namespace {

// The greatest of `steps` below `points`.
class Below {
 public:
  explicit Below(const Decimal& points) : points_(points) {}
  void consider(const Decimal& step) {
    if (step < points_ && (!found_ || *found_ < step)) found_ = step;
  }
  const std::optional<Decimal>& found() const { return found_; }

 private:
  Decimal points_;
  std::optional<Decimal> found_;
};

std::optional<Decimal> less(const Decimal& points, const Decimal& by) {
  if (points <= Decimal()) return std::nullopt;
  const Decimal left = subtract(points, by).value_or(Decimal());
  return left < Decimal() ? Decimal() : left;
}

std::optional<Decimal> a_tenth_less(const Decimal& maximum, const Decimal& points) {
  return less(points, (Ratio(maximum) / Ratio(Decimal(10))).round(4).value_or(maximum));
}

struct NextLower {
  const Decimal& maximum;
  const Decimal& points;

  using Found = std::optional<Decimal>;

  Found operator()(const YesNo& rule) const {
    Below below(points);
    below.consider(rule.yes);
    below.consider(rule.no);
    return below.found();
  }
  Found operator()(const Choice& rule) const {
    Below below(points);
    for (const Level& level : rule.levels) below.consider(level.points);
    return below.found();
  }
  Found operator()(const Steps& rule) const {
    Below below(points);
    for (const Step& step : rule.steps) below.consider(step.points);
    below.consider(rule.below);
    return below.found();
  }
  Found operator()(const CountPoints& rule) const { return less(points, rule.each); }
  // The item that is worth least among those that earn something.
  Found operator()(const Items& rule) const {
    Found least;
    for (const Item& item : rule.items) {
      if (item.points > Decimal() && (!least || item.points < *least)) least = item.points;
    }
    return least ? less(points, *least) : std::nullopt;
  }
  Found operator()(const DeadlineRule& rule) const {
    Below below(points);
    for (const DateStep& step : rule.steps) below.consider(step.points);
    below.consider(rule.late);
    below.consider(rule.never);
    return below.found();
  }
  // Which case earned the points is not known here: the least loss among those that could have.
  Found operator()(const BestOf& rule) const {
    Below below(points);
    for (const Case& one : rule.cases) {
      if (const Found lower = std::visit(*this, one.rule)) below.consider(*lower);
    }
    return below.found();
  }
  Found operator()(const RatioRule&) const { return a_tenth_less(maximum, points); }
  Found operator()(const FormulaRule&) const { return a_tenth_less(maximum, points); }
  Found operator()(const Normalised&) const { return a_tenth_less(maximum, points); }
  Found operator()(const Judged&) const { return {}; }
  Found operator()(const Information&) const { return {}; }
  Found operator()(const ConditionRule&) const { return {}; }
  Found operator()(const Survey&) const { return {}; }
  // The sheets of the units below decide, and their claims are simulated in their own tier.
  Found operator()(const RollUp&) const { return {}; }
};

}  // namespace

std::optional<Decimal> next_lower_points(const Rule& rule, const Decimal& maximum, const Decimal& points) {
  return std::visit(NextLower{maximum, points}, rule);
}

}  // namespace thuocdo
