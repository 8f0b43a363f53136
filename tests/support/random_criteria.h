// Random criteria sets of every rule kind, with texts that files and tables find hard. The sets need not pass the
// linter: they are for writing and reading, not for scoring.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "programme/programme.h"

namespace thuocdo::test {

class RandomCriteria {
 public:
  explicit RandomCriteria(std::mt19937& random) : random_(random) {}

  CriteriaSet make() {
    set_.title = text();
    const int groups = below(3) + 1;
    for (int i = 1; i <= groups; ++i) add(-1, 0, std::to_string(i));
    for (std::size_t i = set_.criteria.size(); i-- > 0;) {
      Criterion& criterion = set_.criteria[i];
      if (criterion.parent >= 0) {
        Criterion& parent = set_.criteria[static_cast<std::size_t>(criterion.parent)];
        if (criterion.role == parent.role) parent.maximum = thuocdo::add(parent.maximum, criterion.maximum).value_or(Decimal());
      } else {
        set_.maximum = thuocdo::add(set_.maximum, criterion.counted_maximum()).value_or(Decimal());
      }
    }
    return std::move(set_);
  }

 private:
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  bool coin() { return below(2) == 0; }

  std::string words() {
    static const char* const parts[] = {"Tỷ lệ",  "hồ sơ",  "\"trực tuyến\"", "a < b",  "A & B",    "=SUM(1)", "- gạch đầu dòng",
                                        "'nháy",  "1,5",    "1.234",          "; rồi:", "+ thêm",   "100%",    "Tổng cộng",
                                        "Ghi chú", "đặc biệt", "STT",         "@tên",   "tiếng Việt", "'=nháy", "]]>"};
    std::string text = parts[below(21)];
    for (int more = below(4); more > 0; --more) text += std::string(" ") + parts[below(21)];
    return text;
  }
  Text text() { return {words(), coin() ? words() : std::string()}; }
  Text maybe() { return coin() ? text() : Text(); }
  Decimal number() { return *Decimal::from_units(below(2000) + 1, below(4)); }
  Date day() { return *parse_date("2023-" + std::to_string(below(3) + 10) + "-" + std::to_string(below(20) + 10)); }
  Decimal share() { return *Decimal::from_units(below(99) + 1, 2); }

  Rule rule(const Decimal& maximum) {
    switch (below(15)) {
      case 9: {
        BestOf best;
        for (int i = below(3) + 2; i > 0; --i) best.cases.push_back({"th-" + std::to_string(i), text(), simple_rule(maximum)});
        return best;
      }
      case 10: {
        FormulaRule formula;
        formula.variables = {{"x", text(), coin()}, {"y_2", text(), coin()}};
        formula.zero_divisor_is_zero = coin();
        for (int i = below(3) + 1; i > 0; --i) {
          const char* const points[] = {"max * x / y_2", "min(x, y_2, 1.5) + 0.25", "(max - x)", "0"};
          formula.branches.push_back({"n" + std::to_string(i), text(), *parse_expression(points[below(4)], {"x", "y_2"}).expression});
        }
        return formula;
      }
      case 11: return ConditionRule{coin()};
      case 12: return Survey{text(), number()};
      case 13: {
        Normalised compared{coin() ? Normalised::Against::best : Normalised::Against::range, text(), maybe(), maximum, {}, coin(), Outcome::refuse};
        if (coin()) compared.part = number();
        if (coin()) compared.reference = number();
        if (coin()) compared.zero_base = coin() ? Outcome::zero : Outcome::not_applicable;
        return compared;
      }
      case 14: return RollUp{"cap-duoi", coin() ? "1.1" : "", number(), coin(), coin() ? maximum : number(), coin(), {}};
      default: return plain_rule(maximum);
    }
  }

  SimpleRule simple_rule(const Decimal& maximum) {
    std::optional<SimpleRule> simple;
    while (!simple) {
      std::visit(
          [&](auto&& kind) {
            if constexpr (std::is_constructible_v<SimpleRule, decltype(kind)>) simple = kind;
          },
          plain_rule(maximum));
    }
    return *simple;
  }

  Rule plain_rule(const Decimal& maximum) {
    switch (below(9)) {
      case 0: return YesNo{number(), coin() ? Decimal() : number()};
      case 1: {
        Choice choice;
        for (int i = below(3) + 2; i > 0; --i) choice.levels.push_back({"m-" + std::to_string(i), text(), number()});
        return choice;
      }
      case 2: {
        Steps steps{text(), {}, coin() ? Decimal() : number()};
        for (int i = below(4) + 1; i > 0; --i) steps.steps.push_back({Decimal(i), number()});
        return steps;
      }
      case 3: return CountPoints{text(), number(), coin() ? maximum : number()};
      case 4: {
        RatioRule ratio;
        ratio.a = text();
        ratio.b = text();
        ratio.part = coin() ? maximum : number();
        ratio.complement = coin();
        if (coin()) ratio.target = share();
        if (coin()) ratio.floor = share();
        if (coin()) ratio.ceiling = share();
        ratio.whole = coin();
        ratio.zero_base = static_cast<Outcome>(below(4));
        ratio.excess = coin() ? Outcome::full : Outcome::refuse;
        for (int i = below(6) - 3; i > 0; --i) ratio.exceptions.push_back({"tru-" + std::to_string(i), text()});
        return ratio;
      }
      case 5: {
        Items items{{}, coin() ? maximum : number()};
        for (int i = below(3) + 1; i > 0; --i) {
          items.items.push_back({"n" + std::to_string(i), text(), number(), coin() ? std::optional(number()) : std::nullopt});
        }
        return items;
      }
      case 6: return Judged{coin() ? std::optional(number()) : std::nullopt};
      case 7: return Information{text(), coin()};
      default: {
        DeadlineRule deadline{text(), {}, coin() ? Decimal() : number(), coin() ? Decimal() : number(), {}, coin(), {}};
        if (coin()) deadline.not_before = day();
        for (int i = below(3) + 1; i > 0; --i) deadline.steps.push_back({day(), number()});
        return deadline;
      }
    }
  }

  void add(int parent, int depth, const std::string& id) {
    const int index = static_cast<int>(set_.criteria.size());
    Criterion criterion;
    criterion.id = id;
    criterion.number = coin() ? id : "–" + id;
    criterion.parent = parent;
    criterion.depth = depth;
    if (parent >= 0) criterion.role = set_.criteria[static_cast<std::size_t>(parent)].role;
    criterion.name = text();
    criterion.note = maybe();
    const bool group = depth < 3 && below(3) != 0;
    if (group) {
      criterion.capped = coin();
      if (criterion.role == Role::counted && below(4) == 0) criterion.role = coin() ? Role::bonus : Role::deduction;
      criterion.evidence_required = criterion.reason_required = false;
    } else {
      criterion.method = maybe();
      criterion.maximum = number();
      criterion.provenance = static_cast<Provenance>(below(3));
      if (criterion.provenance == Provenance::published || coin()) criterion.source = words();
      criterion.evidence_required = coin();
      criterion.reason_required = coin();
      criterion.may_not_apply = coin();
      criterion.evidence = maybe();
      criterion.data_source = maybe();
      criterion.set_rule(rule(criterion.maximum));
      const bool survey = std::holds_alternative<Survey>(*criterion.rule());
      if (survey || below(4) == 0) criterion.supplied_by = text();
      criterion.sole_supplier = survey || (!criterion.supplied_by.empty() && coin());
    }
    set_.index_by_id.emplace(id, index);
    set_.criteria.push_back(std::move(criterion));
    if (!group) return;
    for (int i = 1, children = below(3) + 1; i <= children; ++i) add(index, depth + 1, id + "." + std::to_string(i));
  }

  std::mt19937& random_;
  CriteriaSet set_;
};

inline CriteriaSet random_criteria(std::mt19937& random) { return RandomCriteria(random).make(); }

// What a digest of the set alone would be taken of.
inline std::string canonical_of(const CriteriaSet& set) {
  Programme programme;
  programme.tiers.emplace_back();
  programme.tiers[0].set = set;
  return canonical_text(programme);
}

}  // namespace thuocdo::test
