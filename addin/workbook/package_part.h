// A part of its own inside the package of a document, which the office keeps, saves and signs with the rest.
#pragma once

#include <string_view>

#include "workbook/calc.h"

namespace thuocdo {

// Replaces an earlier part of that name. Folder and part both get the media type: without one, the office drops them.
void write_package_part(const Document& document, std::string_view folder, std::string_view name,
                        std::string_view media_type, std::string_view bytes);

}  // namespace thuocdo
