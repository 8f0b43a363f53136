// The tree of entries that name the group above them. For the reader of annex rows only.
#pragma once

#include <string>
#include <vector>

#include "sheet/annex_rows.h"

namespace thuocdo {

// "Tiêu chí 1" → "Tieu-chi-1": what an id may hold.
std::string id_of_text(const std::string& text);
// Puts the entries in the order of the tree, each below the one whose id `parents` names ("" is the top). Unknown ids and
// circles are told.
void order_by_parents(ImportTable& table, std::vector<AnnexEntry>& entries, const std::vector<std::string>& parents);

}  // namespace thuocdo
