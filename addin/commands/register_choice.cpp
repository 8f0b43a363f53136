#include "commands/register_choice.h"

#include <algorithm>
#include <com/sun/star/util/PathSettings.hpp>
#include <com/sun/star/util/XPathSettings.hpp>
#include <future>

#include "commands/usual_sheet.h"
#include "functions/known_sets.h"
#include "settings/settings.h"
#include "submission/moment.h"

namespace thuocdo {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr auto patience = 10min;  // for one file, or for a register that others hold
constexpr auto last_wait = 20s;   // for a work that was cancelled between two files

struct Shared {
  std::optional<DatabaseError> trouble;
  bool finished = false;
  std::promise<void> ended;
};

}  // namespace

RegisterChoice proposed_register(const Call& call) {
  const Settings settings = read_settings(call.context);
  RegisterChoice choice;
  const std::string given = call.arguments.text("Register");
  choice.where = given.starts_with("file:") ? file_path(given).string() : given;
  if (choice.where.empty() && call.interactive) choice.where = settings.register_at;
  choice.programme = call.arguments.text("Programme");
  choice.round = call.arguments.text("Round");
  if (choice.programme.empty() && call.interactive) {
    const std::string& last = settings.register_round;
    const std::size_t slash = last.find('/');
    choice.programme = last.substr(0, slash);
    choice.round = slash == std::string::npos ? std::string() : last.substr(slash + 1);
    if (last.empty()) choice.programme = usual_sheet(call).programme;
  }
  return settled(call, choice);
}

void remember_register(const Call& call, const RegisterChoice& choice) {
  if (!call.interactive) return;
  Settings settings = read_settings(call.context);
  settings.register_at = address_without_password(choice.where);
  settings.register_round = choice.programme + (choice.round.empty() ? "" : "/" + choice.round);
  write_settings(call.context, settings);
}

RegisterFields::RegisterFields(DialogBuilder& dialog, const Call& call, int y, const RegisterChoice& proposed, int width) : proposed_(proposed) {
  for (const std::string& key : office_programmes().keys()) {
    const auto programme = office_programmes().find(key);
    if (!programme) continue;
    const std::string title = programme->title.in(call.language);
    rounds_.push_back({{}, key, {}});
    titles_.push_back(say(Says::register_round_assessed, {title, programme->round}).in(call.language));
    for (const Stage& round : programme->rounds_without_assessment) {
      rounds_.push_back({{}, key, round.key});
      titles_.push_back(title + " – " + round.name.in(call.language));
    }
  }
  dialog.label(6, y, width, 10, say(Says::register_round_label));
  list_ = dialog.list(6, y + 11, width, 14, true);
  dialog.label(6, y + 29, width, 10, say(Says::register_at_label));
  place_ = dialog.edit(6, y + 40, width - 78, proposed.where);
  const auto browse = dialog.button(width - 68, y + 39, 74, say(Says::register_choose));
  dialog.on_press(browse, [&call, place = place_] {
    const fs::path now = tidy(from_uno(place->getText()));
    const fs::path chosen = pick_file(call, say(Says::register_pick_title), say(Says::register_files), "*.db", now.parent_path());
    if (!chosen.empty()) place->setText(to_uno(chosen.string()));
  });
}

void RegisterFields::fill() {
  thuocdo::fill(list_, titles_);
  const auto wanted = std::find_if(rounds_.begin(), rounds_.end(), [&](const RegisterChoice& one) { return one.programme == proposed_.programme && one.round == proposed_.round; });
  if (!rounds_.empty()) list_->selectItemPos(static_cast<sal_Int16>(wanted == rounds_.end() ? 0 : wanted - rounds_.begin()), true);
}

RegisterChoice RegisterFields::choice() const {
  const auto position = list_->getSelectedItemPos();
  RegisterChoice choice = position < 0 ? RegisterChoice() : rounds_[static_cast<std::size_t>(position)];
  choice.where = tidy(from_uno(place_->getText()));
  return choice;
}

RegisterChoice settled(const Call& call, RegisterChoice choice) {
  if (choice.where.empty() || is_postgresql(choice.where) || fs::path(choice.where).is_absolute()) return choice;
  // A bare name is a file among the user's documents, not where the office happened to be started.
  const std::string set = read_settings(call.context).sheet_folder;
  choice.where = ((set.empty() ? file_path(from_uno(css::util::PathSettings::create(call.context)->getWork())) : fs::path(set)) / choice.where).string();
  return choice;
}

std::optional<CommandOutcome> find_round(const RegisterChoice& choice, ChosenRound& found) {
  if (choice.where.empty()) return CommandOutcome::failed(say(Says::register_missing));
  if (choice.programme.empty()) return CommandOutcome::failed(say(Says::argument_missing, {"Programme"}));
  Findings unusable;
  found.programme = office_programmes().find(choice.programme, &unusable);
  if (!found.programme) return programme_problem(choice.programme, std::move(unusable));
  found.round = nullptr;
  if (choice.round.empty() || choice.round == found.programme->round) return std::nullopt;
  found.round = found.programme->round_without_assessment(choice.round);
  if (found.round != nullptr) return std::nullopt;
  std::string keys = found.programme->round;
  for (const Stage& known : found.programme->rounds_without_assessment) keys += ", " + known.key;
  return CommandOutcome::failed(finding(Code::round_unknown, {choice.round, keys}).message);
}

std::optional<RegisterChoice> ask_for_register(const Call& call, const Text& title, const Text& button, const RegisterChoice& proposed) {
  DialogBuilder dialog(call, title, 340, 92);
  RegisterFields fields(dialog, call, 6, proposed, 328);
  dialog.buttons(button);
  dialog.open();
  fields.fill();
  dialog.focus(fields.place());
  if (!dialog.run()) return std::nullopt;
  return settled(call, fields.choice());
}

Actor acting(const Call& call) {
  std::string who = call.arguments.text("Who");
  if (who.empty()) who = read_settings(call.context).author;
  return {who.empty() ? login_name() : who, moment_text(now())};
}

RegisterEnd with_register(const Call& call, const Text& title, const std::string& where, DatabaseUse use, std::function<void(Register&, Aside&)> work) {
  const auto shared = std::make_shared<Shared>();
  std::future<void> ended = shared->ended.get_future();
  const AsideEnd end = run_aside(call, title, say(Says::register_opening), patience, [shared, where, use, work = std::move(work), actor = acting(call)](Aside& aside) {
    try {
      Register book = Register::open(where, use, actor);
      if (!aside.given_up()) work(book, aside);
      shared->finished = true;
    } catch (const DatabaseError& error) {
      shared->trouble = error;
    } catch (...) {
      // `finished` tells.
    }
    shared->ended.set_value();
  });
  RegisterEnd result;
  result.cancelled = end == AsideEnd::cancelled;
  result.ended = ended.wait_for(last_wait) == std::future_status::ready;
  if (!result.ended) {
    if (!result.cancelled) result.problem = CommandOutcome::failed(say(Says::register_no_answer));
  } else if (shared->trouble) {
    result.problem = CommandOutcome::failed(shared->trouble->finding().message);
  } else if (!shared->finished) {
    result.problem = CommandOutcome::failed(say(Says::register_ended));
  }
  return result;
}

}  // namespace thuocdo
