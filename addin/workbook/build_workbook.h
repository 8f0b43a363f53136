// Builds the sheet document of one unit, exactly after the workbook contract (sheet/contract.h).
//
//   build_workbook(context, document, *programme, *tier, *unit);
//   assign_unit(context, document, *programme, *tier, *other_unit);   // the same sheet for another unit
//
// The document holds no macros, and everything but the live points works without the extension. In an open document
// the building is one step that can be undone. With a round without assessment the sheet asks for the figures and shows
// no points. In a document whose sheets of ours were cleared (repair.h) the form is written into those. Throws com::sun::star::uno::Exception when the office refuses.
#pragma once

#include <com/sun/star/uno/XComponentContext.hpp>

#include "programme/programme.h"
#include "workbook/calc.h"

namespace thuocdo {

void build_workbook(const Reference<css::uno::XComponentContext>& context, const Document& document,
                    const Programme& programme, const Tier& tier, const Unit& unit,
                    const Stage* without_assessment = nullptr);

// For sheets of a whole tier: changes what names the unit. The document must come from build_workbook with the same
// programme, tier and round.
void assign_unit(const Reference<css::uno::XComponentContext>& context, const Document& document,
                 const Programme& programme, const Tier& tier, const Unit& unit,
                 const Stage* without_assessment = nullptr);

// User-defined document property; replaces an earlier value.
void set_document_property(const Document& document, std::string_view name, std::string_view value);

}  // namespace thuocdo
