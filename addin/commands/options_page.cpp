// The page under Tools, Options, Thước Đo (extension/dialogs/options.xdl): puts the settings into its controls and takes
// them out again. The office makes the window, says "initialize", "ok" and "back", and passes the buttons' presses.
#include <algorithm>
#include <com/sun/star/awt/PosSize.hpp>
#include <com/sun/star/awt/XButton.hpp>
#include <com/sun/star/awt/XCheckBox.hpp>
#include <com/sun/star/awt/XContainerWindowEventHandler.hpp>
#include <com/sun/star/awt/XControl.hpp>
#include <com/sun/star/awt/XControlContainer.hpp>
#include <com/sun/star/awt/XFixedText.hpp>
#include <com/sun/star/awt/XListBox.hpp>
#include <com/sun/star/awt/XTextComponent.hpp>
#include <com/sun/star/lang/WrappedTargetException.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <com/sun/star/ui/dialogs/FolderPicker.hpp>
#include <cppuhelper/implbase2.hxx>
#include <cppuhelper/supportsservice.hxx>
#include <span>

#include "commands/command.h"
#include "help/help_key.h"
#include "settings/settings.h"

namespace thuocdo {
namespace {

using rtl::OUString;
using Window = Reference<css::awt::XWindow>;

// A setting's control and, where it has one, the label before it.
struct TextControl {
  const char* control;
  const char* setting;
  std::string Settings::*member;
  const char* label;
  Says text;
};
constexpr TextControl edits[] = {
    {"sheet_folder", "SheetFolder", &Settings::sheet_folder, "sheet_folder_label", Says::options_sheet_folder},
    {"author", "Author", &Settings::author, "author_label", Says::options_author},
    {"phone", "Phone", &Settings::phone, "phone_label", Says::options_phone},
    {"certificate", "Certificate", &Settings::certificate, "certificate_label", Says::options_certificate},
    {"timestamp_server", "TimestampServer", &Settings::timestamp_server, "timestamp_label", Says::options_timestamp},
    {"delivery_folder", "DeliveryFolder", &Settings::delivery_folder, "delivery_folder_label",
     Says::options_delivery_folder},
    {"webdav_address", "WebDavAddress", &Settings::webdav_address, "webdav_address_label",
     Says::options_webdav_address},
    {"webdav_user", "WebDavUser", &Settings::webdav_user, "webdav_user_label", Says::options_webdav_user},
    {"mail_to", "MailTo", &Settings::mail_to, "mail_label", Says::options_mail}};

struct FlagControl {
  const char* control;
  const char* setting;
  bool Settings::*member;
  Says text;
};
constexpr FlagControl boxes[] = {{"sign", "Sign", &Settings::sign, Says::options_sign},
                                 {"single_file", "SingleFile", &Settings::single_file, Says::options_single_file}};

struct Choice {
  const char* value;
  Says text;
};
constexpr Choice languages[] = {{"", Says::options_language_office},
                                {"vi", Says::options_language_vi},
                                {"en", Says::options_language_en}};
constexpr Choice deliveries[] = {{"folder", Says::options_delivery_by_folder},
                                 {"webdav", Says::options_delivery_by_webdav},
                                 {"mail", Says::options_delivery_by_mail}};
struct ListControl {
  const char* control;
  const char* setting;
  std::string Settings::*member;
  std::span<const Choice> choices;
  const char* label;
  Says text;
};
constexpr ListControl lists[] = {
    {"language", "Language", &Settings::language, languages, "language_label", Says::options_language},
    {"delivery", "Delivery", &Settings::delivery, deliveries, "delivery_label", Says::options_delivery}};

struct Caption {
  const char* control;
  Says text;
};
constexpr Caption captions[] = {{"sheets_line", Says::options_sheets_line},
                                {"sign_line", Says::options_sign_line},
                                {"delivery_line", Says::options_delivery_line},
                                {"sheet_folder_browse", Says::options_browse},
                                {"delivery_folder_browse", Says::options_browse},
                                {"reset", Says::options_reset},
                                {"guide", Says::options_guide},
                                {"remark", Says::options_remark}};

bool is_address(std::string_view text) {
  return text.empty() || text.starts_with("https://") || text.starts_with("http://");
}

// The controls of one window, for as long as a call lasts.
class Page {
 public:
  Page(const Reference<css::uno::XComponentContext>& context, const Window& window)
      : context_(context), language_(desk_language(context)), controls_(window, UNO_QUERY_THROW) {}

  void initialize() {
    for (const Caption& caption : captions) write(caption.control, caption.text);
    for (const TextControl& edit : edits) write(edit.label, edit.text);
    for (const FlagControl& box : boxes) write(box.control, box.text);
    for (const ListControl& list : lists) {
      write(list.label, list.text);
      const auto box = control<css::awt::XListBox>(list.control);
      box->removeItems(0, box->getItemCount());
      for (const Choice& choice : list.choices) {
        box->addItem(to_uno(say(choice.text).in(language_)), box->getItemCount());
      }
    }
    show(read_settings(context_));
    for (const std::string& name : locked_settings(context_)) lock(name);
    spread();
  }

  void show(const Settings& settings) {
    for (const TextControl& edit : edits) put(edit.control, settings.*edit.member);
    for (const FlagControl& box : boxes) {
      control<css::awt::XCheckBox>(box.control)->setState(settings.*box.member ? 1 : 0);
    }
    for (const ListControl& list : lists) {
      const auto found = std::find_if(list.choices.begin(), list.choices.end(),
                                      [&](const Choice& one) { return one.value == settings.*list.member; });
      const auto position = found == list.choices.end() ? 0 : found - list.choices.begin();
      control<css::awt::XListBox>(list.control)->selectItemPos(static_cast<sal_Int16>(position), true);
    }
    check_addresses();
  }

  bool store() {
    Settings settings = read_settings(context_);  // what has no control here stays
    for (const TextControl& edit : edits) settings.*edit.member = text(edit.control);
    for (const FlagControl& box : boxes) {
      settings.*box.member = control<css::awt::XCheckBox>(box.control)->getState() == 1;
    }
    for (const ListControl& list : lists) {
      const auto position = control<css::awt::XListBox>(list.control)->getSelectedItemPos();
      if (position >= 0) settings.*list.member = list.choices[static_cast<std::size_t>(position)].value;
    }
    return write_settings(context_, settings);
  }

  void browse(const char* name) {
    const auto picker = css::ui::dialogs::FolderPicker::create(context_);
    const std::string now = text(name);
    if (!now.empty()) picker->setDisplayDirectory(to_uno(file_url(now)));
    if (picker->execute() == 1) put(name, file_path(from_uno(picker->getDirectory())).string());
  }

  void check_addresses() {
    const bool good = is_address(text("timestamp_server")) && is_address(text("webdav_address"));
    write("remark", good ? Says::options_remark : Says::options_address_invalid);
  }

 private:
  template <class Interface>
  Reference<Interface> control(const char* name) const {
    return Reference<Interface>(controls_->getControl(OUString::createFromAscii(name)), UNO_QUERY_THROW);
  }
  std::string text(const char* name) const {
    return from_uno(control<css::awt::XTextComponent>(name)->getText().trim());
  }
  void put(const char* name, std::string_view value) const {
    control<css::awt::XTextComponent>(name)->setText(to_uno(value));
  }
  void write(const char* name, Says says) const {
    const auto model = control<css::awt::XControl>(name)->getModel();
    const OUString label = to_uno(say(says).in(language_));
    // Some controls are made anew for every label, even the same.
    if (get<OUString>(model, "Label") != label) set(model, "Label", label);
  }
  // A theme draws a field no lower than it likes: then the rows stand further apart.
  void spread() const {
    const auto place = [&](const char* name) { return control<css::awt::XWindow>(name)->getPosSize(); };
    const int pitch = place("phone").Y - place("author").Y, needed = place("author").Height + 1;
    if (pitch <= 0 || needed <= pitch) return;
    for (const auto& one : controls_->getControls()) {
      const auto model = one->getModel();
      set(model, "PositionY", sal_Int32(get<sal_Int32>(model, "PositionY") * needed / pitch));
    }
    const Window page(controls_, UNO_QUERY_THROW);
    page->setPosSize(0, 0, 0, page->getPosSize().Height * needed / pitch, css::awt::PosSize::HEIGHT);
  }
  void lock(const std::string& setting) const {
    const auto disable = [&](const auto& of) {
      for (const auto& one : of) {
        if (setting == one.setting) set(control<css::awt::XControl>(one.control)->getModel(), "Enabled", false);
      }
    };
    disable(std::span(edits));
    disable(std::span(boxes));
    disable(std::span(lists));
  }

  const Reference<css::uno::XComponentContext> context_;
  const Language language_;
  const Reference<css::awt::XControlContainer> controls_;
};

class OptionsPage : public cppu::WeakImplHelper2<css::awt::XContainerWindowEventHandler, css::lang::XServiceInfo> {
 public:
  explicit OptionsPage(Reference<css::uno::XComponentContext> context) : context_(std::move(context)) {}

  sal_Bool SAL_CALL callHandlerMethod(const Window& window, const Any& event, const OUString& method) override {
    try {
      Page page(context_, window);
      if (method == "external_event") {
        OUString what;
        event >>= what;
        if (what == "ok") {
          if (!page.store()) throw std::runtime_error(say(Says::options_not_written).in(desk_language(context_)));
        } else if (what == "back" || what == "initialize") {
          page.initialize();
          help_while_focused(context_, window, "tuy-chon");
        }
      } else if (method == "browseSheetFolder") {
        page.browse("sheet_folder");
      } else if (method == "browseDeliveryFolder") {
        page.browse("delivery_folder");
      } else if (method == "addressChanged") {
        page.check_addresses();
      } else if (method == "guide") {
        open_with_desktop(context_, guide_file(context_, desk_language(context_), "tuy-chon"));
      } else if (method == "reset") {
        page.show(default_settings());
      } else {
        return false;
      }
      return true;
    } catch (const std::exception& error) {
      throw css::lang::WrappedTargetException(to_uno(error.what()), *this, {});
    }
  }
  Sequence<OUString> SAL_CALL getSupportedMethodNames() override {
    return uno_sequence<OUString>(
        {"external_event", "browseSheetFolder", "browseDeliveryFolder", "addressChanged", "reset", "guide"});
  }

  OUString SAL_CALL getImplementationName() override { return "vn.thuocdo.comp.OptionsPage"; }
  sal_Bool SAL_CALL supportsService(const OUString& name) override { return cppu::supportsService(this, name); }
  Sequence<OUString> SAL_CALL getSupportedServiceNames() override {
    return uno_sequence<OUString>({"vn.thuocdo.OptionsPage"});
  }

 private:
  const Reference<css::uno::XComponentContext> context_;
};

}  // namespace
}  // namespace thuocdo

extern "C" SAL_DLLPUBLIC_EXPORT com::sun::star::uno::XInterface* thuocdo_OptionsPage_get(
    com::sun::star::uno::XComponentContext* context, const com::sun::star::uno::Sequence<com::sun::star::uno::Any>&) {
  try {
    return cppu::acquire(new thuocdo::OptionsPage(context));
  } catch (...) {
    return nullptr;
  }
}
