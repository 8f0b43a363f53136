// What a command is given and what it gives back. The same command serves menu, toolbar, scripts and headless runs:
// where an argument is missing and there is a window, a dialog asks for it.
//
//   vn.thuocdo:new?Programme=gialai-dti-2023&Tier=so&Unit=so-tc&Folder=/home/…
//   vn.thuocdo:new-all, vn.thuocdo:panel, vn.thuocdo:check, vn.thuocdo:repair, vn.thuocdo:split, vn.thuocdo:merge,
//   vn.thuocdo:submit, vn.thuocdo:appraise, vn.thuocdo:import-criteria, vn.thuocdo:diff, vn.thuocdo:consolidate
//
// Arguments come from the dispatch or from the URL: Programme, Tier, Round (the assessment where it is not given), Unit,
// Units (codes, separated by commas), Folder (path or file URL), From (last year's sheet, whose answers are carried
// over), Overwrite, Current (build into the open document), Silent (ask and show nothing). For import-criteria: Key,
// Title, Province, Year, Tier, TierName, PreviewOnly, File (where a copy of the preview goes). For diff: Old and New
// (keys or folders), Tier, File (where the table goes). For evidence: File; Criterion where it is not that of the cursor.
// For repair: File (where the list of repairs goes).
// For split: Division ("Văn phòng|1.1,1.2;Phòng B|2": sections with ids of criteria or groups; the remembered one, or one
// section per group, where it is not given), Folder. For merge: Parts (paths, one per line, or a folder with parts),
// Choices ("1.1=Phòng B;2.1=": whose answer is used where they differ; the whole's where nothing is said).
// For appraise: File (the working copy that is made, or the table), UnitFile (the copy in which the unit explains). Of a working
// copy also Step: write (the usual one), second with Explanations (the copy that came back from the unit), final; or
// ResultFolder without a step (the result from which the rank is told); enter and rank, with Register and Who: what the copy says goes
// into the register, and the rank is told from the register as it stands. split and merge in a working copy: split_review.h,
// merge_reviews.h.
// For submit: Folder, or Address with User and Password (WebDAV); Sign, Certificate (serial number; otherwise the one used
// last, or the only one), TimestampServer (URL), SingleFile. Not delivered is not ok; it is in the outbox then.
// For outbox: Send (an item's id, or "waiting" for all that wait), with Folder (to another place), User, Password and
// Patience (seconds that a server may be silent); Remove (an id); Item and File (where its receipt goes); without any of
// them the items, their folders as files.
// For consolidate: Folder (of sheets, or of a result, which is only opened) or Register (file or address; with Programme),
// Programme (where the sheets name several), Out
// (beside the folder where it is not given and that can be written to, otherwise among the user's documents), Previous (an earlier
// result), Figures (a table of other bodies' figures), Robustness, Overwrite.
// For receive, decide and status: Register (file or postgresql:// address), Programme, Round, Who (the author of the options
// where it is not given). For receive: Files (files or folders, one per line), Received (a time, or a table of times), Trust
// (folder of certificates), RequireSignature; for decide: Numbers ("3, 5"), Verdict ("accept", "refuse", or "time" with Received), Basis, Comment. For
// receive and status: File (where the table goes).
// For close-level: Register, Programme, Round, Who as above; Unit (the whole programme where it is not given), then in this order
// Absent (codes, with Basis), Appraised (codes of units whose appraisal is closed to its end), Reopen (with Basis), Close, and Out
// (the bundle's file, with Overwrite); then Sign with Certificate, and Folder or Address with User and Password, as for submit.
// For documents: Result (folder), Folder (of its sheets) or Register, Previous, Figures (a table), Out ("van-ban" in the result where it is not
// given), Pdf (true where it is not given), Overwrite. For publish: Result (folder), Out ("trang-web" in the result where it is not given),
// Overwrite.
// The result is a sequence of PropertyValue: ok, cancelled, message, files, code, digest, findings, cells, total,
// maximum.
#pragma once

#include <com/sun/star/frame/XFrame.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "finding/finding.h"
#include "texts/texts.h"
#include "workbook/calc.h"

namespace thuocdo {

struct Arguments {
  std::map<std::string, Any, std::less<>> values;

  std::string text(std::string_view name) const;  // empty when missing
  bool flag(std::string_view name) const;         // true, 1 or "true"
  // Paths and file URLs.
  std::optional<std::filesystem::path> path(std::string_view name) const;
};

struct CommandOutcome {
  bool ok = false;
  bool cancelled = false;
  bool shown = false;  // the user has seen the message already
  bool said = false;   // the message says all; the findings behind it are for scripts
  Text message;
  std::vector<std::filesystem::path> files;
  std::string code;
  std::string digest;
  std::string total;
  std::string maximum;
  Findings findings;

  static CommandOutcome failed(Text message);
  static CommandOutcome given_up();
};

class Call {
 public:
  Call(Reference<css::uno::XComponentContext> office, Reference<css::frame::XFrame> in_frame, Arguments given);

  const Reference<css::uno::XComponentContext> context;
  const Reference<css::frame::XFrame> frame;  // may be null
  const Arguments arguments;
  const Language language;
  const bool interactive;  // somebody sees a window and may be asked
  std::string guide_page;  // that F1 opens in its dialogs: "dien-phieu"; empty for the first one

  Document document() const;  // the frame's spreadsheet; null when it has none
  Document open(const std::string& url, bool hidden) const;
};

CommandOutcome run_new(const Call& call);
CommandOutcome run_new_all(const Call& call);
CommandOutcome run_panel(const Call& call);
CommandOutcome run_check(const Call& call);
CommandOutcome run_repair(const Call& call);
CommandOutcome run_split(const Call& call);
CommandOutcome run_merge(const Call& call);
CommandOutcome run_appraise(const Call& call);
CommandOutcome run_submit(const Call& call);
CommandOutcome run_next(const Call& call);
CommandOutcome run_previous(const Call& call);
CommandOutcome run_criterion(const Call& call);
CommandOutcome run_evidence(const Call& call);
CommandOutcome run_outbox(const Call& call);
CommandOutcome run_receive(const Call& call);
CommandOutcome run_decide(const Call& call);
CommandOutcome run_status(const Call& call);
CommandOutcome run_close_level(const Call& call);
CommandOutcome run_consolidate(const Call& call);
CommandOutcome run_documents(const Call& call);
CommandOutcome run_publish(const Call& call);
CommandOutcome run_import_criteria(const Call& call);
CommandOutcome run_diff(const Call& call);
CommandOutcome run_help(const Call& call);
CommandOutcome run_about(const Call& call);
CommandOutcome run_freeze_values(const Call& call);

// Why a programme cannot be used: there is none of that key, and which there are; or it has errors, which are the findings.
CommandOutcome programme_problem(const std::string& key, Findings findings);

// Programmes may have been made or changed since the last command: the cells of every open document are computed again
// where they were.
void take_in_changed_programmes(const Reference<css::uno::XComponentContext>& context);

Any to_uno(const CommandOutcome& outcome, Language language);

std::string file_url(const std::filesystem::path& path);
std::filesystem::path file_path(const std::string& url);  // empty when it is no file URL

}  // namespace thuocdo
