// Reads one criteria file (<tier>.xml) into a CriteriaSet. Private to the room; the format is in
// templates/schema/definition.xsd.
#pragma once

#include <filesystem>

#include "programme/programme.h"

namespace thuocdo {

CriteriaSet read_criteria(const std::filesystem::path& file, const std::string& tier, Findings& findings);

}  // namespace thuocdo
