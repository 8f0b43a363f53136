#include "commands/dialogs.h"

#include <algorithm>
#include <com/sun/star/awt/MessageBoxButtons.hpp>
#include <com/sun/star/awt/MessageBoxResults.hpp>
#include <com/sun/star/awt/MessageBoxType.hpp>
#include <com/sun/star/awt/Toolkit.hpp>
#include <com/sun/star/awt/XMessageBox.hpp>
#include <com/sun/star/awt/XMessageBoxFactory.hpp>
#include <com/sun/star/awt/XWindowPeer.hpp>
#include <com/sun/star/frame/XController.hpp>
#include <iterator>
#include <sstream>

#include "commands/dialog_builder.h"
#include "functions/known_sets.h"
#include "scoring/answer.h"
#include "workbook/cursor.h"

namespace thuocdo {
namespace {

sal_Int16 message_box(const Call& call, css::awt::MessageBoxType type, sal_Int32 buttons, const Text& title,
                      const Text& message) {
  const Reference<css::awt::XMessageBoxFactory> factory(css::awt::Toolkit::create(call.context), UNO_QUERY_THROW);
  const Reference<css::awt::XWindowPeer> parent(call.frame->getContainerWindow(), UNO_QUERY);
  return factory
      ->createMessageBox(parent, type, buttons, to_uno(title.in(call.language)), to_uno(message.in(call.language)))
      ->execute();
}

// The findings, the grave ones first, each with its cell; the chosen one in full below the list.
bool show_findings(const Call& call, const Text& title, const CommandOutcome& outcome, const Text& other) {
  std::vector<const Finding*> shown;
  const std::vector<std::string> lines = finding_lines(call, outcome.findings, shown);
  DialogBuilder dialog(call, title, 340, 230);
  dialog.label(6, 6, 328, 30, outcome.message);  // also what a screen reader calls the list
  const auto list = dialog.list(6, 38, 328, 112, false);
  const auto text = dialog.reading(6, 154, 328, 48);
  const auto go = dialog.button(6, 209, 84, say(Says::go_button));
  const auto further = other.empty() ? Reference<css::awt::XButton>() : dialog.button(94, 209, 84, other);
  bool other_wanted = false;
  dialog.close_button();
  dialog.open();
  fill(list, lines);
  const Finding* wanted = nullptr;
  const auto selected = [&]() -> const Finding* {
    const auto position = list->getSelectedItemPos();
    return position < 0 || position >= static_cast<int>(shown.size()) ? nullptr
                                                                      : shown[static_cast<std::size_t>(position)];
  };
  const auto show_text = [&] {
    if (const Finding* finding = selected()) text->setText(to_uno(finding->message.in(call.language)));
  };
  const auto leave = [&] {
    wanted = selected();
    if (wanted != nullptr) dialog.end();
  };
  dialog.on_change(list, show_text);
  dialog.on_double_click(list, leave);
  dialog.on_press(go, leave);
  if (further.is()) {
    dialog.on_press(further, [&] {
      other_wanted = true;
      dialog.end();
    });
  }
  list->selectItemPos(0, true);
  show_text();
  dialog.focus(list);
  dialog.run();
  if (wanted != nullptr) go_to_cell(call.frame->getController(), wanted->place.sheet, wanted->place.cell);
  return other_wanted;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

}  // namespace

std::vector<std::string> finding_lines(const Call& call, const Findings& findings, std::vector<const Finding*>& shown) {
  for (const Finding& finding : findings) shown.push_back(&finding);
  std::stable_sort(shown.begin(), shown.end(), [](const Finding* a, const Finding* b) { return listed_before(*a, *b); });
  std::vector<std::string> lines;
  for (const Finding* finding : shown) {
    lines.push_back(list_label(*finding).in(call.language) + " · " +
                    (finding->place.cell.empty() ? "" : finding->place.cell + " · ") +
                    finding->message.in(call.language));
  }
  return lines;
}

bool show_outcome(const Call& call, const Text& title, const CommandOutcome& outcome, const Text& other) {
  if (!outcome.findings.empty() && !outcome.said) return show_findings(call, title, outcome, other);
  if (outcome.message.empty()) return false;
  message_box(call, outcome.ok ? css::awt::MessageBoxType_INFOBOX : css::awt::MessageBoxType_ERRORBOX,
              css::awt::MessageBoxButtons::BUTTONS_OK, title, outcome.message);
  return false;
}

bool announce(const Call& call, const Text& title, const Text& message) {
  return message_box(call, css::awt::MessageBoxType_MESSAGEBOX,
                     css::awt::MessageBoxButtons::BUTTONS_OK_CANCEL | css::awt::MessageBoxButtons::DEFAULT_BUTTON_OK,
                     title, message) == css::awt::MessageBoxResults::OK;
}

bool ask(const Call& call, const Text& title, const Text& question) {
  return message_box(call, css::awt::MessageBoxType_QUERYBOX,
                     css::awt::MessageBoxButtons::BUTTONS_YES_NO | css::awt::MessageBoxButtons::DEFAULT_BUTTON_NO,
                     title, question) == css::awt::MessageBoxResults::YES;
}

std::filesystem::path SheetRequest::file_of(const Unit& of) const {
  return folder / (of.code + (without_assessment == nullptr ? "" : "-" + without_assessment->key) + ".ods");
}

std::optional<SheetRequest> ask_for_sheets(const Call& call, bool whole_tier, const SheetRequest& proposed) {
  // One that cannot be used is listed too: whoever wrote it must see that it is there, and why.
  std::vector<std::shared_ptr<const Programme>> programmes;
  std::vector<std::string> titles;
  const std::vector<std::string> keys = office_programmes().keys();
  for (const std::string& key : keys) {
    auto programme = office_programmes().find(key);
    titles.push_back(programme ? programme->title.in(call.language)
                               : say(Says::broken_programme, {key}).in(call.language));
    programmes.push_back(std::move(programme));
  }
  if (programmes.empty()) return std::nullopt;

  SheetRequest request = proposed;
  // A unit has the same code in the programme of another year.
  const std::string usual_tier = proposed.tier == nullptr ? "" : proposed.tier->key;
  const std::string usual_unit = proposed.unit == nullptr ? "" : proposed.unit->code;
  std::vector<const Unit*> units;  // as listed
  const int height = whole_tier ? 130 : 279;
  DialogBuilder dialog(call, say(whole_tier ? Says::new_all_title : Says::new_title), 310, height);
  int y = 6;
  const auto place = [&](Says text) {
    dialog.label(6, y, 298, 10, say(text));
    y += 11;
  };
  place(Says::programme_label);
  const auto programme_list = dialog.list(6, y, 298, 14, true);
  y += 18;
  dialog.label(6, y, 172, 10, say(Says::tier_label));
  const auto tier_list = dialog.list(6, y + 11, 172, 14, true);
  dialog.label(184, y, 120, 10, say(Says::round_label));
  const auto round_list = dialog.list(184, y + 11, 120, 14, true);
  y += 29;
  Reference<css::awt::XTextComponent> search;
  Reference<css::awt::XListBox> unit_list;
  if (!whole_tier) {
    place(Says::search_label);
    search = dialog.edit(6, y, 298, "");
    y += 18;
    place(Says::unit_label);
    unit_list = dialog.list(6, y, 298, 76, false);
    y += 80;
  }
  place(Says::folder_label);
  const auto folder = dialog.edit(6, y, 234, proposed.folder.string());
  const auto browse = dialog.button(244, y - 1, 60, say(Says::browse_button));
  y += 18;
  Reference<css::awt::XTextComponent> from;
  Reference<css::awt::XButton> browse_sheet;
  if (!whole_tier) {
    place(Says::from_label);
    from = dialog.edit(6, y, 234, proposed.from.string());
    browse_sheet = dialog.button(244, y - 1, 60, say(Says::browse_sheet_button));
    y += 18;
  }
  const auto remark = dialog.message(6, y, 298, 10, {" ", " "});
  dialog.buttons(say(whole_tier ? Says::new_all_button : Says::new_button));

  const auto list_units = [&] {
    if (!unit_list.is()) return;
    if (request.tier == nullptr) return fill(unit_list, {});
    const std::vector<std::string> wanted = words_of(fold(from_uno(search->getText())));
    std::vector<std::string> names;
    units.clear();
    for (const Unit* unit : request.programme->units_of(request.tier->key, request.without_assessment)) {
      const std::string text = fold(unit->name + " " + unit->code);
      if (!std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) { return text.find(word) != std::string::npos; })) continue;
      units.push_back(unit);
      names.push_back(unit->name);
    }
    fill(unit_list, names);
    if (units.empty()) return;
    const auto at = std::find_if(units.begin(), units.end(), [&](const Unit* unit) { return unit->code == usual_unit; });
    unit_list->selectItemPos(static_cast<sal_Int16>(at == units.end() ? 0 : at - units.begin()), true);
  };
  const auto take_tier = [&] {
    const auto position = tier_list->getSelectedItemPos();
    if (position < 0) return;
    request.tier = &request.programme->tiers[static_cast<std::size_t>(position)];
    list_units();
  };
  const auto take_round = [&] {
    const auto position = round_list->getSelectedItemPos();
    request.without_assessment =
        position <= 0 ? nullptr : &request.programme->rounds_without_assessment[static_cast<std::size_t>(position) - 1];
    list_units();
  };
  const auto list_rounds = [&] {
    std::vector<std::string> names = {say(Says::round_assessed, {request.programme->round}).in(call.language)};
    std::size_t chosen = 0;
    for (const Stage& round : request.programme->rounds_without_assessment) {
      if (&round == request.without_assessment) chosen = names.size();
      names.push_back(say(Says::round_unassessed, std::vector<Text>{round.name}).in(call.language));
    }
    fill(round_list, names);
    round_list->selectItemPos(static_cast<sal_Int16>(chosen), true);
    take_round();
  };
  const auto take_programme = [&] {
    const auto position = programme_list->getSelectedItemPos();
    if (position < 0) return;
    request.programme = programmes[static_cast<std::size_t>(position)];
    request.key = keys[static_cast<std::size_t>(position)];
    if (!request.programme) {
      request.tier = nullptr;
      fill(tier_list, {});
      fill(round_list, {});
      remark->setText(to_uno(say(Says::broken_programme_help).in(call.language)));
      return list_units();
    }
    std::vector<std::string> names;
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < request.programme->tiers.size(); ++i) {
      const Tier& tier = request.programme->tiers[i];
      names.push_back(tier.name.in(call.language));
      if (tier.key == usual_tier) chosen = i;
    }
    fill(tier_list, names);
    tier_list->selectItemPos(static_cast<sal_Int16>(chosen), true);
    remark->setText(request.programme->provenance() == Provenance::official
                        ? rtl::OUString()
                        : to_uno(say(Says::not_official).in(call.language)));
    list_rounds();
    take_tier();
  };
  dialog.on_change(programme_list, take_programme);
  dialog.on_change(tier_list, take_tier);
  dialog.on_change(round_list, take_round);
  if (search.is()) dialog.on_change(search, list_units);
  dialog.on_press(browse, [&] {
    const auto chosen = pick_folder(call, from_uno(folder->getText()));
    if (!chosen.empty()) folder->setText(to_uno(chosen.string()));
  });
  if (browse_sheet.is()) {
    dialog.on_press(browse_sheet, [&] {
      const auto chosen = pick_sheet(call, from_uno(folder->getText()));
      if (!chosen.empty()) from->setText(to_uno(chosen.string()));
    });
  }
  dialog.open();
  fill(programme_list, titles);
  const auto known = std::find(programmes.begin(), programmes.end(), proposed.programme);
  programme_list->selectItemPos(static_cast<sal_Int16>(known == programmes.end() ? 0 : known - programmes.begin()),
                                true);
  take_programme();
  if (search.is()) dialog.focus(search);
  if (!dialog.run()) return std::nullopt;
  if (unit_list.is()) {
    const auto position = unit_list->getSelectedItemPos();
    request.unit = position < 0 || position >= static_cast<int>(units.size())
                       ? nullptr
                       : units[static_cast<std::size_t>(position)];
  }
  request.folder = from_uno(folder->getText().trim());
  if (from.is()) request.from = from_uno(from->getText().trim());
  return request;
}

}  // namespace thuocdo
