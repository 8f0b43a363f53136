// The web page of a result, as `thuocdo publish` writes it.
#include "commands/consolidate_dialog.h"
#include "commands/dialog_builder.h"
#include "commands/dialogs.h"
#include "functions/known_sets.h"
#include "report/result_check.h"
#include "report/web_page.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

struct PublishOrder {
  fs::path result;
  fs::path out;
};

fs::path usual_place(const fs::path& result) { return result.empty() ? fs::path() : result / "trang-web"; }

std::optional<PublishOrder> ask_for_page(const Call& call, PublishOrder order) {
  DialogBuilder dialog(call, say(Says::publish_title), 340, 98);
  dialog.label(6, 6, 328, 10, say(Says::documents_result_label));
  const auto result = dialog.edit(6, 17, 250, order.result.string());
  const auto choose_result = dialog.button(260, 16, 74, say(Says::documents_choose_result));
  dialog.label(6, 38, 328, 10, say(Says::publish_out_label));
  const auto out = dialog.edit(6, 49, 250, order.out.string());
  const auto choose_out = dialog.button(260, 48, 74, say(Says::documents_choose_out));
  dialog.buttons(say(Says::publish_button));
  const auto text = [](const Reference<css::awt::XTextComponent>& edit) { return tidy(from_uno(edit->getText())); };
  fs::path proposed = order.out;
  // The place follows the result until somebody types another.
  const auto follow = [&] {
    const fs::path chosen = text(result);
    if (chosen.empty() || (!text(out).empty() && text(out) != proposed.string())) return;
    proposed = usual_place(chosen);
    out->setText(to_uno(proposed.string()));
  };
  const auto choose = [&](const Reference<css::awt::XTextComponent>& edit) {
    const fs::path chosen = pick_folder(call, text(edit));
    if (!chosen.empty()) edit->setText(to_uno(chosen.string()));
    follow();
  };
  dialog.on_press(choose_result, [&] { choose(result); });
  dialog.on_press(choose_out, [&] { choose(out); });
  dialog.on_leave(result, follow);
  dialog.open();
  dialog.focus(result);
  if (!dialog.run()) return std::nullopt;
  follow();  // Enter in the field comes without leaving it
  return PublishOrder{text(result), text(out)};
}

CommandOutcome with_findings(CommandOutcome outcome, Findings findings) {
  outcome.findings = std::move(findings);
  return outcome;
}

// The page's files; or why there are none.
std::optional<CommandOutcome> make_page(const Call& call, const PublishOrder& order, WebPage& page) {
  if (order.result.empty() && call.interactive) return CommandOutcome::failed(say(Says::documents_result_missing));
  if (!is_result_folder(order.result)) return CommandOutcome::failed(say(Says::documents_no_result, {order.result.string()}));
  if (order.out.empty()) return CommandOutcome::failed(say(Says::publish_out_missing));
  if (!is_place_for_web_page(order.out)) return CommandOutcome::failed(say(Says::publish_among_sheets, {order.out.string()}));
  const ReadResult read = read_result(order.result);
  if (!read.result) {
    return with_findings(CommandOutcome::failed(say(Says::consolidate_not_read, {order.result.string(), read.findings.front().message.in(call.language)})), read.findings);
  }
  Findings unusable;
  const auto programme = office_programmes().find(read.result->programme, &unusable);
  if (!programme) return programme_problem(read.result->programme, std::move(unusable));
  page = web_page(order.result, *programme);
  if (page.files.empty()) return with_findings(CommandOutcome::failed(page.findings.front().message), page.findings);
  return std::nullopt;
}

void offer_page(const Call& call, const Text& message, const fs::path& page) {
  DialogBuilder dialog(call, say(Says::publish_title), 320, 72);
  dialog.message(6, 6, 308, 40, message);
  dialog.buttons(say(Says::publish_open), say(Says::close_button));
  dialog.open();
  if (!dialog.run() || open_with_desktop(call.context, page)) return;
  show_outcome(call, say(Says::publish_title), CommandOutcome::failed(say(Says::publish_not_opened, {page.string()})));
}

}  // namespace

CommandOutcome run_publish(const Call& call) {
  PublishOrder order;
  const auto given = call.arguments.path("Result");
  order.result = given.value_or(open_result_folder(call));
  order.out = call.arguments.path("Out").value_or(usual_place(order.result));
  WebPage page;
  std::optional<CommandOutcome> problem;
  if (given || !call.interactive) {
    if ((problem = make_page(call, order, page))) return *problem;
  } else {
    do {
      const auto answered = ask_for_page(call, order);
      if (!answered) return CommandOutcome::given_up();
      order = *answered;
      if ((problem = make_page(call, order, page))) show_outcome(call, say(Says::publish_title), *problem);
    } while (problem);
  }
  const fs::path index = order.out / "index.html";
  std::error_code error;
  if (fs::exists(index, error) && !call.arguments.flag("Overwrite")) {
    if (!call.interactive) return CommandOutcome::failed(say(Says::publish_exists, {order.out.string()}));
    if (!ask(call, say(Says::publish_title), say(Says::publish_replace, {order.out.string()}))) return CommandOutcome::given_up();
  }
  if (const WriteProblem wrong = write_files(order.out, page.files)) {
    return CommandOutcome::failed(say(Says::write_failed, std::vector<Text>{{wrong.file, wrong.file}, wrong.why}));
  }
  CommandOutcome outcome;
  outcome.ok = true;
  for (const NamedFile& file : page.files) outcome.files.push_back(order.out / file.name);
  outcome.message = say(Says::publish_done, {order.out.string()});
  if (call.interactive) {
    offer_page(call, outcome.message, index);
    outcome.shown = true;
  }
  return outcome;
}

}  // namespace thuocdo
