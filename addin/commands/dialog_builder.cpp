#include "commands/dialog_builder.h"

#include <algorithm>
#include <cmath>
#include <com/sun/star/awt/PosSize.hpp>
#include <com/sun/star/awt/PushButtonType.hpp>
#include <com/sun/star/awt/Rectangle.hpp>
#include <com/sun/star/awt/Selection.hpp>
#include <com/sun/star/awt/Toolkit.hpp>
#include <com/sun/star/awt/XActionListener.hpp>
#include <com/sun/star/awt/XControlContainer.hpp>
#include <com/sun/star/awt/XLayoutConstrains.hpp>
#include <com/sun/star/awt/XFocusListener.hpp>
#include <com/sun/star/awt/XItemListener.hpp>
#include <com/sun/star/awt/XStyleSettingsSupplier.hpp>
#include <com/sun/star/awt/XTextListener.hpp>
#include <com/sun/star/awt/XUnitConversion.hpp>
#include <com/sun/star/awt/XWindowPeer.hpp>
#include <com/sun/star/container/XNameContainer.hpp>
#include <com/sun/star/lang/XComponent.hpp>
#include <com/sun/star/lang/XMultiComponentFactory.hpp>
#include <com/sun/star/ui/dialogs/ExecutableDialogResults.hpp>
#include <com/sun/star/ui/dialogs/FilePicker.hpp>
#include <com/sun/star/ui/dialogs/FolderPicker.hpp>
#include <com/sun/star/ui/dialogs/TemplateDescription.hpp>
#include <com/sun/star/ui/dialogs/XFilePicker3.hpp>
#include <com/sun/star/ui/dialogs/XFolderPicker2.hpp>
#include <com/sun/star/util/MeasureUnit.hpp>
#include <cppuhelper/implbase1.hxx>
#include <string_view>

namespace thuocdo {
namespace {

using Action = std::function<void()>;

class ItemChange : public cppu::WeakImplHelper1<css::awt::XItemListener> {
 public:
  explicit ItemChange(Action action) : action_(std::move(action)) {}
  void SAL_CALL itemStateChanged(const css::awt::ItemEvent&) override { action_(); }
  void SAL_CALL disposing(const css::lang::EventObject&) override {}

 private:
  Action action_;
};

class TextChange : public cppu::WeakImplHelper1<css::awt::XTextListener> {
 public:
  explicit TextChange(Action action) : action_(std::move(action)) {}
  void SAL_CALL textChanged(const css::awt::TextEvent&) override { action_(); }
  void SAL_CALL disposing(const css::lang::EventObject&) override {}

 private:
  Action action_;
};

class Leave : public cppu::WeakImplHelper1<css::awt::XFocusListener> {
 public:
  explicit Leave(Action action) : action_(std::move(action)) {}
  void SAL_CALL focusGained(const css::awt::FocusEvent&) override {}
  void SAL_CALL focusLost(const css::awt::FocusEvent&) override { action_(); }
  void SAL_CALL disposing(const css::lang::EventObject&) override {}

 private:
  Action action_;
};

class Press : public cppu::WeakImplHelper1<css::awt::XActionListener> {
 public:
  explicit Press(Action action) : action_(std::move(action)) {}
  void SAL_CALL actionPerformed(const css::awt::ActionEvent&) override { action_(); }
  void SAL_CALL disposing(const css::lang::EventObject&) override {}

 private:
  Action action_;
};

Reference<css::uno::XInterface> service(const Call& call, const char* name) {
  return call.context->getServiceManager()->createInstanceWithContext(rtl::OUString::createFromAscii(name),
                                                                      call.context);
}

rtl::OUString name_of(sal_Int64 number) { return "control" + rtl::OUString::number(number); }

constexpr int margin = 6;
constexpr int button_width = 64;
constexpr int accept_width = 72;  // of a longer text
constexpr int button_height = 15;
constexpr int label_height = 10;  // of one line
constexpr int lowest_field = 24;  // of several lines
// Of the screen, for the title bar and a panel of the desktop.
constexpr int kept_high = 70, kept_wide = 16;

}  // namespace

DialogBuilder::DialogBuilder(const Call& call, const Text& title, int width, int height)
    : call_(call), help_key_(call.context, call.language, call.guide_page), width_(width), height_(height) {
  model_ = service(call, "com.sun.star.awt.UnoControlDialogModel");
  set(model_, "Title", to_uno(title.in(call.language)));
  set(model_, "Width", sal_Int32(width));
  set(model_, "Height", sal_Int32(height));
  set(model_, "Closeable", true);
  dialog_.set(service(call, "com.sun.star.awt.UnoControlDialog"), UNO_QUERY_THROW);
  Reference<css::awt::XControl>(dialog_, UNO_QUERY_THROW)
      ->setModel(Reference<css::awt::XControlModel>(model_, UNO_QUERY_THROW));
}

DialogBuilder::~DialogBuilder() {
  const Reference<css::lang::XComponent> component(dialog_, UNO_QUERY);
  if (component.is()) component->dispose();
}

Reference<css::uno::XInterface> DialogBuilder::add(const char* kind, int x, int y, int width, int height,
                                                   const std::vector<css::beans::PropertyValue>& properties) {
  const auto control = create<css::beans::XPropertySet>(model_, kind);
  const auto number = static_cast<sal_Int16>(placed_.size());
  const rtl::OUString name = name_of(number);
  set(control, "Name", name);
  set(control, "TabIndex", number);
  set(control, "PositionX", sal_Int32(x));
  set(control, "PositionY", sal_Int32(y));
  set(control, "Width", sal_Int32(width));
  set(control, "Height", sal_Int32(height));
  for (const auto& property : properties) control->setPropertyValue(property.Name, property.Value);
  const std::string_view of = kind;
  const bool field = of == "com.sun.star.awt.UnoControlEditModel" || of == "com.sun.star.awt.UnoControlListBoxModel";
  placed_.push_back({control, x, y, width, height, field && height > lowest_field});
  Reference<css::container::XNameContainer>(model_, UNO_QUERY_THROW)->insertByName(name, Any(control));
  return Reference<css::awt::XControlContainer>(dialog_, UNO_QUERY_THROW)->getControl(name);
}

Reference<css::awt::XFixedText> DialogBuilder::label(int x, int y, int width, int height, const Text& text) {
  return {add("com.sun.star.awt.UnoControlFixedTextModel", x, y, width, height,
              {named("Label", to_uno(text.in(call_.language))), named("MultiLine", true)}),
          UNO_QUERY_THROW};
}

Reference<css::awt::XFixedText> DialogBuilder::message(int x, int y, int width, int height, const Text& text) {
  return {add("com.sun.star.awt.UnoControlFixedTextModel", x, y, width, height,
              {named("Label", to_uno(text.in(call_.language))), named("MultiLine", true), named("NoLabel", true)}),
          UNO_QUERY_THROW};
}

Reference<css::awt::XListBox> DialogBuilder::list(int x, int y, int width, int height, bool drop_down) {
  return {add("com.sun.star.awt.UnoControlListBoxModel", x, y, width, height,
              {named("Dropdown", drop_down), named("LineCount", sal_Int16(12))}),
          UNO_QUERY_THROW};
}

void DialogBuilder::allow_several(const Reference<css::awt::XListBox>& list) {
  set(Reference<css::awt::XControl>(list, UNO_QUERY_THROW)->getModel(), "MultiSelection", true);
}

Reference<css::awt::XTextComponent> DialogBuilder::edit(int x, int y, int width, const std::string& text) {
  return {add("com.sun.star.awt.UnoControlEditModel", x, y, width, 14, {named("Text", to_uno(text))}), UNO_QUERY_THROW};
}

Reference<css::awt::XTextComponent> DialogBuilder::secret(int x, int y, int width) {
  return {add("com.sun.star.awt.UnoControlEditModel", x, y, width, 14, {named("EchoChar", sal_Int16(0x2022))}),
          UNO_QUERY_THROW};
}

Reference<css::awt::XTextComponent> DialogBuilder::combo(int x, int y, int width, const std::vector<std::string>& choices,
                                                         const std::string& text) {
  Sequence<rtl::OUString> items(static_cast<sal_Int32>(choices.size()));
  for (std::size_t i = 0; i < choices.size(); ++i) items[static_cast<sal_Int32>(i)] = to_uno(choices[i]);
  return {add("com.sun.star.awt.UnoControlComboBoxModel", x, y, width, 14,
              {named("Dropdown", true), named("LineCount", sal_Int16(8)), named("StringItemList", items),
               named("Text", to_uno(text))}),
          UNO_QUERY_THROW};
}

Reference<css::awt::XTextComponent> DialogBuilder::reading(int x, int y, int width, int height) {
  return {add("com.sun.star.awt.UnoControlEditModel", x, y, width, height,
              {named("MultiLine", true), named("ReadOnly", true), named("VScroll", true)}),
          UNO_QUERY_THROW};
}

Reference<css::awt::XButton> DialogBuilder::button(int x, int y, int width, const Text& text) {
  return {add("com.sun.star.awt.UnoControlButtonModel", x, y, width, button_height,
              {named("Label", to_uno(text.in(call_.language)))}),
          UNO_QUERY_THROW};
}

Reference<css::awt::XCheckBox> DialogBuilder::check(int x, int y, int width, const Text& text, bool on) {
  return {add("com.sun.star.awt.UnoControlCheckBoxModel", x, y, width, 12,
              {named("Label", to_uno(text.in(call_.language))), named("State", sal_Int16(on ? 1 : 0))}),
          UNO_QUERY_THROW};
}

Reference<css::awt::XButton> DialogBuilder::buttons(const Text& accept) {
  return buttons(accept, say(Says::cancel_button));
}

Reference<css::awt::XButton> DialogBuilder::buttons(const Text& accept, const Text& cancel) {
  const int y = height_ - margin - button_height;
  const Reference<css::awt::XButton> accepting(
      add("com.sun.star.awt.UnoControlButtonModel", width_ - 2 * margin - button_width - accept_width, y, accept_width,
          button_height,
          {named("Label", to_uno(accept.in(call_.language))), named("DefaultButton", true),
           named("PushButtonType", sal_Int16(css::awt::PushButtonType_OK))}),
      UNO_QUERY_THROW);
  add("com.sun.star.awt.UnoControlButtonModel", width_ - margin - button_width, y, button_width, button_height,
      {named("Label", to_uno(cancel.in(call_.language))),
       named("PushButtonType", sal_Int16(css::awt::PushButtonType_CANCEL))});
  return accepting;
}

void DialogBuilder::other_button(const Text& text) {
  other_ = button(margin, height_ - margin - button_height, button_width + 16, text);
  on_press(other_, [this] {
    pressed_other_ = true;
    dialog_->endExecute();
  });
}

void DialogBuilder::close_button() {
  add("com.sun.star.awt.UnoControlButtonModel", width_ - margin - button_width, height_ - margin - button_height,
      button_width, button_height,
      {named("Label", to_uno(say(Says::close_button).in(call_.language))),
       named("PushButtonType", sal_Int16(css::awt::PushButtonType_CANCEL))});
}

void DialogBuilder::on_change(const Reference<css::awt::XListBox>& list, Action action) {
  list->addItemListener(new ItemChange(std::move(action)));
}
void DialogBuilder::on_change(const Reference<css::awt::XTextComponent>& edit, Action action) {
  edit->addTextListener(new TextChange(std::move(action)));
}
void DialogBuilder::on_leave(const Reference<css::awt::XTextComponent>& edit, Action action) {
  Reference<css::awt::XWindow>(edit, UNO_QUERY_THROW)->addFocusListener(new Leave(std::move(action)));
}
void DialogBuilder::on_change(const Reference<css::awt::XCheckBox>& box, Action action) {
  box->addItemListener(new ItemChange(std::move(action)));
}
void DialogBuilder::on_press(const Reference<css::awt::XButton>& button, Action action) {
  button->addActionListener(new Press(std::move(action)));
}
void DialogBuilder::on_double_click(const Reference<css::awt::XListBox>& list, Action action) {
  list->addActionListener(new Press(std::move(action)));
}
void DialogBuilder::focus(const Reference<css::uno::XInterface>& control) {
  Reference<css::awt::XWindow>(control, UNO_QUERY_THROW)->setFocus();
  // What stands in an edit field is a proposal: typing replaces it.
  if (const Reference<css::awt::XTextComponent> edit(control, UNO_QUERY); edit.is()) {
    edit->setSelection({0, edit->getText().getLength()});
  }
}

bool DialogBuilder::take_a_line() {
  int line = -1, best = lowest_field;
  for (int y = 0; y < height_; ++y) {
    int lowest = -1;
    for (const Placed& one : placed_) {
      if (y < one.y || y >= one.y + one.height) continue;
      const int height = one.scrolls ? one.height : 0;
      lowest = lowest < 0 ? height : std::min(lowest, height);
    }
    if (lowest > best) {
      best = lowest;
      line = y;
    }
  }
  if (line < 0) return false;
  for (Placed& one : placed_) {
    if (one.y > line) {
      --one.y;
    } else if (line < one.y + one.height) {
      --one.height;
    }
  }
  --height_;
  return true;
}

void DialogBuilder::shrink(double factor, double font_height) {
  const auto smaller = [factor](int length) { return sal_Int32(std::floor(length * factor)); };
  for (const Placed& one : placed_) {
    set(one.model, "PositionX", smaller(one.x));
    set(one.model, "PositionY", smaller(one.y));
    set(one.model, "Width", smaller(one.width));
    set(one.model, "Height", smaller(one.height));
    if (factor < 1 && font_height > 0) set(one.model, "FontHeight", static_cast<float>(std::floor(font_height * factor * 2) / 2));
  }
  set(model_, "Width", smaller(width_));
  set(model_, "Height", smaller(height_));
}

void DialogBuilder::fit_screen(const Reference<css::awt::XToolkit>& toolkit, const Reference<css::awt::XWindow>& parent) {
  const Reference<css::awt::XUnitConversion> units(parent, UNO_QUERY);
  if (!units.is()) return;
  const auto screen = toolkit->getWorkArea();
  const css::awt::Size room = units->convertSizeToLogic({screen.Width - kept_wide, screen.Height - kept_high}, css::util::MeasureUnit::APPFONT);
  if (room.Width <= 0 || room.Height <= 0 || (width_ <= room.Width && height_ <= room.Height)) return;
  while (height_ > room.Height && take_a_line()) continue;
  const double factor = std::min({1.0, static_cast<double>(room.Width) / width_, static_cast<double>(room.Height) / height_});
  const Reference<css::awt::XStyleSettingsSupplier> style(parent, UNO_QUERY);
  shrink(factor, style.is() ? style->getStyleSettings()->getLabelFont().Height : 0);
}

// A theme draws a field no lower than it likes, evenly above and below its place: the line that stands above gives way.
void DialogBuilder::clear_labels() {
  const Reference<css::awt::XControlContainer> container(dialog_, UNO_QUERY_THROW);
  for (std::size_t i = 0; i < placed_.size(); ++i) {
    const auto line = container->getControl(name_of(static_cast<sal_Int64>(i)));
    const Reference<css::awt::XLayoutConstrains> needs(line, UNO_QUERY);
    if (!Reference<css::awt::XFixedText>(line, UNO_QUERY).is() || !needs.is() || placed_[i].height > label_height) continue;
    const Reference<css::awt::XWindow> label(line, UNO_QUERY_THROW);
    for (const auto& control : container->getControls()) {
      const auto place = label->getPosSize();
      const auto below = Reference<css::awt::XWindow>(control, UNO_QUERY_THROW)->getPosSize();
      const bool across = below.X < place.X + place.Width && place.X < below.X + below.Width;
      if (!across || below.Y <= place.Y || below.Y >= place.Y + place.Height) continue;
      const auto height = std::max(below.Y - place.Y, std::min(place.Height, needs->getMinimumSize().Height));
      label->setPosSize(0, below.Y - height, 0, height, css::awt::PosSize::Y | css::awt::PosSize::HEIGHT);
    }
  }
}

// A font may be wider for its height than most: a button takes what its text needs from the field on its left, and what stands
// between the two moves along; or from what is free beside it.
void DialogBuilder::widen_buttons() {
  const Reference<css::awt::XControlContainer> container(dialog_, UNO_QUERY_THROW);
  const auto controls = container->getControls();
  const int whole = Reference<css::awt::XWindow>(dialog_, UNO_QUERY_THROW)->getPosSize().Width;
  for (const auto& control : controls) {
    const Reference<css::awt::XLayoutConstrains> needs(control, UNO_QUERY);
    if (!Reference<css::awt::XButton>(control, UNO_QUERY).is() || !needs.is()) continue;
    const Reference<css::awt::XWindow> button(control, UNO_QUERY_THROW);
    const auto place = button->getPosSize();
    const int more = needs->getMinimumSize().Width - place.Width;
    if (more <= 0) continue;
    std::vector<Reference<css::awt::XWindow>> before;  // in the same row
    Reference<css::awt::XWindow> field;                // the last of them
    const int right = place.X + place.Width;
    bool room_on_the_right = right + more < whole;
    for (const auto& other : controls) {
      const Reference<css::awt::XWindow> window(other, UNO_QUERY_THROW);
      const auto beside = window->getPosSize();
      const bool same_row = beside.Y < place.Y + place.Height && place.Y < beside.Y + beside.Height;
      if (same_row && beside.X >= right && beside.X <= right + more) room_on_the_right = false;
      if (!same_row || beside.X >= place.X) continue;
      before.push_back(window);
      const bool is_field = Reference<css::awt::XTextComponent>(other, UNO_QUERY).is() || Reference<css::awt::XListBox>(other, UNO_QUERY).is();
      if (is_field && (!field.is() || field->getPosSize().X < beside.X)) field = window;
    }
    if (field.is()) {
      const auto its = field->getPosSize();
      field->setPosSize(0, 0, its.Width - more, 0, css::awt::PosSize::WIDTH);
      for (const auto& window : before) {
        if (const int x = window->getPosSize().X; x > its.X) window->setPosSize(x - more, 0, 0, 0, css::awt::PosSize::X);
      }
    }
    button->setPosSize(place.X - (field.is() || !room_on_the_right ? more : 0), 0, place.Width + more, 0, css::awt::PosSize::X | css::awt::PosSize::WIDTH);
  }
}

void DialogBuilder::open() {
  const auto parent = call_.frame->getContainerWindow();
  const Reference<css::awt::XToolkit> toolkit(css::awt::Toolkit::create(call_.context), UNO_QUERY_THROW);
  fit_screen(toolkit, parent);
  Reference<css::awt::XControl>(dialog_, UNO_QUERY_THROW)->createPeer(toolkit, Reference<css::awt::XWindowPeer>(parent, UNO_QUERY));
  clear_labels();
  widen_buttons();
  const Reference<css::awt::XWindow> window(dialog_, UNO_QUERY_THROW);
  const auto around = parent->getPosSize();
  const auto size = window->getPosSize();
  window->setPosSize(std::max(0, (around.Width - size.Width) / 2), std::max(0, (around.Height - size.Height) / 2), 0, 0,
                     css::awt::PosSize::POS);
}

bool DialogBuilder::run() {
  pressed_other_ = false;
  return dialog_->execute() == css::ui::dialogs::ExecutableDialogResults::OK || pressed_other_;
}

void DialogBuilder::end() { dialog_->endExecute(); }

// With the field its label is off: the access key of a label whose field is off would press what comes next.
void enable(const Reference<css::uno::XInterface>& control, bool on) {
  const Reference<css::awt::XControl> part(control, UNO_QUERY_THROW);
  Reference<css::awt::XWindow>(part, UNO_QUERY_THROW)->setEnable(on);
  sal_Int16 number = 0;
  Reference<css::beans::XPropertySet>(part->getModel(), UNO_QUERY_THROW)->getPropertyValue("TabIndex") >>= number;
  const Reference<css::awt::XControlContainer> dialog(part->getContext(), UNO_QUERY_THROW);
  const Reference<css::awt::XFixedText> label(dialog->getControl(name_of(number - 1)), UNO_QUERY);
  if (label.is() && label->getText().indexOf('~') >= 0) Reference<css::awt::XWindow>(label, UNO_QUERY_THROW)->setEnable(on);
}

void fill(const Reference<css::awt::XListBox>& list, const std::vector<std::string>& texts) {
  list->removeItems(0, list->getItemCount());
  Sequence<rtl::OUString> items(static_cast<sal_Int32>(texts.size()));
  for (std::size_t i = 0; i < texts.size(); ++i) items[static_cast<sal_Int32>(i)] = to_uno(texts[i]);
  list->addItems(items, 0);
}

std::filesystem::path pick_folder(const Call& call, const std::filesystem::path& from) {
  const auto picker = css::ui::dialogs::FolderPicker::create(call.context);
  std::error_code ignored;
  if (std::filesystem::is_directory(from, ignored)) picker->setDisplayDirectory(to_uno(file_url(from)));
  if (picker->execute() != css::ui::dialogs::ExecutableDialogResults::OK) return {};
  return file_path(from_uno(picker->getDirectory()));
}

namespace {

constexpr char sheets[] = "*.ods;*.fods;*.xlsx";

std::vector<std::filesystem::path> pick(const Call& call, const Text& title, const Text& kind, const char* pattern, const std::filesystem::path& from, bool several) {
  const auto picker = css::ui::dialogs::FilePicker::createWithMode(
      call.context, css::ui::dialogs::TemplateDescription::FILEOPEN_SIMPLE);
  if (!title.empty()) picker->setTitle(to_uno(title.in(call.language)));
  if (several) picker->setMultiSelectionMode(true);
  picker->appendFilter(to_uno(kind.in(call.language)), rtl::OUString::createFromAscii(pattern));
  std::error_code ignored;
  if (std::filesystem::is_directory(from, ignored)) picker->setDisplayDirectory(to_uno(file_url(from)));
  if (picker->execute() != css::ui::dialogs::ExecutableDialogResults::OK) return {};
  std::vector<std::filesystem::path> files;
  for (const auto& url : picker->getSelectedFiles()) files.push_back(file_path(from_uno(url)));
  return files;
}

}  // namespace

std::filesystem::path pick_sheet(const Call& call, const std::filesystem::path& from) {
  const auto files = pick(call, {}, say(Says::sheet_files), sheets, from, false);
  return files.empty() ? std::filesystem::path() : files.front();
}

std::vector<std::filesystem::path> pick_sheets(const Call& call, const Text& title, const std::filesystem::path& from) {
  return pick(call, title, say(Says::sheet_files), sheets, from, true);
}

std::filesystem::path pick_file(const Call& call, const Text& title, const Text& kind, const char* pattern, const std::filesystem::path& from) {
  const auto files = pick(call, title, kind, pattern, from, false);
  return files.empty() ? std::filesystem::path() : files.front();
}

std::vector<std::filesystem::path> pick_files(const Call& call, const Text& title, const Text& kind, const char* pattern, const std::filesystem::path& from) {
  return pick(call, title, kind, pattern, from, true);
}

}  // namespace thuocdo
