// Files that prove an answer, as they are written into a sheet.
#pragma once

#include <filesystem>
#include <string>

#include "commands/command.h"

namespace thuocdo {

// Asks for a file, first in the sheet's own folder; empty when it was given up.
std::filesystem::path pick_evidence(const Call& call, const Document& document);
// "minh-chung/kh 15.pdf" for a file below the sheet's folder, so that the folder can be moved and sent as a whole;
// otherwise the whole path.
std::string evidence_link(const Document& document, const std::filesystem::path& file);
// Both, unless the first holds the second already: "a.pdf; b.pdf".
std::string joined_links(const std::string& before, const std::string& link);

}  // namespace thuocdo
