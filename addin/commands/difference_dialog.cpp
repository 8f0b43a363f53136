#include "commands/difference_dialog.h"

#include <algorithm>

#include "commands/dialog_builder.h"

namespace thuocdo {

bool ask_about_differences(const Call& call, const DifferenceWords& words, std::vector<Difference>& differences) {
  DialogBuilder dialog(call, say(words.title), 360, 238);
  dialog.message(6, 6, 348, 12, say(words.intro));
  dialog.label(6, 22, 348, 10, say(Says::merge_list_label));
  const auto list = dialog.list(6, 33, 348, 90, false);
  const auto text = dialog.reading(6, 127, 348, 46);
  dialog.label(6, 178, 348, 10, say(words.choice));
  const auto choices = dialog.list(6, 189, 348, 14, true);
  dialog.buttons(say(Says::merge_button));
  bool filling = false;
  const auto show_list = [&] {
    std::vector<std::string> lines;
    for (const Difference& one : differences) {
      const std::string& mark = one.offers[one.chosen].mark;
      lines.push_back(one.about + (mark.empty() ? "" : "   ✓ " + mark));
    }
    fill(list, lines);
  };
  const auto selected = [&] { return static_cast<std::size_t>(std::max<int>(0, list->getSelectedItemPos())); };
  const auto show_choices = [&] {
    filling = true;
    const Difference& one = differences[selected()];
    std::vector<std::string> lines;
    for (const Difference::Offer& offer : one.offers) lines.push_back(offer.words);
    fill(choices, lines);
    choices->selectItemPos(static_cast<sal_Int16>(one.chosen), true);
    text->setText(to_uno(one.told));
    filling = false;
  };
  dialog.on_change(list, show_choices);
  dialog.on_change(choices, [&] {
    const auto position = choices->getSelectedItemPos();
    if (filling || position < 0) return;
    const std::size_t at = selected();
    differences[at].chosen = static_cast<std::size_t>(position);
    filling = true;
    show_list();
    list->selectItemPos(static_cast<sal_Int16>(at), true);
    filling = false;
  });
  dialog.open();
  show_list();
  list->selectItemPos(0, true);
  show_choices();
  dialog.focus(list);
  return dialog.run();
}

}  // namespace thuocdo
