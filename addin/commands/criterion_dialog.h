// One criterion at a time: its rule in words, its answer cells as controls that fit the rule, reason, evidence, page and
// link, and what it is worth while it is being filled in.
//
//   CriterionDialog dialog(call, document, sheet, index);
//   switch (dialog.run()) …          // what was changed has been written into the sheet, as one step to undo
#pragma once

#include <memory>

#include "commands/command.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

enum class DialogStep { previous, next, close };

class CriterionDialog {
 public:
  // `sheet` is the document's present state; `index` names a criterion of its set, no group.
  CriterionDialog(const Call& call, const Document& document, const AssessedSheet& sheet, int index);
  ~CriterionDialog();
  DialogStep run();

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace thuocdo
