// Reads units.csv into a programme whose tiers are known. Private to the room; the columns are described in
// templates/schema/definition.xsd.
#pragma once

#include <filesystem>

#include "programme/programme.h"

namespace thuocdo {

void read_units(const std::filesystem::path& file, Programme& programme, Findings& findings);

}  // namespace thuocdo
