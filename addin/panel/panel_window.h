// The controls of the sidebar panel: what LiveScore says, from top to bottom, in any width and height.
//
//   PanelWindow window(context, parent, language, deeds);
//   window.show(live_score(…));          // or window.show_no_sheet();
//   window.show_explanation("Tiêu chí 1.3. …");
//   window.lay_out();                     // after the parent's size has changed
//
// Colours and fonts are the theme's. Every list and text can be reached with Tab; Enter or a click in a list goes to the
// cell, Escape to the sheet. Only what has changed is set anew, so that nothing flickers and the selection stays.
#pragma once

#include <rtl/ref.hxx>

#include <com/sun/star/awt/XControl.hpp>
#include <com/sun/star/awt/XControlContainer.hpp>
#include <com/sun/star/awt/XListBox.hpp>
#include <com/sun/star/awt/XWindow.hpp>
#include <com/sun/star/ui/LayoutSize.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "report/live_score.h"
#include "workbook/calc.h"

namespace thuocdo {

// Puts the keyboard into the first list of a panel's window, or on its button where it shows no sheet.
void focus_panel(const Reference<css::awt::XWindow>& window);

class PanelWindow {
 public:
  struct Deeds {
    std::function<void(const Place&)> go;  // to the cell of a list's line
    std::function<void(int)> explain;      // the criterion of the line that is chosen now
    std::function<void()> leave;           // to the sheet
    std::function<void()> make_sheet;
    std::function<void()> height_changed;  // height_for says something else now
  };
  PanelWindow(const Reference<css::uno::XComponentContext>& context, const Reference<css::awt::XWindow>& parent,
              Language language, Deeds deeds);
  ~PanelWindow();
  PanelWindow(const PanelWindow&) = delete;
  PanelWindow& operator=(const PanelWindow&) = delete;

  void show(LiveScore live);
  void show_no_sheet();
  void show_failure(const std::string& message);
  void show_explanation(const std::string& text);
  void lay_out();
  css::ui::LayoutSize height_for(int width);
  void let_go();  // from now on the user's deeds lead to nothing
  const Reference<css::awt::XWindow>& window() const { return window_; }

 private:
  class Events;
  class ThemeChange;
  struct Part {  // a control, and what it shows now
    Reference<css::awt::XControl> control;
    Reference<css::awt::XWindow> window;
    Reference<css::uno::XInterface> model;
    std::string text;
    bool visible = true;
    css::awt::Rectangle place;
    mutable std::map<int, int> measures;  // in pixels, while text and font stay (panel_arrangement.cpp)
  };
  struct Bar {  // drawn as two plain areas, so that it is the theme's and as thin as wanted
    Part full;
    Part rest;
    int permille = 0;
    css::awt::Rectangle place;
  };
  struct Group {
    Part number;  // in place of the name where there is room for the bars only
    Part name;
    Part points;
    Bar bar;
  };
  struct List {
    Part title;
    Part box;
    std::vector<LiveEntry> entries;
  };

  Part add(const char* kind, const std::vector<css::beans::PropertyValue>& properties, const char* name = nullptr);
  Part add_text(bool label);
  Bar add_bar();
  void add_groups();  // as many as are wanted now
  List add_list(const char* name);
  void set_text(Part& part, const std::string& text);
  void set_bar(Bar& bar, int permille);
  void set_place(Bar& bar, int x, int y, int width, int height);
  void take_colours();
  void forget_measures();
  void set_visible(Part& part, bool visible);
  void set_place(Part& part, int x, int y, int width, int height);
  void fill(List& list, const std::string& title, std::vector<LiveEntry> entries);
  void message(const std::string& text, bool offer_new);
  void show_parts();
  bool shows_groups() const;
  void switch_groups(bool on);
  bool has_room_for_groups(int width, int height);
  bool has_room_for_bars(int width, int height);
  void put_bars(int y, int width);
  int chosen(const List& list) const;
  void go_from(const List& list);
  List* list_of(const Reference<css::uno::XInterface>& control);
  int height_in(const Part& part, int width) const;
  int width_of(const Part& part) const;
  int height_of_lines(const Part& part, int lines) const;
  // Lays out for the width; with `height` 0 only measures. Returns the least height. Groups that nobody has asked for
  // take only what the lists leave, and so are not counted in it.
  int arrange(int width, int height);

  const Language language_;
  const Deeds deeds_;
  Reference<css::awt::XWindow> parent_;
  Reference<css::awt::XWindow> window_;
  Reference<css::uno::XInterface> model_;
  Reference<css::awt::XControlContainer> controls_;
  rtl::Reference<Events> events_;
  rtl::Reference<ThemeChange> theme_change_;
  sal_Int32 full_colour_ = 0;
  sal_Int32 rest_colour_ = 0;
  int count_ = 0;
  bool has_sheet_ = false;
  bool assessed_ = false;
  bool filling_ = false;
  bool groups_asked_for_ = false;  // or refused, by the user
  bool bars_only_ = false;         // groups by their number, a bar and the points, two beside each other
  int least_height_ = 0;  // at the width of the last layout

  Part message_;
  Part new_button_;
  Part unit_;
  Part total_;
  Bar total_bar_;
  Part lines_;
  Part groups_switch_;
  std::vector<Group> groups_;
  std::size_t group_count_ = 0;  // of groups_ that are shown
  List gains_;
  List findings_;
  Part explanation_title_;
  Part explanation_;
  // The same for screen readers, a pixel wide: the office tells them nothing of a field of several lines.
  Part spoken_explanation_;
};

}  // namespace thuocdo
