#include "workbook/repair_beside.h"

#include <algorithm>
#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/drawing/XDrawPageSupplier.hpp>
#include <com/sun/star/drawing/XShape.hpp>
#include <com/sun/star/sheet/XSheetAnnotation.hpp>
#include <com/sun/star/sheet/XSheetAnnotations.hpp>
#include <com/sun/star/sheet/XSheetAnnotationsSupplier.hpp>
#include <com/sun/star/text/XSimpleText.hpp>

#include "sheet/workbook.h"
#include "workbook/repair_report.h"

namespace thuocdo {

// Whatever stands to the right of an exact form, or below it.
void take_cells_beside(RepairPlan& plan, std::size_t index) {
  const RepairPlan::Part& part = plan.parts[index];
  if (!part.places.exact) return;
  for (int row = 0; row < part.open.rows; ++row) {
    for (int column = 0; column < part.open.columns; ++column) {
      if (part.built.has(row, column) || part.open.at(row, column).content == Content::empty) continue;
      plan.beside.push_back({index, row, column, take_cell(part.open.sheet, row, column)});
      plan.beside.back().content.note = {};
    }
  }
}

// Those of input cells go with the answers.
void take_notes(RepairPlan& plan, std::size_t index) {
  const RepairPlan::Part& part = plan.parts[index];
  const auto built_at = [](const std::vector<int>& places, int open) {
    const auto found = std::find(places.begin(), places.end(), open);
    return found == places.end() ? -1 : static_cast<int>(found - places.begin());
  };
  const Reference<css::container::XIndexAccess> notes(
      Reference<css::sheet::XSheetAnnotationsSupplier>(part.open.sheet, UNO_QUERY_THROW)->getAnnotations(),
      UNO_QUERY_THROW);
  for (sal_Int32 i = 0; i < notes->getCount(); ++i) {
    const Reference<css::sheet::XSheetAnnotation> note(notes->getByIndex(i), UNO_QUERY_THROW);
    const auto address = note->getPosition();
    const std::string from = cell_name(address.Row, address.Column);
    RawCell content;
    content.note = Reference<css::text::XSimpleText>(note, UNO_QUERY_THROW)->getString();
    const Text text = same(from_uno(content.note));
    int row = built_at(part.places.row, address.Row), column = built_at(part.places.column, address.Column);
    const bool outside = part.places.exact && !part.built.has(address.Row, address.Column);
    if (outside) {
      row = address.Row;
      column = address.Column;
    } else if (row >= 0 && column >= 0 && part.built.is_input(row, column)) {
      continue;
    }
    if (row < 0 || column < 0) {
      plan.kept.push_back({part.open.name, from, "Ghi chú: " + text.vi});
      report(plan, part, Code::repair_kept, {text, same(from)});
      continue;
    }
    plan.beside.push_back({index, row, column, std::move(content)});
    report(plan, part, Code::repair_note, {text, same(from), same(cell_name(row, column))}, cell_name(row, column));
  }
}

// The office cannot move all kinds of them to another sheet.
void keep_drawings(RepairPlan& plan, RepairPlan::Part& part, const Document& document) {
  const Reference<css::drawing::XDrawPageSupplier> supplier(part.open.sheet, UNO_QUERY_THROW);
  const auto page = supplier->getDrawPage();
  bool drawn = false;
  for (sal_Int32 i = 0; i < page->getCount() && !drawn; ++i) {
    const Reference<css::drawing::XShape> shape(page->getByIndex(i), UNO_QUERY_THROW);
    drawn = shape->getShapeType() != "com.sun.star.drawing.CaptionShape";  // that of a note
  }
  if (!drawn) return;
  const auto sheets = document->getSheets();
  const std::string name = part.built.name + " (bản cũ";
  part.keep_as = name + ")";
  for (int i = 2; sheets->hasByName(to_uno(part.keep_as)); ++i) part.keep_as = name + " " + std::to_string(i) + ")";
  report(plan, part, Code::repair_drawings, {same(part.open.name), same(part.keep_as)});
}

}  // namespace thuocdo
