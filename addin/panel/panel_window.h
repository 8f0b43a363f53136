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
#include <string>
#include <vector>

#include "report/live_score.h"
#include "workbook/calc.h"

namespace thuocdo {

class PanelWindow {
 public:
  struct Deeds {
    std::function<void(const Place&)> go;  // to the cell of a list's line
    std::function<void(int)> explain;      // the criterion of the line that is chosen now
    std::function<void()> leave;           // to the sheet
    std::function<void()> make_sheet;
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
  void focus();
  const Reference<css::awt::XWindow>& window() const { return window_; }

 private:
  class Events;
  struct Part {  // a control, and what it shows now
    Reference<css::awt::XControl> control;
    Reference<css::awt::XWindow> window;
    Reference<css::uno::XInterface> model;
    std::string text;
    bool visible = true;
    css::awt::Rectangle place;
  };
  struct Bar {
    Part part;
    int permille = -1;
  };
  struct Group {
    Part name;
    Part points;
    Bar bar;
  };
  struct List {
    Part title;
    Part box;
    std::vector<LiveEntry> entries;
  };

  Part add(const char* kind, const std::vector<css::beans::PropertyValue>& properties);
  Part add_text(bool label);
  Bar add_bar();
  List add_list();
  void set_text(Part& part, const std::string& text);
  void set_bar(Bar& bar, int permille);
  void set_visible(Part& part, bool visible);
  void set_place(Part& part, int x, int y, int width, int height);
  void fill(List& list, const std::string& title, std::vector<LiveEntry> entries);
  void message(const std::string& text, bool offer_new);
  void show_parts();
  int chosen(const List& list) const;
  void go_from(const List& list);
  List* list_of(const Reference<css::uno::XInterface>& control);
  // Lays out for the width; with `height` 0 only measures. Returns the least height.
  int arrange(int width, int height);

  const Language language_;
  const Deeds deeds_;
  Reference<css::awt::XWindow> parent_;
  Reference<css::awt::XWindow> window_;
  Reference<css::uno::XInterface> model_;
  Reference<css::awt::XControlContainer> controls_;
  rtl::Reference<Events> events_;
  int count_ = 0;
  bool has_sheet_ = false;
  bool assessed_ = false;

  Part message_;
  Part new_button_;
  Part unit_;
  Part total_;
  Bar total_bar_;
  Part lines_;
  std::vector<Group> groups_;
  std::size_t group_count_ = 0;  // of groups_ that are shown
  List gains_;
  List findings_;
  Part explanation_title_;
  Part explanation_;
};

}  // namespace thuocdo
