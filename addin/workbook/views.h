// How a sheet document is seen when it is opened: the start page first (in a submitted copy the cover), the table with its header and criteria in sight.
#pragma once

#include <com/sun/star/uno/XComponentContext.hpp>

#include "workbook/calc.h"

namespace thuocdo {

struct TableView {
  int first_column = -1;  // behind those that stand still; -1: the start page is seen first, and the table from its beginning on
  int cursor_column = -1;
};

// In a document with a window; one without has no view to set.
void set_views(const Document& document);
// In the file of a document that had no window: Calc saves no view of it. The file must not be open.
// With `table` the table is shown first, as it says.
void write_view_settings(const Reference<css::uno::XComponentContext>& context, std::string_view file_url, const TableView& table = {});

}  // namespace thuocdo
