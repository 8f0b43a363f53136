#include "workbook/repair.h"

#include <algorithm>
#include <com/sun/star/awt/XWindow2.hpp>
#include <com/sun/star/container/XNamed.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/lang/IllegalArgumentException.hpp>
#include <com/sun/star/sheet/XCalculatable.hpp>
#include <com/sun/star/sheet/XNamedRanges.hpp>
#include <com/sun/star/sheet/XSpreadsheetView.hpp>
#include <com/sun/star/sheet/XSpreadsheets.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/util/XProtectable.hpp>

#include "workbook/build_workbook.h"
#include "workbook/carried_answers.h"
#include "workbook/criteria_table.h"
#include "workbook/cursor.h"
#include "workbook/kept_content.h"
#include "workbook/locked_controllers.h"
#include "workbook/undo_step.h"
#include "workbook/undoable_properties.h"

namespace thuocdo {
namespace {

void set_protected(const Sheet& sheet, bool on) {
  const Reference<css::util::XProtectable> part(sheet, UNO_QUERY_THROW);
  if (on) {
    if (!part->isProtected()) part->protect({});
  } else if (part->isProtected()) {
    part->unprotect({});
  }
}

// The damaged sheets under other names, until the form stands anew. Calc takes back whole sheets exactly; writing over the
// cells of one whose rows had moved it does not.
std::vector<rtl::OUString> set_aside(const Document& document, const RepairPlan& plan) {
  const UndoStep step(document);
  std::vector<rtl::OUString> names;
  for (const RepairPlan::Part& part : plan.parts) {
    if (!part.open.sheet.is()) continue;
    const rtl::OUString name = to_uno(part.keep_as.empty() ? part.built.name + " (hỏng)" : part.keep_as);
    Reference<css::container::XNamed>(part.open.sheet, UNO_QUERY_THROW)->setName(name);
    names.push_back(name);
  }
  return names;
}

void remove_names(const Document& document, const std::vector<std::string>& names) {
  const UndoStep step(document);
  const auto all = get<Reference<css::sheet::XNamedRanges>>(document, "NamedRanges");
  for (const std::string& name : names) {
    if (all->hasByName(to_uno(name))) all->removeByName(to_uno(name));
  }
}

void name_sheets(const Document& document, const RepairPlan& plan) {
  const UndoStep step(document);
  const auto sheets = document->getSheets();
  for (const RepairPlan::Part& part : plan.parts) {
    if (!part.open.sheet.is() || part.open.name == part.built.name) continue;
    // Another sheet may have taken the name.
    if (sheets->hasByName(to_uno(part.built.name))) {
      const Reference<css::container::XNamed> other(sheets->getByName(to_uno(part.built.name)), UNO_QUERY_THROW);
      rtl::OUString free_name = to_uno(part.built.name + " (2)");
      for (int i = 3; sheets->hasByName(free_name); ++i) free_name = to_uno(part.built.name + " (" + std::to_string(i) + ")");
      other->setName(free_name);
    }
    Reference<css::container::XNamed>(part.open.sheet, UNO_QUERY_THROW)->setName(to_uno(part.built.name));
  }
}

void put_inputs(const Document& document, const RepairPlan& plan, bool repaired_only) {
  const UndoStep all(document);
  std::size_t i = 0;
  while (i < plan.inputs.size()) {
    const UndoStep row(document);
    const std::size_t end = std::min(i + 15, plan.inputs.size());
    for (; i < end; ++i) {
      const RepairPlan::Input& input = plan.inputs[i];
      if (repaired_only && !input.repaired) continue;
      const Sheet sheet = sheet_of(document, plan.parts[input.part].built.name);
      RawCell content = input.content;
      if (repaired_only) content.note = {};  // it is still there
      put_cell(document, sheet, input.row, input.column, content);
    }
  }
}

void put_beside(const Document& document, const RepairPlan& plan) {
  const UndoStep all(document);
  for (const RepairPlan::Beside& one : plan.beside) {
    const UndoStep step(document);
    const Sheet sheet = sheet_of(document, plan.parts[one.part].built.name);
    if (one.content.kind != RawCell::Kind::empty) {
      put_cell(document, sheet, one.row, one.column, one.content);
    } else {
      put_note(sheet, one.row, one.column, one.content.note);
    }
  }
}

void restore_cells(const Document& document, const RepairPlan& plan) {
  const UndoStep all(document);
  std::size_t i = 0;
  while (i < plan.restored.size()) {
    const UndoStep some(document);
    const std::size_t end = std::min(i + 40, plan.restored.size());
    for (; i < end; ++i) {
      const auto& [part, row, column] = plan.restored[i];
      const FormCell& built = plan.parts[part].built.at(row, column);
      const auto cell = cell_at(sheet_of(document, plan.parts[part].built.name), row, column);
      if (built.content == Content::formula) {
        cell->setFormula(to_uno(built.text));
      } else if (built.content == Content::number) {
        cell->setValue(built.number);
      } else {
        Reference<css::text::XText>(cell, UNO_QUERY_THROW)->setString(to_uno(built.text));
      }
    }
  }
}

// The copy's keys are no longer the form's, so that nobody reads answers from it.
void retire(const Document& document, const std::vector<Sheet>& copies) {
  for (const Sheet& copy : copies) {
    const UndoStep step(document);
    const FormSheet contents = read_form_contents(copy);
    const auto [row, column] = find_text(contents, column_key(Column::id));
    if (row < 0) continue;
    const bool was_protected = Reference<css::util::XProtectable>(copy, UNO_QUERY_THROW)->isProtected();
    set_protected(copy, false);
    put_text(copy, row, column, "bản sao của " + std::string(column_key(Column::id)));
    set_protected(copy, was_protected);
  }
}

bool seen(const Document& document) {
  const auto controller = Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getCurrentController();
  if (!controller.is() || !controller->getFrame().is()) return false;
  const Reference<css::awt::XWindow2> window(controller->getFrame()->getContainerWindow(), UNO_QUERY);
  return window.is() && window->isVisible();
}

// Those with drawings stay, as the last ones.
void remove_old(const Document& document, const std::vector<rtl::OUString>& names, const RepairPlan& plan) {
  const auto sheets = document->getSheets();
  for (const rtl::OUString& name : names) {
    const auto stays = [&](const RepairPlan::Part& part) { return to_uno(part.keep_as) == name; };
    if (!sheets->hasByName(name)) continue;
    if (std::none_of(plan.parts.begin(), plan.parts.end(), stays)) {
      sheets->removeByName(name);
      continue;
    }
    sheets->moveByName(name, static_cast<sal_Int16>(sheets->getElementNames().getLength()));
    const Sheet sheet = sheet_of(document, from_uno(name));
    retire(document, {sheet});
    set(sheet, "IsVisible", true);
  }
}

void write_form(const Reference<css::uno::XComponentContext>& context, const Document& document, const RepairPlan& plan,
                const Programme& programme, const Tier& tier, const Unit& unit, const Stage* without_assessment) {
  name_sheets(document, plan);
  remove_names(document, plan.names);
  const std::vector<rtl::OUString> old = set_aside(document, plan);
  build_workbook(context, document, programme, tier, unit, without_assessment);
  remove_old(document, old, plan);
  for (const RepairPlan::Part& part : plan.parts) set_protected(sheet_of(document, part.built.name), false);
  if (!plan.carried.empty()) write_carried_marks(document, tier, without_assessment, plan.carried);
  set_protected(sheet_of(document, table_sheet_name), false);
  put_inputs(document, plan, false);
  put_beside(document, plan);
  fit_rows(sheet_of(document, table_sheet_name), TableLayout(tier.set, without_assessment));
}

// Nobody undoes anything in a document without a window, and the office crashes when a change of sheets is undone there.
class Unrecorded {
 public:
  Unrecorded(Reference<css::document::XUndoManager> manager, bool wanted) : manager_(std::move(manager)), wanted_(wanted) {}
  ~Unrecorded() {
    try {
      if (wanted_) manager_->clear();
    } catch (const css::uno::Exception&) {
      // Somebody has a step open.
    }
  }
  Unrecorded(const Unrecorded&) = delete;
  Unrecorded& operator=(const Unrecorded&) = delete;

 private:
  Reference<css::document::XUndoManager> manager_;
  bool wanted_;
};

// The sheet that was looked at stays in sight, and the cursor where it was.
class ShownSheet {
 public:
  explicit ShownSheet(const Document& document)
      : document_(document), view_(Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getCurrentController(), UNO_QUERY) {
    if (!seen(document)) view_.clear();
    if (!view_.is()) return;
    name_ = from_uno(Reference<css::container::XNamed>(view_->getActiveSheet(), UNO_QUERY_THROW)->getName());
    const Reference<css::frame::XController> controller(view_, UNO_QUERY);
    if (const auto cursor = cursor_in(controller, name_)) cell_ = cell_name(cursor->row, cursor->column);
  }
  ~ShownSheet() {
    try {
      const Sheet sheet = sheet_of(document_, name_);
      if (!view_.is() || !sheet.is()) return;
      view_->setActiveSheet(sheet);
      go_to_cell(Reference<css::frame::XController>(view_, UNO_QUERY), name_, cell_);
    } catch (const css::uno::Exception&) {
      // The view is where it is.
    }
  }
  ShownSheet(const ShownSheet&) = delete;
  ShownSheet& operator=(const ShownSheet&) = delete;

 private:
  Document document_;
  Reference<css::sheet::XSpreadsheetView> view_;
  std::string name_, cell_;
};

}  // namespace

bool unprotect_all(const Document& document, const std::vector<Sheet>& sheets) {
  const auto open = [](const Reference<css::util::XProtectable>& part) {
    try {
      if (part->isProtected()) part->unprotect({});
    } catch (const css::lang::IllegalArgumentException&) {
      return false;  // it has a password
    }
    return !part->isProtected();
  };
  if (!open(Reference<css::util::XProtectable>(document, UNO_QUERY_THROW))) return false;
  return std::all_of(sheets.begin(), sheets.end(), [&](const Sheet& sheet) {
    return open(Reference<css::util::XProtectable>(sheet, UNO_QUERY_THROW));
  });
}

Repaired apply_repair(const Reference<css::uno::XComponentContext>& context, const Document& document, const RepairPlan& plan,
                      const Programme& programme, const Tier& tier, const Unit& unit, const Stage* without_assessment,
                      const std::map<std::string, std::string>& properties) {
  const auto manager = Reference<css::document::XUndoManagerSupplier>(document, UNO_QUERY_THROW)->getUndoManager();
  const Unrecorded unrecorded(manager, !seen(document));
  bool unlocked = true;
  {
    const LockedControllers locked(document);
    const ShownSheet shown(document);
    const UndoStep step(document, "Kiểm tra và sửa cấu trúc");
    std::vector<Sheet> sheets = plan.copies;
    for (const RepairPlan::Part& part : plan.parts) {
      if (part.open.sheet.is()) sheets.push_back(part.open.sheet);
    }
    unlocked = unprotect_all(document, sheets);
    if (unlocked) {
      retire(document, plan.copies);
      if (plan.anew) {
        write_form(context, document, plan, programme, tier, unit, without_assessment);
      } else {
        name_sheets(document, plan);
        restore_cells(document, plan);
        put_inputs(document, plan, true);
      }
      write_kept_content(document, plan.kept);
      for (const RepairPlan::Part& part : plan.parts) {
        const Sheet sheet = sheet_of(document, part.built.name);
        set(sheet, "IsVisible", part.built.visible);
      }
      set_properties_undoably(document, properties);
      Reference<css::sheet::XCalculatable>(document, UNO_QUERY_THROW)->calculateAll();
    }
    for (const RepairPlan::Part& part : plan.parts) {
      if (!unlocked && part.open.sheet.is()) set_protected(part.open.sheet, part.open.is_protected);
      if (unlocked) set_protected(sheet_of(document, part.built.name), part.built.is_protected);
    }
  }
  return unlocked ? Repaired::done : Repaired::needs_password;
}

}  // namespace thuocdo
