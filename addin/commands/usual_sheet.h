// What the dialogs that ask for a programme begin with: an officer makes the sheet of one unit, year after year.
//
//   const UsualSheet usual = usual_sheet(call);
//   usual.programme                              // "gialai-dti-2023"; empty when there is none
#pragma once

#include <string>

#include "commands/command.h"

namespace thuocdo {

struct UsualSheet {
  std::string programme;
  std::string tier;
  std::string unit;
};

// Of the sheet that is open; otherwise of the one made last; each only while there is such a programme. Otherwise the
// newest programme that a decision has issued, of the user's own where there are any.
UsualSheet usual_sheet(const Call& call);
void remember_usual_sheet(const Call& call, const UsualSheet& made);

}  // namespace thuocdo
