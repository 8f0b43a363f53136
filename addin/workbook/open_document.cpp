#include "workbook/open_document.h"

#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XCellRangeReferrer.hpp>
#include <com/sun/star/sheet/XNamedRanges.hpp>
#include <com/sun/star/sheet/XSpreadsheets.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <rtl/uri.hxx>

namespace thuocdo {
namespace {

SheetReader reader_of(const Document& document, const rtl::OUString& sheet) {
  return {Sheet(document->getSheets()->getByName(sheet), UNO_QUERY_THROW), get<css::util::Date>(document, "NullDate")};
}

void put(SheetCells cells, const rtl::OUString& name, Workbook& workbook) {
  cells.name = from_uno(name);
  workbook.sheets.push_back(std::move(cells));
}

// What the document says beside its cells.
void read_properties_and_names(const Document& document, Workbook& workbook) {
  const Reference<css::beans::XPropertySet> properties(
      Reference<css::document::XDocumentPropertiesSupplier>(document, UNO_QUERY_THROW)
          ->getDocumentProperties()
          ->getUserDefinedProperties(),
      UNO_QUERY_THROW);
  for (const auto& property : properties->getPropertySetInfo()->getProperties()) {
    rtl::OUString text;
    if (properties->getPropertyValue(property.Name) >>= text)
      workbook.properties[from_uno(property.Name)] = from_uno(text);
  }
  const auto sheet_names = document->getSheets()->getElementNames();
  const auto names = get<Reference<css::sheet::XNamedRanges>>(document, "NamedRanges");
  for (const auto& name : names->getElementNames()) {
    const Reference<css::sheet::XCellRangeReferrer> referrer(names->getByName(name), UNO_QUERY);
    const auto cells = referrer.is() ? referrer->getReferredCells() : CellBlock();
    if (!cells.is()) continue;
    const auto address = Reference<css::sheet::XCellRangeAddressable>(cells, UNO_QUERY_THROW)->getRangeAddress();
    // A name of cells on a sheet that was deleted goes on telling where they were.
    if (address.Sheet < 0 || address.Sheet >= sheet_names.getLength()) continue;
    workbook.names[from_uno(name)] = {from_uno(sheet_names[address.Sheet]), address.StartRow,
                                      address.StartColumn, address.EndRow, address.EndColumn};
  }
}

}  // namespace

Workbook read_open_document(const Document& document) {
  Workbook workbook;
  for (const auto& name : document->getSheets()->getElementNames()) {
    put(reader_of(document, name).read_everything(), name, workbook);
  }
  read_properties_and_names(document, workbook);
  return workbook;
}

Workbook read_assessed_part(const Document& document, std::unique_ptr<SheetReader>& reader) {
  Workbook workbook;
  reader.reset();
  for (const auto& name : document->getSheets()->getElementNames()) {
    auto found = std::make_unique<SheetReader>(reader_of(document, name));
    std::optional<SheetCells> cells = found->read_assessed();
    if (!cells) continue;
    put(std::move(*cells), name, workbook);
    reader = std::move(found);
    break;
  }
  read_properties_and_names(document, workbook);
  return workbook;
}

bool is_our_sheet(const Document& document) {
  const Reference<css::beans::XPropertySet> properties(
      Reference<css::document::XDocumentPropertiesSupplier>(document, UNO_QUERY_THROW)
          ->getDocumentProperties()
          ->getUserDefinedProperties(),
      UNO_QUERY_THROW);
  const rtl::OUString name = to_uno(property::programme);
  return properties->getPropertySetInfo()->hasPropertyByName(name) &&
         properties->getPropertyValue(name) != Any(rtl::OUString());
}

std::string document_file_name(const Document& document) {
  const auto url = from_uno(Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getURL());
  return from_uno(
      rtl::Uri::decode(to_uno(url.substr(url.find_last_of('/') + 1)), rtl_UriDecodeWithCharset, RTL_TEXTENCODING_UTF8));
}

AssessedSheet assess_document(const Document& document, ProgrammeStore& store) {
  std::unique_ptr<SheetReader> reader;
  return assess_document(document, read_assessed_part(document, reader), store);
}

AssessedSheet assess_document(const Document& document, const Workbook& workbook, ProgrammeStore& store) {
  Expected expected;
  expected.working_copy = true;
  return assess_workbook(workbook, document_file_name(document), store, expected);
}

}  // namespace thuocdo
