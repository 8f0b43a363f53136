#include "commands/close_level_dialog.h"

#include <algorithm>

#include "commands/dialogs.h"
#include "commands/usual_sheet.h"
#include "functions/known_sets.h"
#include "report/register_parts.h"
#include "settings/settings.h"
#include "submission/moment.h"

namespace thuocdo {
namespace {

constexpr const char* whole_programme = "*";  // as the setting names it

Text same(const std::string& text) { return {text, text}; }

struct Line {
  const Unit* unit = nullptr;
  LevelStep step = LevelStep::decide;  // what can be done about it
  bool possible = true;                // from here
  Text words = {};
  Text help = {};
};

Line line_of(const LevelObstacle& one) {
  Line line{.unit = one.unit};
  const std::string number = std::to_string(one.receipt);
  const auto say_all = [&](LevelStep step, Says words, Says help) {
    line.step = step;
    line.words = say(words, {one.unit->name, number});
    line.help = say(help);
  };
  switch (one.finding.code) {
    case Code::level_undecided: say_all(LevelStep::decide, Says::level_line_undecided, Says::level_do_undecided); break;
    case Code::level_appraisal_open: say_all(LevelStep::appraisal, Says::level_line_appraisal, Says::level_do_appraisal); break;
    case Code::level_no_sheet:
      if (one.receipt > 0) {
        say_all(LevelStep::decide, Says::level_line_late, Says::level_do_late);
      } else {
        say_all(LevelStep::absent, Says::level_line_missing, Says::level_do_missing);
      }
      break;
    default:
      say_all(LevelStep::close, Says::level_line_below, Says::level_do_below);
      line.possible = false;
  }
  return line;
}

}  // namespace

std::vector<const Unit*> consolidating_units(const Programme& programme, const Stage* round) {
  std::vector<const Unit*> found;
  for (const Unit& unit : programme.units) {
    if (!units_below(programme, &unit, round).empty()) found.push_back(&unit);
  }
  return found;
}

std::optional<CommandOutcome> find_unit(const ChosenRound& round, const std::string& code, const Unit*& unit) {
  unit = nullptr;
  if (code.empty()) return std::nullopt;
  const auto units = consolidating_units(*round.programme, round.round);
  const auto found = std::find_if(units.begin(), units.end(), [&](const Unit* one) { return one->code == code; });
  if (found == units.end()) return CommandOutcome::failed(say(Says::level_none, {code}));
  unit = *found;
  return std::nullopt;
}

std::optional<LevelChoice> ask_for_level(const Call& call, const LevelQuestion& question, const LevelChoice& proposed) {
  DialogBuilder dialog(call, say(question.title), 340, 124);
  RegisterFields fields(dialog, call, 6, proposed.book, 328);
  dialog.label(6, 66, 328, 10, say(Says::level_unit_label));
  const auto list = dialog.list(6, 77, 328, 14, true);
  dialog.buttons(say(question.button));
  std::vector<const Unit*> units;  // as listed; null: the whole programme
  std::shared_ptr<const Programme> programme;
  Settings settings = read_settings(call.context);
  std::string wanted = proposed.unit.empty() ? settings.register_unit : proposed.unit;
  // Who has looked at the whole programme mostly goes on with a level of it.
  if (!question.whole && (wanted.empty() || wanted == whole_programme)) wanted = usual_sheet(call).unit;
  const auto list_units = [&] {
    ChosenRound round;
    units.clear();
    std::vector<std::string> names;
    std::size_t chosen = 0;
    RegisterChoice there = fields.choice();
    there.where = "-";  // only the round is looked up
    if (!find_round(there, round)) {
      programme = round.programme;
      const Unit* usual = programme->unit(wanted);
      for (const Unit* unit : consolidating_units(*programme, round.round)) {
        if (unit == usual || (usual != nullptr && unit_above(*programme, *usual) == unit)) chosen = units.size();
        units.push_back(unit);
        names.push_back(unit->name);
      }
      if (question.whole && usual == nullptr) chosen = units.size();
      units.push_back(nullptr);
      names.push_back(say(Says::level_whole, std::vector<Text>{programme->province}).in(call.language));
    }
    fill(list, names);
    if (!names.empty()) list->selectItemPos(static_cast<sal_Int16>(chosen), true);
  };
  fields.on_round(dialog, list_units);
  dialog.open();
  fields.fill();
  list_units();
  dialog.focus(fields.place());
  if (!dialog.run()) return std::nullopt;
  LevelChoice choice{settled(call, fields.choice()), {}};
  const auto position = list->getSelectedItemPos();
  if (position >= 0 && units[static_cast<std::size_t>(position)] != nullptr) choice.unit = units[static_cast<std::size_t>(position)]->code;
  settings.register_unit = choice.unit.empty() ? whole_programme : choice.unit;
  write_settings(call.context, settings);
  return choice;
}

std::optional<LevelOrder> ask_what_is_left(const Call& call, const LevelView& view, const std::string& basis_before) {
  std::vector<Line> lines;
  for (const LevelObstacle& one : view.obstacles) lines.push_back(line_of(one));
  for (const LevelView::Absent& one : view.absent) {
    lines.push_back({one.unit, LevelStep::present, true, say(Says::level_line_absent, {one.unit->name, one.basis}), say(Says::level_do_absent)});
  }
  const Text name = level_name(*view.round.programme, view.unit);
  DialogBuilder dialog(call, say(Says::close_level_title), 340, 256);
  dialog.label(6, 6, 328, 20, view.obstacles.empty() ? say(Says::level_ready, std::vector<Text>{name})
                                                       : say(Says::level_not_ready, std::vector<Text>{name, same(std::to_string(view.obstacles.size()))}));
  const auto list = dialog.list(6, 30, 328, 96, false);
  dialog.allow_several(list);
  const auto help = dialog.reading(6, 130, 328, 36);
  dialog.label(6, 170, 328, 10, say(Says::level_basis_label));
  const auto basis = dialog.edit(6, 181, 328, basis_before);
  struct Offer {
    LevelStep step;
    Says words;
    bool needs_basis;
  };
  const std::vector<Offer> offers = {{LevelStep::absent, Says::level_absent_button, true},
                                     {LevelStep::present, Says::level_present_button, true},
                                     {LevelStep::appraisal, Says::level_appraisal_button, false},
                                     {LevelStep::decide, Says::level_decide_button, false}};
  LevelOrder order;
  bool ordered = false;
  std::vector<Reference<css::awt::XButton>> buttons;
  const auto chosen = [&](LevelStep step) {
    std::vector<const Unit*> units;
    for (const sal_Int16 position : list->getSelectedItemsPos()) {
      const Line& line = lines[static_cast<std::size_t>(position)];
      if (line.possible && line.step == step) units.push_back(line.unit);
    }
    return units;
  };
  for (std::size_t i = 0; i < offers.size(); ++i) {
    buttons.push_back(dialog.button(6 + static_cast<int>(i) * 83, 202, 79, say(offers[i].words)));
    dialog.on_press(buttons.back(), [&, i] {
      order.step = offers[i].step;
      order.units = chosen(order.step);
      order.basis = tidy(from_uno(basis->getText()));
      if (offers[i].needs_basis && order.basis.empty()) {
        help->setText(to_uno(say(Says::level_basis_needed).in(call.language)));
        dialog.focus(basis);
        return;
      }
      ordered = true;
      dialog.end();
    });
  }
  const auto close = dialog.buttons(say(Says::level_close_button), say(Says::close_button));
  const auto show = [&] {
    for (std::size_t i = 0; i < offers.size(); ++i) enable(buttons[i], !chosen(offers[i].step).empty());
    const auto position = list->getSelectedItemPos();
    help->setText(position < 0 ? rtl::OUString() : to_uno(lines[static_cast<std::size_t>(position)].help.in(call.language)));
  };
  dialog.on_change(list, show);
  dialog.open();
  std::vector<std::string> texts;
  for (const Line& line : lines) texts.push_back(line.words.in(call.language));
  fill(list, texts);
  if (!lines.empty()) list->selectItemPos(0, true);
  enable(close, view.obstacles.empty());
  show();
  if (view.obstacles.empty()) {
    dialog.focus(close);
  } else {
    dialog.focus(list);
  }
  const bool accepted = dialog.run();
  if (ordered) return order;
  if (!accepted) return std::nullopt;
  order.step = LevelStep::close;
  order.units.clear();
  order.basis = tidy(from_uno(basis->getText()));
  return order;
}

std::optional<LevelOrder> ask_about_closed(const Call& call, const LevelView& view, const std::string& file) {
  const bool has_bundle = view.unit != nullptr;  // the whole programme sends none
  const int y = has_bundle ? 66 : 34;
  DialogBuilder dialog(call, say(Says::close_level_title), 340, y + 54);
  dialog.message(6, 6, 328, 26, say(Says::level_is_closed, std::vector<Text>{level_name(*view.round.programme, view.unit), moment_shown(view.at),
                                                                             same(view.who), same(std::to_string(view.sheets)), same(std::to_string(view.absent.size()))}));
  Reference<css::awt::XTextComponent> place;
  if (has_bundle) {
    dialog.label(6, 36, 328, 10, say(Says::level_bundle_label));
    place = dialog.edit(6, 47, 250, file);
    const auto browse = dialog.button(260, 46, 74, say(Says::level_bundle_choose));
    dialog.on_press(browse, [&] {
      const std::filesystem::path now = tidy(from_uno(place->getText()));
      const std::filesystem::path folder = pick_folder(call, now.parent_path());
      if (!folder.empty()) place->setText(to_uno((folder / now.filename()).string()));
    });
  }
  dialog.label(6, y, 328, 10, say(Says::level_reopen_label));
  const auto basis = dialog.edit(6, y + 11, 250, "");
  const auto reopen = dialog.button(260, y + 10, 74, say(Says::level_reopen_button));
  LevelOrder order;
  bool ordered = false;
  dialog.on_press(reopen, [&] {
    order.step = LevelStep::reopen;
    order.basis = tidy(from_uno(basis->getText()));
    ordered = true;
    dialog.end();
  });
  if (has_bundle) {
    dialog.buttons(say(Says::level_bundle_button), say(Says::close_button));
  } else {
    dialog.close_button();
  }
  const auto typed = [&] { enable(reopen, !tidy(from_uno(basis->getText())).empty()); };
  dialog.on_change(basis, typed);
  dialog.open();
  typed();
  dialog.focus(has_bundle ? place : basis);
  const bool accepted = dialog.run();
  if (ordered) return order;
  if (!accepted || !has_bundle) return std::nullopt;
  order.step = LevelStep::bundle;
  order.file = tidy(from_uno(place->getText()));
  return order;
}

}  // namespace thuocdo
