#include "commands/blank_sheet.h"

#include <com/sun/star/awt/AsyncCallback.hpp>
#include <com/sun/star/awt/XCallback.hpp>
#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>
#include <com/sun/star/frame/XController.hpp>
#include <cppuhelper/implbase1.hxx>
#include <cppuhelper/weakref.hxx>

#include "commands/command_list.h"
#include "commands/command_log.h"
#include "commands/dialogs.h"
#include "commands/saving.h"
#include "log/log.h"

namespace thuocdo {
namespace {

constexpr char blank_property[] = "thuocdo.blank";  // "programme/tier"

class Offer : public cppu::WeakImplHelper1<css::awt::XCallback> {
 public:
  Offer(Reference<css::uno::XComponentContext> context, const Reference<css::frame::XModel>& document, BlankSheet blank)
      : context_(std::move(context)), document_(document), blank_(std::move(blank)) {}

  void SAL_CALL notify(const Any&) override {
    try {
      const Reference<css::frame::XModel> document(document_);
      if (!document.is() || !document->getCurrentController().is()) return;
      Arguments arguments;
      if (!blank_.programme.empty()) {
        arguments.values["Programme"] = text_value(blank_.programme);
        arguments.values["Tier"] = text_value(blank_.tier);
      }
      Call call(context_, document->getCurrentController()->getFrame(), std::move(arguments));
      const DeskCommand* command = find_command("new");
      if (!call.interactive || command == nullptr) return;
      const CommandOutcome outcome = run_command(call, *command);
      if (!outcome.shown) show_outcome(call, say(command->title), outcome);
      if (outcome.ok) close(Document(document, UNO_QUERY_THROW));
    } catch (...) {
      write_log("blank sheet: " + current_exception_kind());
    }
  }

 private:
  const Reference<css::uno::XComponentContext> context_;
  const css::uno::WeakReference<css::frame::XModel> document_;
  const BlankSheet blank_;
};

}  // namespace

std::optional<BlankSheet> blank_sheet(const Reference<css::frame::XModel>& document) {
  if (!document.is() || !document->getURL().isEmpty()) return std::nullopt;
  const Reference<css::document::XDocumentPropertiesSupplier> supplier(document, UNO_QUERY);
  if (!supplier.is()) return std::nullopt;
  const Reference<css::beans::XPropertySet> properties(supplier->getDocumentProperties()->getUserDefinedProperties(),
                                                       UNO_QUERY_THROW);
  if (!properties->getPropertySetInfo()->hasPropertyByName(blank_property)) return std::nullopt;
  const std::string wanted = from_uno(get<rtl::OUString>(properties, blank_property));
  const std::size_t slash = wanted.find('/');
  if (slash == std::string::npos) return std::nullopt;
  return BlankSheet{wanted.substr(0, slash), wanted.substr(slash + 1)};
}

void offer_sheet(const Reference<css::uno::XComponentContext>& context, const Reference<css::frame::XModel>& document,
                 const BlankSheet& blank) {
  css::awt::AsyncCallback::create(context)->addCallback(new Offer(context, document, blank), {});
}

}  // namespace thuocdo
