// The edge between the office's dispatch framework and the commands: finds the command behind a URL such as
// vn.thuocdo:check, runs it, shows or returns what came of it. No exception passes it.
#include <com/sun/star/frame/DispatchResultEvent.hpp>
#include <com/sun/star/frame/DispatchResultState.hpp>
#include <com/sun/star/frame/XDispatchProvider.hpp>
#include <com/sun/star/frame/XDispatchResultListener.hpp>
#include <com/sun/star/frame/XNotifyingDispatch.hpp>
#include <com/sun/star/frame/XStatusListener.hpp>
#include <com/sun/star/lang/XInitialization.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <com/sun/star/util/URL.hpp>
#include <cppuhelper/implbase1.hxx>
#include <cppuhelper/implbase3.hxx>
#include <cppuhelper/supportsservice.hxx>
#include <rtl/uri.hxx>
#include <string>
#include <string_view>

#include "commands/command_list.h"
#include "commands/command_log.h"
#include "commands/command_status.h"
#include "commands/dialogs.h"
#include "log/log.h"

namespace thuocdo {
namespace {

using rtl::OUString;

constexpr std::string_view protocol = "vn.thuocdo:";

const DeskCommand* command_of(const css::util::URL& url) {
  const std::string whole = from_uno(url.Complete);
  if (!whole.starts_with(protocol)) return nullptr;
  std::string_view name = std::string_view(whole).substr(protocol.size());
  name = name.substr(0, name.find('?'));
  return find_command(name);
}

// The URL's "?Tier=so&Unit=so-tc"; the dispatch's own arguments come before them.
Arguments arguments_of(const css::util::URL& url, const Sequence<css::beans::PropertyValue>& given) {
  Arguments arguments;
  const std::string whole = from_uno(url.Complete);
  std::string_view query = whole;
  query = query.find('?') == std::string::npos ? std::string_view() : query.substr(query.find('?') + 1);
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    arguments.values[std::string(pair.substr(0, equals))] <<=
        rtl::Uri::decode(to_uno(pair.substr(equals + 1)), rtl_UriDecodeWithCharset, RTL_TEXTENCODING_UTF8);
  }
  for (const auto& value : given) arguments.values[from_uno(value.Name)] = value.Value;
  return arguments;
}

class CommandDispatch : public cppu::WeakImplHelper1<css::frame::XNotifyingDispatch> {
 public:
  CommandDispatch(Reference<css::uno::XComponentContext> context, Reference<css::frame::XFrame> frame,
                  const DeskCommand& command)
      : context_(std::move(context)), frame_(std::move(frame)), command_(command), listeners_(command, frame_) {}

  void SAL_CALL dispatch(const css::util::URL& url, const Sequence<css::beans::PropertyValue>& given) override {
    run(url, given);
  }

  void SAL_CALL dispatchWithNotification(const css::util::URL& url, const Sequence<css::beans::PropertyValue>& given,
                                         const Reference<css::frame::XDispatchResultListener>& listener) override {
    css::frame::DispatchResultEvent event;
    event.Source = static_cast<cppu::OWeakObject*>(this);
    bool ok = false;
    event.Result = run(url, given, &ok);
    event.State = ok ? css::frame::DispatchResultState::SUCCESS : css::frame::DispatchResultState::FAILURE;
    if (listener.is()) listener->dispatchFinished(event);
  }

  void SAL_CALL addStatusListener(const Reference<css::frame::XStatusListener>& listener,
                                  const css::util::URL& url) override {
    listeners_.add(listener, url, static_cast<cppu::OWeakObject*>(this));
  }
  void SAL_CALL removeStatusListener(const Reference<css::frame::XStatusListener>& listener,
                                     const css::util::URL& url) override {
    listeners_.remove(listener, url);
  }

 private:
  Any run(const css::util::URL& url, const Sequence<css::beans::PropertyValue>& given, bool* ok = nullptr) {
    try {
      Call call(context_, frame_, arguments_of(url, given));
      CommandOutcome outcome = run_command(call, command_);
      if (ok) *ok = outcome.ok;
      refresh_status();
      if (call.interactive && !outcome.shown) show_outcome(call, say(command_.title), outcome);
      return to_uno(outcome, call.language);
    } catch (...) {
      write_log("dispatch: " + current_exception_kind());
      return {};
    }
  }

  const Reference<css::uno::XComponentContext> context_;
  const Reference<css::frame::XFrame> frame_;
  const DeskCommand& command_;
  StatusListeners listeners_;
};

class ProtocolHandler
    : public cppu::WeakImplHelper3<css::frame::XDispatchProvider, css::lang::XInitialization, css::lang::XServiceInfo> {
 public:
  explicit ProtocolHandler(Reference<css::uno::XComponentContext> context) : context_(std::move(context)) {}

  void SAL_CALL initialize(const Sequence<Any>& arguments) override {
    if (arguments.hasElements()) arguments[0] >>= frame_;
  }

  Reference<css::frame::XDispatch> SAL_CALL queryDispatch(const css::util::URL& url, const OUString&,
                                                          sal_Int32) override {
    const DeskCommand* command = command_of(url);
    if (command == nullptr) return {};
    return new CommandDispatch(context_, frame_, *command);
  }
  Sequence<Reference<css::frame::XDispatch>> SAL_CALL
  queryDispatches(const Sequence<css::frame::DispatchDescriptor>& asked) override {
    Sequence<Reference<css::frame::XDispatch>> all(asked.getLength());
    for (sal_Int32 i = 0; i < asked.getLength(); ++i) {
      all[i] = queryDispatch(asked[i].FeatureURL, asked[i].FrameName, asked[i].SearchFlags);
    }
    return all;
  }

  OUString SAL_CALL getImplementationName() override { return "vn.thuocdo.comp.ProtocolHandler"; }
  sal_Bool SAL_CALL supportsService(const OUString& name) override { return cppu::supportsService(this, name); }
  Sequence<OUString> SAL_CALL getSupportedServiceNames() override {
    return uno_sequence<OUString>({"vn.thuocdo.ProtocolHandler", "com.sun.star.frame.ProtocolHandler"});
  }

 private:
  const Reference<css::uno::XComponentContext> context_;
  Reference<css::frame::XFrame> frame_;
};

}  // namespace
}  // namespace thuocdo

extern "C" SAL_DLLPUBLIC_EXPORT com::sun::star::uno::XInterface* thuocdo_ProtocolHandler_get(
    com::sun::star::uno::XComponentContext* context, const com::sun::star::uno::Sequence<com::sun::star::uno::Any>&) {
  try {
    return cppu::acquire(new thuocdo::ProtocolHandler(context));
  } catch (...) {
    return nullptr;
  }
}
