// Writes definition files, in the format of templates/schema/definition.xsd. What is written reads back with the same
// digest. Vietnamese letters stay as they are (UTF-8); control signs, which XML cannot hold, become blanks.
//
//   write("xa.xml", criteria_xml(tier.set, tier.key));
//   write("programme.xml", programme_xml(programme));
//   write("units.csv", units_csv(programme.units));
//
// The names of holidays are no part of a Programme: each is written as "Ngày nghỉ".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "programme/programme.h"

namespace thuocdo {

std::string criteria_xml(const CriteriaSet& set, std::string_view tier);
std::string programme_xml(const Programme& programme);
std::string units_csv(const std::vector<Unit>& units);
// Levels on one line: <levels><level …>…</level></levels>. See read_levels in criteria_reader.h.
std::string levels_xml(const std::vector<Band>& levels);
// One rule on one line: <yes-no yes="2"/>. See read_rule in criteria_reader.h.
std::string rule_xml(const Rule& rule, const Decimal& maximum);

}  // namespace thuocdo
