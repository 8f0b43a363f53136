// Puts an open sheet right: what the form had in the beginning is back around the answers, and no answer, reason or
// evidence is lost. One step that can be undone, but in a document without a window: nobody undoes there, and the office
// crashes when a change of sheets is undone; no step is recorded then.
//
//   RepairPlan plan = examine(document, form, …);
//   if (!plan.nothing()) apply_repair(context, document, plan, *programme, *tier, *unit, without_assessment);
//
// What has no place in the form goes to the sheet "Nội dung giữ lại", with where it stood. A sheet that must be written anew
// and holds pictures, drawings or charts stays as it was beside the new one, under another name.
#pragma once

#include <com/sun/star/uno/XComponentContext.hpp>
#include <map>
#include <string>

#include "workbook/repair_plan.h"

namespace thuocdo {

inline constexpr std::string_view kept_sheet_name = "Nội dung giữ lại";

enum class Repaired { done, needs_password };

// `properties`: document properties to be written too. Nothing is changed where a password protects the document or one
// of the form's sheets. Throws com::sun::star::uno::Exception when the office refuses; the step is then undone.
Repaired apply_repair(const Reference<css::uno::XComponentContext>& context, const Document& document, const RepairPlan& plan,
                      const Programme& programme, const Tier& tier, const Unit& unit, const Stage* without_assessment,
                      const std::map<std::string, std::string>& properties = {});

// Takes the protection off; false where a password keeps it.
bool unprotect_all(const Document& document, const std::vector<Sheet>& sheets);

}  // namespace thuocdo
