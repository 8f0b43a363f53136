// A second opinion on points: the rules once more, as slowly and as plainly as they can be written down.
//
// It shares with the engine only the values that go in (Criterion, Rule, Answer). Numbers are unlimited exact
// fractions, texts are strings; there is no overflow and no cleverness. Wherever the two disagree, one of them is
// wrong.
//
//   reference::Result result = reference::score_criterion(2, NotApplicablePolicy::remove, criterion, answer);
//   result.points      // "3.33"
//   result.unrounded   // 10/3
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <optional>
#include <string>
#include <vector>

#include "programme/programme.h"
#include "scoring/answer.h"

namespace thuocdo::reference {

using Number = boost::multiprecision::cpp_rational;
using Whole = boost::multiprecision::cpp_int;

struct Result {
  std::string state;  // "scored", "missing", "not-applicable"
  bool impossible = false;
  Number unrounded;
  std::string points;
  std::string maximum;
  std::optional<Number> share;
};

Result score_criterion(int places, NotApplicablePolicy policy, const Criterion& criterion, const Answer& answer);

// Points and maximum of a whole set: every group is the sum of its children, cut at its maximum where it is capped. A group
// of bonuses or deductions is always cut; the total is never below 0.
struct Total {
  std::string points;
  std::string maximum;
  std::vector<std::string> entry_points;  // of each entry of the set
};
// With `sums_only` nothing is rounded before it is added.
Total score_set(int criterion_places, int total_places, bool sums_only, NotApplicablePolicy policy, const CriteriaSet& set,
                const Answers& answers);

Number number(const Decimal& decimal);
Whole power_of_ten(int exponent);
// Half up, away from zero.
Number round_half_up(const Number& value, int places);
// Plain notation without needless zeros; nothing when no decimal within `most_places` places has this value.
std::optional<std::string> decimal_text(const Number& value, int most_places);
// Whether a Decimal can hold it: less than 10^18 units at the fewest places that it needs, 17 at most.
bool fits_decimal(const Number& value);
// What Ratio::text() documents: the decimal where there is one, otherwise "numerator/denominator".
std::string fraction_text(const Number& value);

enum class Reading { number, nothing, wrong };
// A number as people type it.
Reading read_number(const std::string& text, Number& value);
// Lower case, no tone marks, blanks trimmed and folded to one.
std::string bare(const std::string& text);

}  // namespace thuocdo::reference
