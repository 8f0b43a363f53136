// Live score: opens the deck of the sidebar and puts the keyboard into it. A deck that is open stays open.
#include <com/sun/star/frame/XController2.hpp>
#include <com/sun/star/ui/XDeck.hpp>
#include <com/sun/star/ui/XDecks.hpp>
#include <com/sun/star/ui/XPanel.hpp>
#include <com/sun/star/ui/XPanels.hpp>
#include <com/sun/star/ui/XSidebarProvider.hpp>

#include "commands/command.h"
#include "panel/panel.h"

namespace thuocdo {

CommandOutcome run_panel(const Call& call) {
  if (!call.document().is()) return CommandOutcome::failed(say(Says::no_document));
  const Reference<css::frame::XController2> controller(call.frame->getController(), UNO_QUERY);
  const auto sidebar = controller.is() ? controller->getSidebar() : Reference<css::ui::XSidebarProvider>();
  const auto decks = sidebar.is() ? sidebar->getDecks() : Reference<css::ui::XDecks>();
  const rtl::OUString deck_id = rtl::OUString::createFromAscii(deck_name);
  if (!decks.is() || !decks->hasByName(deck_id)) return CommandOutcome::failed(say(Says::panel_no_sidebar));
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
  if (const auto window = panel->getDialog(); window.is()) window->setFocus();
  return outcome;
}

}  // namespace thuocdo
