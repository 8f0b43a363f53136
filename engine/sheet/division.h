// A sheet divided among the sections of an agency: who answers which criteria. Kept in the whole sheet as a document
// property, and in each part as what the part is.
//
//   Division division = division_by_groups(set);           // one section per top group, named like it
//   std::string text = division_text(division);            // "Văn phòng|1.1,1.2;Phòng Tài chính|2.1"
//   section_of(division, "1.2")                             // 0; -1 for what stays with whoever puts the parts together
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "programme/programme.h"

namespace thuocdo {

struct Section {
  std::string name;
  std::vector<std::string> criteria;  // ids
  friend bool operator==(const Section&, const Section&) = default;
};
using Division = std::vector<Section>;

Division division_by_groups(const CriteriaSet& set);
std::string division_text(const Division& division);
// Ids that the set does not have, or that no unit answers, are left out, as are sections without any. An id of a group stands for
// all its criteria. A criterion given twice stays with the first.
Division division_of_text(const CriteriaSet& set, std::string_view text);
int section_of(const Division& division, std::string_view criterion);

// Ids of criteria, separated by commas.
std::string ids_text(const std::vector<std::string>& ids);
std::vector<std::string> ids_of_text(std::string_view text);

}  // namespace thuocdo
