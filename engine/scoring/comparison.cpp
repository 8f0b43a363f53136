#include "scoring/comparison.h"

#include "scoring/evaluate.h"

namespace thuocdo {
namespace {

Ratio share_of(const Normalised& rule, const Ratio& figure, const Comparison& comparison) {
  const Ratio& best = comparison.best.figure;
  if (rule.against == Normalised::Against::best) return best == Ratio() ? Ratio() : figure / best;
  const Ratio range = best - comparison.least.figure;
  return range == Ratio() ? Ratio(Decimal(1)) : (figure - comparison.least.figure) / range;
}

std::string standing_words(const Programme& programme, const Comparison::Standing& standing, Language language) {
  const Unit* unit = programme.unit(standing.unit);
  return (unit ? unit->name : standing.unit) + " (" + unrounded_text(standing.figure, language) + ")";
}

}  // namespace

std::shared_ptr<const Comparison> compare(const std::vector<std::pair<std::string, Ratio>>& figures) {
  if (figures.empty()) return nullptr;
  auto comparison = std::make_shared<Comparison>();
  comparison->best = comparison->least = {figures.front().first, figures.front().second};
  for (const auto& [unit, figure] : figures) {
    if (figure > comparison->best.figure) comparison->best = {unit, figure};
    if (figure < comparison->least.figure) comparison->least = {unit, figure};
  }
  return comparison;
}

CriterionResult compared(const Programme& programme, const Criterion& criterion, const CriterionResult& own,
                         std::shared_ptr<const Comparison> comparison) {
  const auto& rule = std::get<Normalised>(*criterion.rule());
  CriterionResult result = own;
  const Ratio points = share_of(rule, *own.figure, *comparison) * Ratio(rule.part);
  result.comparison = std::move(comparison);
  // Figures of any size give a share from 0 to 1; one whose fraction does not fit keeps its provisional points.
  if (give_points(programme, criterion, points, result)) result.state = State::scored;
  return result;
}

CriterionResult rolled_up(const Programme& programme, const Criterion& criterion, int met, int all) {
  CriterionResult result;
  result.state = State::scored;
  result.maximum = criterion.counted_maximum();
  result.share = result.figure = Ratio(Decimal(met)) / Ratio(Decimal(all));
  give_points(programme, criterion, *result.share * Ratio(std::get<RollUp>(*criterion.rule()).part), result);
  return result;
}

Text comparison_words(const Programme& programme, const Criterion& criterion, const Comparison& comparison) {
  const auto words = [&](Language language) {
    const bool vi = language == Language::vietnamese;
    std::string text = (vi ? "So với cao nhất: " : "Against the highest: ") + standing_words(programme, comparison.best, language);
    if (std::get<Normalised>(*criterion.rule()).against == Normalised::Against::best) return text;
    return text + (vi ? ", thấp nhất: " : ", the lowest: ") + standing_words(programme, comparison.least, language);
  };
  return {words(Language::vietnamese), words(Language::english)};
}

}  // namespace thuocdo
