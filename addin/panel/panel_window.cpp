#include "panel/panel_window.h"

#include <algorithm>
#include <com/sun/star/awt/FontWeight.hpp>
#include <com/sun/star/awt/Key.hpp>
#include <com/sun/star/awt/MouseButton.hpp>
#include <com/sun/star/awt/PosSize.hpp>
#include <com/sun/star/awt/XActionListener.hpp>
#include <com/sun/star/awt/XButton.hpp>
#include <com/sun/star/awt/XContainerWindowProvider.hpp>
#include <com/sun/star/awt/XItemListener.hpp>
#include <com/sun/star/awt/XKeyListener.hpp>
#include <com/sun/star/awt/XLayoutConstrains.hpp>
#include <com/sun/star/awt/XMouseListener.hpp>
#include <com/sun/star/awt/XTextLayoutConstrains.hpp>
#include <com/sun/star/awt/XWindowPeer.hpp>
#include <com/sun/star/container/XNameContainer.hpp>
#include <com/sun/star/lang/XComponent.hpp>
#include <com/sun/star/lang/XMultiComponentFactory.hpp>
#include <cppuhelper/implbase4.hxx>
#include <exception>
#include <utility>

#include "texts/texts.h"

namespace thuocdo {
namespace {

constexpr const char* board = "vnd.sun.star.extension://vn.thuocdo.extension/dialogs/panel.xdl";

}  // namespace

// What the user does with the lists and the button. Let go before the controls are.
class PanelWindow::Events
    : public cppu::WeakImplHelper4<css::awt::XItemListener, css::awt::XKeyListener, css::awt::XMouseListener,
                                   css::awt::XActionListener> {
 public:
  explicit Events(PanelWindow& panel) : panel_(&panel) {}
  void let_go() { panel_ = nullptr; }

  void SAL_CALL itemStateChanged(const css::awt::ItemEvent& event) override {
    guarded([&](PanelWindow& panel) {
      const List* list = panel.list_of(event.Source);
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

  message_ = add_text(false);
  new_button_ = add("com.sun.star.awt.UnoControlButtonModel",
                    {named("Label", to_uno(say(Says::panel_new_button).in(language_)))});
  Reference<css::awt::XButton>(new_button_.control, UNO_QUERY_THROW)->addActionListener(events_.get());
  unit_ = add_text(false);
  total_ = add_text(false);
  set(total_.model, "FontWeight", css::awt::FontWeight::BOLD);
  set(total_.model, "FontHeight", 14.0f);
  total_bar_ = add_bar();
  lines_ = add_text(false);
  gains_ = add_list();
  findings_ = add_list();
  explanation_title_ = add_text(true);
  set_text(explanation_title_, say(Says::panel_explanation).in(language_));
  explanation_ = add("com.sun.star.awt.UnoControlEditModel",
                     {named("MultiLine", true), named("ReadOnly", true), named("VScroll", true), named("Tabstop", true)});
  explanation_.window->addKeyListener(events_.get());
  show_explanation({});
  show_parts();
}

PanelWindow::~PanelWindow() {
  events_->let_go();
  try {
    const Reference<css::lang::XComponent> component(window_, UNO_QUERY);
    if (component.is()) component->dispose();
  } catch (const css::uno::Exception&) {
    // The sidebar has disposed of it already.
  }
}

PanelWindow::Part PanelWindow::add(const char* kind, const std::vector<css::beans::PropertyValue>& properties) {
  const auto made = create<css::beans::XPropertySet>(model_, kind);
  const rtl::OUString name = "control" + rtl::OUString::number(count_);
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

PanelWindow::Bar PanelWindow::add_bar() {
  return {add("com.sun.star.awt.UnoControlProgressBarModel",
              {named("ProgressValueMin", sal_Int32(0)), named("ProgressValueMax", sal_Int32(1000))})};
}

PanelWindow::List PanelWindow::add_list() {
  List list;
  list.title = add_text(true);
  list.box = add("com.sun.star.awt.UnoControlListBoxModel",
                 {named("Dropdown", false), named("Tabstop", true),
                  named("HelpText", to_uno(say(Says::panel_list_help).in(language_)))});
  Reference<css::awt::XListBox>(list.box.control, UNO_QUERY_THROW)->addItemListener(events_.get());
  list.box.window->addKeyListener(events_.get());
  list.box.window->addMouseListener(events_.get());
  return list;
}

void PanelWindow::set_text(Part& part, const std::string& text) {
  if (part.text == text) return;
  part.text = text;
  set(part.model, "Label", to_uno(text));
}

void PanelWindow::set_bar(Bar& bar, int permille) {
  if (bar.permille == permille) return;
  bar.permille = permille;
  set(bar.part.model, "ProgressValue", sal_Int32(permille));
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
  const Reference<css::awt::XListBox> box(list.box.control, UNO_QUERY_THROW);
  std::vector<std::size_t> different;
  const bool same_length = entries.size() == list.entries.size();
  for (std::size_t i = 0; same_length && i < entries.size(); ++i) {
    if (entries[i].text != list.entries[i].text) different.push_back(i);
  }
  const int before = chosen(list);
  const int criterion = before < 0 ? -1 : list.entries[static_cast<std::size_t>(before)].criterion;
  list.entries = std::move(entries);
  if (same_length && different.empty()) return;
  Sequence<rtl::OUString> items(static_cast<sal_Int32>(list.entries.size()));
  for (std::size_t i = 0; i < list.entries.size(); ++i) items[static_cast<sal_Int32>(i)] = to_uno(list.entries[i].text);
  set(list.box.model, "StringItemList", items);
  // What was chosen stays chosen, or else what stands in its place now.
  if (before < 0 || list.entries.empty()) return;
  const auto again = std::find_if(list.entries.begin(), list.entries.end(),
                                  [&](const LiveEntry& entry) { return criterion >= 0 && entry.criterion == criterion; });
  const auto at = again != list.entries.end() ? again - list.entries.begin()
                                              : std::min<std::ptrdiff_t>(before, std::ssize(list.entries) - 1);
  box->selectItemPos(static_cast<sal_Int16>(at), true);
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
  const bool other_lines = lines_.text != lines;
  set_text(lines_, lines);
  const bool other_groups = group_count_ != live.groups.size();
  group_count_ = live.groups.size();
  while (groups_.size() < group_count_) {
    Group group;
    group.name = add_text(false);
    group.points = add_text(false);
    set(group.points.model, "Align", sal_Int16(2));
    group.bar = add_bar();
    groups_.push_back(std::move(group));
  }
  for (std::size_t i = 0; i < group_count_; ++i) {
    set_text(groups_[i].name, live.groups[i].name);
    set_text(groups_[i].points, live.groups[i].points);
    set_bar(groups_[i].bar, live.groups[i].permille);
  }
  const std::size_t lengths[] = {gains_.entries.size(), findings_.entries.size()};
  fill(gains_, live.gains_title, std::move(live.gains));
  fill(findings_, live.findings_title, std::move(live.findings));
  const bool other_lengths = lengths[0] != gains_.entries.size() || lengths[1] != findings_.entries.size();
  if (!was_alike) show_parts();
  if (!was_alike || other_lines || other_groups || other_lengths) lay_out();
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
}

void PanelWindow::show_parts() {
  set_visible(message_, !has_sheet_);
  set_visible(new_button_, !has_sheet_);
  for (Part* part : {&unit_, &lines_, &findings_.title, &findings_.box, &explanation_title_, &explanation_}) {
    set_visible(*part, has_sheet_);
  }
  for (Part* part : {&total_, &total_bar_.part, &gains_.title, &gains_.box}) set_visible(*part, assessed_);
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    for (Part* part : {&groups_[i].name, &groups_[i].points, &groups_[i].bar.part}) {
      set_visible(*part, assessed_ && i < group_count_);
    }
  }
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

void PanelWindow::focus() {
  if (!has_sheet_) return new_button_.window->setFocus();
  const List& list = assessed_ ? gains_ : findings_;
  list.box.window->setFocus();
  const Reference<css::awt::XListBox> box(list.box.control, UNO_QUERY_THROW);
  if (box->getSelectedItemPos() < 0 && !list.entries.empty()) box->selectItemPos(0, true);
}

void PanelWindow::lay_out() {
  const auto size = parent_->getPosSize();
  if (size.Width <= 0 || size.Height <= 0) return;
  window_->setPosSize(0, 0, size.Width, size.Height, css::awt::PosSize::POSSIZE);
  arrange(size.Width, size.Height);
}

css::ui::LayoutSize PanelWindow::height_for(int width) {
  const int least = arrange(width, 0);
  return {least, -1, least};
}

}  // namespace thuocdo
