// Reads Office Open XML workbooks (.xlsx). Parts are found through the package's own relationships only.
//
// The format has no date values: a date is its serial number, whatever its day 0; the programme says which inputs are
// dates. Names of single sheets and built-in names are left out.
#pragma once

#include <optional>

#include "sheet/refusal.h"
#include "sheet/workbook_builder.h"
#include "sheet/zip_package.h"

namespace thuocdo {

bool is_xlsx(const ZipPackage& zip);
std::optional<Refusal> read_xlsx(ZipPackage& zip, WorkbookBuilder& builder, const Limits& limits);

}  // namespace thuocdo
