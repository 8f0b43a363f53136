#include "commands/command.h"

#include <osl/process.h>

#include <com/sun/star/awt/XWindow2.hpp>
#include <com/sun/star/container/XEnumerationAccess.hpp>
#include <com/sun/star/frame/Desktop.hpp>
#include <com/sun/star/frame/XController.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/sheet/XCalculatable.hpp>
#include <osl/file.hxx>

#include "functions/known_sets.h"
#include "settings/settings.h"

namespace thuocdo {
namespace {

// The office gives no other sign that it runs without a screen.
bool headless_office() {
  for (sal_uInt32 i = 0; i < osl_getCommandArgCount(); ++i) {
    rtl::OUString argument;
    osl_getCommandArg(i, &argument.pData);
    if (argument == "--headless" || argument == "-headless" || argument.startsWith("--convert-to") ||
        argument == "--cat" || argument == "--print-to-file") {
      return true;
    }
  }
  return false;
}

bool has_window(const Reference<css::frame::XFrame>& frame) {
  if (!frame.is()) return false;
  const Reference<css::awt::XWindow2> window(frame->getContainerWindow(), UNO_QUERY);
  return window.is() && window->isVisible();
}

}  // namespace

std::string Arguments::text(std::string_view name) const {
  const auto found = values.find(name);
  rtl::OUString text;
  if (found != values.end()) found->second >>= text;
  return from_uno(text.trim());
}

bool Arguments::flag(std::string_view name) const {
  const auto found = values.find(name);
  if (found == values.end()) return false;
  sal_Bool on = false;
  if (found->second >>= on) return on;
  const std::string as_text = text(name);
  return as_text == "true" || as_text == "1";
}

std::optional<std::filesystem::path> Arguments::path(std::string_view name) const {
  const std::string given = text(name);
  if (given.empty()) return std::nullopt;
  if (given.starts_with("file:")) {
    const auto path = file_path(given);
    if (path.empty()) return std::nullopt;
    return path;
  }
  return std::filesystem::path(given);
}

CommandOutcome CommandOutcome::failed(Text message) {
  CommandOutcome outcome;
  outcome.message = std::move(message);
  return outcome;
}

CommandOutcome programme_problem(const std::string& key, Findings findings) {
  std::string keys;
  if (findings.size() == 1 && findings[0].code == Code::programme_unknown) {
    for (const std::string& one : office_programmes().keys()) keys += (keys.empty() ? "" : ", ") + one;
  }
  CommandOutcome outcome = CommandOutcome::failed(keys.empty() ? say(Says::programme_unusable, {key}) : say(Says::programme_none, {key, keys}));
  outcome.said = !keys.empty();
  outcome.findings = std::move(findings);
  return outcome;
}

CommandOutcome CommandOutcome::given_up() {
  CommandOutcome outcome = failed(say(Says::cancelled));
  outcome.cancelled = outcome.shown = true;
  return outcome;
}

Call::Call(Reference<css::uno::XComponentContext> office, Reference<css::frame::XFrame> in_frame, Arguments given)
    : context(std::move(office)),
      frame(std::move(in_frame)),
      arguments(std::move(given)),
      language(desk_language(context)),
      interactive(!arguments.flag("Silent") && has_window(frame) && !headless_office()) {}

Document Call::document() const {
  if (!frame.is() || !frame->getController().is()) return {};
  return Document(frame->getController()->getModel(), UNO_QUERY);
}

Document Call::open(const std::string& url, bool hidden) const {
  const auto desktop = css::frame::Desktop::create(context);
  // A window that another thread than the main one opens can hang the office.
  return Document(desktop->loadComponentFromURL(
                      to_uno(url), "_blank", 0,
                      uno_sequence<css::beans::PropertyValue>({named("Hidden", hidden), named("OnMainThread", !hidden),
                                                               named("MacroExecutionMode", sal_Int16(0)),
                                                               named("UpdateDocMode", sal_Int16(0))})),
                  UNO_QUERY_THROW);
}

void take_in_changed_programmes(const Reference<css::uno::XComponentContext>& context) {
  if (!refresh_known_sets()) return;
  const auto documents = css::frame::Desktop::create(context)->getComponents()->createEnumeration();
  while (documents->hasMoreElements()) {
    const Reference<css::sheet::XCalculatable> document(documents->nextElement(), UNO_QUERY);
    if (document.is()) document->calculateAll();
  }
}

Any to_uno(const CommandOutcome& outcome, Language language) {
  const auto texts = [](const std::vector<std::string>& all) {
    Sequence<rtl::OUString> result(static_cast<sal_Int32>(all.size()));
    for (std::size_t i = 0; i < all.size(); ++i) result[static_cast<sal_Int32>(i)] = to_uno(all[i]);
    return result;
  };
  std::vector<std::string> files, lines, cells;
  for (const auto& file : outcome.files) files.push_back(file.string());
  for (const Finding& finding : outcome.findings) {
    lines.push_back(finding.line(language));
    cells.push_back(finding.place.cell.empty() ? "" : finding.place.sheet + "!" + finding.place.cell);
  }
  return Any(uno_sequence<css::beans::PropertyValue>(
      {named("ok", outcome.ok), named("cancelled", outcome.cancelled),
       named("message", to_uno(outcome.message.in(language))), named("files", texts(files)),
       named("code", to_uno(outcome.code)), named("digest", to_uno(outcome.digest)), named("findings", texts(lines)),
       named("cells", texts(cells)), named("total", to_uno(outcome.total)),
       named("maximum", to_uno(outcome.maximum))}));
}

std::string file_url(const std::filesystem::path& path) {
  rtl::OUString url;
  osl::FileBase::getFileURLFromSystemPath(to_uno(std::filesystem::absolute(path).string()), url);
  return from_uno(url);
}

std::filesystem::path file_path(const std::string& url) {
  rtl::OUString path;
  if (osl::FileBase::getSystemPathFromFileURL(to_uno(url), path) != osl::FileBase::E_None) return {};
  return from_uno(path);
}

}  // namespace thuocdo
