// Appraise: of a submission a working copy for reviewers; of a working copy the table of the appraisal and the copy in which the unit
// explains, then the working copies of the second and the final round.
#include <algorithm>
#include <cerrno>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/util/XModifiable.hpp>
#include <cstdio>
#include <thread>

#include "commands/accept_rest.h"
#include "commands/appraise_dialog.h"
#include "commands/dialog_builder.h"
#include "commands/dialogs.h"
#include "commands/merge_reviews.h"
#include "commands/register_choice.h"
#include "commands/review_files.h"
#include "commands/saving.h"
#include "commands/split_review.h"
#include "finding/system_error.h"
#include "functions/known_sets.h"
#include "programme/digest.h"
#include "ranking/register_sheets.h"
#include "register/appraisal_book.h"
#include "report/numbers.h"
#include "report/ranking_report.h"
#include "report/register_parts.h"
#include "report/table_output.h"
#include "settings/chosen_result.h"
#include "settings/settings.h"
#include "sheet/review_columns.h"
#include "submission/moment.h"
#include "submission/package.h"
#include "workbook/open_document.h"
#include "workbook/review_sheet.h"
#include "workbook/table_layout.h"
#include "workbook/views.h"

namespace thuocdo {
namespace {

constexpr std::string_view review_ending = "-tham-dinh";

std::filesystem::path file_of(const Document& document) {
  const auto url = from_uno(Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getURL());
  return url.starts_with("file:") ? file_path(url) : std::filesystem::path();
}

// "so-tc.ods" → "so-tc-tham-dinh.ods"
std::filesystem::path beside(const std::filesystem::path& file, std::string_view ending) {
  return file.parent_path() / (file.stem().string() + std::string(ending) + ".ods");
}

// "so-tc-tham-dinh.ods", "so-tc-tham-dinh-lan-2.ods" → "so-tc-tham-dinh-chinh-thuc.ods"
std::filesystem::path of_stage(const std::filesystem::path& file, AppraisalStage stage) {
  std::string stem = file.stem().string();
  for (const std::string_view ending : {std::string_view("-lan-2"), std::string_view("-chinh-thuc")}) {
    if (stem.ends_with(ending)) stem.resize(stem.size() - ending.size());
  }
  return file.parent_path() / (stem + (stage == AppraisalStage::second ? "-lan-2.ods" : "-chinh-thuc.ods"));
}

CommandOutcome with_findings(const Text& message, Findings findings) {
  CommandOutcome outcome = CommandOutcome::failed(message);
  outcome.findings = std::move(findings);
  return outcome;
}

// Asks before something there is replaced, and finds out whether the place can be written to; false when nothing is to be done.
bool may_write(const Call& call, const std::filesystem::path& target, const std::filesystem::path& temporary, bool& overwrite, CommandOutcome& outcome) {
  std::error_code ignored;
  if (!overwrite && std::filesystem::exists(target, ignored)) {
    if (!call.interactive) {
      outcome = CommandOutcome::failed(say(Says::file_exists, {target.string()}));
      return false;
    }
    overwrite = ask(call, say(Says::appraise_title), say(Says::replace_sheet_question, {target.string()}));
    if (!overwrite) {
      outcome = CommandOutcome::given_up();
      return false;
    }
  }
  std::FILE* file = std::fopen(temporary.c_str(), "wb");
  if (file == nullptr) {
    outcome = CommandOutcome::failed(failure_text({target, system_error_text(errno), false}));
    return false;
  }
  std::fclose(file);
  return true;
}

// A copy of the document in which `change` was made, beside it.
template <typename Change>
CommandOutcome changed_copy(const Call& call, const Document& document, const std::filesystem::path& target, Change change) {
  CommandOutcome outcome;
  bool overwrite = call.arguments.flag("Overwrite");
  const auto temporary = FileSet::temporary_of(target);
  if (!may_write(call, target, temporary, overwrite, outcome)) return outcome;
  FileSet files(overwrite);
  files.add(target);
  store_copy(document, temporary, "calc8");
  TableView view;
  {
    const Document copy = call.open(file_url(temporary), true);
    const Closing closing(copy);
    if (!change(copy)) return CommandOutcome::failed(say(Says::appraise_locked));
    view = review_view(copy);
    store_copy(copy, temporary, "calc8");
  }
  write_view_settings(call.context, file_url(temporary), view);
  if (const auto failure = files.commit()) return CommandOutcome::failed(failure_text(*failure));
  outcome.ok = true;
  outcome.files = {target};
  return outcome;
}

// The message comes first: over the window from which the command was called, it would bring that one back in front of the copy.
CommandOutcome told_and_opened(const Call& call, CommandOutcome outcome) {
  if (!outcome.ok || !call.interactive) return outcome;
  show_outcome(call, say(Says::appraise_title), outcome);
  outcome.shown = true;
  call.open(file_url(outcome.files.front()), false);
  return outcome;
}

CommandOutcome begin(const Call& call, const Document& document, const AssessedSheet& sheet) {
  const std::filesystem::path own = file_of(document);
  if (own.empty()) return CommandOutcome::failed(say(Says::appraise_not_saved));
  if (sheet.identity.submitted.empty()) return CommandOutcome::failed(say(Says::appraise_not_submitted));
  const PackageVerdict verdict = verify_package(own, office_programmes(), TrustStore(), now());
  if (!verdict.believable()) {
    Text why;
    for (const Finding& found : verdict.findings) {
      if (found.severity == Severity::blocking) why = found.message;
    }
    return with_findings(say(Says::appraise_unusable, std::vector<Text>{why}), verdict.findings);
  }
  const std::filesystem::path target = call.arguments.path("File").value_or(beside(own, review_ending));
  CommandOutcome outcome = changed_copy(call, document, target, [&](const Document& copy) { return make_review(copy, sheet); });
  if (outcome.ok) outcome.message = say(Says::appraise_made, {target.string()});
  return told_and_opened(call, std::move(outcome));
}

// A working copy that is open.
class Reviewing {
 public:
  Reviewing(const Call& call, const Document& document, const AssessedSheet& sheet)
      : call_(call), document_(document), sheet_(sheet), own_(file_of(document)),
        table_(appraisal_table_in(read_open_document(document), document_file_name(document))),
        review_(live_review(sheet, table_, call.language)), open_(open_to_explanation(*sheet.programme, *sheet.tier, *sheet.answers, review_.appraisal)) {}

  CommandOutcome run() {
    if (own_.empty()) return CommandOutcome::failed(say(Says::appraise_not_saved));
    const std::string step = call_.arguments.text("Step");
    if (step.empty() && call_.arguments.values.contains("ResultFolder")) return choose_result(call_.arguments.path("ResultFolder").value_or(std::filesystem::path()));
    if (step == "second") return second(call_.arguments.path("Explanations").value_or(std::filesystem::path()));
    if (step == "final") return begin_final();
    if (step == "enter") return enter();
    if (step == "accept") return accept();
    if (step == "rank") return rank_by_register();
    if (!call_.interactive || step == "write") return write_out();
    const ReviewRequest request = ask_for_review(call_, sheet_, review_, stands(), read_settings(call_.context).result_folder);
    choose_result(request.result_folder);
    if (!request.step) return CommandOutcome::given_up();
    switch (*request.step) {
      case ReviewStep::accept: return accept();
      case ReviewStep::write: return write_out();
      case ReviewStep::split: return split_review(call_, document_);
      case ReviewStep::merge: return merge_reviews(call_, document_);
      case ReviewStep::final: return begin_final();
      case ReviewStep::enter: return enter();
      case ReviewStep::rank: return rank_by_register();
      case ReviewStep::second: break;
    }
    if (const auto refused = not_ready()) return *refused;
    const auto chosen = pick_sheets(call_, say(Says::appraise_pick_explanation), own_.parent_path());
    return chosen.empty() ? CommandOutcome::given_up() : second(chosen.front());
  }

 private:
  CommandOutcome accept() {
    // There whoever says nothing keeps the result of the round before.
    if (review_.stage == AppraisalStage::final) return CommandOutcome::failed(say(Says::appraise_begun, std::vector<Text>{stage_label(review_.stage)}));
    return accept_rest(call_, document_, sheet_, table_, review_);
  }

  Text stands() const { return review_stands(sheet_, review_); }

  CommandOutcome choose_result(const std::filesystem::path& folder) {
    Settings settings = read_settings(call_.context);
    if (settings.result_folder != folder.string()) {
      settings.result_folder = folder.string();
      write_settings(call_.context, settings);
      // Whoever follows the document, as the sidebar does, looks at it again.
      const Reference<css::util::XModifiable> modifiable(document_, UNO_QUERY_THROW);
      const bool modified = modifiable->isModified();
      modifiable->setModified(!modified);
      modifiable->setModified(modified);
    }
    CommandOutcome outcome;
    outcome.ok = true;
    ResultReader reader;
    const ChosenResult chosen = reader.read(folder.string(), call_.language);
    const Text line = rank_line(sheet_, review_.scores, chosen);
    outcome.message = folder.empty() ? say(Says::appraise_result_none) : say(Says::appraise_result_chosen, std::vector<Text>{{folder.string(), folder.string()}, line});
    return outcome;
  }

  // Register and round of this copy, asked for where nobody gave one. What is wrong goes into `problem`.
  std::optional<RegisterChoice> chosen_register(Says button, CommandOutcome& problem) {
    RegisterChoice choice = proposed_register(call_);
    choice.programme = sheet_.programme->key;
    choice.round.clear();
    if (call_.interactive && call_.arguments.text("Register").empty()) {
      const auto answered = ask_for_register(call_, say(Says::appraise_title), say(button), choice);
      if (!answered) {
        problem = CommandOutcome::given_up();
        return std::nullopt;
      }
      choice = *answered;
    }
    ChosenRound found;
    if (auto wrong = find_round(choice, found)) {
      problem = std::move(*wrong);
    } else if (found.programme->key != sheet_.programme->key || found.round != nullptr) {
      problem = CommandOutcome::failed(say(Says::appraise_other_round, std::vector<Text>{sheet_.programme->title, {sheet_.programme->round, sheet_.programme->round}}));
    } else {
      return choice;
    }
    return std::nullopt;
  }

  // What the copy says, of every stage and with explanations, goes into the register as its table would.
  CommandOutcome enter() {
    if (const auto refused = erroneous()) return *refused;
    CommandOutcome problem;
    const auto choice = chosen_register(Says::appraise_enter_do, problem);
    if (!choice) return problem;
    struct Entering {
      std::shared_ptr<const Programme> programme;
      const Unit* unit = nullptr;
      std::string answers;
      std::vector<UnitAppraisal> parts;
      Actor actor;
      bool other_sheet = false;
      TakenAppraisals taken;
    };
    const auto work = std::make_shared<Entering>();
    work->programme = sheet_.programme;
    work->unit = sheet_.unit;
    work->answers = sheet_.identity.submission_digest;
    work->actor = acting(call_);
    work->parts = appraisals_of(table_, *sheet_.programme, {sheet_.unit, table_.stage, work->actor.who}, work->taken.findings);
    const RegisterEnd end = with_register(call_, say(Says::appraise_title), choice->where, DatabaseUse::existing, [work](Register& book, Aside&) {
      const auto there = appraised_unit(book, *work->programme, *work->unit, office_programmes());
      work->other_sheet = there && there->receipt.submission_digest != work->answers;
      if (!work->other_sheet) work->taken = take_appraisals(book, *work->programme, office_programmes(), work->parts, work->actor);
    });
    if (end.problem) return *end.problem;
    if (!end.ended) return CommandOutcome::given_up();
    remember_register(call_, *choice);
    if (work->other_sheet) return CommandOutcome::failed(say(Says::appraise_other_sheet, {sheet_.unit->name}));
    const TakenAppraisals& taken = work->taken;
    CommandOutcome outcome;
    outcome.findings = taken.findings;
    outcome.ok = !has_blocking(taken.findings);
    const bool nothing = taken.entered + taken.known == 0;
    outcome.message = nothing ? say(Says::appraise_not_entered) : say(Says::appraise_entered, {std::to_string(taken.entered), std::to_string(taken.known), std::to_string(taken.refused)});
    const bool conflicts = std::any_of(taken.findings.begin(), taken.findings.end(), [](const Finding& found) { return found.code == Code::appraisal_conflict; });
    if (conflicts) {
      const Text more = say(Says::appraise_entered_conflict);
      outcome.message = {outcome.message.vi + "\n" + more.vi, outcome.message.en + "\n" + more.en};
    }
    return outcome;
  }

  // The register is consolidated as it stands now; what comes out is kept among the user's own things, as a result of which only
  // result.json is needed.
  CommandOutcome rank_by_register() {
    CommandOutcome problem;
    const auto choice = chosen_register(Says::appraise_rank_do, problem);
    if (!choice) return problem;
    struct Ranking {
      std::shared_ptr<const Programme> programme;
      std::filesystem::path folder;
      WriteProblem problem;
      bool finished = false;
    };
    const auto work = std::make_shared<Ranking>();
    work->programme = sheet_.programme;
    work->folder = user_data_folder() / "rank" / (sheet_.programme->key + "-" + sha256_hex(address_without_password(choice->where)).substr(0, 12));
    const RegisterEnd end = with_register(call_, say(Says::appraise_title), choice->where, DatabaseUse::existing, [work](Register& book, Aside& aside) {
      RegisterSheets sheets = register_sheets(book, *work->programme, nullptr);
      ConsolidateOptions how;
      how.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
      how.source = &sheets.source;
      how.claims = false;
      how.stopped = [&aside] { return aside.given_up(); };
      how.progress = [&aside](std::size_t done, std::size_t all) {
        aside.next_step();
        aside.tell(say(Says::appraise_rank_working, {std::to_string(done), std::to_string(all)}));
      };
      const Consolidation result = consolidate({}, sheets.files, work->programme, office_programmes(), how);
      if (aside.given_up()) return;
      work->problem = write_files(work->folder, {{"result.json", result_json(result)}});
      work->finished = true;
    });
    if (end.problem) return *end.problem;
    if (!end.ended || !work->finished) return CommandOutcome::given_up();
    if (work->problem) return CommandOutcome::failed(say(Says::appraise_rank_failed, std::vector<Text>{work->problem.why}));
    remember_register(call_, *choice);
    CommandOutcome outcome = choose_result(work->folder);
    ResultReader reader;
    const Text line = rank_line(sheet_, review_.scores, reader.read(work->folder.string(), call_.language));
    const std::string where = address_without_password(choice->where);
    const Instant at = now();
    outcome.message = say(Says::appraise_rank_done, std::vector<Text>{{where, where}, moment_shown(at), line});
    return outcome;
  }

  std::optional<CommandOutcome> erroneous() const {
    if (!has_blocking(review_.findings)) return std::nullopt;
    return with_findings(say(Says::appraise_not_yet, std::vector<Text>{stands()}), review_.findings);
  }

  // Whether the round may be followed by the next.
  std::optional<CommandOutcome> not_ready() const {
    if (const auto refused = erroneous()) return refused;
    if (review_.decided == review_.asked || review_.stage == AppraisalStage::final) return std::nullopt;
    const std::string left = std::to_string(review_.asked - review_.decided);
    return with_findings(say(Says::appraise_undecided, std::vector<Text>{stage_label(review_.stage), {left, left}}), review_.findings);
  }

  CommandOutcome write_out() {
    if (const auto refused = erroneous()) return *refused;
    CommandOutcome outcome;
    outcome.findings = review_.findings;
    outcome.total = review_.scores.last().total.text();
    outcome.maximum = review_.scores.last().maximum.text();
    const bool to_unit = review_.stage == AppraisalStage::first && !open_.empty();
    const std::filesystem::path table = call_.arguments.path("File").value_or(beside(own_, "-bang"));
    const std::filesystem::path for_unit = call_.arguments.path("UnitFile").value_or(beside(own_, "-giai-trinh"));
    bool overwrite = call_.arguments.flag("Overwrite");
    if (!may_write(call_, table, FileSet::temporary_of(table), overwrite, outcome)) return outcome;
    FileSet files(overwrite);
    const auto table_file = files.add(table);
    if (to_unit && !may_write(call_, for_unit, FileSet::temporary_of(for_unit), overwrite, outcome)) return outcome;
    AppraisalTableOptions how;
    how.stage = review_.stage;
    const auto rows = appraisal_table(*sheet_.programme, *sheet_.unit, *sheet_.answers, review_.appraisal, how);
    if (const WriteProblem problem = write_files(table_file.parent_path(), {{table_file.filename().string(), table_file_bytes(table, rows, "Thẩm định", appraisal_number_headings())}})) {  // Vietnamese: the sheet's name
      return CommandOutcome::failed(failure_text({table, problem.why, false}));
    }
    outcome.files = {table};
    if (to_unit) {
      const auto temporary = files.add(for_unit);
      store_copy(document_, temporary, "calc8");
      TableView view;
      {
        const Document copy = call_.open(file_url(temporary), true);
        const Closing closing(copy);
        if (!make_explanation_copy(copy, sheet_, open_)) return CommandOutcome::failed(say(Says::appraise_locked));
        view = review_view(copy);
        store_copy(copy, temporary, "calc8");
      }
      write_view_settings(call_.context, file_url(temporary), view);
      outcome.files.push_back(for_unit);
    }
    files.replace(overwrite);
    if (const auto failure = files.commit()) return CommandOutcome::failed(failure_text(*failure));
    std::string names;
    for (const auto& file : outcome.files) names += (names.empty() ? "" : "\n") + file.string();
    outcome.ok = true;
    outcome.message = say(Says::appraise_written, std::vector<Text>{stands(), {names, names}});
    return outcome;
  }

  CommandOutcome begin_stage_of(AppraisalStage stage, const Appraisal& appraisal) {
    return changed_copy(call_, document_, call_.arguments.path("File").value_or(of_stage(own_, stage)),
                        [&](const Document& copy) { return begin_stage(copy, sheet_, stage, appraisal); });
  }

  CommandOutcome second(const std::filesystem::path& file) {
    if (review_.stage != AppraisalStage::first) return CommandOutcome::failed(say(Says::appraise_begun, std::vector<Text>{stage_label(review_.stage)}));
    if (const auto refused = not_ready()) return *refused;
    if (file.empty()) return CommandOutcome::failed(say(Says::argument_missing, {"Explanations"}));
    ReadReview read = read_review(file, sheet_, table_, explanation_copy);
    if (!read.refused.empty()) return CommandOutcome::failed(say(Says::appraise_file_refused, std::vector<Text>{{read.file, read.file}, read.refused}));
    // Of what comes from the unit only the explanations are taken.
    for (UnitAppraisal& part : read.parts) part.decisions.clear();
    Findings ignored;
    std::vector<UnitAppraisal> parts = appraisals_of(table_, *sheet_.programme, {sheet_.unit, AppraisalStage::first, {}}, ignored);
    const std::size_t own = merge_appraisals(*sheet_.programme, *sheet_.tier, *sheet_.answers, parts).findings.size();
    parts.insert(parts.end(), read.parts.begin(), read.parts.end());
    AppraisalMerge merge = merge_appraisals(*sheet_.programme, *sheet_.tier, *sheet_.answers, parts);
    read.findings.insert(read.findings.end(), merge.findings.begin() + static_cast<std::ptrdiff_t>(std::min(own, merge.findings.size())), merge.findings.end());
    const auto explained = std::count_if(merge.appraisal.by_criterion.begin(), merge.appraisal.by_criterion.end(), [](const CriterionStages& one) { return one.explanation.has_value(); });
    if (explained == 0) return with_findings(say(Says::appraise_nothing_explained), read.findings);
    CommandOutcome outcome = begin_stage_of(AppraisalStage::second, merge.appraisal);
    outcome.findings = read.findings;
    if (outcome.ok) outcome.message = say(Says::appraise_second_made, {std::to_string(explained), outcome.files.front().string()});
    return told_and_opened(call_, std::move(outcome));
  }

  CommandOutcome begin_final() {
    if (review_.stage == AppraisalStage::final) return CommandOutcome::failed(say(Says::appraise_begun, std::vector<Text>{stage_label(review_.stage)}));
    if (const auto refused = not_ready()) return *refused;
    CommandOutcome outcome = begin_stage_of(AppraisalStage::final, review_.appraisal);
    if (outcome.ok) outcome.message = say(Says::appraise_final_made, {outcome.files.front().string()});
    return told_and_opened(call_, std::move(outcome));
  }

  const Call& call_;
  const Document document_;
  const AssessedSheet& sheet_;
  const std::filesystem::path own_;
  const AppraisalTable table_;
  const LiveReview review_;
  const std::vector<int> open_;
};

}  // namespace

CommandOutcome run_appraise(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
  AssessedSheet sheet = assess_document(document, office_programmes());
  if (sheet.identity.programme.empty()) return with_findings(say(Says::appraise_not_submission), sheet.findings);
  if (sheet.without_assessment != nullptr) return CommandOutcome::failed(say(Says::appraise_unassessed));
  const std::string kind = review_kind(document);
  if (kind == explanation_copy) return CommandOutcome::failed(say(Says::appraise_of_unit));
  if (kind == review_copy) {
    if (const auto refused = refused_review(sheet)) return *refused;
    return Reviewing(call, document, sheet).run();
  }
  if (!sheet.usable() || sheet.unit == nullptr) {
    Text why;
    for (const Finding& found : sheet.findings) {
      if (found.severity == Severity::blocking && why.empty()) why = found.message;
    }
    return with_findings(say(Says::appraise_unusable, std::vector<Text>{why}), sheet.findings);
  }
  return begin(call, document, sheet);
}

}  // namespace thuocdo
