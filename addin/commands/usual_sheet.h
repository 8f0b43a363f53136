// What the dialogs that ask for a programme begin with: an officer makes the sheet of one unit, year after year.
//
//   const UsualSheet usual = usual_sheet(call);
//   usual.programme                              // "gialai-dti-2023"; empty when nothing is known
#pragma once

#include <string>

#include "commands/command.h"

namespace thuocdo {

struct UsualSheet {
  std::string programme;
  std::string tier;
  std::string unit;
};

// Of the sheet that is open; otherwise of the one made last; otherwise the first programme of the user's own. Each only
// while there is such a programme.
UsualSheet usual_sheet(const Call& call);
void remember_usual_sheet(const Call& call, const UsualSheet& made);

}  // namespace thuocdo
