// What the levels below have said in the bundles that count: a district's appraisal of its communes, their ranks, who is absent.
//
//   StatedBelow below = stated_below(book, book.receipts(programme.key, programme.round), programme);
//   below.find("x-1")->stated.rank
//   put_below(below, receipt, tier.set, state.appraisal);
//
// It is read from the originals of the accepted bundles whenever it is needed, so that it cannot differ from what was sent; a
// bundle that is refused or replaced takes its say with it. A district's verdicts belong to the answers that it saw: they count
// for a sheet with those answers, and for no other version of it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "register/register.h"
#include "submission/bundle.h"

namespace thuocdo {

struct BelowUnit {
  std::int64_t bundle = 0;  // number of its receipt
  const Unit* above = nullptr;
  BundleUnit stated;        // its files are not read
};

struct StatedBelow {
  std::map<std::string, BelowUnit, std::less<>> units;       // by code
  std::map<std::string, std::int64_t, std::less<>> bundles;  // by the unit that made it
  const BelowUnit* find(std::string_view unit) const;
};

// The programme must outlive the result.
StatedBelow stated_below(Register& book, const std::vector<Receipt>& receipts, const Programme& programme);
// The verdicts of the level below, where the sheet is the one that they are about.
void put_below(const StatedBelow& below, const Receipt& sheet, const CriteriaSet& set, Appraisal& appraisal);

// The unit that consolidates this one, or null: the whole programme does.
const Unit* unit_above(const Programme& programme, const Unit& unit);
// The units that take part directly below one, in the order of the programme; null: below the whole programme.
std::vector<const Unit*> units_below(const Programme& programme, const Unit* unit, const Stage* round = nullptr);

}  // namespace thuocdo
