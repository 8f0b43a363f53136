#include <optional>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/register_input.h"
#include "register/appraisal_book.h"
#include "report/appraisal_report.h"
#include "report/json_parts.h"
#include "report/table_output.h"
#include "submission/moment.h"

namespace thuocdo {
namespace {

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find_first_of(",;", at), list.size());
    if (std::string part = tidy(list.substr(at, end - at)); !part.empty()) parts.push_back(std::move(part));
    at = end + 1;
  }
  return parts;
}

class Appraising {
 public:
  Appraising(const Options& options, std::ostream& out, std::ostream& err) : options_(options), out_(out), err_(err), store_(options.templates, options.own_programmes) {}

  int run() {
    const auto stage = options_.stage.empty() ? AppraisalStage::first : appraisal_stage(options_.stage);
    if (!stage) return wrong({"--stage cần first, second hoặc final.", "--stage takes first, second or final."});
    stage_ = *stage;
    const int changes = int(options_.close) + int(options_.reopen) + int(!options_.assign.empty());
    if (changes > 1 || (changes == 1 && !options_.out.empty())) {
      return wrong({"Mỗi lần chỉ một việc: --out, --close, --reopen hoặc --assign.", "One thing at a time: --out, --close, --reopen or --assign."});
    }
    return options_.book.empty() ? without_register(changes) : with_register(changes);
  }

 private:
  int wrong(const Text& what) { return wrong_call(options_, what, err_); }

  // Tables named in the call, about the unit or about any.
  bool read_tables(std::size_t from, const Programme& programme, const Unit* unit, std::vector<UnitAppraisal>& parts) {
    for (std::size_t i = from; i < options_.files.size(); ++i) {
      const AppraisalTable table = read_appraisal_file(options_.files[i]);
      const AppraisalDefaults defaults{unit, stage_, options_.who};
      for (UnitAppraisal& part : appraisals_of(table, programme, defaults, findings_)) parts.push_back(std::move(part));
      if (!table.readable) unreadable_ = true;
    }
    return !unreadable_;
  }

  int without_register(int changes) {
    if (options_.files.empty()) return wrong({"Hãy nêu phiếu, rồi các bảng thẩm định; hoặc --register.", "Name the sheet, then the tables of its appraisal; or --register."});
    if (changes > 0) return wrong({"--close, --reopen và --assign cần --register.", "--close, --reopen and --assign need --register."});
    const AssessedSheet sheet = assess_file(options_.files[0], store_);
    if (!sheet.usable() || sheet.unit == nullptr || sheet.without_assessment != nullptr) {
      findings_ = sheet.findings;
      for (Finding& found : findings_) found.in_file(options_.files[0]);
      if (sheet.without_assessment != nullptr) return wrong({"Kỳ không đánh giá không thẩm định.", "A round without assessment is not appraised."});
      out_ << findings_text(findings_, options_.page);
      return exit_input;
    }
    std::vector<UnitAppraisal> parts;
    read_tables(1, *sheet.programme, sheet.unit, parts);
    AppraisalMerge merge = merge_appraisals(*sheet.programme, *sheet.tier, *sheet.answers, parts);
    add(merge.findings);
    if (!options_.out.empty()) return write_table(*sheet.programme, *sheet.unit, *sheet.answers, merge.appraisal, {});
    AppraisalView view;
    view.programme = sheet.programme.get();
    view.unit = sheet.unit;
    view.answers = &*sheet.answers;
    view.appraisal = &merge.appraisal;
    view.conflicts = std::move(merge.conflicts);
    return show(std::move(view));
  }

  int with_register(int changes) {
    int code = exit_done;
    if (options_.programme.empty()) return wrong({"Cần có --programme.", "--programme is needed."});
    const auto programme = chosen_programme(options_, store_, err_, code);
    if (!programme) return code;
    const Unit* unit = nullptr;
    if (!options_.unit.empty()) {
      unit = programme->unit(options_.unit);
      if (unit == nullptr) return wrong({"Chương trình không có đơn vị “" + options_.unit + "”.", "The programme has no unit \"" + options_.unit + "\"."});
    }
    const Actor actor{acting_person(options_), moment_text(now())};
    Register book = Register::open(options_.book, DatabaseUse::existing, actor);
    if (!options_.files.empty()) return take(book, *programme, unit, actor);
    if (unit == nullptr) return wrong({"Cần có --unit, hoặc bảng thẩm định để ghi vào sổ.", "--unit is needed, or tables to enter."});
    auto appraised = appraised_unit(book, *programme, *unit, store_);
    if (!appraised) {
      findings_.push_back(finding(Code::appraisal_no_sheet, {unit->name}));
      return tell({});
    }
    add(appraised->findings);
    if (changes > 0) return change(book, *appraised, actor);
    if (!options_.out.empty()) {
      return write_table(*programme, *unit, *appraised->sheet.answers, appraised->state.appraisal, appraised->state.entry_names(stage_));
    }
    AppraisalView view;
    view.programme = programme.get();
    view.unit = unit;
    view.answers = &*appraised->sheet.answers;
    view.appraisal = &appraised->state.appraisal;
    view.conflicts = appraised->state.conflicts;
    for (const AppraisalStage stage : appraisal_stages) {
      if (appraised->state.is_closed(stage)) view.closed.push_back(stage);
    }
    view.assigned.assign(appraised->state.assigned.begin(), appraised->state.assigned.end());
    view.internal = options_.internal;
    return show(std::move(view));
  }

  int take(Register& book, const Programme& programme, const Unit* unit, const Actor& actor) {
    std::vector<UnitAppraisal> parts;
    read_tables(0, programme, unit, parts);
    const TakenAppraisals taken = take_appraisals(book, programme, store_, parts, actor);
    add(taken.findings);
    if (options_.json) {
      out_ << text_of({{"entered", taken.entered}, {"known", taken.known}, {"refused", taken.refused}, {"findings", json_of(findings_, true)}});
      return code();
    }
    if (taken.entered + taken.known + taken.refused == 0 && findings_.empty()) {
      return tell({"Các bảng chưa có kết luận hay giải trình nào; sổ không thay đổi.", "The tables hold no verdict and no explanation yet; the register is unchanged."});
    }
    const auto count = [](std::size_t number) { return std::to_string(number); };
    return tell({"Đã ghi " + count(taken.entered) + ", đã có " + count(taken.known) + ", không ghi " + count(taken.refused) + ".",
                 "Entered " + count(taken.entered) + ", known " + count(taken.known) + ", refused " + count(taken.refused) + "."});
  }

  int change(Register& book, const AppraisedUnit& unit, const Actor& actor) {
    const std::string& name = unit.unit->name;
    if (!options_.assign.empty()) {
      const std::vector<std::string> ids = parts_of(options_.criterion);
      if (ids.empty()) return wrong({"--assign cần --criterion: mã tiêu chí hoặc nhóm.", "--assign needs --criterion: ids of criteria or groups."});
      const std::vector<std::string> reviewers = options_.assign == "-" ? std::vector<std::string>() : parts_of(options_.assign);
      add(assign_criteria(book, unit, ids, reviewers, actor));
      return tell({"Đã giao việc thẩm định " + name + ".", "The criteria of " + name + " are assigned."});
    }
    if (options_.close) {
      add(close_stage(book, unit, stage_, actor));
      return tell({stage_label(stage_).vi + " của " + name + ": đã khóa.", stage_label(stage_).en + " of " + name + ": closed."});
    }
    add(reopen_stage(book, unit, stage_, options_.basis, actor));
    return tell({stage_label(stage_).vi + " của " + name + ": đã mở lại.", stage_label(stage_).en + " of " + name + ": open again."});
  }

  // What was done, or why not.
  int tell(const Text& done) {
    if (options_.json) {
      out_ << text_of({{"done", !has_blocking(findings_)}, {"findings", json_of(findings_, true)}});
      return code();
    }
    out_ << findings_text(findings_, options_.page);
    const bool counts = options_.files.empty();  // of tables some rows are entered all the same
    if (!done.empty() && !(counts && has_blocking(findings_))) out_ << options_.say(done) << "\n";
    return code();
  }

  int show(AppraisalView view) {
    view.findings = std::move(findings_);
    out_ << (options_.json ? appraisal_json(view) : options_.csv ? appraisal_csv(view) : appraisal_text(view, options_.page));
    return has_blocking(view.findings) || !view.conflicts.empty() ? exit_input : exit_done;
  }

  int write_table(const Programme& programme, const Unit& unit, const Answers& answers, const Appraisal& appraisal, std::map<int, std::string> entries) {
    AppraisalTableOptions how;
    how.stage = stage_;
    how.for_unit = options_.for_unit;
    how.entries = std::move(entries);
    const CriteriaSet& set = programme.tier(unit.tier)->set;
    for (const std::string& id : parts_of(options_.criterion)) {
      const Criterion* wanted = set.find(id);
      if (wanted == nullptr) return wrong({"Không có tiêu chí “" + id + "”.", "There is no criterion \"" + id + "\"."});
      for (std::size_t i = 0; i < set.criteria.size(); ++i) {
        if (set.criteria[i].id == id || set.is_within(set.criteria[i], *wanted)) how.criteria.push_back(static_cast<int>(i));
      }
    }
    const auto rows = appraisal_table(programme, unit, answers, appraisal, how);
    const std::filesystem::path file = options_.out;
    if (const auto failed = write_out(options_, table_file_bytes(file, rows, "Thẩm định", appraisal_number_headings()), OutFile::worked_in, err_)) return *failed;  // Vietnamese: the sheet's name
    if (options_.json) {
      out_ << text_of({{"file", options_.out}, {"rows", rows.size() - 1}, {"findings", json_of(findings_, true)}});
    } else {
      out_ << findings_text(findings_, options_.page) << options_.say({"Đã ghi ", "Written: "}) << printable(options_.out) << " ("
           << std::to_string(rows.size() - 1) << options_.say({" dòng", " rows"}) << ")\n";
      if (rows.size() == 1) out_ << options_.say(why_empty()) << "\n";
    }
    return code();
  }

  Text why_empty() const {
    if (options_.for_unit) return {"Chưa có tiêu chí nào để đơn vị giải trình.", "There is nothing yet for the unit to explain."};
    if (stage_ == AppraisalStage::second) {
      return {"Chưa có tiêu chí nào để thẩm định lần 2: chỉ tiêu chí mà đơn vị đã giải trình sau khi khóa lần 1 mới được thẩm định lại.",
              "Nothing to decide in the second round yet: only what the unit explained after the first round was closed is decided again."};
    }
    return {"Không có tiêu chí nào để thẩm định.", "There are no criteria to decide."};
  }

  void add(const Findings& more) { findings_.insert(findings_.end(), more.begin(), more.end()); }
  int code() const { return has_blocking(findings_) ? exit_input : exit_done; }

  const Options& options_;
  std::ostream& out_;
  std::ostream& err_;
  ProgrammeStore store_;
  AppraisalStage stage_ = AppraisalStage::first;
  Findings findings_;
  bool unreadable_ = false;
};

}  // namespace

int run_appraise(const Options& options, std::ostream& out, std::ostream& err) { return Appraising(options, out, err).run(); }

}  // namespace thuocdo
