// Decide on receipts that are late or wait for it: accept or refuse, with the basis.
#include <algorithm>
#include <charconv>

#include "commands/dialogs.h"
#include "commands/register_choice.h"
#include "functions/known_sets.h"
#include "register/decision.h"
#include "report/register_parts.h"
#include "workbook/reception_sheet.h"

namespace thuocdo {
namespace {

bool waits(const Receipt& receipt) { return receipt.state == ReceiptState::late || receipt.state == ReceiptState::undecided; }

// "3, 5 8"; nothing where one is no number.
std::optional<std::vector<std::int64_t>> numbers_of(const std::string& text) {
  std::vector<std::int64_t> numbers;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ' || text[at] == ',') {
      ++at;
      continue;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number);
    if (error != std::errc() || number < 1) return std::nullopt;
    numbers.push_back(number);
    at = static_cast<std::size_t>(end - text.data());
  }
  return numbers;
}

std::string line_of(const Call& call, const Programme& programme, const Receipt& receipt) {
  const Unit* unit = programme.unit(receipt.unit);
  return std::to_string(receipt.number) + " · " + state_label(receipt.state).in(call.language) + " · " + (unit != nullptr ? unit->name + " · " : "") + receipt.file_name;
}

// What the user wants of the receipts that wait; nothing when it was given up.
std::optional<DecisionRequest> ask_for_decision(const Call& call, const Programme& programme, const std::vector<Receipt>& waiting, DecisionRequest request) {
  DialogBuilder dialog(call, say(Says::decide_title), 340, 256);
  dialog.label(6, 6, 328, 10, say(Says::decide_waiting, {std::to_string(waiting.size())}));
  const auto list = dialog.list(6, 18, 328, 96, false);
  dialog.allow_several(list);
  const auto reasons = dialog.reading(6, 118, 328, 48);
  dialog.label(6, 170, 328, 10, say(Says::decide_basis_label));
  const auto basis = dialog.edit(6, 181, 328, request.basis);
  dialog.label(6, 200, 328, 10, say(Says::decide_comment_label));
  const auto comment = dialog.edit(6, 211, 328, request.comment);
  dialog.other_button(say(Says::decide_refuse_button));
  dialog.buttons(say(Says::decide_accept_button));
  std::vector<std::string> lines;
  for (const Receipt& receipt : waiting) lines.push_back(line_of(call, programme, receipt));
  const auto show = [&] {
    const auto position = list->getSelectedItemPos();
    if (position < 0) return;
    const Receipt& receipt = waiting[static_cast<std::size_t>(position)];
    reasons->setText(to_uno(time_shown(receipt.received_at(), call.language) + "\n" + reasons_text(receipt.reasons, call.language)));
  };
  dialog.on_change(list, show);
  dialog.open();
  fill(list, lines);
  list->selectItemPos(0, true);
  show();
  dialog.focus(list);
  if (!dialog.run()) return std::nullopt;
  request.verdict = dialog.pressed_other() ? Verdict::refuse : Verdict::accept;
  request.basis = tidy(from_uno(basis->getText()));
  request.comment = tidy(from_uno(comment->getText()));
  request.numbers.clear();
  for (const sal_Int16 position : list->getSelectedItemsPos()) request.numbers.push_back(waiting[static_cast<std::size_t>(position)].number);
  return request;
}

struct DecideWork {
  std::optional<DecisionRequest> request;  // nothing: only look
  std::string who;
  std::vector<Decided> decided;
  std::vector<Receipt> waiting;  // afterwards
};

RegisterEnd work_with(const Call& call, const RegisterChoice& choice, const ChosenRound& chosen, const std::shared_ptr<DecideWork>& work) {
  return with_register(call, say(Says::decide_title), choice.where, DatabaseUse::existing, [work, key = chosen.programme->key, round = chosen.key()](Register& book, Aside&) {
    if (work->request) work->decided = decide(book, *work->request, office_programmes(), work->who);
    for (Receipt& receipt : book.receipts(key, round)) {
      if (waits(receipt)) work->waiting.push_back(std::move(receipt));
    }
  });
}

CommandOutcome outcome_of(const DecideWork& work) {
  CommandOutcome outcome;
  std::size_t done = 0, undone = 0;
  for (const Decided& one : work.decided) {
    ++(has_blocking(one.findings) ? undone : done);
    outcome.findings.insert(outcome.findings.end(), one.findings.begin(), one.findings.end());
  }
  outcome.ok = undone == 0;
  outcome.message = say(undone == 0 ? Says::decide_done : Says::decide_undone, {std::to_string(undone == 0 ? done : undone)});
  return outcome;
}

}  // namespace

CommandOutcome run_decide(const Call& call) {
  RegisterChoice choice = proposed_register(call);
  DecisionRequest request;
  request.basis = call.arguments.text("Basis");
  request.comment = call.arguments.text("Comment");
  const bool asks = call.interactive && call.arguments.text("Numbers").empty();
  if (asks && call.arguments.text("Register").empty()) {
    const auto answered = ask_for_register(call, say(Says::decide_title), say(Says::decide_open_button), choice);
    if (!answered) return CommandOutcome::given_up();
    choice = *answered;
  }
  ChosenRound chosen;
  if (auto problem = find_round(choice, chosen)) return *problem;
  auto work = std::make_shared<DecideWork>();
  work->who = acting(call).who;
  if (!asks) {
    const auto numbers = numbers_of(call.arguments.text("Numbers"));
    if (!numbers || numbers->empty()) return CommandOutcome::failed(say(Says::decide_none_chosen));
    const std::string verdict = call.arguments.text("Verdict");
    if (verdict != "accept" && verdict != "refuse") return CommandOutcome::failed(say(Says::decide_verdict));
    if (request.basis.empty()) return CommandOutcome::failed(say(Says::decide_no_basis));
    request.numbers = *numbers;
    request.verdict = verdict == "accept" ? Verdict::accept : Verdict::refuse;
    work->request = request;
    const RegisterEnd end = work_with(call, choice, chosen, work);
    return end.problem ? *end.problem : end.ended ? outcome_of(*work) : CommandOutcome::given_up();
  }
  std::size_t decided = 0;
  while (true) {
    const RegisterEnd end = work_with(call, choice, chosen, work);
    if (end.problem) return *end.problem;
    if (end.cancelled) return CommandOutcome::given_up();
    remember_register(call, choice);
    if (const CommandOutcome last = outcome_of(*work); !last.ok) {
      show_outcome(call, say(Says::decide_title), last);
    } else {
      decided += work->decided.size();
    }
    const std::vector<Receipt> waiting = work->waiting;
    CommandOutcome outcome;
    outcome.ok = true;
    if (waiting.empty()) {
      outcome.message = decided == 0 ? say(Says::decide_nothing) : say(Says::decide_done, {std::to_string(decided)});
      return outcome;
    }
    while (true) {
      const auto wanted = ask_for_decision(call, *chosen.programme, waiting, request);
      if (!wanted) {
        outcome.message = say(Says::decide_done, {std::to_string(decided)});
        outcome.shown = true;  // the user has seen what is left
        return decided == 0 ? CommandOutcome::given_up() : outcome;
      }
      request = *wanted;
      if (!request.numbers.empty() && !request.basis.empty()) break;
      show_outcome(call, say(Says::decide_title), CommandOutcome::failed(say(request.numbers.empty() ? Says::decide_none_chosen : Says::decide_no_basis)));
    }
    work = std::make_shared<DecideWork>();
    work->who = acting(call).who;
    work->request = request;
  }
}

}  // namespace thuocdo
