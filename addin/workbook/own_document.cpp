#include "workbook/own_document.h"

#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>
#include <com/sun/star/sheet/XNamedRanges.hpp>
#include <com/sun/star/sheet/XSpreadsheets.hpp>

#include "sheet/contract.h"

namespace thuocdo {

bool is_own_document(const Document& document) {
  if (!document.is()) return false;
  const Reference<css::beans::XPropertySet> properties(
      Reference<css::document::XDocumentPropertiesSupplier>(document, UNO_QUERY_THROW)
          ->getDocumentProperties()
          ->getUserDefinedProperties(),
      UNO_QUERY_THROW);
  return properties->getPropertySetInfo()->hasPropertyByName(to_uno(property::programme)) ||
         get<Reference<css::sheet::XNamedRanges>>(document, "NamedRanges")
             ->hasByName(to_uno(column_range_name(Column::id))) ||
         document->getSheets()->hasByName(to_uno(table_sheet_name));
}

}  // namespace thuocdo
