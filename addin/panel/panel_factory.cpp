// What the sidebar asks for the panel (registry/Factories.xcu). No exception but those of the interface passes it.
#include <com/sun/star/container/NoSuchElementException.hpp>
#include <com/sun/star/lang/IllegalArgumentException.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <com/sun/star/ui/XUIElementFactory.hpp>
#include <cppuhelper/implbase2.hxx>
#include <cppuhelper/supportsservice.hxx>
#include <exception>
#include <utility>

#include "panel/panel.h"

namespace thuocdo {
namespace {

class PanelFactory : public cppu::WeakImplHelper2<css::ui::XUIElementFactory, css::lang::XServiceInfo> {
 public:
  explicit PanelFactory(Reference<css::uno::XComponentContext> context) : context_(std::move(context)) {}

  Reference<css::ui::XUIElement> SAL_CALL
  createUIElement(const rtl::OUString& url, const Sequence<css::beans::PropertyValue>& arguments) override {
    if (!url.endsWith(rtl::OUString::createFromAscii(panel_name))) throw css::container::NoSuchElementException(url);
    Reference<css::frame::XFrame> frame;
    Reference<css::awt::XWindow> parent;
    for (const auto& argument : arguments) {
      if (argument.Name == "Frame") argument.Value >>= frame;
      if (argument.Name == "ParentWindow") argument.Value >>= parent;
    }
    if (!frame.is() || !parent.is()) throw css::lang::IllegalArgumentException("Frame, ParentWindow", {}, 1);
    try {
      return make_panel(context_, url, frame, parent);
    } catch (const std::exception& error) {
      throw css::uno::RuntimeException(to_uno(error.what()));
    }
  }

  rtl::OUString SAL_CALL getImplementationName() override { return "vn.thuocdo.comp.PanelFactory"; }
  sal_Bool SAL_CALL supportsService(const rtl::OUString& name) override { return cppu::supportsService(this, name); }
  Sequence<rtl::OUString> SAL_CALL getSupportedServiceNames() override {
    return uno_sequence<rtl::OUString>({"vn.thuocdo.PanelFactory"});
  }

 private:
  const Reference<css::uno::XComponentContext> context_;
};

}  // namespace
}  // namespace thuocdo

extern "C" SAL_DLLPUBLIC_EXPORT com::sun::star::uno::XInterface* thuocdo_PanelFactory_get(
    com::sun::star::uno::XComponentContext* context, const com::sun::star::uno::Sequence<com::sun::star::uno::Any>&) {
  try {
    return cppu::acquire(new thuocdo::PanelFactory(context));
  } catch (...) {
    return nullptr;
  }
}
