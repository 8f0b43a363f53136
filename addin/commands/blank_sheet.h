// A document that came from one of the blank sheets in the template manager (extension/make_templates.py): it says which
// form is wanted, and is replaced by that form for the unit that is asked for.
#pragma once

#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <optional>
#include <string>

#include "workbook/calc.h"

namespace thuocdo {

struct BlankSheet {
  std::string programme;  // both empty where any is wanted
  std::string tier;
};
// Nothing for other documents, and for a blank sheet that is opened to be changed itself.
std::optional<BlankSheet> blank_sheet(const Reference<css::frame::XModel>& document);

// Asks for the unit as soon as the office has shown the document, makes the sheet, and closes the blank one. Does nothing
// where there is no window.
void offer_sheet(const Reference<css::uno::XComponentContext>& context, const Reference<css::frame::XModel>& document,
                 const BlankSheet& blank);

}  // namespace thuocdo
