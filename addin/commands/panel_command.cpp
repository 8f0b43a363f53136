// Live score: opens the deck of the sidebar and puts the keyboard into it. A deck that is open stays open.
#include <com/sun/star/frame/DispatchHelper.hpp>
#include <com/sun/star/frame/XController2.hpp>
#include <com/sun/star/frame/XDispatchProvider.hpp>
#include <com/sun/star/ui/XDeck.hpp>
#include <com/sun/star/ui/XDecks.hpp>
#include <com/sun/star/ui/XPanel.hpp>
#include <com/sun/star/ui/XPanels.hpp>
#include <com/sun/star/ui/XSidebarProvider.hpp>

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

}  // namespace

CommandOutcome run_panel(const Call& call) {
  if (!call.document().is()) return CommandOutcome::failed(say(Says::no_document));
  const Reference<css::frame::XController2> controller(call.frame->getController(), UNO_QUERY);
  const auto sidebar = controller.is() ? controller->getSidebar() : Reference<css::ui::XSidebarProvider>();
  auto decks = decks_of(sidebar);
  if (!decks.is() && sidebar.is()) {
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
  const auto panels = deck->getPanels();
  const rtl::OUString panel_id = rtl::OUString::createFromAscii(panel_name);
  if (!panels.is() || !panels->hasByName(panel_id)) return outcome;
  const Reference<css::ui::XPanel> panel(panels->getByName(panel_id), UNO_QUERY_THROW);
  if (const auto window = panel->getDialog(); window.is()) focus_panel(window);
  return outcome;
}

}  // namespace thuocdo
