// Reads OpenDocument spreadsheets: the package (.ods) and the single file (.fods), through the same builder.
//
// Values are what the file stores (office:value, date-value, string-value, …), never what it shows; the paragraphs are
// the shown text. Annotations, drawings, tracked changes and names of single sheets are left out.
#pragma once

#include <optional>
#include <string_view>

#include "sheet/refusal.h"
#include "sheet/workbook_builder.h"
#include "sheet/zip_package.h"

namespace thuocdo {

bool is_ods(const ZipPackage& zip);
std::optional<Refusal> read_ods(ZipPackage& zip, WorkbookBuilder& builder, const Limits& limits);
std::optional<Refusal> read_fods(std::string_view xml, WorkbookBuilder& builder, const Limits& limits);

}  // namespace thuocdo
