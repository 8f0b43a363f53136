#include "panel/panel_window.h"

#include <algorithm>
#include <com/sun/star/awt/FontWeight.hpp>
#include <com/sun/star/awt/Key.hpp>
#include <com/sun/star/awt/MouseButton.hpp>
#include <com/sun/star/awt/PosSize.hpp>
#include <com/sun/star/awt/XActionListener.hpp>
#include <com/sun/star/awt/XButton.hpp>
#include <com/sun/star/awt/XCheckBox.hpp>
#include <com/sun/star/awt/XContainerWindowProvider.hpp>
#include <com/sun/star/awt/XItemList.hpp>
#include <com/sun/star/awt/XItemListener.hpp>
#include <com/sun/star/awt/XKeyListener.hpp>
#include <com/sun/star/awt/XMouseListener.hpp>
#include <com/sun/star/awt/XStyleChangeListener.hpp>
#include <com/sun/star/awt/XStyleSettings.hpp>
#include <com/sun/star/awt/XStyleSettingsSupplier.hpp>
#include <com/sun/star/awt/XTabController.hpp>
#include <com/sun/star/awt/XUnoControlContainer.hpp>
#include <com/sun/star/awt/XWindow2.hpp>
#include <com/sun/star/awt/XWindowPeer.hpp>
#include <com/sun/star/container/XNameContainer.hpp>
#include <com/sun/star/lang/XComponent.hpp>
#include <com/sun/star/lang/XMultiComponentFactory.hpp>
#include <com/sun/star/util/XChangesListener.hpp>
#include <com/sun/star/util/XChangesNotifier.hpp>
#include <cppuhelper/implbase1.hxx>
#include <cppuhelper/implbase4.hxx>
#include <exception>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "help/help_key.h"
#include "texts/texts.h"

namespace thuocdo {
namespace {

// True while it lives.
class Filling {
 public:
  explicit Filling(bool& flag) : flag_(flag) { flag_ = true; }
  ~Filling() { flag_ = false; }
  Filling(const Filling&) = delete;
  Filling& operator=(const Filling&) = delete;

 private:
  bool& flag_;
};

// While it lives, controls may be added to a window that is there. Otherwise the office puts all of them into the order
// of tabs twice for each one that comes, when its model and when it itself is there: half a second for the bars of 34
// groups.
class TabOrderLater {
 public:
  TabOrderLater(const Reference<css::awt::XControlContainer>& window, const Reference<css::uno::XInterface>& model)
      : window_(window, UNO_QUERY_THROW),
        orders_(window_->getTabControllers()),
        listener_(window, UNO_QUERY_THROW),
        model_(model, UNO_QUERY_THROW) {
    for (const auto& order : orders_) window_->removeTabController(order);
    model_->removeChangesListener(listener_);
  }
  ~TabOrderLater() {
    try {
      model_->addChangesListener(listener_);
      for (const auto& order : orders_) {
        window_->addTabController(order);
        order->setContainer(Reference<css::awt::XControlContainer>(window_, UNO_QUERY));
        order->activateTabOrder();
      }
    } catch (const css::uno::Exception&) {
      // The window is closing.
    }
  }
  TabOrderLater(const TabOrderLater&) = delete;
  TabOrderLater& operator=(const TabOrderLater&) = delete;

 private:
  const Reference<css::awt::XUnoControlContainer> window_;
  const Sequence<Reference<css::awt::XTabController>> orders_;
  const Reference<css::util::XChangesListener> listener_;
  const Reference<css::util::XChangesNotifier> model_;
};

struct ListStep {
  sal_Int32 at = 0;
  const std::string* text = nullptr;  // to insert; null: to remove
};

// How a few lines go and come to make `after` of `before`: an answer changes a line or two, and moves them. Nothing where
// that takes more than a few steps. A list box measures all its lines anew whenever one goes.
std::optional<std::vector<ListStep>> few_steps(const std::vector<LiveEntry>& before, const std::vector<LiveEntry>& after) {
  constexpr std::size_t few = 8;
  std::vector<ListStep> steps;
  std::vector<const std::string*> shown;
  std::unordered_set<std::string_view> stays;
  for (const LiveEntry& entry : after) stays.insert(entry.text);
  for (const LiveEntry& entry : before) shown.push_back(&entry.text);
  const auto remove = [&](std::size_t at) {
    steps.push_back({static_cast<sal_Int32>(at), nullptr});
    shown.erase(shown.begin() + static_cast<std::ptrdiff_t>(at));
  };
  for (std::size_t at = shown.size(); at-- > 0 && steps.size() <= few;) {
    if (!stays.contains(*shown[at])) remove(at);
  }
  for (std::size_t at = 0; at < after.size() && steps.size() <= few; ++at) {
    const auto is_next = [&](const std::string* text) { return *text == after[at].text; };
    if (at < shown.size() && is_next(shown[at])) continue;
    if (at + 1 < shown.size() && is_next(shown[at + 1])) {  // what stands here belongs further down
      remove(at);
      continue;
    }
    const auto from = shown.begin() + static_cast<std::ptrdiff_t>(std::min(at, shown.size()));
    const auto found = std::find_if(from, shown.end(), is_next);
    if (found != shown.end()) remove(static_cast<std::size_t>(found - shown.begin()));
    steps.push_back({static_cast<sal_Int32>(at), &after[at].text});
    shown.insert(shown.begin() + static_cast<std::ptrdiff_t>(at), &after[at].text);
  }
  while (shown.size() > after.size() && steps.size() <= few) remove(shown.size() - 1);
  if (steps.size() > few) return std::nullopt;
  return steps;
}

// Names of the controls that the keyboard is put into.
constexpr const char* first_list = "gains";
constexpr const char* second_list = "findings";
constexpr const char* button_name = "new";

constexpr const char* board = "vnd.sun.star.extension://vn.thuocdo.extension/dialogs/panel.xdl";

}  // namespace

// The office's colours have changed.
class PanelWindow::ThemeChange : public cppu::WeakImplHelper1<css::awt::XStyleChangeListener> {
 public:
  ThemeChange(PanelWindow& panel, Reference<css::awt::XStyleSettings> styles) : panel_(&panel), styles_(std::move(styles)) {}
  void let_go() {
    panel_ = nullptr;
    const auto styles = std::exchange(styles_, {});
    try {
      if (styles.is()) styles->removeStyleChangeListener(this);
    } catch (const css::uno::Exception&) {
      // The window is gone already.
    }
  }

  void SAL_CALL styleSettingsChanged(const css::lang::EventObject&) override {
    try {
      if (panel_ == nullptr) return;
      panel_->forget_measures();
      panel_->take_colours();
    } catch (const css::uno::Exception&) {
      // The colours stay as they were.
    }
  }
  void SAL_CALL disposing(const css::lang::EventObject&) override { styles_.clear(); }

 private:
  PanelWindow* panel_;
  Reference<css::awt::XStyleSettings> styles_;
};

// What the user does with the lists and the button. Let go before the controls are.
class PanelWindow::Events
    : public cppu::WeakImplHelper4<css::awt::XItemListener, css::awt::XKeyListener, css::awt::XMouseListener,
                                   css::awt::XActionListener> {
 public:
  explicit Events(PanelWindow& panel) : panel_(&panel) {}
  void let_go() { panel_ = nullptr; }

  void SAL_CALL itemStateChanged(const css::awt::ItemEvent& event) override {
    guarded([&](PanelWindow& panel) {
      if (event.Source == panel.groups_switch_.control) {
        if (panel.filling_) return;
        panel.groups_asked_for_ = true;
        panel.show_parts();
        return panel.lay_out();
      }
      const List* list = panel.filling_ ? nullptr : panel.list_of(event.Source);
      const int at = list != nullptr ? panel.chosen(*list) : -1;
      if (at < 0) return;
      panel.deeds_.explain(list->entries[static_cast<std::size_t>(at)].criterion);
    });
  }
  void SAL_CALL keyPressed(const css::awt::KeyEvent& event) override {
    guarded([&](PanelWindow& panel) {
      if (event.KeyCode == css::awt::Key::ESCAPE) return panel.deeds_.leave();
      if (event.KeyCode != css::awt::Key::RETURN) return;
      if (const List* list = panel.list_of(event.Source)) panel.go_from(*list);
    });
  }
  void SAL_CALL keyReleased(const css::awt::KeyEvent&) override {}
  void SAL_CALL mouseReleased(const css::awt::MouseEvent& event) override {
    if (event.Buttons != css::awt::MouseButton::LEFT) return;
    guarded([&](PanelWindow& panel) {
      if (const List* list = panel.list_of(event.Source)) panel.go_from(*list);
    });
  }
  void SAL_CALL mousePressed(const css::awt::MouseEvent&) override {}
  void SAL_CALL mouseEntered(const css::awt::MouseEvent&) override {}
  void SAL_CALL mouseExited(const css::awt::MouseEvent&) override {}
  void SAL_CALL actionPerformed(const css::awt::ActionEvent& event) override {
    guarded([&](PanelWindow& panel) {
      if (event.Source == panel.new_button_.control) panel.deeds_.make_sheet();
    });
  }
  void SAL_CALL disposing(const css::lang::EventObject&) override {}

 private:
  void guarded(const std::function<void(PanelWindow&)>& action) {
    const rtl::Reference<Events> alive(this);
    try {
      if (panel_ != nullptr) action(*panel_);
    } catch (const css::uno::Exception&) {
      // The document or the panel is closing.
    } catch (const std::exception&) {
    }
  }

  PanelWindow* panel_;
};

PanelWindow::PanelWindow(const Reference<css::uno::XComponentContext>& context,
                         const Reference<css::awt::XWindow>& parent, Language language, Deeds deeds)
    : language_(language), deeds_(std::move(deeds)), parent_(parent), events_(new Events(*this)) {
  const Reference<css::awt::XContainerWindowProvider> provider(
      context->getServiceManager()->createInstanceWithContext("com.sun.star.awt.ContainerWindowProvider", context),
      UNO_QUERY_THROW);
  window_ = provider->createContainerWindow(to_uno(board), rtl::OUString(),
                                            Reference<css::awt::XWindowPeer>(parent, UNO_QUERY_THROW), nullptr);
  model_ = Reference<css::awt::XControl>(window_, UNO_QUERY_THROW)->getModel();
  controls_.set(window_, UNO_QUERY_THROW);
  take_colours();

  const TabOrderLater in_one(controls_, model_);
  message_ = add_text(false);
  new_button_ = add("com.sun.star.awt.UnoControlButtonModel",
                    {named("Label", to_uno(say(Says::panel_new_button).in(language_)))}, button_name);
  Reference<css::awt::XButton>(new_button_.control, UNO_QUERY_THROW)->addActionListener(events_.get());
  unit_ = add_text(false);
  total_ = add_text(false);
  set(total_.model, "FontWeight", css::awt::FontWeight::BOLD);
  set(total_.model, "FontHeight", 13.0f);
  total_bar_ = add_bar();
  lines_ = add_text(false);
  groups_switch_ = add("com.sun.star.awt.UnoControlCheckBoxModel",
                       {named("Label", to_uno(say(Says::panel_groups).in(language_))), named("State", sal_Int16(1))});
  Reference<css::awt::XCheckBox>(groups_switch_.control, UNO_QUERY_THROW)->addItemListener(events_.get());
  groups_switch_.window->addKeyListener(events_.get());
  gains_ = add_list(first_list);
  findings_ = add_list(second_list);
  explanation_title_ = add_text(true);
  set_text(explanation_title_, say(Says::panel_explanation).in(language_));
  explanation_ = add("com.sun.star.awt.UnoControlEditModel",
                     {named("MultiLine", true), named("ReadOnly", true), named("VScroll", true), named("Tabstop", true)});
  explanation_.window->addKeyListener(events_.get());
  spoken_explanation_ = add_text(false);
  set(spoken_explanation_.model, "MultiLine", false);  // for readers only: a pixel wide, it would be broken at every letter
  show_explanation({});
  show_parts();
  help_while_focused(context, window_, "bang-diem");
}

void PanelWindow::let_go() {
  events_->let_go();
  if (theme_change_.is()) theme_change_->let_go();
}

PanelWindow::~PanelWindow() {
  let_go();
  try {
    const Reference<css::lang::XComponent> component(window_, UNO_QUERY);
    if (component.is()) component->dispose();
    // The models of a board and of what stands on it hold one another.
    const Reference<css::lang::XComponent> model(model_, UNO_QUERY);
    if (model.is()) model->dispose();
  } catch (const css::uno::Exception&) {
    // The sidebar has disposed of it already.
  }
}

void focus_panel(const Reference<css::awt::XWindow>& window) {
  const Reference<css::awt::XControlContainer> controls(window, UNO_QUERY_THROW);
  for (const char* name : {first_list, second_list, button_name}) {
    const Reference<css::awt::XWindow2> control(controls->getControl(rtl::OUString::createFromAscii(name)), UNO_QUERY_THROW);
    if (!control->isVisible()) continue;
    control->setFocus();
    const Reference<css::awt::XListBox> list(control, UNO_QUERY);
    if (list.is() && list->getSelectedItemPos() < 0 && list->getItemCount() > 0) list->selectItemPos(0, true);
    return;
  }
}

PanelWindow::Part PanelWindow::add(const char* kind, const std::vector<css::beans::PropertyValue>& properties,
                                   const char* given_name) {
  const auto made = create<css::beans::XPropertySet>(model_, kind);
  const rtl::OUString name = given_name != nullptr ? rtl::OUString::createFromAscii(given_name)
                                                   : rtl::OUString("control" + rtl::OUString::number(count_));
  set(made, "Name", name);
  set(made, "TabIndex", sal_Int16(count_++));
  for (const auto& property : properties) made->setPropertyValue(property.Name, property.Value);
  Reference<css::container::XNameContainer>(model_, UNO_QUERY_THROW)->insertByName(name, Any(made));
  Part part;
  part.control = controls_->getControl(name);
  part.window.set(part.control, UNO_QUERY_THROW);
  part.model = made;
  return part;
}

PanelWindow::Part PanelWindow::add_text(bool label) {
  return add("com.sun.star.awt.UnoControlFixedTextModel", {named("MultiLine", true), named("NoLabel", !label)});
}

// The figures stand beside it: a bar says nothing by itself.
PanelWindow::Bar PanelWindow::add_bar() {
  Bar bar;
  bar.full = add_text(false);
  bar.rest = add_text(false);
  set(bar.full.model, "BackgroundColor", full_colour_);
  set(bar.rest.model, "BackgroundColor", rest_colour_);
  return bar;
}

void PanelWindow::add_groups() {
  if (groups_.size() >= group_count_) return;
  const TabOrderLater in_one(controls_, model_);
  while (groups_.size() < group_count_) {
    Group group;
    group.number = add_text(false);
    group.name = add_text(false);
    group.points = add_text(false);
    group.bar = add_bar();
    groups_.push_back(std::move(group));
  }
}

void PanelWindow::take_colours() {
  const Reference<css::awt::XStyleSettingsSupplier> supplier(
      Reference<css::awt::XControl>(window_, UNO_QUERY_THROW)->getPeer(), UNO_QUERY);
  if (!supplier.is()) return;
  const auto styles = supplier->getStyleSettings();
  full_colour_ = styles->getHighlightColor();
  rest_colour_ = styles->getShadowColor();
  if (!theme_change_.is()) {
    theme_change_ = new ThemeChange(*this, styles);
    styles->addStyleChangeListener(theme_change_.get());
  }
  std::vector<Bar*> bars = {&total_bar_};
  for (Group& group : groups_) bars.push_back(&group.bar);
  for (Bar* bar : bars) {
    if (!bar->full.model.is()) continue;
    set(bar->full.model, "BackgroundColor", full_colour_);
    set(bar->rest.model, "BackgroundColor", rest_colour_);
  }
}

// The font may be another one.
void PanelWindow::forget_measures() {
  for (Part* part : {&message_, &unit_, &total_, &lines_, &gains_.title, &gains_.box, &findings_.title, &findings_.box,
                     &explanation_title_, &explanation_}) {
    part->measures.clear();
  }
  for (Group& group : groups_) {
    group.number.measures.clear();
    group.points.measures.clear();
  }
}

PanelWindow::List PanelWindow::add_list(const char* name) {
  List list;
  list.title = add_text(true);
  list.box = add("com.sun.star.awt.UnoControlListBoxModel",
                 {named("Dropdown", false), named("Tabstop", true),
                  named("HelpText", to_uno(say(Says::panel_list_help).in(language_)))},
                 name);
  Reference<css::awt::XListBox>(list.box.control, UNO_QUERY_THROW)->addItemListener(events_.get());
  list.box.window->addKeyListener(events_.get());
  list.box.window->addMouseListener(events_.get());
  return list;
}

void PanelWindow::set_text(Part& part, const std::string& text) {
  if (part.text == text) return;
  part.text = text;
  part.measures.clear();
  set(part.model, "Label", to_uno(text));
}

void PanelWindow::set_bar(Bar& bar, int permille) {
  if (bar.permille == permille) return;
  bar.permille = permille;
  set_place(bar, bar.place.X, bar.place.Y, bar.place.Width, bar.place.Height);
}

void PanelWindow::set_place(Bar& bar, int x, int y, int width, int height) {
  bar.place = css::awt::Rectangle(x, y, width, height);
  // Something is seen of everything above 0, and something is missing of everything below the maximum.
  int full = static_cast<int>(static_cast<long>(width) * bar.permille / 1000);
  if (bar.permille > 0) full = std::max(full, 1);
  set_place(bar.full, x, y, full, height);
  set_place(bar.rest, x + full, y, width - full, height);
}

void PanelWindow::set_visible(Part& part, bool visible) {
  if (part.visible == visible) return;
  part.visible = visible;
  part.window->setVisible(visible);
}

void PanelWindow::set_place(Part& part, int x, int y, int width, int height) {
  const css::awt::Rectangle place(x, y, width, height);
  if (part.place == place) return;
  part.place = place;
  part.window->setPosSize(x, y, width, height, css::awt::PosSize::POSSIZE);
}

void PanelWindow::fill(List& list, const std::string& title, std::vector<LiveEntry> entries) {
  set_text(list.title, title);
  const std::vector<LiveEntry> old = std::exchange(list.entries, std::move(entries));
  const auto same = [](const LiveEntry& a, const LiveEntry& b) { return a.text == b.text; };
  if (std::equal(old.begin(), old.end(), list.entries.begin(), list.entries.end(), same)) return;

  const Filling filling(filling_);  // nobody has chosen anything
  const Reference<css::awt::XListBox> box(list.box.control, UNO_QUERY_THROW);
  const int before = box->getSelectedItemPos();
  const int criterion = before < 0 || before >= std::ssize(old) ? -1 : old[static_cast<std::size_t>(before)].criterion;
  if (const auto steps = few_steps(old, list.entries)) {
    const Reference<css::awt::XItemList> items(list.box.model, UNO_QUERY_THROW);
    for (const ListStep& step : *steps) {
      if (step.text == nullptr) {
        items->removeItem(step.at);
      } else {
        items->insertItemText(step.at, to_uno(*step.text));
      }
    }
  } else {
    Sequence<rtl::OUString> items(static_cast<sal_Int32>(list.entries.size()));
    std::transform(list.entries.begin(), list.entries.end(), items.getArray(),
                   [](const LiveEntry& entry) { return to_uno(entry.text); });
    set(list.box.model, "StringItemList", items);
  }
  // What was chosen stays chosen, or else what stands in its place now.
  if (before < 0 || list.entries.empty()) return;
  const auto again = std::find_if(list.entries.begin(), list.entries.end(), [&](const LiveEntry& entry) {
    return criterion >= 0 && entry.criterion == criterion;
  });
  const auto at = again != list.entries.end() ? again - list.entries.begin()
                                              : std::min<std::ptrdiff_t>(before, std::ssize(list.entries) - 1);
  if (box->getSelectedItemPos() != at) box->selectItemPos(static_cast<sal_Int16>(at), true);
}

void PanelWindow::show(LiveScore live) {
  const bool was_alike = has_sheet_ && assessed_ == (live.state == LiveScore::State::assessed);
  has_sheet_ = true;
  assessed_ = live.state == LiveScore::State::assessed;
  set_text(unit_, live.unit);
  set_text(total_, live.total);
  set_bar(total_bar_, live.permille);
  std::string lines;
  for (const std::string& line : live.lines) lines += (lines.empty() ? "" : "\n") + line;
  const auto lines_height = [this] { return height_in(lines_, lines_.place.Width); };
  const int height_before = lines_height();
  set_text(lines_, lines);
  const bool other_groups = group_count_ != live.groups.size();
  group_count_ = live.groups.size();
  add_groups();
  for (std::size_t i = 0; i < group_count_; ++i) {
    const std::string& name = live.groups[i].name;
    if (groups_[i].name.text != name) {
      set_text(groups_[i].name, name);
      set_text(groups_[i].number, name.substr(0, name.find(' ')));
      set(groups_[i].number.model, "HelpText", to_uno(name));
    }
    set_text(groups_[i].points, live.groups[i].points);
    set_bar(groups_[i].bar, live.groups[i].permille);
  }
  const std::size_t lengths[] = {gains_.entries.size(), findings_.entries.size()};
  fill(gains_, live.gains_title, std::move(live.gains));
  fill(findings_, live.findings_title, std::move(live.findings));
  const bool other_lengths = lengths[0] != gains_.entries.size() || lengths[1] != findings_.entries.size();
  if (!was_alike || other_groups) show_parts();
  if (!was_alike || other_groups || other_lengths || lines_height() != height_before) lay_out();
}

void PanelWindow::show_no_sheet() { message(say(Says::panel_no_sheet).in(language_), true); }

void PanelWindow::show_failure(const std::string& reason) {
  message(say(Says::panel_failed, {reason}).in(language_), false);
}

void PanelWindow::message(const std::string& text, bool offer_new) {
  has_sheet_ = assessed_ = false;
  set_text(message_, text);
  show_parts();
  set_visible(new_button_, offer_new);
  lay_out();
}

void PanelWindow::show_explanation(const std::string& text) {
  const std::string shown = text.empty() ? say(Says::panel_explanation_hint).in(language_) : text;
  if (explanation_.text == shown) return;
  explanation_.text = shown;
  set(explanation_.model, "Text", to_uno(shown));
  set_text(spoken_explanation_, shown);
}

void PanelWindow::show_parts() {
  set_visible(message_, !has_sheet_);
  set_visible(new_button_, !has_sheet_);
  for (Part* part : {&unit_, &lines_, &findings_.title, &findings_.box, &explanation_title_, &explanation_,
                     &spoken_explanation_}) {
    set_visible(*part, has_sheet_);
  }
  for (Part* part : {&total_, &total_bar_.full, &total_bar_.rest, &gains_.title, &gains_.box}) set_visible(*part, assessed_);
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const bool named = shows_groups() && i < group_count_, numbered = bars_only_ && i < group_count_;
    set_visible(groups_[i].name, named);
    set_visible(groups_[i].number, numbered);
    for (Part* part : {&groups_[i].points, &groups_[i].bar.full, &groups_[i].bar.rest}) set_visible(*part, named || numbered);
  }
  set_visible(groups_switch_, assessed_ && group_count_ > 0);
}

bool PanelWindow::shows_groups() const {
  return assessed_ && Reference<css::awt::XCheckBox>(groups_switch_.control, UNO_QUERY_THROW)->getState() == 1;
}

void PanelWindow::switch_groups(bool on) {
  if (shows_groups() == on) return;
  const Filling filling(filling_);  // nobody has pressed it
  Reference<css::awt::XCheckBox>(groups_switch_.control, UNO_QUERY_THROW)->setState(on ? 1 : 0);
  show_parts();
}

int PanelWindow::chosen(const List& list) const {
  const auto at = Reference<css::awt::XListBox>(list.box.control, UNO_QUERY_THROW)->getSelectedItemPos();
  return at < std::ssize(list.entries) ? at : -1;
}

void PanelWindow::go_from(const List& list) {
  const int at = chosen(list);
  if (at < 0) return;
  const Place place = list.entries[static_cast<std::size_t>(at)].place;  // the list may change on the way
  deeds_.go(place);
}

PanelWindow::List* PanelWindow::list_of(const Reference<css::uno::XInterface>& control) {
  for (List* list : {&gains_, &findings_}) {
    if (list->box.control == control) return list;
  }
  return nullptr;
}

void PanelWindow::lay_out() {
  const auto size = parent_->getPosSize();
  if (size.Width <= 0 || size.Height <= 0) return;
  window_->setPosSize(0, 0, size.Width, size.Height, css::awt::PosSize::POSSIZE);
  if (assessed_ && !groups_asked_for_) switch_groups(has_room_for_groups(size.Width, size.Height));
  const bool bars_only = has_sheet_ && assessed_ && !shows_groups() && has_room_for_bars(size.Width, size.Height);
  if (std::exchange(bars_only_, bars_only) != bars_only) show_parts();
  const int least = arrange(size.Width, size.Height);
  if (std::exchange(least_height_, least) != least) deeds_.height_changed();
}

css::ui::LayoutSize PanelWindow::height_for(int width) {
  const int least = arrange(width, 0);
  return {least, -1, least};
}

}  // namespace thuocdo
