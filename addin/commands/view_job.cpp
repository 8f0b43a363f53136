// Runs when a window of Calc has got its view (registry/Jobs.xcu): adds the entries of the context menu, and asks for the
// unit where a blank sheet of the template manager was opened. It reads one property of the document and no cell.
#include <com/sun/star/beans/NamedValue.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <com/sun/star/task/XJob.hpp>
#include <cppuhelper/implbase2.hxx>
#include <cppuhelper/supportsservice.hxx>

#include "commands/blank_sheet.h"
#include "commands/command_log.h"
#include "commands/context_menu.h"
#include "log/log.h"

namespace thuocdo {
namespace {

using rtl::OUString;
using Values = Sequence<css::beans::NamedValue>;

Any value_of(const Values& values, const char* name) {
  for (const auto& value : values) {
    if (value.Name.equalsAscii(name)) return value.Value;
  }
  return {};
}

class ViewJob : public cppu::WeakImplHelper2<css::task::XJob, css::lang::XServiceInfo> {
 public:
  explicit ViewJob(Reference<css::uno::XComponentContext> context) : context_(std::move(context)) {}

  Any SAL_CALL execute(const Values& arguments) override {
    try {
      Values environment;
      value_of(arguments, "Environment") >>= environment;
      const Reference<css::frame::XModel> model(value_of(environment, "Model"), UNO_QUERY);
      if (model.is() && Document(model, UNO_QUERY).is() && model->getCurrentController().is()) {
        add_context_menu(context_, model->getCurrentController());
        if (const auto blank = blank_sheet(model)) offer_sheet(context_, model, *blank);
      }
    } catch (...) {
      write_log("view: " + current_exception_kind());
    }
    return {};
  }

  OUString SAL_CALL getImplementationName() override { return "vn.thuocdo.comp.ViewJob"; }
  sal_Bool SAL_CALL supportsService(const OUString& name) override { return cppu::supportsService(this, name); }
  Sequence<OUString> SAL_CALL getSupportedServiceNames() override {
    return uno_sequence<OUString>({"vn.thuocdo.ViewJob"});
  }

 private:
  const Reference<css::uno::XComponentContext> context_;
};

}  // namespace
}  // namespace thuocdo

extern "C" SAL_DLLPUBLIC_EXPORT com::sun::star::uno::XInterface* thuocdo_ViewJob_get(
    com::sun::star::uno::XComponentContext* context, const com::sun::star::uno::Sequence<com::sun::star::uno::Any>&) {
  try {
    return cppu::acquire(new thuocdo::ViewJob(context));
  } catch (...) {
    return nullptr;
  }
}
