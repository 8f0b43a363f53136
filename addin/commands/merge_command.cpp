// Merge: takes the sections' answers into the whole sheet, as one step; where answers differ, somebody chooses.
#include <algorithm>
#include <com/sun/star/sheet/XCalculatable.hpp>
#include <com/sun/star/util/XProtectable.hpp>
#include <map>
#include <set>

#include "commands/command.h"
#include "commands/difference_dialog.h"
#include "commands/merge_reviews.h"
#include "commands/part_files.h"
#include "commands/refusal.h"
#include "commands/saving.h"
#include "functions/known_sets.h"
#include "sheet/division.h"
#include "sheet/merge_parts.h"
#include "sheet/review_columns.h"
#include "workbook/answer_cell.h"
#include "workbook/locked_controllers.h"
#include "workbook/open_document.h"
#include "workbook/raw_cell.h"
#include "workbook/repair.h"
#include "workbook/review_sheet.h"
#include "workbook/undo_step.h"

namespace thuocdo {
namespace {

// A part that is open in a hidden window.
struct OpenPart {
  Document document;
  AssessedSheet sheet;
  std::shared_ptr<Closing> closing;
};

struct Parts {
  std::vector<OpenPart> open;
  std::vector<SheetPart> parts;  // in the same order
  Findings findings;             // of files that cannot be merged
};

// Why the part does not go into the whole; empty when it does.
Text refusal(const AssessedSheet& whole, const std::string& token, const Workbook& workbook, const AssessedSheet& part,
             const std::set<std::string>& sections) {
  if (part.identity.part.empty()) return say(Says::merge_why_not_part);
  if (part.identity.programme != whole.identity.programme || part.identity.tier != whole.identity.tier ||
      part.identity.unit != whole.identity.unit || part.identity.round != whole.identity.round) {
    return say(Says::merge_why_unit, {part.identity.unit + ", " + part.identity.programme});
  }
  if (part.identity.digest != whole.identity.digest) return say(Says::merge_why_version);
  if (!part.answers || part.tier == nullptr) return part.findings.empty() ? say(Says::merge_why_not_part) : part.findings.front().message;
  if (!token.empty() && workbook.property(property::whole) != token) return say(Says::merge_why_whole);
  if (sections.contains(part.identity.part)) return say(Says::merge_why_twice, {part.identity.part});
  return {};
}

Parts open_parts(const Call& call, const std::vector<std::filesystem::path>& files, const AssessedSheet& whole, const std::string& token) {
  Parts result;
  std::set<std::string> sections;
  const auto unusable = [&](const std::filesystem::path& file, const Text& why) {
    const std::string name = file.filename().string();
    result.findings.push_back(finding(Code::merge_part_unusable, std::vector<Text>{{name, name}, why}));
    result.findings.back().in_file(name);
  };
  for (const auto& file : files) {
    const ReadWorkbook read = read_workbook(file);
    if (!read.workbook) {
      unusable(file, read.findings.empty() ? say(Says::merge_why_unreadable) : read.findings.front().message);
      continue;
    }
    AssessedSheet sheet = assess_workbook(*read.workbook, file.filename().string(), office_programmes());
    if (const Text why = refusal(whole, token, *read.workbook, sheet, sections); !why.empty()) {
      unusable(file, why);
      continue;
    }
    sections.insert(sheet.identity.part);
    const Document document = call.open(file_url(file), true);
    auto closing = std::make_shared<Closing>(document);
    sheet = assess_document(document, office_programmes());
    if (!sheet.answers) {
      unusable(file, say(Says::merge_why_unreadable));
      continue;
    }
    result.parts.push_back({sheet.identity.part, ids_of_text(read.workbook->property(property::part_criteria)),
                            marks_of_text(read.workbook->property(property::part_marks)), *sheet.answers});
    result.open.push_back({document, std::move(sheet), std::move(closing)});
  }
  return result;
}

class Merging {
 public:
  Merging(const Call& call, const Document& document, const AssessedSheet& whole, const Parts& parts)
      : call_(call), document_(document), whole_(whole), set_(whole.tier->set), parts_(parts),
        merge_(merge_parts(set_, *whole.answers, parts.parts)), chosen_(merge_.conflicts.size(), -1) {}

  const Merge& merge() const { return merge_; }

  // "1.1=Phòng B": whose answer is used; what names nobody leaves the whole's.
  void choose(const std::string& choices) {
    for (std::size_t from = 0; from < choices.size();) {
      const std::size_t end = std::min(choices.find(';', from), choices.size());
      const std::string one = choices.substr(from, end - from);
      const std::size_t equals = one.find('=');
      if (equals != std::string::npos) {
        for (std::size_t i = 0; i < merge_.conflicts.size(); ++i) {
          if (criterion(merge_.conflicts[i]).id != tidy(one.substr(0, equals))) continue;
          for (const int part : merge_.conflicts[i].parts) {
            if (parts_.parts[static_cast<std::size_t>(part)].section == tidy(one.substr(equals + 1))) chosen_[i] = part;
          }
        }
      }
      from = end + 1;
    }
  }

  // False when it was given up.
  bool ask() {
    std::vector<Difference> shown;
    for (std::size_t i = 0; i < merge_.conflicts.size(); ++i) {
      const MergeConflict& conflict = merge_.conflicts[i];
      const Criterion& about = criterion(conflict);
      Difference& line = shown.emplace_back(Difference{about.number + " " + about.name.in(call_.language), {}, told(conflict, {}).message.in(call_.language)});
      line.offers.push_back({say(Says::merge_keep_choice, std::vector<Text>{words(-1, conflict)}).in(call_.language), {}});
      for (const int part : conflict.parts) {
        if (chosen_[i] == part) line.chosen = line.offers.size();
        line.offers.push_back({say(Says::merge_part_choice, std::vector<Text>{section(part), words(part, conflict)}).in(call_.language), parts_.parts[static_cast<std::size_t>(part)].section});
      }
    }
    if (!ask_about_differences(call_, {Says::merge_title, Says::merge_intro, Says::merge_choice_label}, shown)) return false;
    for (std::size_t i = 0; i < shown.size(); ++i) chosen_[i] = shown[i].chosen == 0 ? -1 : merge_.conflicts[i].parts[shown[i].chosen - 1];
    return true;
  }

  // The first criterion with an answer to be taken whose cell here is locked; -1 where all can be written.
  int locked() const {
    std::map<int, int> from;
    for (const TakenAnswer& one : merge_.taken) from[one.criterion] = one.part;
    for (std::size_t i = 0; i < merge_.conflicts.size(); ++i) {
      if (chosen_[i] >= 0) from[merge_.conflicts[i].criterion] = chosen_[i];
    }
    for (const auto& [index, part] : from) {
      const OpenPart& open = parts_.open[static_cast<std::size_t>(part)];
      for (const AnswerCell& to : whole_.cells[static_cast<std::size_t>(index)]) {
        const AnswerCell* there = open.sheet.cell(index, to.field);
        if (there != nullptr && is_open(open.document, *there) && !is_open(document_, to)) return index;
      }
    }
    return -1;
  }

  // What was done, by criterion.
  Findings apply() {
    Findings findings;
    std::map<int, int> from;  // criterion → part
    for (const TakenAnswer& one : merge_.taken) from[one.criterion] = one.part;
    for (std::size_t i = 0; i < merge_.conflicts.size(); ++i) {
      const MergeConflict& conflict = merge_.conflicts[i];
      if (chosen_[i] >= 0) from[conflict.criterion] = chosen_[i];
      const Text outcome = chosen_[i] < 0 ? say(Says::merge_kept) : say(Says::merge_chosen, std::vector<Text>{section(chosen_[i])});
      findings.push_back(placed(told(conflict, outcome), conflict.criterion));
    }
    for (const TakenAnswer& one : merge_.taken) {
      const Criterion& about = set_.criteria[static_cast<std::size_t>(one.criterion)];
      findings.push_back(placed(finding(Code::merge_taken, std::vector<Text>{{about.id, about.id}, section(one.part), words(one)}), one.criterion));
    }
    if (from.empty()) return findings;
    const LockedControllers locked(document_);
    const UndoStep step(document_, say(Says::merge_title).in(call_.language));
    for (const auto& [index, part] : from) copy(index, parts_.open[static_cast<std::size_t>(part)]);
    Reference<css::sheet::XCalculatable>(document_, UNO_QUERY_THROW)->calculate();
    return findings;
  }

  std::size_t taken() const {
    return merge_.taken.size() + static_cast<std::size_t>(std::count_if(chosen_.begin(), chosen_.end(), [](int part) { return part >= 0; }));
  }

 private:
  const Criterion& criterion(const MergeConflict& conflict) const { return set_.criteria[static_cast<std::size_t>(conflict.criterion)]; }
  Text section(int part) const {
    const std::string& name = parts_.parts[static_cast<std::size_t>(part)].section;
    return {name, name};
  }
  Text words(int part, const MergeConflict& conflict) const {
    const Answers& answers = part < 0 ? *whole_.answers : parts_.parts[static_cast<std::size_t>(part)].answers;
    return answer_words(criterion(conflict), answers[conflict.criterion]);
  }
  Text words(const TakenAnswer& one) const {
    return answer_words(set_.criteria[static_cast<std::size_t>(one.criterion)],
                        parts_.parts[static_cast<std::size_t>(one.part)].answers[one.criterion]);
  }

  Finding told(const MergeConflict& conflict, const Text& outcome) const {
    Text says;
    for (const int part : conflict.parts) {
      const Text one = say(Says::merge_says, std::vector<Text>{section(part), words(part, conflict)});
      says.vi += (says.vi.empty() ? "" : "; ") + one.vi;
      says.en += (says.en.empty() ? "" : "; ") + one.en;
    }
    const Code code = conflict.why == MergeConflict::Why::two_parts ? Code::merge_two_parts
                      : conflict.why == MergeConflict::Why::outside ? Code::merge_outside
                                                                    : Code::merge_both_changed;
    const std::string& id = criterion(conflict).id;
    return finding(code, std::vector<Text>{{id, id}, words(-1, conflict), says, outcome});
  }

  Finding placed(Finding found, int index) const {
    found.about(set_.criteria[static_cast<std::size_t>(index)].id).in_file(whole_.file);
    for (const AnswerCell& cell : whole_.cells[static_cast<std::size_t>(index)]) {
      if (cell.field == "points" || cell.field == "maximum") continue;
      found.at_cell(cell.sheet, cell_name(cell.row, cell.column));
      break;
    }
    return found;
  }

  // Every cell of the criterion that somebody fills in, with links; the notes of both stay where they are.
  void copy(int index, const OpenPart& part) {
    const UndoStep step(document_);
    for (const AnswerCell& to : whole_.cells[static_cast<std::size_t>(index)]) {
      if (to.field == "points" || to.field == "maximum") continue;
      const AnswerCell* from = part.sheet.cell(index, to.field);
      if (from == nullptr) continue;
      RawCell content = take_cell(sheet_of(part.document, from->sheet), from->row, from->column);
      content.note = {};
      // Formulas name cells of the part; number formats are numbered by document.
      if (content.kind == RawCell::Kind::formula) content.kind = content.text.isEmpty() ? RawCell::Kind::empty : RawCell::Kind::text;
      content.number_format = -1;
      const Sheet sheet = sheet_of(document_, to.sheet);
      const RawCell before = take_cell(sheet, to.row, to.column);
      if (before.kind == content.kind && before.text == content.text && content.paragraphs.empty()) continue;
      put_cell(document_, sheet, to.row, to.column, content);
    }
  }

  const Call& call_;
  Document document_;
  const AssessedSheet& whole_;
  const CriteriaSet& set_;
  const Parts& parts_;
  Merge merge_;
  std::vector<int> chosen_;  // part, by conflict; -1: the whole's answer
};

}  // namespace

CommandOutcome run_merge(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
  if (review_kind(document) == review_copy) return merge_reviews(call, document);
  const Workbook workbook = read_open_document(document);
  const AssessedSheet whole = assess_workbook(workbook, document_file_name(document), office_programmes());
  if (!whole.identity.submitted.empty()) return CommandOutcome::failed(say(Says::already_submitted, {whole.identity.check_code}));
  if (!whole.identity.part.empty()) return CommandOutcome::failed(say(Says::split_is_part, {whole.identity.part}));
  if (const auto refused = refused_reading(document, whole)) return *refused;
  if (const auto refused = refused_writing(document)) return *refused;
  const auto files = part_files(call, document, say(Says::merge_pick_title), "cac-phan");
  if (files.empty()) {
    if (call.interactive && call.arguments.text("Parts").empty()) return CommandOutcome::given_up();
    return CommandOutcome::failed(call.arguments.text("Parts").empty() ? say(Says::argument_missing, {"Parts"}) : say(Says::merge_no_parts));
  }
  const Parts parts = open_parts(call, files, whole, workbook.property(property::whole));
  CommandOutcome outcome;
  outcome.findings = parts.findings;
  if (parts.parts.empty()) {
    outcome.message = say(Says::merge_no_parts);
    return outcome;
  }
  Merging merging(call, document, whole, parts);
  merging.choose(call.arguments.text("Choices"));
  if (call.interactive && !merging.merge().conflicts.empty() && !merging.ask()) return CommandOutcome::given_up();
  if (const int locked = merging.locked(); locked >= 0) {
    outcome.message = why_locked(document, whole, locked);
    return outcome;
  }
  for (Finding& found : merging.apply()) outcome.findings.push_back(std::move(found));
  outcome.ok = true;
  const std::string count = std::to_string(parts.parts.size());
  outcome.message = merging.taken() == 0 && merging.merge().conflicts.empty()
                        ? say(Says::merge_nothing, {count})
                        : say(Says::merge_done, {count, std::to_string(merging.taken()), std::to_string(merging.merge().conflicts.size())});
  return outcome;
}

}  // namespace thuocdo
