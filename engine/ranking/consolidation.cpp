#include "ranking/consolidation.h"

#include <algorithm>
#include <map>
#include <exception>
#include <numeric>
#include <unordered_map>

#include "programme/deadline.h"
#include "ranking/finalise.h"
#include "ranking/unit_sheets.h"
#include "submission/submission.h"

namespace thuocdo {
namespace {

struct Entry : UnitSheet {
  Decimal total;
  Decimal maximum;
  Decimal published;
  KeptResults results;
  std::vector<UsedFigure> figures;
  std::optional<SelfAssessed> self;
  std::vector<Denominator> denominators;
  AnswerMarks marks;
  std::vector<ClaimedAnswer> claims;
};

// Figures that others gave, and the unit's own at criteria that the units below decide later.
std::vector<UsedFigure> used_figures(const AssessedSheet& sheet) {
  std::vector<UsedFigure> used;
  for (std::size_t i = 0; i < sheet.tier->set.criteria.size(); ++i) {
    const Criterion& criterion = sheet.tier->set.criteria[i];
    const Answer& answer = sheet.answers->by_criterion[i];
    const bool rolled_up = criterion.rule() && std::holds_alternative<RollUp>(*criterion.rule());
    if (!rolled_up && answer.supplied.empty()) continue;
    for (const Field& field : criterion.fields()) {
      const Value* own = answer.find(field.name);
      const std::string own_text = own ? canonical_value(field, *own) : std::string();
      if (rolled_up) used.push_back({criterion.id, field.name, {}, own_text, {}});
      for (const SuppliedValue& given : answer.supplied) {
        if (given.field == field.name && !rolled_up) {
          used.push_back({criterion.id, field.name, canonical_value(field, given.value), own_text, given.source});
        }
      }
    }
  }
  return used;
}

// Where anything is appraised, every sheet shows what its unit claims; a closed appraisal takes the place of it.
void appraise(const SheetSource& source, const AssessedSheet& sheet, Entry& entry) {
  if (source.appraised.empty()) return;
  const CriteriaSet& set = sheet.tier->set;
  SelfAssessed self;
  self.own.results = self.first.results = self.second.results = entry.results;
  self.decided.resize(set.criteria.size());
  const auto found = source.appraised.find(entry.file);
  const bool has_below = found != source.appraised.end() && found->second.appraisal.has_below();
  if (has_below) {
    Scorecard card = appraised_score(*sheet.programme, *sheet.tier, *sheet.answers, found->second.appraisal.only_below(), AppraisalStage::first);
    self.below = SelfAssessed::Below{sheet.programme->unit(entry.unit->parent), {card.total, card.published, card.results}};
    if (!found->second.closed) self.by = self.below->by;
    if (!found->second.closed && found->second.appraisal.has(AppraisalStage::first)) {
      entry.findings.push_back(finding(Code::unit_appraisal_below, {entry.unit->name, self.by != nullptr ? self.by->name : "?"}).in_file(entry.file));
    }
  }
  if (found == source.appraised.end() || (!found->second.closed && !has_below)) {
    entry.findings.push_back(finding(Code::unit_appraisal_open, {entry.unit->name}).in_file(entry.file));
    entry.self = std::move(self);
    return;
  }
  const Appraisal appraisal = found->second.closed ? found->second.appraisal : found->second.appraisal.only_below();
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const CriterionAppraisal* counted = appraisal.by_criterion[i].counted(AppraisalStage::final);
    if (counted == nullptr) continue;
    self.decided[i] = {std::string(verdict_text(counted->verdict)), counted->basis ? std::string(basis_text(*counted->basis)) : "", counted->comment};
  }
  self.closed = true;
  for (const AppraisalStage stage : {AppraisalStage::first, AppraisalStage::second}) {
    StandingScore& then = stage == AppraisalStage::first ? self.first : self.second;
    then.results = appraised_score(*sheet.programme, *sheet.tier, *sheet.answers, appraisal, stage).results;
  }
  Scorecard card = appraised_score(*sheet.programme, *sheet.tier, *sheet.answers, appraisal, AppraisalStage::final);
  entry.total = card.total;
  entry.maximum = card.maximum;
  entry.published = card.published;
  entry.results = card.results;
  entry.self = std::move(self);
}

std::vector<Entry> read_all(const NamedPaths& files, const Programme& programme, ProgrammeStore& store,
                            const ConsolidateOptions& options) {
  std::vector<Entry> entries(files.size());
  each_file(files.size(), options, [&](std::size_t i) {
    Entry& entry = entries[i];
    try {
      AssessedSheet sheet =
          counted_sheet(files[i].second, files[i].first, programme, programme.round, store, options, entry);
      if (entry.refused) return;
      if (options.figures) {
        sheet.findings = std::move(entry.findings);
        supply(sheet, *options.figures);
        entry.findings = std::move(sheet.findings);
      }
      entry.figures = used_figures(sheet);
      entry.denominators = denominators_of(sheet.tier->set, *sheet.answers);
      entry.marks = marks_of(sheet.tier->set, *sheet.answers);
      if (options.claims) entry.claims = claimed_answers(programme, sheet.tier->set, *sheet.answers, sheet.card.results);
      entry.total = sheet.card.total;
      entry.maximum = sheet.card.maximum;
      entry.published = sheet.card.published;
      entry.results = sheet.card.results;
      if (options.source) appraise(*options.source, sheet, entry);
    } catch (const std::exception& problem) {
      entry = Entry{};  // one sheet must not cost the others
      static_cast<UnitSheet&>(entry) = unread_sheet(files[i].first, problem);
    }
  });
  return entries;
}

// Whether a condition is not met without which the decision ranks nobody.
bool is_barred(const CriteriaSet& set, const KeptResults& results) {
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const auto& rule = set.criteria[i].rule();
    const auto* condition = rule ? std::get_if<ConditionRule>(&*rule) : nullptr;
    if (condition && condition->unmet_is_unranked && !results[i].condition_met) return true;
  }
  return false;
}

// Sheets that another unit consolidates, or nobody below the programme's authority, take no part.
void leave_out_others(std::vector<Entry>& entries, const Programme& programme, const Unit& above) {
  for (Entry& entry : entries) {
    if (entry.unit == nullptr || entry.unit->parent == above.code) continue;
    const Tier* tier = programme.tier(entry.unit->tier);
    Finding elsewhere =
        finding(Code::sheet_unit_unknown,
                std::vector<Text>{{entry.unit->code, entry.unit->code},
                                  {(tier != nullptr ? tier->name.vi : entry.unit->tier) + " do " + above.name + " tổng hợp",
                                   (tier != nullptr ? tier->name.in(Language::english) : entry.unit->tier) +
                                       " that " + above.name + " consolidates"}});
    elsewhere.severity = Severity::warning;
    entry.findings = {elsewhere.in_file(entry.file)};
    entry.refused = true;
    entry.unit = nullptr;
  }
}

// What units claim, and where they stood after each round, is final only in the company of all the others, too.
void finalise_before(const Programme& programme, std::vector<TierRanking>& tiers) {
  const auto each = [&](const auto& work) {
    for (TierRanking& tier : tiers) {
      for (RankedUnit& unit : tier.ranked) {
        if (unit.self) work(unit);
      }
    }
  };
  bool any = false;
  each([&](const RankedUnit&) { any = true; });
  if (!any) return;
  const auto finalise_as = [&](const auto& standing_of) {
    std::vector<std::vector<UsedFigure>> figures;
    each([&](RankedUnit& unit) {
      figures.push_back(unit.figures);
      std::swap(unit.results, standing_of(unit).results);
    });
    Findings untold;  // what counts is told
    finalise(programme, tiers, untold);
    std::size_t place = 0;
    each([&](RankedUnit& unit) {
      StandingScore& standing = standing_of(unit);
      std::swap(unit.results, standing.results);
      standing.total = unit.total;
      standing.published = unit.published;
      unit.figures = std::move(figures[place++]);
    });
  };
  // Beside what the levels below appraised stand the others as they claim.
  std::map<const Unit*, StandingScore> below;
  bool any_below = false;
  each([&](const RankedUnit& unit) {
    any_below = any_below || unit.self->below;
    below.emplace(unit.unit, unit.self->below ? unit.self->below->standing : unit.self->own);
  });
  if (any_below) {
    finalise_as([&](RankedUnit& unit) -> StandingScore& { return below.at(unit.unit); });
    each([&](RankedUnit& unit) {
      if (unit.self->below) unit.self->below->standing = std::move(below.at(unit.unit));
    });
  }
  for (StandingScore SelfAssessed::*const then : {&SelfAssessed::own, &SelfAssessed::first, &SelfAssessed::second}) {
    finalise_as([&](RankedUnit& unit) -> StandingScore& { return (*unit.self).*then; });
    each([&](RankedUnit& unit) {
      if (then != &SelfAssessed::own) ((*unit.self).*then).results = {};
    });
  }
}

class Sorting {
 public:
  Sorting(std::vector<Entry>& entries, const Programme& programme, const ConsolidateOptions& options)
      : programme_(programme), above_(options.above), source_(options.source) {
    for (Entry& entry : entries) {
      if (entry.unit != nullptr) by_unit_[entry.unit->code].push_back(&entry);
    }
  }

  TierRanking tier(const Tier& tier) {
    TierRanking ranking;
    ranking.tier = &tier;
    for (const Unit* unit : programme_.units_of(tier.key)) {
      if (above_ == nullptr || unit->parent == above_->code) place(*unit, ranking);
    }
    return ranking;
  }

  // By the published results, which are final now.
  void give_ranks(TierRanking& ranking) const {
    const CriteriaSet& set = ranking.tier->set;
    const std::vector<int> breaks = tie_breaks(set);
    const auto key_of = [&](const RankedUnit& unit) {
      RankKey key{Ratio(unit.published)};
      for (int index : breaks) {
        const auto& result = unit.results[static_cast<std::size_t>(index)];
        key.push_back(tie_break_value(programme_, result.points, result.maximum));
      }
      return key;
    };
    std::stable_sort(ranking.ranked.begin(), ranking.ranked.end(),
                     [&](const RankedUnit& a, const RankedUnit& b) { return key_of(a) > key_of(b); });
    std::vector<RankKey> keys;
    for (const RankedUnit& unit : ranking.ranked) keys.push_back(key_of(unit));
    const std::vector<int> ranks = competition_ranks(keys);
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      RankedUnit& unit = ranking.ranked[i];
      unit.rank = ranks[i];
      unit.tied = (i > 0 && ranks[i - 1] == ranks[i]) || (i + 1 < ranks.size() && ranks[i + 1] == ranks[i]);
      if (i == 0) continue;
      const auto [here, before] = std::mismatch(keys[i].begin(), keys[i].end(), keys[i - 1].begin());
      const auto differing = here - keys[i].begin();
      if (here == keys[i].end() || differing == 0) continue;
      unit.decided_by = set.criteria[static_cast<std::size_t>(breaks[static_cast<std::size_t>(differing) - 1])].id;
    }
  }

  Findings general;  // of units, not of files

 private:
  // The tie-breaks that the tier has.
  std::vector<int> tie_breaks(const CriteriaSet& set) const {
    std::vector<int> indexes;
    for (const std::string& id : programme_.ranking.tie_breaks) {
      if (const int index = set.index(id); index >= 0) indexes.push_back(index);
    }
    return indexes;
  }

  void place(const Unit& unit, TierRanking& ranking) {
    const auto found = by_unit_.find(unit.code);
    if (found == by_unit_.end()) {
      if (const SheetSource::Left* left = left_of(source_, unit)) {
        general.push_back(left->finding);
        ranking.unranked.push_back(left->unit);
        return;
      }
      const Text late = consequence_label(consequence(programme_, Timeliness::late));
      general.push_back(finding(Code::unit_absent, {{unit.name, unit.name}, late}));
      ranking.unranked.push_back({&unit, UnrankedReason::absent, {}});
      return;
    }
    ChosenSheet choice = choose(unit, found->second);
    if (choice.used == nullptr) {
      ranking.unranked.push_back({&unit, choice.reason, std::move(choice.files)});
      return;
    }
    rank(unit, static_cast<Entry&>(*choice.used), ranking);
  }

  void rank(const Unit& unit, Entry& used, TierRanking& ranking) {
    if (is_barred(ranking.tier->set, used.results)) {
      ranking.unranked.push_back({&unit, UnrankedReason::condition_unmet, {used.file}});
      return;
    }
    RankedUnit ranked;
    ranked.unit = &unit;
    ranked.file = used.file;
    ranked.total = used.total;
    ranked.maximum = used.maximum;
    ranked.published = used.published;
    ranked.band = classify(programme_, used.published);
    ranked.check_code = used.check_code;
    ranked.results = std::move(used.results);
    ranked.figures = std::move(used.figures);
    ranked.self = std::move(used.self);
    ranked.denominators = std::move(used.denominators);
    ranked.answers = std::move(used.marks);
    ranked.claims = std::move(used.claims);
    ranking.ranked.push_back(std::move(ranked));
  }

  const Programme& programme_;
  const Unit* above_;  // whose units these are; null: all
  const SheetSource* source_;
  std::unordered_map<std::string, std::vector<UnitSheet*>> by_unit_;  // in the order of the files' names
};

}  // namespace

bool RankedUnit::is_changed(std::size_t criterion) const {
  if (!self || !self->closed) return false;
  const auto& claimed = self->own.results[criterion];
  return claimed.points != results[criterion].points || claimed.maximum != results[criterion].maximum;
}

std::string_view unranked_text(UnrankedReason reason) {
  switch (reason) {
    case UnrankedReason::absent: return "absent";
    case UnrankedReason::refused: return "refused";
    case UnrankedReason::conflicting: return "conflicting";
    case UnrankedReason::condition_unmet: return "condition-unmet";
    case UnrankedReason::late: return "late";
    case UnrankedReason::undecided: return "undecided";
  }
  return "absent";
}

Text unranked_label(UnrankedReason reason) {
  switch (reason) {
    case UnrankedReason::absent: return {"Chưa nộp", "Not submitted"};
    case UnrankedReason::refused: return {"Phiếu bị từ chối", "Sheet refused"};
    case UnrankedReason::conflicting: return {"Nhiều phiếu khác nhau", "Several different sheets"};
    case UnrankedReason::condition_unmet: return {"Không đáp ứng điều kiện bắt buộc", "Mandatory condition not met"};
    case UnrankedReason::late: return {"Nộp trễ", "Late"};
    case UnrankedReason::undecided: return {"Phiếu chờ quyết định", "Sheet needs a decision"};
  }
  return {};
}

Ratio tie_break_value(const Programme& programme, const Decimal& points, const Decimal& maximum) {
  const bool share = programme.ranking.by == RankBy::share && !maximum.is_zero();
  return share ? Ratio(points) / Ratio(maximum) : Ratio(points);
}

std::vector<int> competition_ranks(const std::vector<RankKey>& keys) {
  std::vector<std::size_t> order(keys.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] > keys[b]; });
  std::vector<int> ranks(keys.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool same = i > 0 && keys[order[i]] == keys[order[i - 1]];
    ranks[order[i]] = same ? ranks[order[i - 1]] : static_cast<int>(i) + 1;
  }
  return ranks;
}

Consolidation consolidate(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& files,
                          std::shared_ptr<const Programme> programme, ProgrammeStore& store,
                          const ConsolidateOptions& options) {
  Consolidation result;
  result.programme = programme;
  result.files = files.size();
  std::vector<Entry> entries = read_all(named_files(folder, files), *programme, store, options);
  result.from_register = options.source != nullptr;
  result.has_claims = options.claims;
  result.above = options.above;
  if (result.above != nullptr) leave_out_others(entries, *programme, *result.above);
  Sorting sorting(entries, *programme, options);
  for (const Tier& tier : programme->tiers) {
    if (result.above == nullptr || tier.consolidated_by == result.above->tier) result.tiers.push_back(sorting.tier(tier));
  }
  finalise_before(*programme, result.tiers);
  finalise(*programme, result.tiers, sorting.general);
  for (TierRanking& tier : result.tiers) sorting.give_ranks(tier);

  std::vector<std::string> named_with_units;
  for (const TierRanking& tier : result.tiers) {
    for (const UnrankedUnit& unit : tier.unranked) {
      named_with_units.insert(named_with_units.end(), unit.files.begin(), unit.files.end());
    }
  }
  std::vector<UnitSheet*> sheets;
  for (Entry& entry : entries) sheets.push_back(&entry);
  ToldOfSheets told = told_of(folder, sheets, std::move(named_with_units), std::move(sorting.general));
  result.refused_files = std::move(told.refused_files);
  result.findings = std::move(told.findings);
  return result;
}

}  // namespace thuocdo
