// Submit: computes the open sheet again, refuses while something blocks, then writes the frozen copy, its PDF and the
// receipt. The open document stays as it is.
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <com/sun/star/frame/XModel.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "commands/command.h"
#include "commands/dialogs.h"
#include "commands/readings.h"
#include "commands/saving.h"
#include "finding/system_error.h"
#include "functions/known_sets.h"
#include "programme/digest.h"
#include "submission/verify.h"
#include "workbook/freeze.h"
#include "workbook/open_document.h"
#include "workbook/views.h"

namespace thuocdo {
namespace {

constexpr const char* submitted_folder = "da-nop";

// Vietnam's time; the country has one zone and no summer time.
std::string now_in_vietnam() {
  using namespace std::chrono;
  const auto now = floor<seconds>(system_clock::now()) + hours(7);
  const auto today = floor<days>(now);
  const hh_mm_ss time{now - today};
  char text[16];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d", static_cast<int>(time.hours().count()) % 24,
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return iso_text(year_month_day{today}) + text + "+07:00";
}

Text number_text(const Decimal& number) { return {number.text(Notation::vietnamese), number.text()}; }

std::string file_sha256(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  return sha256_hex(bytes);
}

std::filesystem::path folder_of(const Document& document) {
  const auto url = from_uno(Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getURL());
  const auto path = url.starts_with("file:") ? file_path(url) : std::filesystem::path();
  return path.empty() ? path : path.parent_path() / submitted_folder;
}

std::string receipt(const AssessedSheet& sheet, const Stamp& stamp,
                    const std::vector<std::pair<std::string, std::filesystem::path>>& files) {
  nlohmann::ordered_json json;
  json["programme"] = sheet.identity.programme;
  json["digest"] = sheet.identity.digest;
  json["tier"] = sheet.identity.tier;
  json["unit"] = sheet.identity.unit;
  json["unit_name"] = sheet.unit->name;
  json["round"] = sheet.identity.round;
  json["time"] = stamp.submitted;
  if (sheet.without_assessment != nullptr) {
    json["assessed"] = false;
    json["answered"] = sheet.card.answered;
    json["before"] = iso_text(sheet.without_assessment->before);
  } else {
    json["total"] = sheet.card.total.text();
    json["maximum"] = sheet.card.maximum.text();
    json["before"] = iso_text(sheet.tier->before);
  }
  json["submission"] = stamp.digest;
  json["code"] = stamp.check_code;
  json["files"] = nlohmann::ordered_json::array();
  for (const auto& [name, file] : files) json["files"].push_back({{"name", name}, {"sha256", file_sha256(file)}});
  json["state"] = "chưa ký";
  return json.dump(2) + "\n";
}

CommandOutcome refusal(const AssessedSheet& sheet) {
  CommandOutcome outcome;
  outcome.findings = sheet.findings;
  const auto count = std::count_if(sheet.findings.begin(), sheet.findings.end(),
                                   [](const Finding& found) { return found.severity == Severity::blocking; });
  outcome.message = say(Says::submission_refused, {std::to_string(count)});
  return outcome;
}

}  // namespace

CommandOutcome run_submit(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
  const AssessedSheet sheet = with_readings_asked(call, document, assess_document(document, office_programmes()));
  if (!sheet.identity.submitted.empty()) {
    return CommandOutcome::failed(say(Says::already_submitted, {sheet.identity.check_code}));
  }
  if (!sheet.usable() || sheet.unit == nullptr || has_blocking(sheet.findings)) return refusal(sheet);

  auto folder = call.arguments.path("Folder").value_or(folder_of(document));
  if (call.interactive && !call.arguments.path("Folder")) {
    const Text name{sheet.unit->name, ""};
    const Text question =
        sheet.without_assessment != nullptr
            ? say(Says::submit_figures_question, std::vector<Text>{name, sheet.without_assessment->name})
            : say(Says::submit_question,
                  std::vector<Text>{name, number_text(sheet.card.total), number_text(sheet.card.maximum)});
    const auto answered = ask_for_submission(call, question, folder);
    if (!answered) return CommandOutcome::given_up();
    folder = *answered;
  }
  if (folder.empty()) return CommandOutcome::failed(say(Says::document_not_saved));

  const std::string code =
      sheet.unit->code + (sheet.without_assessment == nullptr ? "" : "-" + sheet.without_assessment->key);
  const auto workbook_file = folder / (code + ".ods");
  const auto pdf_file = folder / (code + ".pdf");
  const auto receipt_file = folder / (code + ".json");
  bool overwrite = call.arguments.flag("Overwrite");
  if (!overwrite) {
    for (const auto& file : {workbook_file, pdf_file, receipt_file}) {
      if (!std::filesystem::exists(file)) continue;
      if (!call.interactive) return CommandOutcome::failed(say(Says::file_exists, {file.string()}));
      if (!ask(call, say(Says::submit_title), say(Says::replace_question))) return CommandOutcome::given_up();
      overwrite = true;
      break;
    }
  }

  const std::string time = now_in_vietnam();
  const std::string digest = digest_of(sheet);
  const std::string check = check_code(digest);
  const Stamp stamp{time, digest, check};
  std::filesystem::create_directories(folder);
  FileSet files(overwrite);
  const auto pdf = files.add(pdf_file);
  const auto workbook = files.add(workbook_file);
  const auto receipt_text = files.add(receipt_file);  // last: where it stands, the others do too
  store_copy(document, workbook, "calc8");
  {
    const Document copy = call.open(file_url(workbook), true);
    const Closing closing(copy);
    freeze(call.context, copy, sheet, stamp);
    store_copy(copy, pdf, "calc_pdf_Export");
    store_copy(copy, workbook, "calc8");
  }
  write_view_settings(call.context, file_url(workbook));
  // What the receiving side will read must be what the officer sees.
  const AssessedSheet written = assess_file(workbook, office_programmes());
  if (!written.usable() || digest_of(written) != digest ||
      written.card.total != sheet.card.total) {
    return CommandOutcome::failed(say(Says::copy_differs));
  }
  {
    std::ofstream stream(receipt_text, std::ios::binary);
    stream << receipt(sheet, stamp,
                      {{workbook_file.filename().string(), workbook}, {pdf_file.filename().string(), pdf}});
    stream.close();
    if (!stream) return CommandOutcome::failed(failure_text({receipt_file, system_error_text(errno)}));
  }
  if (const auto failure = files.commit()) return CommandOutcome::failed(failure_text(*failure));
  CommandOutcome outcome;
  outcome.ok = true;
  outcome.files = {workbook_file, pdf_file, receipt_file};
  outcome.code = check;
  outcome.digest = digest;
  if (sheet.without_assessment == nullptr) {
    outcome.total = sheet.card.total.text();
    outcome.maximum = sheet.card.maximum.text();
  }
  outcome.message = say(Says::submitted, {check, folder.string()});
  return outcome;
}

}  // namespace thuocdo
