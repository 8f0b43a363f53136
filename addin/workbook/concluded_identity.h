// Whose sheet the open document is. Where properties of the document are missing, they are concluded from what stands in
// the sheet, where that leaves no doubt.
#pragma once

#include <map>
#include <string>

#include "sheet/assessed_sheet.h"

namespace thuocdo {

struct ConcludedIdentity {
  SheetIdentity identity;  // as it stands in the document, completed
  std::map<std::string, std::string> concluded;  // the properties that were missing, with what they must be
  std::shared_ptr<const Programme> programme;    // null where any of these is not known
  const Tier* tier = nullptr;
  const Unit* unit = nullptr;
  const Stage* without_assessment = nullptr;

  bool complete() const { return programme != nullptr && tier != nullptr && unit != nullptr; }
};

ConcludedIdentity conclude_identity(const Workbook& workbook, ProgrammeStore& store);

}  // namespace thuocdo
