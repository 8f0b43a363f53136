#include "workbook/build_workbook.h"

#include <com/sun/star/beans/PropertyAttribute.hpp>
#include <com/sun/star/beans/XPropertyContainer.hpp>
#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/document/XDocumentProperties.hpp>
#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>
#include <com/sun/star/drawing/XDrawPageSupplier.hpp>
#include <com/sun/star/form/XFormsSupplier.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/lang/Locale.hpp>
#include <com/sun/star/sheet/XCellRangesQuery.hpp>
#include <com/sun/star/sheet/XSheetCellRanges.hpp>
#include <com/sun/star/sheet/XSpreadsheets.hpp>
#include <com/sun/star/util/XProtectable.hpp>
#include <string>

#include "sheet/contract.h"
#include "workbook/choice_lists.h"
#include "workbook/cover.h"
#include "workbook/criteria_table.h"
#include "workbook/locked_controllers.h"
#include "workbook/start_page.h"
#include "workbook/styles.h"
#include "workbook/undo_step.h"
#include "workbook/views.h"

namespace thuocdo {
namespace {

bool is_empty(const Sheet& sheet) {
  constexpr sal_Int16 any_content = 1 | 2 | 4 | 8 | 16;  // com::sun::star::sheet::CellFlags: values to formulas
  return Reference<css::sheet::XCellRangesQuery>(sheet, UNO_QUERY_THROW)
      ->queryContentCells(any_content)
      ->getRangeAddressesAsString()
      .isEmpty();
}

// A new sheet of LibreOffice 7.4 begins with one column, and what is done again after being undone gives styles only to
// columns that are there by then: a cell is written into the last one that a form may have, before anything else.
void make_columns(const Sheet& sheet) {
  constexpr int last_column = 31;
  put_text(sheet, 0, last_column, " ");
  put_text(sheet, 0, last_column, "");
}

// Puts our sheets first and takes away the empty ones of a new document.
void insert_sheets(const Document& document) {
  const auto sheets = document->getSheets();
  std::vector<rtl::OUString> empty;
  for (const auto& name : sheets->getElementNames()) {
    if (is_empty(Sheet(sheets->getByName(name), UNO_QUERY_THROW))) empty.push_back(name);
  }
  sal_Int16 position = 0;
  for (const std::string_view name : {start_sheet_name, cover_sheet_name, table_sheet_name, list_sheet_name}) {
    sheets->insertNewByName(to_uno(name), position++);
    make_columns(sheet_of(document, name));
  }
  for (const auto& name : empty) sheets->removeByName(name);
}

void protect(const Document& document, bool on) {
  for (const std::string_view name : {start_sheet_name, cover_sheet_name, table_sheet_name, list_sheet_name}) {
    const Reference<css::util::XProtectable> sheet(sheet_of(document, name), UNO_QUERY_THROW);
    if (on) {
      sheet->protect({});
    } else {
      sheet->unprotect({});
    }
  }
}

// Calc measures texts for a screen only in documents with a drawing layer; in others it fits rows too tightly when it
// loads the file. A visible document has one from the start; asking for its forms makes it, and they are saved.
void make_drawing_layer(const Document& document) {
  const Reference<css::drawing::XDrawPageSupplier> sheet(sheet_of(document, table_sheet_name), UNO_QUERY_THROW);
  Reference<css::form::XFormsSupplier>(sheet->getDrawPage(), UNO_QUERY_THROW)->getForms();
}

void set_identity(const Document& document, const Programme& programme, const Tier& tier,
                  const Stage* without_assessment) {
  set_document_property(document, property::programme, programme.key);
  set_document_property(document, property::digest, programme.digest);
  set_document_property(document, property::tier, tier.key);
  set_document_property(document, property::round,
                        without_assessment == nullptr ? programme.round : without_assessment->key);
  set_document_property(document, property::template_version, template_version);
}

}  // namespace

void set_document_property(const Document& document, std::string_view name, std::string_view value) {
  const auto properties = Reference<css::document::XDocumentPropertiesSupplier>(document, UNO_QUERY_THROW)
                              ->getDocumentProperties()
                              ->getUserDefinedProperties();
  const Reference<css::beans::XPropertySet> values(properties, UNO_QUERY_THROW);
  const auto uno_name = to_uno(name);
  if (values->getPropertySetInfo()->hasPropertyByName(uno_name)) {
    values->setPropertyValue(uno_name, text_value(value));
  } else {
    properties->addProperty(uno_name, css::beans::PropertyAttribute::REMOVABLE, text_value(value));
  }
}

void assign_unit(const Reference<css::uno::XComponentContext>& context, const Document& document,
                 const Programme& programme, const Tier& tier, const Unit& unit, const Stage* without_assessment) {
  protect(document, false);
  write_cover_unit(context, sheet_of(document, cover_sheet_name), programme, unit);
  write_start_page_unit(sheet_of(document, start_sheet_name), unit);
  write_table_subject(sheet_of(document, table_sheet_name), tier, unit, without_assessment);
  protect(document, true);
  set_document_property(document, property::unit, unit.code);
  Reference<css::document::XDocumentPropertiesSupplier>(document, UNO_QUERY_THROW)
      ->getDocumentProperties()
      ->setTitle(to_uno((without_assessment == nullptr ? "Phiếu tự đánh giá" : without_assessment->name.vi) + " " +
                        std::to_string(programme.year) + " – " + unit.name));
}

void build_workbook(const Reference<css::uno::XComponentContext>& context, const Document& document,
                    const Programme& programme, const Tier& tier, const Unit& unit, const Stage* without_assessment) {
  {
    const LockedControllers locked(document);
    const UndoStep step(document);
    const TableLayout layout(tier.set, without_assessment);
    const ChoiceLists lists(programme, tier, without_assessment);
    set(document, "CharLocale", css::lang::Locale("vi", "VN", ""));
    add_styles(document, programme);
    set_footer(document, programme.key, programme.digest);
    const auto settings = create<css::beans::XPropertySet>(document, "com.sun.star.document.Settings");
    set(settings, "ShowPageBreaks", false);
    insert_sheets(document);
    const Sheet list_sheet = sheet_of(document, list_sheet_name);
    lists.write(document, list_sheet);
    const std::string title = sheet_title(context, without_assessment, " NĂM " + std::to_string(programme.year));
    write_criteria_table(document, sheet_of(document, table_sheet_name), title, programme, tier, layout, lists);
    write_cover(context, document, sheet_of(document, cover_sheet_name), programme, tier, layout);
    write_start_page(document, sheet_of(document, start_sheet_name), programme, tier, layout);
    set(list_sheet, "IsVisible", false);
    set_identity(document, programme, tier, without_assessment);
    make_drawing_layer(document);
    fit_rows(sheet_of(document, table_sheet_name), layout);
    assign_unit(context, document, programme, tier, unit, without_assessment);
  }
  set_views(document);
}

}  // namespace thuocdo
