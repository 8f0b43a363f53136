#include "functions/functions.h"

#include <algorithm>
#include <cppuhelper/supportsservice.hxx>

#include "functions/column_points.h"
#include "functions/conversion.h"
#include "functions/known_sets.h"
#include "functions/sheet_answers.h"
#include "scoring/figures.h"
#include "settings/settings.h"
#include "version.h"

namespace thuocdo {

namespace uno = com::sun::star::uno;
using rtl::OUString;

namespace {

constexpr const char* implementation_name = "vn.thuocdo.comp.Functions";
constexpr const char* service_name = "vn.thuocdo.Functions";

// A criterion (or group) of a set.
struct Asked {
  const KnownSet* known = nullptr;
  int index = -1;

  Asked(const OUString& set, const OUString& criterion) : known(known_set(from_uno(set))) {
    if (known) index = known->tier->set.index(from_uno(criterion));
  }
  bool found() const { return index >= 0; }
  const Criterion& criterion() const { return known->tier->set.criteria[static_cast<std::size_t>(index)]; }
  bool is_group() const { return found() && criterion().is_group(); }
  bool is_scored() const { return found() && !criterion().is_group(); }
};

// The edge: whatever happens inside, the cell gets a value or an error code.
template <class Body>
uno::Any guarded(Body body) {
  try {
    return body();
  } catch (...) {
    return calc_error(CalcError::wrong_value);
  }
}

const uno::Any& empty_text() {
  static const uno::Any empty{OUString()};
  return empty;
}

// Whether the set is one of a round in which nothing is scored.
bool is_unscored(const OUString& set) {
  const KnownSet* known = known_set(from_uno(set));
  return known != nullptr && known->without_assessment != nullptr;
}

uno::Any shown_points(const CriterionResult& result) {
  if (result.impossible) return calc_error(CalcError::wrong_value);
  if (result.state == State::missing) return empty_text();
  // Removed from the unit's maximum, it has no points to show; counted in full, it has.
  if (result.state == State::not_applicable && result.maximum.is_zero()) return empty_text();
  return to_host(result.points);
}

uno::Any shown_share(const CriterionResult& result) {
  if (result.impossible) return calc_error(CalcError::wrong_value);
  if (!result.share || result.share->overflowed()) return empty_text();
  return uno::Any(result.share->to_double());
}

// From the points in a column, or from the answers in two.
std::optional<std::vector<CriterionResult>> sum_results(const KnownSet& known, int group, const Functions::Range& ids,
                                                        const Functions::Range& points) {
  const auto answers = sheet_answers(known, ids, points);
  if (!answers) return column_results(known, group, ids, points);
  return score(*known.programme, *known.tier, *answers).results;
}

uno::Any scored(const OUString& set, const OUString& criterion, const Functions::Range& answers,
                uno::Any (*shown)(const CriterionResult&)) {
  const Asked asked(set, criterion);
  if (!asked.is_scored()) return calc_error(CalcError::no_value);
  if (asked.criterion().sole_supplier) return empty_text();  // a sheet has none of the figures
  const std::optional<Answer> answer = asked.known->answer(asked.index, to_values(answers));
  if (!answer) return calc_error(CalcError::illegal_argument);
  return shown(score_criterion(*asked.known->programme, asked.criterion(), *answer));
}

}  // namespace

uno::Any Functions::points(const OUString& set, const OUString& criterion, const Range& answers) {
  return guarded([&] { return is_unscored(set) ? empty_text() : scored(set, criterion, answers, shown_points); });
}

uno::Any Functions::ratio(const OUString& set, const OUString& criterion, const Range& answers) {
  return guarded([&] { return scored(set, criterion, answers, shown_share); });
}

uno::Any Functions::groupPoints(const OUString& set, const OUString& group, const Range& ids, const Range& points) {
  return guarded([&] {
    if (is_unscored(set)) return empty_text();
    const Asked asked(set, group);
    if (!asked.is_group()) return calc_error(CalcError::no_value);
    auto results = sum_results(*asked.known, asked.index, ids, points);
    if (!results) return calc_error(CalcError::illegal_argument);
    add_up(*asked.known->programme, asked.known->tier->set, *results);
    return to_host((*results)[static_cast<std::size_t>(asked.index)].points);
  });
}

uno::Any Functions::total(const OUString& set, const Range& ids, const Range& points) {
  return guarded([&] {
    const KnownSet* known = known_set(from_uno(set));
    if (!known) return calc_error(CalcError::no_value);
    if (known->without_assessment != nullptr) return empty_text();
    auto results = sum_results(*known, -1, ids, points);
    if (!results) return calc_error(CalcError::illegal_argument);
    const auto sums = add_up(*known->programme, known->tier->set, *results);
    return sums ? to_host(sums->total) : calc_error(CalcError::wrong_value);
  });
}

uno::Any Functions::published(const OUString& set, const Range& ids, const Range& answers) {
  return guarded([&] {
    const KnownSet* known = known_set(from_uno(set));
    if (!known) return calc_error(CalcError::no_value);
    if (known->without_assessment != nullptr) return empty_text();
    const auto given = sheet_answers(*known, ids, answers);
    if (!given) return calc_error(CalcError::illegal_argument);
    return to_host(score(*known->programme, *known->tier, *given).published);
  });
}

uno::Any Functions::maximum(const OUString& set, const Any& criterion) {
  return guarded([&] {
    const KnownSet* known = known_set(from_uno(set));
    if (!known) return calc_error(CalcError::no_value);
    if (!criterion.hasValue()) return to_host(known->tier->set.maximum);
    const Criterion* found = known->tier->set.find(to_id(criterion));
    return found ? to_host(found->shown_maximum()) : calc_error(CalcError::no_value);
  });
}

uno::Any Functions::classification(const OUString& set, const Any& total, const Any& criterion) {
  return guarded([&] {
    const KnownSet* known = known_set(from_uno(set));
    if (!known) return calc_error(CalcError::no_value);
    const Value value = to_value(total);
    if (is_blank(value) || known->without_assessment != nullptr) return empty_text();
    const auto* number = std::get_if<Decimal>(&value);
    if (!number) return calc_error(CalcError::wrong_value);
    const Band* band = nullptr;
    if (criterion.hasValue()) {
      const Criterion* found = known->tier->set.find(to_id(criterion));
      if (!found) return calc_error(CalcError::no_value);
      band = level_of(*found, *number);
    } else {
      band = classify(*known->programme, *number);
    }
    return band ? to_host(band->name.in(language_)) : empty_text();
  });
}

uno::Any Functions::check(const OUString& set, const OUString& criterion, const Range& answers, const OUString& reason,
                          const OUString& evidence, const Any& link) {
  return guarded([&] {
    const Asked asked(set, criterion);
    if (!asked.is_scored()) return calc_error(CalcError::no_value);
    std::optional<Answer> answer = asked.known->answer(asked.index, to_values(answers));
    if (!answer) return calc_error(CalcError::illegal_argument);
    answer->reason = from_uno(reason);
    answer->evidence = from_uno(evidence);
    answer->link = to_id(link);
    Findings findings;
    if (asked.known->without_assessment == nullptr) {
      score_criterion(*asked.known->programme, asked.criterion(), *answer, &findings);
    } else if (asks_for_figures(asked.criterion())) {
      check_figures(*asked.known->programme, asked.criterion(), *answer, findings);
    }
    // The gravest first; among equals the first.
    const auto worst = std::max_element(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
      return a.severity < b.severity;
    });
    return worst == findings.end() ? empty_text() : to_host(worst->message.in(language_));
  });
}

uno::Any Functions::version(const Any& set) {
  return guarded([&] {
    std::string text = std::string("thuocdo ") + thuocdo::version;
    const Value value = to_value(set);
    if (is_blank(value)) return to_host(text);
    const Programme* programme = known_programme(to_id(set));
    if (!programme) return calc_error(CalcError::no_value);
    return to_host(text + " · " + programme->key + " " + programme->digest.substr(0, 12) + "…");
  });
}

OUString Functions::getImplementationName() { return OUString::createFromAscii(implementation_name); }
sal_Bool Functions::supportsService(const OUString& name) { return cppu::supportsService(this, name); }
uno::Sequence<OUString> Functions::getSupportedServiceNames() {
  return uno_sequence<OUString>({OUString::createFromAscii(service_name)});
}

}  // namespace thuocdo

extern "C" SAL_DLLPUBLIC_EXPORT com::sun::star::uno::XInterface* thuocdo_Functions_get(
    com::sun::star::uno::XComponentContext* context,
    const com::sun::star::uno::Sequence<com::sun::star::uno::Any>&) {
  try {
    return cppu::acquire(new thuocdo::Functions(thuocdo::desk_language(context)));
  } catch (...) {
    return nullptr;
  }
}
