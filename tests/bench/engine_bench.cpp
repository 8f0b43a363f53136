// What the engine alone costs, on the delivered programme and its sample answers: one criterion, a whole sheet, the
// canonical form, a programme from its files.
//
//   build/bin/engine_bench [--benchmark_filter=…]
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>
#include <string>

#include "ranking/robustness.h"
#include "ranking/verification_plan.h"
#include "report/result_workbook.h"
#include "scoring/scorecard.h"
#include "sheet/answers_csv.h"
#include "submission/submission.h"

namespace thuocdo {
namespace {

const std::filesystem::path source = THUOCDO_SOURCE_DIR;
const std::filesystem::path programme_folder = source / "templates" / "gialai-dti-2023";

// One sheet of the tier with the most criteria.
struct Sample {
  Programme programme;
  const Tier* tier;
  Answers answers;

  static const Sample& get() {
    static const Sample sample;
    return sample;
  }

 private:
  Sample() : programme(load()), tier(programme.tier("huyen")), answers(read(*tier)) {}

  static Programme load() {
    LoadedProgramme loaded = load_programme(programme_folder);
    if (!loaded.programme) throw std::runtime_error("the delivered programme cannot be read");
    return std::move(*loaded.programme);
  }
  static Answers read(const Tier& tier) {
    std::ifstream file(source / "tests" / "samples" / "gialai-dti-2023" / "huyen-1.csv", std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    ReadAnswers read = read_answers_csv(bytes, "huyen-1.csv", tier);
    if (has_blocking(read.findings)) throw std::runtime_error("the sample answers cannot be read");
    return std::move(read.answers);
  }
};

int first_of_kind(const CriteriaSet& set, std::string_view wanted) {
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    if (set.criteria[i].rule() && kind(*set.criteria[i].rule()) == wanted) return static_cast<int>(i);
  }
  throw std::runtime_error("no criterion of this kind");
}

void one_criterion(benchmark::State& state, const char* wanted) {
  const Sample& sample = Sample::get();
  const int index = first_of_kind(sample.tier->set, wanted);
  const Criterion& criterion = sample.tier->set.criteria[static_cast<std::size_t>(index)];
  for (auto _ : state) {
    benchmark::DoNotOptimize(score_criterion(sample.programme, criterion, sample.answers[index]));
  }
}
BENCHMARK_CAPTURE(one_criterion, yes_no, "yes-no");
BENCHMARK_CAPTURE(one_criterion, choice, "choice");
BENCHMARK_CAPTURE(one_criterion, steps, "steps");
BENCHMARK_CAPTURE(one_criterion, ratio, "ratio");
BENCHMARK_CAPTURE(one_criterion, items, "items");

void look_up(benchmark::State& state) {
  const CriteriaSet& set = Sample::get().tier->set;
  const std::string id = set.criteria.back().id;
  for (auto _ : state) benchmark::DoNotOptimize(set.index(id));
}
BENCHMARK(look_up);

void whole_sheet(benchmark::State& state) {
  const Sample& sample = Sample::get();
  std::size_t asked = 0;
  for (auto _ : state) {
    const Scorecard card = score(sample.programme, *sample.tier, sample.answers);
    asked = card.asked;
    benchmark::DoNotOptimize(card.total);
  }
  state.counters["criteria"] = static_cast<double>(asked);
}
BENCHMARK(whole_sheet)->Unit(benchmark::kMicrosecond);

void canonical(benchmark::State& state) {
  const Sample& sample = Sample::get();
  const SubmissionKey key{sample.programme.key, sample.programme.digest, "huyen", "h-pleiku", "2023"};
  for (auto _ : state) {
    benchmark::DoNotOptimize(submission_digest(canonical_form(key, sample.tier->set, sample.answers)));
  }
}
BENCHMARK(canonical)->Name("canonical_form_and_digest")->Unit(benchmark::kMicrosecond);

void load(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(load_programme(programme_folder));
}
BENCHMARK(load)->Name("load_programme")->Unit(benchmark::kMicrosecond);

// 257 units with 60 criteria, every claim unverified, unlike each other; in capped groups of ten where asked for.
Consolidation made_up(bool by_share, bool capped = false) {
  auto programme = std::make_shared<Programme>();
  programme->tiers.resize(1);
  if (by_share) programme->ranking.by = RankBy::share;
  CriteriaSet& set = programme->tiers[0].set;
  for (int i = 0; i < 60; ++i) {
    if (capped && i % 10 == 0) {
      Criterion group;
      group.id = "n" + std::to_string(i);
      group.maximum = Decimal(45);
      group.capped = true;
      set.criteria.push_back(std::move(group));
    }
    Criterion criterion;
    criterion.id = std::to_string(i);
    if (capped) criterion.parent = i / 10 * 11, criterion.depth = 1;
    criterion.name = {"Tỷ lệ thủ tục hành chính được cung cấp dịch vụ công trực tuyến " + std::to_string(i), ""};
    criterion.maximum = Decimal(5);
    criterion.set_rule(YesNo{Decimal(5), Decimal()});
    set.criteria.push_back(std::move(criterion));
  }
  set.maximum = Decimal(300);
  for (int i = 0; i < 257; ++i) {
    Unit unit;
    unit.code = "x-" + std::to_string(i);
    unit.name = "Xã thứ " + std::to_string(i);
    programme->units.push_back(std::move(unit));
  }
  std::mt19937 random(7);
  TierRanking ranking;
  ranking.tier = &programme->tiers[0];
  for (int i = 0; i < 257; ++i) {
    RankedUnit unit;
    unit.unit = &programme->units[static_cast<std::size_t>(i)];
    unit.answers.figures = std::to_string(i);
    std::vector<CriterionResult> results(set.criteria.size());
    for (std::size_t at = 0; at < set.criteria.size(); ++at) {
      if (set.criteria[at].is_group()) continue;
      CriterionResult& result = results[at];
      result.state = State::scored;
      result.points = Decimal(1 + static_cast<int>(random() % 5));
      result.unrounded = Ratio(result.points);
      result.maximum = Decimal(5);
      const Decimal lower = subtract(result.points, Decimal(1)).value_or(Decimal());
      unit.claims.push_back({static_cast<int>(at), {lower, Ratio(lower)}, {}, "", "", ""});
    }
    const Sums sums = *add_up(*programme, set, results);
    unit.results = results;
    unit.total = sums.total;
    unit.maximum = sums.maximum;
    unit.published = sums.published;
    ranking.ranked.push_back(std::move(unit));
  }
  std::sort(ranking.ranked.begin(), ranking.ranked.end(), [](const RankedUnit& a, const RankedUnit& b) {
    return a.published != b.published ? a.published > b.published : a.unit->code < b.unit->code;
  });
  for (std::size_t i = 0; i < ranking.ranked.size(); ++i) {
    const bool equal = i > 0 && ranking.ranked[i].published == ranking.ranked[i - 1].published;
    ranking.ranked[i].rank = equal ? ranking.ranked[i - 1].rank : static_cast<int>(i) + 1;
  }
  Consolidation consolidation;
  consolidation.programme = programme;
  consolidation.tiers.push_back(std::move(ranking));
  return consolidation;
}

void draws(benchmark::State& state) {
  const Consolidation consolidation = made_up(state.range(0) != 0, state.range(1) != 0);
  for (auto _ : state) benchmark::DoNotOptimize(robustness(consolidation, {.draws = 10'000}));
}
BENCHMARK(draws)->Name("10,000 draws, 257 units, 60 criteria")->ArgNames({"by_share", "capped"})->Args({0, 0})->Args({1, 0})->Args({1, 1})->Unit(benchmark::kMillisecond);

void plan(benchmark::State& state) {
  const Consolidation consolidation = made_up(true, true);
  std::size_t listed = 0, shortest = 0;
  for (auto _ : state) {
    const VerificationPlan made = verification_plan(consolidation);
    listed = made.tiers[0].likely();
    shortest = made.tiers[0].shortest;
  }
  state.counters["listed"] = static_cast<double>(listed);
  state.counters["shortest"] = static_cast<double>(shortest);
}
BENCHMARK(plan)->Name("verification plan, 257 units, 60 criteria")->Unit(benchmark::kMillisecond);

void workbook(benchmark::State& state) {
  const Consolidation consolidation = made_up(false);
  const std::vector<Flag> raised = flags(consolidation, nullptr);
  WorkbookContent content;
  content.result = &consolidation;
  content.flags = &raised;
  std::size_t size = 0;
  for (auto _ : state) size = result_workbook(content, Language::vietnamese).size();
  state.counters["bytes"] = static_cast<double>(size);
}
BENCHMARK(workbook)->Name("workbook of a result, 257 units, 60 criteria")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace thuocdo

BENCHMARK_MAIN();
