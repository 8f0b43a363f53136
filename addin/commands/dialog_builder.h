// Builds a dialog control by control. Positions and sizes are in the office's dialog units (a quarter of a letter's
// width, an eighth of its height); the tab order is the order of the calls.
//
//   DialogBuilder dialog(call, title, 260, 120);
//   dialog.label(6, 6, 100, say(Says::tier_label));
//   auto tiers = dialog.list(6, 18, 248, 14, true);
//   dialog.buttons(say(Says::new_button));
//   dialog.open();
//   if (dialog.run()) …
#pragma once

#include <com/sun/star/awt/XButton.hpp>
#include <com/sun/star/awt/XCheckBox.hpp>
#include <com/sun/star/awt/XControl.hpp>
#include <com/sun/star/awt/XControlModel.hpp>
#include <com/sun/star/awt/XDialog.hpp>
#include <com/sun/star/awt/XFixedText.hpp>
#include <com/sun/star/awt/XListBox.hpp>
#include <com/sun/star/awt/XTextComponent.hpp>
#include <com/sun/star/awt/XToolkit.hpp>
#include <com/sun/star/awt/XWindow.hpp>
#include <functional>
#include <string>
#include <vector>

#include "commands/command.h"
#include "help/help_key.h"

namespace thuocdo {

class DialogBuilder {
 public:
  DialogBuilder(const Call& call, const Text& title, int width, int height);
  ~DialogBuilder();
  DialogBuilder(const DialogBuilder&) = delete;
  DialogBuilder& operator=(const DialogBuilder&) = delete;

  // Names the control that is added next.
  Reference<css::awt::XFixedText> label(int x, int y, int width, int height, const Text& text);
  // Says something by itself.
  Reference<css::awt::XFixedText> message(int x, int y, int width, int height, const Text& text);
  Reference<css::awt::XListBox> list(int x, int y, int width, int height, bool drop_down);
  void allow_several(const Reference<css::awt::XListBox>& list);  // lines may be selected together
  Reference<css::awt::XTextComponent> edit(int x, int y, int width, const std::string& text);
  Reference<css::awt::XTextComponent> secret(int x, int y, int width);  // shows dots
  Reference<css::awt::XTextComponent> combo(int x, int y, int width, const std::vector<std::string>& choices,
                                            const std::string& text);  // may be typed too
  Reference<css::awt::XTextComponent> reading(int x, int y, int width, int height);  // several lines, read only
  Reference<css::awt::XButton> button(int x, int y, int width, const Text& text);
  Reference<css::awt::XCheckBox> check(int x, int y, int width, const Text& text, bool on);
  // OK with the given text, which Enter presses, and Cancel, at the bottom on the right. Gives the first.
  Reference<css::awt::XButton> buttons(const Text& accept);
  Reference<css::awt::XButton> buttons(const Text& accept, const Text& cancel);
  void close_button();
  // A further button on the left that accepts too; `run` is true, and `pressed_other` tells which it was.
  void other_button(const Text& text);
  bool pressed_other() const { return pressed_other_; }

  void on_change(const Reference<css::awt::XListBox>& list, std::function<void()> action);
  void on_change(const Reference<css::awt::XTextComponent>& edit, std::function<void()> action);
  // When the field is left: for what takes longer than a key's stroke, such as looking into the folder that it names.
  void on_leave(const Reference<css::awt::XTextComponent>& edit, std::function<void()> action);
  void on_change(const Reference<css::awt::XCheckBox>& box, std::function<void()> action);
  void on_press(const Reference<css::awt::XButton>& button, std::function<void()> action);
  void on_double_click(const Reference<css::awt::XListBox>& list, std::function<void()> action);
  void focus(const Reference<css::uno::XInterface>& control);
  // The page of the guide that F1 opens, where it is not that of the command.
  void guide_page(const char* page) { help_key_.set_page(page); }

  // Makes the window, in the middle of the frame; lists can be filled and texts set from then on. Where the system's font
  // makes it larger than the screen, fields of several lines, which scroll, get lower; then everything gets smaller.
  void open();
  bool run();  // true when accepted
  void end();  // closes it as cancelled, from within an action

 private:
  Reference<css::uno::XInterface> add(const char* kind, int x, int y, int width, int height,
                                      const std::vector<css::beans::PropertyValue>& properties);
  void fit_screen(const Reference<css::awt::XToolkit>& toolkit, const Reference<css::awt::XWindow>& parent);
  bool take_a_line();  // of one unit, out of the tallest fields; false when none can be lower
  void shrink(double factor, double font_height);
  void clear_labels();
  void widen_buttons();

  struct Placed {
    Reference<css::uno::XInterface> model;
    int x, y, width, height;
    bool scrolls;  // its text, so that it may be lower
  };

  const Call& call_;
  HelpKey help_key_;
  int width_;
  int height_;
  std::vector<Placed> placed_;
  bool pressed_other_ = false;
  Reference<css::awt::XButton> other_;
  Reference<css::uno::XInterface> model_;
  Reference<css::awt::XDialog> dialog_;
};

// A control that is off cannot be reached, not by the access key of its label either.
void enable(const Reference<css::uno::XInterface>& control, bool on);
// Puts texts in place of those that the list holds.
void fill(const Reference<css::awt::XListBox>& list, const std::vector<std::string>& texts);
// Asks for a folder; empty when it was given up.
std::filesystem::path pick_folder(const Call& call, const std::filesystem::path& from);
// Asks for a sheet's file; empty when it was given up.
std::filesystem::path pick_sheet(const Call& call, const std::filesystem::path& from);
// Asks for several; none when it was given up.
std::vector<std::filesystem::path> pick_sheets(const Call& call, const Text& title, const std::filesystem::path& from);
// Asks for a file or several of another kind: "*.db".
std::filesystem::path pick_file(const Call& call, const Text& title, const Text& kind, const char* pattern, const std::filesystem::path& from);
std::vector<std::filesystem::path> pick_files(const Call& call, const Text& title, const Text& kind, const char* pattern, const std::filesystem::path& from);

}  // namespace thuocdo
