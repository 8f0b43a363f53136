// Why a workbook file is not read: what the private readers of this room hand to read_workbook, which makes the
// finding.
//
//   return refuse_damaged({"thiếu content.xml", "content.xml is missing"});
#pragma once

#include <cstddef>
#include <string>

#include "finding/finding.h"

namespace thuocdo {

struct Refusal {
  Code code{};
  Text what;          // the finding's first argument, where it has one
  Text allowed;       // its second, for a limit
  std::string sheet;  // where, as far as it is known
  std::string cell;
};

Refusal refuse_damaged(Text what);   // incomplete or broken: ask for the file again
Refusal refuse_abnormal(Text what);  // no office writes such a file
Refusal refuse_over_limit(Text what, std::size_t allowed);

}  // namespace thuocdo
