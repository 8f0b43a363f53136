// Decide on receipts, with the basis: accept or refuse those that are late or wait for it; correct the time of receipt of any.
#include <algorithm>
#include <charconv>

#include "commands/dialogs.h"
#include "commands/register_choice.h"
#include "functions/known_sets.h"
#include "register/decision.h"
#include "report/register_parts.h"
#include "submission/moment.h"
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
// `receipts`: those that wait first.
std::optional<DecisionRequest> ask_for_decision(const Call& call, const Programme& programme, const std::vector<Receipt>& receipts, DecisionRequest request) {
  const auto first_settled = std::find_if_not(receipts.begin(), receipts.end(), waits);
  const std::size_t waiting = static_cast<std::size_t>(first_settled - receipts.begin());
  DialogBuilder dialog(call, say(Says::decide_title), 340, 300);
  dialog.label(6, 6, 328, 10, say(Says::decide_waiting, {std::to_string(waiting)}));
  const auto list = dialog.list(6, 18, 328, 96, false);
  dialog.allow_several(list);
  const auto settled_too = dialog.check(6, 117, 328, say(Says::decide_settled_too), waiting == 0);
  const auto reasons = dialog.reading(6, 132, 328, 48);
  dialog.label(6, 184, 328, 10, say(Says::decide_basis_label));
  const auto basis = dialog.edit(6, 195, 328, request.basis);
  dialog.label(6, 213, 328, 10, say(Says::decide_comment_label));
  const auto comment = dialog.edit(6, 224, 328, request.comment);
  dialog.label(6, 242, 328, 10, say(Says::decide_time_label));
  const auto time = dialog.edit(6, 253, 250, "");
  const auto correct = dialog.button(260, 252, 74, say(Says::decide_time_button));
  dialog.other_button(say(Says::decide_refuse_button));
  dialog.buttons(say(Says::decide_accept_button), say(Says::close_button));  // what was decided before is done
  const auto show_list = [&] {
    std::vector<std::string> lines;
    for (const Receipt& receipt : receipts) {
      if (lines.size() == waiting && settled_too->getState() != 1) break;
      lines.push_back(line_of(call, programme, receipt));
    }
    fill(list, lines);
    if (!lines.empty()) list->selectItemPos(0, true);
  };
  const auto show = [&] {
    const auto position = list->getSelectedItemPos();
    if (position < 0) {
      reasons->setText({});
      return;
    }
    const Receipt& receipt = receipts[static_cast<std::size_t>(position)];
    reasons->setText(to_uno(moment_shown(receipt.received_at(), call.language) + "\n" + reasons_text(receipt.reasons, call.language)));
  };
  dialog.on_change(list, show);
  dialog.on_change(settled_too, [&] {
    show_list();
    show();
  });
  bool corrects = false;
  dialog.on_press(correct, [&] {
    request.received = parse_receipt_time(tidy(from_uno(time->getText())));
    if (!request.received) {
      reasons->setText(to_uno(say(Says::decide_wrong_time).in(call.language)));
      dialog.focus(time);
      return;
    }
    corrects = true;
    dialog.end();
  });
  dialog.open();
  show_list();
  show();
  dialog.focus(list);
  if (!dialog.run() && !corrects) return std::nullopt;
  request.verdict = corrects ? Verdict::correct_time : dialog.pressed_other() ? Verdict::refuse : Verdict::accept;
  request.basis = tidy(from_uno(basis->getText()));
  request.comment = tidy(from_uno(comment->getText()));
  request.numbers.clear();
  for (const sal_Int16 position : list->getSelectedItemsPos()) request.numbers.push_back(receipts[static_cast<std::size_t>(position)].number);
  return request;
}

struct DecideWork {
  std::optional<DecisionRequest> request;  // nothing: only look
  std::string who;
  std::vector<Decided> decided;
  std::vector<Receipt> receipts;  // afterwards; those that wait first
};

RegisterEnd work_with(const Call& call, const RegisterChoice& choice, const ChosenRound& chosen, const std::shared_ptr<DecideWork>& work) {
  return with_register(call, say(Says::decide_title), choice.where, DatabaseUse::existing, [work, key = chosen.programme->key, round = chosen.key()](Register& book, Aside&) {
    if (work->request) work->decided = decide(book, *work->request, office_programmes(), work->who);
    work->receipts = book.receipts(key, round);
    std::stable_partition(work->receipts.begin(), work->receipts.end(), waits);
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
    if (verdict != "accept" && verdict != "refuse" && verdict != "time") return CommandOutcome::failed(say(Says::decide_verdict));
    if (verdict == "time") {
      request.received = parse_receipt_time(call.arguments.text("Received"));
      if (!request.received) return CommandOutcome::failed(say(Says::decide_wrong_time));
    }
    if (request.basis.empty()) return CommandOutcome::failed(say(Says::decide_no_basis));
    request.numbers = *numbers;
    request.verdict = verdict == "accept" ? Verdict::accept : verdict == "refuse" ? Verdict::refuse : Verdict::correct_time;
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
    const std::vector<Receipt> receipts = work->receipts;
    CommandOutcome outcome;
    outcome.ok = true;
    // Who has come to the end of what waits is done; who finds nothing that waits may still have a time to correct.
    if (receipts.empty() || (decided > 0 && !waits(receipts.front()))) {
      outcome.message = decided == 0 ? say(Says::decide_nothing) : say(Says::decide_done, {std::to_string(decided)});
      return outcome;
    }
    while (true) {
      const auto wanted = ask_for_decision(call, *chosen.programme, receipts, request);
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
