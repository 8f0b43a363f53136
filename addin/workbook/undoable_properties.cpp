#include "workbook/undoable_properties.h"

#include <com/sun/star/beans/XPropertyContainer.hpp>
#include <com/sun/star/document/XDocumentProperties.hpp>
#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>
#include <com/sun/star/document/XUndoAction.hpp>
#include <com/sun/star/document/XUndoManager.hpp>
#include <com/sun/star/document/XUndoManagerSupplier.hpp>
#include <cppuhelper/implbase1.hxx>
#include <cppuhelper/weakref.hxx>

#include "workbook/build_workbook.h"

namespace thuocdo {
namespace {

using Values = std::map<std::string, std::string>;

Reference<css::beans::XPropertyContainer> user_properties(const Document& document) {
  return Reference<css::document::XDocumentPropertiesSupplier>(document, UNO_QUERY_THROW)
      ->getDocumentProperties()
      ->getUserDefinedProperties();
}

std::string value_of(const Document& document, const std::string& name) {
  const Reference<css::beans::XPropertySet> values(user_properties(document), UNO_QUERY_THROW);
  rtl::OUString text;
  if (values->getPropertySetInfo()->hasPropertyByName(to_uno(name))) values->getPropertyValue(to_uno(name)) >>= text;
  return from_uno(text);
}

void write(const Document& document, const Values& values) {
  for (const auto& [name, value] : values) {
    if (!value.empty()) {
      set_document_property(document, name, value);
      continue;
    }
    const auto properties = user_properties(document);
    if (Reference<css::beans::XPropertySet>(properties, UNO_QUERY_THROW)->getPropertySetInfo()->hasPropertyByName(to_uno(name))) {
      properties->removeProperty(to_uno(name));
    }
  }
}

// Lives in the document's list of steps; the document outlives it.
class Change : public cppu::WeakImplHelper1<css::document::XUndoAction> {
 public:
  Change(const Document& document, Values before, Values after)
      : document_(document), before_(std::move(before)), after_(std::move(after)) {}

  rtl::OUString SAL_CALL getTitle() override { return to_uno("Thông tin nhận dạng phiếu"); }
  void SAL_CALL undo() override { write_if_open(before_); }
  void SAL_CALL redo() override { write_if_open(after_); }

 private:
  void write_if_open(const Values& values) {
    const Document document(document_.get(), UNO_QUERY);
    if (document.is()) write(document, values);
  }

  css::uno::WeakReference<css::sheet::XSpreadsheetDocument> document_;
  Values before_, after_;
};

}  // namespace

void set_properties_undoably(const Document& document, const Values& properties) {
  if (properties.empty()) return;
  Values before;
  for (const auto& [name, value] : properties) before[name] = value_of(document, name);
  write(document, properties);
  Reference<css::document::XUndoManagerSupplier>(document, UNO_QUERY_THROW)
      ->getUndoManager()
      ->addUndoAction(new Change(document, std::move(before), properties));
}

}  // namespace thuocdo
