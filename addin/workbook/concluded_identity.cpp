#include "workbook/concluded_identity.h"

#include <set>

#include "functions/known_sets.h"

namespace thuocdo {
namespace {

template <class Action>
void each_text(const Workbook& workbook, Action action) {
  for (const SheetCells& sheet : workbook.sheets) {
    for (const auto& row : sheet.rows) {
      for (const Cell& cell : row) {
        if (const auto* text = std::get_if<std::string>(&cell.value)) action(*text);
      }
    }
  }
}

// The name of the criteria set, as the form's hidden sheet holds it. Null where there are several.
const KnownSet* set_named_in(const Workbook& workbook) {
  const KnownSet* found = nullptr;
  bool several = false;
  each_text(workbook, [&](const std::string& text) {
    if (text.size() > 100 || text.find('/') == std::string::npos) return;
    const KnownSet* known = known_set(tidy(text));
    if (known == nullptr) return;
    several = several || (found != nullptr && found != known);
    found = known;
  });
  return several ? nullptr : found;
}

// The only unit of the tier that is named by itself, or at the beginning of the line under the table's title.
const Unit* unit_named_in(const Workbook& workbook, const Programme& programme, const std::string& tier) {
  std::set<const Unit*> found;
  each_text(workbook, [&](const std::string& given) {
    const std::string text = tidy(given);
    for (const Unit& unit : programme.units) {
      if (unit.tier != tier) continue;
      if (text == unit.name || text.starts_with(unit.name + " – ")) found.insert(&unit);
    }
  });
  return found.size() == 1 ? *found.begin() : nullptr;
}

}  // namespace

ConcludedIdentity conclude_identity(const Workbook& workbook, ProgrammeStore& store) {
  ConcludedIdentity result;
  SheetIdentity& identity = result.identity = identity_of(workbook);
  const auto conclude = [&](std::string& value, std::string_view name, const std::string& is) {
    if (!value.empty() || is.empty()) return;
    value = is;
    result.concluded[std::string(name)] = is;
  };
  if (identity.programme.empty() || identity.tier.empty() || identity.round.empty()) {
    if (const KnownSet* known = set_named_in(workbook)) {
      const bool fits = (identity.programme.empty() || identity.programme == known->programme->key) &&
                        (identity.tier.empty() || identity.tier == known->tier->key);
      if (fits) {
        conclude(identity.programme, property::programme, known->programme->key);
        conclude(identity.tier, property::tier, known->tier->key);
        conclude(identity.round, property::round,
                 known->without_assessment != nullptr ? known->without_assessment->key : known->programme->round);
      }
    }
  }
  const auto programme = store.find(identity.programme);
  if (!programme) return result;
  result.programme = programme;
  result.tier = programme->tier(identity.tier);
  if (result.tier == nullptr) return result;
  if (identity.unit.empty()) {
    if (const Unit* unit = unit_named_in(workbook, *programme, identity.tier)) conclude(identity.unit, property::unit, unit->code);
  }
  const Unit* unit = programme->unit(identity.unit);
  result.unit = unit != nullptr && unit->tier == identity.tier ? unit : nullptr;
  result.without_assessment = programme->round_without_assessment(identity.round);
  conclude(identity.digest, property::digest, programme->digest);
  conclude(identity.template_version, property::template_version, std::string(template_version));
  return result;
}

}  // namespace thuocdo
