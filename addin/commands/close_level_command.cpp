// Close a level of a register and make its bundle, as `thuocdo level` and `thuocdo bundle` do; then sign and send it.
#include <algorithm>
#include <thread>

#include "commands/close_level_dialog.h"
#include "commands/dialogs.h"
#include "commands/send_bundle.h"
#include "functions/known_sets.h"
#include "programme/atomic_files.h"
#include "programme/file_bytes.h"
#include "register/appraisal_book.h"
#include "report/bundle_maker.h"
#include "settings/settings.h"
#include "submission/submission.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

// What the thread uses; it may outlive the call.
struct LevelWork {
  LevelView view;
  std::vector<LevelOrder> orders;
  Actor actor;
  Language language = Language::vietnamese;
  Findings findings;  // why something was not done
  std::optional<MadeBundle> made;
  WriteProblem problem;
  bool unlike = false;  // what was read back is not what was written
};

// All stages in turn; the first that cannot be closed ends it.
Findings close_appraisal(Register& book, const Programme& programme, const Unit& unit, const Actor& actor) {
  for (const AppraisalStage stage : appraisal_stages) {
    const auto appraised = appraised_unit(book, programme, unit, office_programmes());
    if (!appraised) return {finding(Code::level_no_sheet, {unit.name, unit.code})};
    Findings found = close_stage(book, *appraised, stage, actor);
    if (has_blocking(found)) return found;
  }
  return {};
}

void write_bundle(Register& book, LevelWork& work, const fs::path& file) {
  const BundleOptions how{static_cast<int>(std::max(1u, std::thread::hardware_concurrency())), work.language, work.view.round.round};
  work.made = make_bundle(book, work.view.round.programme, *work.view.unit, office_programmes(), how);
  if (!work.made->bytes) return;
  work.problem = write_files(file.parent_path(), {{file.filename().string(), *work.made->bytes}});
  if (work.problem) return;
  Text why;
  work.unlike = file_bytes(file, work.made->bytes->size() + 1, why) != work.made->bytes;
  work.made->bytes->clear();  // it can be large
}

void do_order(Register& book, LevelWork& work, const LevelOrder& order) {
  const Programme& programme = *work.view.round.programme;
  if (order.step == LevelStep::bundle) return write_bundle(book, work, order.file);
  if (order.step == LevelStep::appraisal) {
    for (const Unit* unit : order.units) {
      Findings found = close_appraisal(book, programme, *unit, work.actor);
      work.findings.insert(work.findings.end(), found.begin(), found.end());
    }
    return;
  }
  LevelRequest request;
  request.programme = &programme;
  request.round = work.view.round.round;
  request.basis = order.basis;
  const bool own = order.step == LevelStep::close || order.step == LevelStep::reopen;
  request.units = own ? std::vector<const Unit*>{work.view.unit} : order.units;
  request.act = order.step == LevelStep::close ? LevelAct::close : order.step == LevelStep::absent ? LevelAct::absent : LevelAct::reopen;
  request.with_below = order.step == LevelStep::close;
  Findings found = change_levels(book, request, work.actor).findings;
  work.findings.insert(work.findings.end(), found.begin(), found.end());
}

// The unit's own and those of all levels below it.
void add_units(const Programme& programme, const Stage* round, const Unit* unit, std::vector<const Unit*>& units) {
  if (unit != nullptr) units.push_back(unit);
  for (const Unit* one : units_below(programme, unit, round)) add_units(programme, round, one, units);
}

void look(Register& book, LevelView& view) {
  const Programme& programme = *view.round.programme;
  const Levels levels = levels_of(book.level_entries(programme.key, view.round.key()));
  const std::string code = view.unit != nullptr ? view.unit->code : std::string();
  view.state = levels.state(code);
  if (const LevelEntry* entry = levels.entry(code)) {
    view.at = entry->at;
    view.who = entry->who;
  }
  view.obstacles.clear();
  view.absent.clear();
  view.sheets = 0;
  std::vector<const Unit*> units;
  add_units(programme, view.round.round, view.unit, units);
  const std::vector<Receipt> receipts = book.receipts(programme.key, view.round.key());
  for (const Unit* unit : units) {
    if (levels.state(unit->code) == LevelState::absent) view.absent.push_back({unit, levels.entry(unit->code)->basis});
    view.sheets += std::any_of(receipts.begin(), receipts.end(), [&](const Receipt& one) { return one.unit == unit->code && one.counts() && one.state == ReceiptState::accepted; });
  }
  if (view.state != LevelState::open) return;
  LevelRequest request;
  request.programme = &programme;
  request.round = view.round.round;
  request.units = {view.unit};
  request.with_below = true;
  view.obstacles = against_closing(book, request);
}

RegisterEnd work_on(const Call& call, const RegisterChoice& choice, const std::shared_ptr<LevelWork>& work) {
  work->actor = acting(call);
  work->language = call.language;
  return with_register(call, say(Says::close_level_title), choice.where, DatabaseUse::existing, [work](Register& book, Aside& aside) {
    aside.tell(say(Says::level_working));
    for (const LevelOrder& order : work->orders) {
      aside.next_step();
      do_order(book, *work, order);
      if (has_blocking(work->findings)) break;
    }
    aside.next_step();
    look(book, work->view);
  });
}

// Of a bundle that was to be made; nothing where none was.
std::optional<CommandOutcome> bundle_outcome(const LevelWork& work, const fs::path& file) {
  if (!work.made) return std::nullopt;
  if (work.problem) return CommandOutcome::failed(say(Says::write_failed, std::vector<Text>{{file.string(), file.string()}, work.problem.why}));
  CommandOutcome outcome;
  outcome.findings = work.made->findings;
  if (!work.made->bytes) {
    outcome.message = say(Says::level_bundle_left);
    return outcome;
  }
  if (work.unlike) return CommandOutcome::failed(say(Says::level_bundle_unlike, {file.string()}));
  std::size_t sheets = 0, copies = 0, appraised = 0, absent = 0;
  for (const BundleUnit& unit : work.made->bundle.units) {
    absent += unit.absent.empty() ? 0 : 1;
    appraised += unit.appraised ? 1 : 0;
    for (const BundleFile& one : unit.files) ++(one.copy ? copies : sheets);
  }
  const auto n = [](std::size_t number) { return std::to_string(number); };
  outcome.ok = true;
  outcome.files = {file};
  outcome.digest = work.made->bundle.list_digest;
  outcome.code = check_code(work.made->bundle.list_digest);
  outcome.message = say(Says::level_bundle_done, {work.view.unit->name, file.string(), outcome.code, n(sheets), n(copies), n(appraised), n(absent)});
  return outcome;
}

CommandOutcome outcome_of(const LevelWork& work) {
  CommandOutcome outcome;
  const Text name = level_name(*work.view.round.programme, work.view.unit);
  outcome.findings = work.findings;
  for (const LevelObstacle& one : work.view.obstacles) {
    const bool told = std::any_of(outcome.findings.begin(), outcome.findings.end(), [&](const Finding& known) { return known.message == one.finding.message; });
    if (!told) outcome.findings.push_back(one.finding);
  }
  outcome.ok = !has_blocking(work.findings);
  const std::string left = std::to_string(work.view.obstacles.size());
  if (work.view.state == LevelState::open) {
    outcome.message = say(Says::level_done_open, std::vector<Text>{name, {left, left}});
  } else {
    outcome.message = say(Says::level_done_closed, std::vector<Text>{name});
  }
  return outcome;
}

Text joined(const Text& first, const Text& second, const char* between) {
  return {first.vi + between + second.vi, first.in(Language::english) + between + second.in(Language::english)};
}

// The bundle is signed and sent, as often as somebody tries, or left as it is.
void send_in_window(const Call& call, const LevelWork& work, const fs::path& file, CommandOutcome& outcome) {
  Settings settings = read_settings(call.context);
  BundleWish wish{proposed_signing(call, settings), std::nullopt};
  if (const Delivery usual = proposed_delivery(call, settings, {}); usual.kind != DeliveryKind::folder || !usual.folder.empty()) wish.to = usual;
  const Text made = joined(outcome.message, say(Says::level_bundle_next), "\n\n");
  while (const auto answered = ask_for_bundle_sending(call, made, wish)) {
    wish = *answered;
    if (wish.open) {
      call.open(file_url(file), false);
      return;
    }
    remember_choice(settings, wish.signing);
    if (wish.to) remember_choice(settings, *wish.to);
    write_settings(call.context, settings);
    CommandOutcome done;
    const BundleSent sent = send_bundle(call, {file, &work.made->bundle, work.view.unit, wish.signing, wish.to});
    done.ok = outcome.ok = sent.ok;
    done.message = sent.message;
    show_outcome(call, say(Says::level_send_title), done);
    outcome.message = joined(outcome.message, sent.message, "\n");
    if (sent.ok) return;
    if (sent.is_signed) wish.signing.sign = false;  // only sending is left
  }
}

// A script's bundle: signed with Sign, sent where Folder or Address say.
CommandOutcome send_as_told(const Call& call, const LevelWork& work, const fs::path& file, CommandOutcome outcome) {
  const Settings settings = read_settings(call.context);
  BundleSending order{file, &work.made->bundle, work.view.unit, proposed_signing(call, settings), std::nullopt};
  order.signing.sign = call.arguments.flag("Sign");
  if (call.arguments.path("Folder") || !call.arguments.text("Address").empty()) order.to = proposed_delivery(call, settings, {});
  if (!order.signing.sign && !order.to) {
    outcome.message = joined(joined(outcome.message, say(Says::level_bundle_unsent), "\n\n"), say(Says::level_bundle_next), " ");
    return outcome;
  }
  BundleSent sent;
  if (order.signing.sign) sent.message = choose_certificate(call, order.signing);
  if (sent.message.vi.empty()) sent = send_bundle(call, order);
  outcome.ok = sent.ok;
  outcome.message = joined(outcome.message, sent.message, "\n");
  return outcome;
}

std::optional<CommandOutcome> wrong_place(const fs::path& file) {
  if (file.extension() != ".ods") return CommandOutcome::failed(say(Says::level_bundle_not_ods, {file.string()}));
  return std::nullopt;
}

// Beside a register that is a file.
fs::path usual_place(const Call& call, const LevelChoice& choice, const ChosenRound& round) {
  const std::string name = "goi-" + choice.unit + (round.round != nullptr ? "-" + round.round->key : "") + ".ods";
  if (!is_postgresql(choice.book.where)) return fs::path(choice.book.where).parent_path() / name;
  return settled(call, {name, {}, {}}).where;
}

std::optional<CommandOutcome> add_codes(const Call& call, const char* argument, LevelStep step, LevelWork& work) {
  const std::string codes = call.arguments.text(argument);
  if (codes.empty()) return std::nullopt;
  LevelOrder order{.step = step, .basis = call.arguments.text("Basis")};
  for (std::size_t from = 0; from <= codes.size();) {
    const std::size_t end = std::min(codes.find(',', from), codes.size());
    const std::string code = tidy(codes.substr(from, end - from));
    from = end + 1;
    if (code.empty()) continue;
    const Unit* unit = work.view.round.programme->unit(code);
    if (unit == nullptr || work.view.round.programme->refusal(*unit, work.view.round.round)) return CommandOutcome::failed(say(Says::level_no_unit, {code}));
    order.units.push_back(unit);
  }
  work.orders.push_back(std::move(order));
  return std::nullopt;
}

// What a script asks for in its arguments.
CommandOutcome run_orders(const Call& call, const LevelChoice& choice, const std::shared_ptr<LevelWork>& work) {
  if (auto problem = add_codes(call, "Absent", LevelStep::absent, *work)) return *problem;
  if (auto problem = add_codes(call, "Appraised", LevelStep::appraisal, *work)) return *problem;
  if (call.arguments.flag("Reopen")) work->orders.push_back({.step = LevelStep::reopen, .basis = call.arguments.text("Basis")});
  if (call.arguments.flag("Close")) work->orders.push_back({.step = LevelStep::close, .basis = call.arguments.text("Basis")});
  const auto out = call.arguments.path("Out");
  if (out) {
    std::error_code error;
    if (work->view.unit == nullptr) return CommandOutcome::failed(say(Says::argument_missing, {"Unit"}));
    if (auto problem = wrong_place(*out)) return *problem;
    if (fs::exists(*out, error) && !call.arguments.flag("Overwrite")) return CommandOutcome::failed(say(Says::level_bundle_there, {out->string()}));
    work->orders.push_back({.step = LevelStep::bundle, .file = out->string()});
  }
  const RegisterEnd end = work_on(call, choice.book, work);
  if (end.problem) return *end.problem;
  if (!end.ended) return CommandOutcome::given_up();
  if (auto outcome = bundle_outcome(*work, out.value_or(fs::path()))) return outcome->ok ? send_as_told(call, *work, *out, std::move(*outcome)) : *outcome;
  return outcome_of(*work);
}

CommandOutcome run_in_window(const Call& call, const LevelChoice& choice, std::shared_ptr<LevelWork> work) {
  const Text title = say(Says::close_level_title);
  fs::path file = usual_place(call, choice, work->view.round);
  std::string basis;
  while (true) {
    const RegisterEnd end = work_on(call, choice.book, work);
    if (end.problem) return *end.problem;
    if (end.cancelled) return CommandOutcome::given_up();
    remember_register(call, choice.book);
    if (auto outcome = bundle_outcome(*work, file)) {
      if (!outcome->ok) {
        show_outcome(call, title, *outcome);
      } else {
        send_in_window(call, *work, file, *outcome);
        outcome->shown = true;
        return *outcome;
      }
    } else if (has_blocking(work->findings)) {
      CommandOutcome undone = outcome_of(*work);
      undone.findings = work->findings;
      show_outcome(call, title, undone);
    }
    const LevelView view = work->view;
    auto next = std::make_shared<LevelWork>();
    next->view.round = view.round;
    next->view.unit = view.unit;
    std::optional<LevelOrder> order = view.state == LevelState::open ? ask_what_is_left(call, view, basis) : ask_about_closed(call, view, file.string());
    if (!order) {
      CommandOutcome outcome = outcome_of(*work);
      outcome.ok = true;
      outcome.shown = true;
      return outcome;
    }
    basis = order->basis;
    std::error_code error;
    switch (order->step) {
      case LevelStep::decide: {
        Arguments given;
        given.values["Register"] = text_value(choice.book.where);
        given.values["Programme"] = text_value(choice.book.programme);
        given.values["Round"] = text_value(choice.book.round);
        Call deciding(call.context, call.frame, given);
        deciding.guide_page = call.guide_page;
        const CommandOutcome decided = run_decide(deciding);
        if (!decided.ok && !decided.cancelled && !decided.shown) show_outcome(call, say(Says::decide_title), decided);
        break;
      }
      case LevelStep::reopen:
        if (ask(call, title, say(Says::level_ask_reopen, std::vector<Text>{level_name(*view.round.programme, view.unit)}))) next->orders = {*order};
        basis.clear();
        break;
      case LevelStep::bundle:
        if (!order->file.empty()) file = settled(call, {order->file, {}, {}}).where;
        if (auto problem = wrong_place(file)) {
          show_outcome(call, title, *problem);
        } else if (!fs::exists(file, error) || ask(call, title, say(Says::level_bundle_exists, {file.string()}))) {
          order->file = file.string();
          next->orders = {*order};
        }
        break;
      default:
        next->orders = {*order};
        basis.clear();
    }
    work = next;
  }
}

}  // namespace

CommandOutcome run_close_level(const Call& call) {
  LevelChoice choice{proposed_register(call), call.arguments.text("Unit")};
  const bool asks = call.interactive && call.arguments.text("Register").empty();
  if (asks) {
    const auto answered = ask_for_level(call, {Says::close_level_title, Says::level_open_button}, choice);
    if (!answered) return CommandOutcome::given_up();
    choice = *answered;
  }
  auto work = std::make_shared<LevelWork>();
  if (auto problem = find_round(choice.book, work->view.round)) return *problem;
  if (auto problem = find_unit(work->view.round, choice.unit, work->view.unit)) return *problem;
  return asks ? run_in_window(call, choice, work) : run_orders(call, choice, work);
}

}  // namespace thuocdo
