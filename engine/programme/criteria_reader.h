// Reads one criteria file (<tier>.xml) into a CriteriaSet. The format is in templates/schema/definition.xsd.
#pragma once

#include <filesystem>

#include <string>
#include <string_view>

#include "programme/programme.h"

namespace thuocdo {

CriteriaSet read_criteria(const std::filesystem::path& file, const std::string& tier, Findings& findings);
// The same from bytes in memory; `name` is used in findings only.
CriteriaSet read_criteria(std::string bytes, const std::string& name, const std::string& tier, Findings& findings);
// Levels as levels_xml writes them.
std::optional<std::vector<Band>> read_levels(std::string_view xml, Findings& findings);
// One rule as rule_xml writes it; nothing and a finding when it is none.
std::optional<Rule> read_rule(std::string_view xml, const Decimal& maximum, Findings& findings);

}  // namespace thuocdo
