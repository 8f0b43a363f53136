// How a sheet document is seen when it is opened: the start page first (in a submitted copy the cover), the table with its header and criteria in sight.
#pragma once

#include <com/sun/star/uno/XComponentContext.hpp>

#include "workbook/calc.h"

namespace thuocdo {

// In a document with a window; one without has no view to set.
void set_views(const Document& document);
// In the file of a document that had no window: Calc saves no view of it. The file must not be open.
// With `table_column` the table is shown first, from that column on behind those that stand still.
void write_view_settings(const Reference<css::uno::XComponentContext>& context, std::string_view file_url, int table_column = -1);

}  // namespace thuocdo
