#include "workbook/raw_cell.h"

#include <com/sun/star/container/XEnumerationAccess.hpp>
#include <com/sun/star/lang/IllegalArgumentException.hpp>
#include <com/sun/star/sheet/XSheetAnnotationAnchor.hpp>
#include <com/sun/star/sheet/XSheetAnnotations.hpp>
#include <com/sun/star/sheet/XSheetAnnotationsSupplier.hpp>
#include <com/sun/star/table/CellAddress.hpp>
#include <com/sun/star/table/CellContentType.hpp>
#include <com/sun/star/text/XSimpleText.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/text/XTextContent.hpp>
#include <com/sun/star/text/XTextCursor.hpp>
#include <com/sun/star/text/XTextFieldsSupplier.hpp>
#include <com/sun/star/text/XTextRange.hpp>

namespace thuocdo {
namespace {

using css::container::XEnumerationAccess;

bool has_fields(const Reference<css::table::XCell>& cell) {
  const Reference<css::text::XTextFieldsSupplier> supplier(cell, UNO_QUERY);
  if (!supplier.is()) return false;
  const auto fields = supplier->getTextFields();
  return fields.is() && fields->hasElements();
}

std::vector<std::vector<RawCell::Portion>> portions_of(const Reference<css::table::XCell>& cell) {
  std::vector<std::vector<RawCell::Portion>> paragraphs;
  const auto lines = Reference<XEnumerationAccess>(cell, UNO_QUERY_THROW)->createEnumeration();
  while (lines->hasMoreElements()) {
    paragraphs.emplace_back();
    const auto portions = Reference<XEnumerationAccess>(lines->nextElement(), UNO_QUERY_THROW)->createEnumeration();
    while (portions->hasMoreElements()) {
      const Reference<css::text::XTextRange> portion(portions->nextElement(), UNO_QUERY_THROW);
      RawCell::Portion made{portion->getString(), {}};
      const Reference<css::beans::XPropertySet> properties(portion, UNO_QUERY);
      if (properties.is() && properties->getPropertySetInfo()->hasPropertyByName("TextPortionType") &&
          get<rtl::OUString>(properties, "TextPortionType") == "TextField") {
        const auto field = get<Reference<css::beans::XPropertySet>>(properties, "TextField");
        if (field.is() && field->getPropertySetInfo()->hasPropertyByName("URL")) {
          made.url = get<rtl::OUString>(field, "URL");
          made.text = get<rtl::OUString>(field, "Representation");
        }
      }
      paragraphs.back().push_back(made);
    }
  }
  return paragraphs;
}

void put_portions(const Document& document, const Reference<css::table::XCell>& cell,
                  const std::vector<std::vector<RawCell::Portion>>& paragraphs) {
  const Reference<css::text::XText> text(cell, UNO_QUERY_THROW);
  text->setString({});
  bool first = true;
  for (const auto& paragraph : paragraphs) {
    if (!first) text->insertString(text->getEnd(), "\n", false);
    first = false;
    for (const RawCell::Portion& portion : paragraph) {
      if (portion.url.isEmpty()) {
        text->insertString(text->getEnd(), portion.text, false);
        continue;
      }
      const auto field = create<css::text::XTextContent>(document, "com.sun.star.text.TextField.URL");
      set(field, "URL", portion.url);
      set(field, "Representation", portion.text);
      const auto cursor = text->createTextCursor();
      cursor->gotoEnd(false);
      try {
        text->insertTextContent(Reference<css::text::XTextRange>(cursor, UNO_QUERY_THROW), field, false);
      } catch (const css::lang::IllegalArgumentException&) {
        // A link that the office does not take stays as text with its address.
        text->insertString(text->getEnd(), portion.text + " (" + portion.url + ")", false);
      }
    }
  }
}

}  // namespace

RawCell take_cell(const Sheet& sheet, int row, int column) {
  RawCell taken;
  const auto cell = cell_at(sheet, row, column);
  const Reference<css::text::XText> text(cell, UNO_QUERY_THROW);
  switch (cell->getType()) {
    case css::table::CellContentType_EMPTY:
      break;
    case css::table::CellContentType_VALUE:
      taken.kind = RawCell::Kind::number;
      break;
    case css::table::CellContentType_TEXT:
      taken.kind = RawCell::Kind::text;
      break;
    default:
      taken.kind = RawCell::Kind::formula;
      taken.formula = cell->getFormula();
  }
  if (taken.kind != RawCell::Kind::empty) {
    taken.number = cell->getValue();
    taken.text = text->getString();
    taken.number_format = get<sal_Int32>(cell, "NumberFormat");
    if (taken.kind == RawCell::Kind::text && has_fields(cell)) taken.paragraphs = portions_of(cell);
  }
  const Reference<css::sheet::XSheetAnnotationAnchor> anchor(cell, UNO_QUERY);
  if (anchor.is() && anchor->getAnnotation().is()) {
    const Reference<css::text::XSimpleText> note(anchor->getAnnotation(), UNO_QUERY);
    if (note.is()) taken.note = note->getString();
  }
  return taken;
}

void put_cell(const Document& document, const Sheet& sheet, int row, int column, const RawCell& content) {
  const auto cell = cell_at(sheet, row, column);
  const Reference<css::text::XText> text(cell, UNO_QUERY_THROW);
  switch (content.kind) {
    case RawCell::Kind::empty:
      if (cell->getType() != css::table::CellContentType_EMPTY) text->setString({});
      break;
    case RawCell::Kind::number:
      cell->setValue(content.number);
      if (content.number_format >= 0 && text->getString() != content.text) set(cell, "NumberFormat", content.number_format);
      break;
    case RawCell::Kind::text:
      if (content.paragraphs.empty()) {
        text->setString(content.text);
      } else {
        put_portions(document, cell, content.paragraphs);
      }
      break;
    case RawCell::Kind::formula:
      cell->setFormula(content.formula);
  }
  put_note(sheet, row, column, content.note);
}

void put_note(const Sheet& sheet, int row, int column, const rtl::OUString& note) {
  if (note.isEmpty()) return;
  Reference<css::sheet::XSheetAnnotationsSupplier>(sheet, UNO_QUERY_THROW)
      ->getAnnotations()
      ->insertNew(css::table::CellAddress(static_cast<sal_Int16>(sheet_number(sheet)), column, row), note);
}

}  // namespace thuocdo
