// Submit: computes the open sheet again, refuses while something blocks, then makes the frozen copy with its structured
// part, the PDF and the receipt, signs them where the officer wants it, and puts them where they are to go. The open
// document stays as it is.
#include <stdlib.h>

#include <algorithm>
#include <cerrno>
#include <com/sun/star/frame/XModel.hpp>

#include "commands/command.h"
#include "commands/dialogs.h"
#include "commands/make_submission.h"
#include "commands/readings.h"
#include "commands/refusal.h"
#include "commands/saving.h"
#include "commands/sending.h"
#include "commands/submit_dialog.h"
#include "commands/waiting_offer.h"
#include "finding/system_error.h"
#include "functions/known_sets.h"
#include "settings/settings.h"
#include "sheet/review_columns.h"
#include "workbook/review_sheet.h"
#include "workbook/cover.h"
#include "workbook/open_document.h"

namespace thuocdo {
namespace {

constexpr const char* submitted_folder = "da-nop";

// A folder that is gone when it goes out of scope.
class PassingFolder {
 public:
  PassingFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "thuocdo-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~PassingFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  PassingFolder(const PassingFolder&) = delete;
  PassingFolder& operator=(const PassingFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::filesystem::path folder_of(const Document& document) {
  const auto url = from_uno(Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getURL());
  const auto path = url.starts_with("file:") ? file_path(url) : std::filesystem::path();
  return path.empty() ? path : path.parent_path() / submitted_folder;
}

// Its copy is written without a password, so that the receiver can read it.
bool has_password(const Document& document) {
  for (const auto& argument : Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getArgs()) {
    if (argument.Name == "Password" || argument.Name == "EncryptionData") return true;
  }
  return false;
}

CommandOutcome refusal(const AssessedSheet& sheet) {
  CommandOutcome outcome;
  outcome.findings = sheet.findings;
  const auto count = std::count_if(sheet.findings.begin(), sheet.findings.end(),
                                   [](const Finding& found) { return found.severity == Severity::blocking; });
  outcome.message = say(Says::submission_refused, {std::to_string(count)});
  return outcome;
}

// From the settings, and from the arguments before them.
SubmissionRequest proposed_request(const Call& call, const Document& document, const Settings& settings) {
  SubmissionRequest request;
  request.to = proposed_delivery(call, settings, folder_of(document));
  request.signing = proposed_signing(call, settings);
  request.timestamp_server = call.arguments.values.contains("TimestampServer") ? call.arguments.text("TimestampServer")
                                                                               : settings.timestamp_server;
  request.single_file =
      call.arguments.values.contains("SingleFile") ? call.arguments.flag("SingleFile") : settings.single_file;
  return request;
}

void remember(const Call& call, Settings settings, const SubmissionRequest& request) {
  remember_choice(settings, request.signing);
  remember_choice(settings, request.to);
  if (request.signing.sign) settings.timestamp_server = request.timestamp_server;
  settings.single_file = request.single_file;
  write_settings(call.context, settings);
}

// Made where it is the one beside the sheet, or a script names it; otherwise it must be there: a share that is not
// mounted must not be taken for an empty folder.
void make_folder(const Call& call, const std::filesystem::path& folder) {
  std::error_code ignored;
  const bool ours = folder.filename() == submitted_folder || call.arguments.path("Folder").has_value();
  if (ours && std::filesystem::is_directory(folder.parent_path(), ignored)) {
    std::filesystem::create_directory(folder, ignored);
  }
}

OutboxItem item_of(const Receipt& receipt) {
  const AssessedSheet& sheet = *receipt.sheet;
  OutboxItem item;
  item.programme = sheet.identity.programme;
  item.tier = sheet.identity.tier;
  item.unit = sheet.identity.unit;
  item.unit_name = sheet.unit->name;
  item.round = sheet.identity.round;
  if (sheet.without_assessment == nullptr) {
    item.total = sheet.card.total.text();
    item.maximum = sheet.card.maximum.text();
  }
  item.code = receipt.code;
  item.digest = receipt.digest;
  item.submitted = receipt.submitted;
  if (receipt.replaces) item.replaces = receipt.replaces->code;
  if (receipt.signer) item.signer = receipt.signer->name;
  return item;
}

Text message_of(const Receipt& receipt, const DeliveryOutcome& sent, const std::vector<Text>& remarks) {
  Text message = say(Says::submitted, std::vector<Text>{{receipt.code, receipt.code}, sent.message});
  const auto add = [&](const Text& more) {
    message.vi += "\n" + more.vi;
    message.en += "\n" + more.in(Language::english);
  };
  if (!is_done(sent.state)) add(say(Says::submission_waits));
  if (receipt.signer && !receipt.signer->complete_chain) add(receipt.signer->remark());
  if (receipt.timestamp_failed) add(say(Says::timestamp_server_failed));
  for (const Text& remark : remarks) add(remark);
  return message;
}

}  // namespace

CommandOutcome run_submit(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
  offer_waiting(call);
  const AssessedSheet sheet = with_readings_asked(call, document, assess_document(document, office_programmes()));
  if (const std::string kind = review_kind(document); !kind.empty()) {
    return CommandOutcome::failed(say(kind == review_copy ? Says::no_submitting_review : Says::no_submitting_explanation));
  }
  if (!sheet.identity.submitted.empty()) {
    return CommandOutcome::failed(say(Says::already_submitted, {sheet.identity.check_code}));
  }
  if (const auto refused = refused_reading(document, sheet)) return *refused;
  if (!sheet.identity.part.empty()) {
    CommandOutcome outcome = CommandOutcome::failed(say(Says::split_is_part, {sheet.identity.part}));
    outcome.findings = sheet.findings;
    return outcome;
  }
  if (sheet.unit == nullptr) return refusal(sheet);
  const bool had_password = has_password(document);
  const Settings settings = read_settings(call.context);
  SubmissionRequest request = proposed_request(call, document, settings);
  if (call.interactive) {
    const auto answered =
        ask_for_submission(call, sheet, request, had_password ? say(Says::copy_without_password) : Text());
    if (!answered) return CommandOutcome::given_up();
    request = *answered;
    remember(call, settings, request);
  } else if (has_blocking(sheet.findings)) {
    return refusal(sheet);
  } else if (request.signing.sign) {
    if (const Text problem = choose_certificate(call, request.signing); !problem.empty()) return CommandOutcome::failed(problem);
  }
  const bool to_folder = request.to.kind == DeliveryKind::folder;
  if (to_folder && request.to.folder.empty()) return CommandOutcome::failed(say(Says::document_not_saved));
  if (to_folder) make_folder(call, request.to.folder);

  const PassingFolder passing;
  if (passing.path().empty()) {
    return CommandOutcome::failed(failure_text({std::filesystem::temp_directory_path(), system_error_text(errno)}));
  }
  SubmissionOrder order{&sheet,
                        next_submission(sheet, to_folder ? request.to.folder : std::filesystem::path(),
                                        office_outbox().items()),
                        request.signing.certificate,
                        request.timestamp_server,
                        request.single_file,
                        passing.path()};
  MadeSubmission made = make_submission(call, document, order);
  if (!made.ok && made.signing_failed && call.interactive) {
    if (!ask(call, say(Says::submit_title), say(Says::submit_unsigned_question, std::vector<Text>{made.problem}))) {
      return CommandOutcome::given_up();
    }
    order.certificate.reset();
    for (const auto& entry : std::filesystem::directory_iterator(passing.path())) std::filesystem::remove(entry.path());
    made = make_submission(call, document, order);
  }
  if (!made.ok) return CommandOutcome::failed(made.problem);

  const std::vector<std::string> named = {sheet.unit->name, made.receipt.code};
  request.to.mail_subject = say(Says::submit_mail_subject, {named[0], named[1]}).in(call.language);
  request.to.mail_body = say(Says::submit_mail_body, {named[0], named[1]}).in(call.language);
  const Sent sent = send_submission(call, item_of(made.receipt), made.files, request.to);
  if (sent.id.empty()) return CommandOutcome::failed(sent.outcome.message);
  const bool delivered = sent.outcome.state == DeliveryState::delivered;
  const auto place = delivered && to_folder ? request.to.folder : office_outbox().folder_of(sent.id);
  CommandOutcome outcome;
  // The mail program has it; whether it was sent nobody knows, and the message says so.
  outcome.ok = delivered || sent.outcome.state == DeliveryState::handed_to_mail;
  for (const auto& file : made.files) outcome.files.push_back(place / file.filename());
  outcome.code = made.receipt.code;
  outcome.digest = made.receipt.digest;
  if (sheet.without_assessment == nullptr) {
    outcome.total = sheet.card.total.text();
    outcome.maximum = sheet.card.maximum.text();
  }
  std::vector<Text> remarks;
  // Beside the sheet, where nobody receives anything: "submitted" would be taken for "arrived".
  if (delivered && to_folder && request.to.folder.filename() == submitted_folder) remarks.push_back(say(Says::submission_here));
  if (const Text blanks = cover_blanks(document); !blanks.empty()) remarks.push_back(blanks);
  if (had_password) remarks.push_back(say(Says::copy_without_password));
  outcome.message = message_of(made.receipt, sent.outcome, remarks);
  if (call.interactive) {
    show_receipt(call, say(outcome.ok ? Says::submission_receipt_title : Says::submission_unsent_title), outcome.message,
                 made.receipt, outcome.files.front());
    outcome.shown = true;
  }
  return outcome;
}

}  // namespace thuocdo
