// Live score: opens the deck of the sidebar and puts the keyboard into it. A deck that is open stays open.
#include <com/sun/star/awt/AsyncCallback.hpp>
#include <com/sun/star/awt/XCallback.hpp>
#include <com/sun/star/awt/XRequestCallback.hpp>
#include <com/sun/star/frame/DispatchHelper.hpp>
#include <com/sun/star/frame/XController2.hpp>
#include <com/sun/star/frame/XDispatchProvider.hpp>
#include <com/sun/star/ui/XDeck.hpp>
#include <com/sun/star/ui/XDecks.hpp>
#include <com/sun/star/ui/XPanel.hpp>
#include <com/sun/star/ui/XPanels.hpp>
#include <com/sun/star/ui/XSidebarProvider.hpp>
#include <cppuhelper/implbase1.hxx>

#include "commands/command.h"
#include "panel/panel.h"
#include "panel/panel_window.h"

namespace thuocdo {
namespace {

// None while View, Sidebar is off.
Reference<css::ui::XDecks> decks_of(const Reference<css::ui::XSidebarProvider>& sidebar) {
  const auto decks = sidebar.is() ? sidebar->getDecks() : Reference<css::ui::XDecks>();
  return decks.is() && decks->hasByName(rtl::OUString::createFromAscii(deck_name)) ? decks : Reference<css::ui::XDecks>();
}

void switch_sidebar(const Call& call) {
  css::frame::DispatchHelper::create(call.context)
      ->executeDispatch(Reference<css::frame::XDispatchProvider>(call.frame, UNO_QUERY_THROW), ".uno:Sidebar", "", 0, {});
}

// The keyboard into the panel, where there is one.
void enter_panel(const Reference<css::ui::XSidebarProvider>& sidebar) {
  const auto decks = decks_of(sidebar);
  if (!decks.is()) return;
  const Reference<css::ui::XDeck> deck(decks->getByName(rtl::OUString::createFromAscii(deck_name)), UNO_QUERY_THROW);
  const auto panels = deck->getPanels();
  const rtl::OUString id = rtl::OUString::createFromAscii(panel_name);
  if (!panels.is() || !panels->hasByName(id)) return;
  const Reference<css::ui::XPanel> panel(panels->getByName(id), UNO_QUERY_THROW);
  if (const auto window = panel->getDialog(); window.is()) focus_panel(window);
}

// A sidebar that was off makes its panels once more, and takes the keyboard away, in what it has put off till later.
class EnterLater : public cppu::WeakImplHelper1<css::awt::XCallback> {
 public:
  EnterLater(const Call& call, Reference<css::ui::XSidebarProvider> sidebar)
      : sidebar_(std::move(sidebar)), later_(css::awt::AsyncCallback::create(call.context)) {
    later_->addCallback(this, Any());
  }
  void SAL_CALL notify(const Any&) override {
    try {
      enter_panel(sidebar_);
      if (--left_ > 0) later_->addCallback(this, Any());
    } catch (const css::uno::Exception&) {
      // The window is closing.
    }
  }

 private:
  const Reference<css::ui::XSidebarProvider> sidebar_;
  const Reference<css::awt::XRequestCallback> later_;
  int left_ = 5;
};

}  // namespace

CommandOutcome run_panel(const Call& call) {
  if (!call.document().is()) return CommandOutcome::failed(say(Says::no_document));
  const Reference<css::frame::XController2> controller(call.frame->getController(), UNO_QUERY);
  const auto sidebar = controller.is() ? controller->getSidebar() : Reference<css::ui::XSidebarProvider>();
  auto decks = decks_of(sidebar);
  const bool was_off = !decks.is();
  if (was_off && sidebar.is()) {
    switch_sidebar(call);
    decks = decks_of(sidebar);
  }
  const rtl::OUString deck_id = rtl::OUString::createFromAscii(deck_name);
  if (!decks.is()) return CommandOutcome::failed(say(Says::panel_no_sidebar));
  sidebar->showDecks(true);
  sidebar->setVisible(true);
  const Reference<css::ui::XDeck> deck(decks->getByName(deck_id), UNO_QUERY_THROW);
  if (!deck->isActive()) deck->activate(true);  // an active one would be closed

  CommandOutcome outcome;
  outcome.ok = outcome.shown = true;
  enter_panel(sidebar);
  if (was_off) const Reference<css::awt::XCallback> later(new EnterLater(call, sidebar));
  return outcome;
}

}  // namespace thuocdo
