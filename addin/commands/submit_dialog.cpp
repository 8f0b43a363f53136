#include "commands/submit_dialog.h"

#include <algorithm>

#include "commands/dialog_builder.h"
#include "commands/dialogs.h"
#include "commands/sending.h"
#include "workbook/cover.h"
#include "workbook/cursor.h"

namespace thuocdo {
namespace {

class SubmitDialog {
 public:
  SubmitDialog(const Call& call, const AssessedSheet& sheet, const SubmissionRequest& proposed, const Text& remark)
      : call_(call), sheet_(sheet), request_(proposed), dialog_(call, say(Says::submit_title), width, height) {
    lay_out(remark);
  }

  std::optional<SubmissionRequest> run() {
    dialog_.open();
    begin();
    const bool accepted = dialog_.run();
    if (wanted_ != nullptr) go_to_cell(call_.frame->getController(), wanted_->place.sheet, wanted_->place.cell);
    if (!accepted) return std::nullopt;
    request_.to = delivery_->choice();
    request_.signing = signing_->choice();
    request_.timestamp_server = from_uno(server_->getText().trim());
    request_.single_file = single_file_->getState() == 1;
    return request_;
  }

 private:
  static constexpr int width = 400;
  static constexpr int height = 292;

  void lay_out(const Text& remark) {
    dialog_.label(6, 6, 190, 10, say(Says::summary_label));
    summary_ = dialog_.reading(6, 17, 190, 96);
    dialog_.label(204, 6, 190, 10, say(Says::findings_label, {std::to_string(sheet_.findings.size())}));
    findings_ = dialog_.list(204, 17, 190, 50, false);
    finding_text_ = dialog_.reading(204, 70, 190, 26);
    go_ = dialog_.button(204, 98, 84, say(Says::go_button));

    delivery_.emplace(dialog_, call_, 118, width, request_.to);
    signing_.emplace(dialog_, call_, 147, width, say(Says::submit_title), request_.signing, say(Says::unsigned_remark));
    dialog_.label(6, 206, 150, 10, say(Says::timestamp_label));
    server_ = dialog_.edit(158, 204, 236, request_.timestamp_server);

    single_file_ = dialog_.check(6, 224, 388, say(Says::single_file_check), request_.single_file);
    made_ = dialog_.message(6, 240, 388, 28, remark);
    remark_ = remark;
    submit_ = dialog_.buttons(say(Says::submit_button));

    dialog_.on_change(findings_, [this] { show_finding(); });
    dialog_.on_double_click(findings_, [this] { leave_for_cell(); });
    dialog_.on_press(go_, [this] { leave_for_cell(); });
    delivery_->on_change([this] { show_what_is_made(); });
    signing_->on_change([this] { show_state(); });
    dialog_.on_change(single_file_, [this] { show_what_is_made(); });
  }

  void begin() {
    summary_->setText(to_uno(submission_summary(sheet_, cover_blanks(call_.document())).in(call_.language)));
    fill(findings_, finding_lines(call_, sheet_.findings, shown_));
    if (shown_.empty()) {
      finding_text_->setText(to_uno(say(Says::no_findings).in(call_.language)));
      enable(go_, false);
    } else {
      findings_->selectItemPos(0, true);
      show_finding();
    }
    delivery_->begin();
    signing_->begin();
    if (has_blocking(sheet_.findings)) return dialog_.focus(findings_);
    if (request_.signing.sign) return dialog_.focus(signing_->first());
    dialog_.focus(submit_);
  }

  const Finding* selected_finding() const {
    const auto position = findings_->getSelectedItemPos();
    return position < 0 || position >= static_cast<int>(shown_.size()) ? nullptr
                                                                       : shown_[static_cast<std::size_t>(position)];
  }
  void show_finding() {
    const Finding* finding = selected_finding();
    if (finding == nullptr) return;
    finding_text_->setText(to_uno(finding->message.in(call_.language)));
    enable(go_, !finding->place.cell.empty());
  }
  void leave_for_cell() {
    const Finding* finding = selected_finding();
    if (finding == nullptr || finding->place.cell.empty()) return;
    wanted_ = finding;
    dialog_.end();
  }

  void show_state() {
    enable(server_, signing_->is_signing());
    enable(submit_, !has_blocking(sheet_.findings) && signing_->ready());
  }

  void show_what_is_made() {
    if (has_blocking(sheet_.findings)) {
      const auto count = std::count_if(sheet_.findings.begin(), sheet_.findings.end(),
                                       [](const Finding& found) { return found.severity == Severity::blocking; });
      return made_->setText(to_uno(say(Says::submission_refused, {std::to_string(count)}).in(call_.language)));
    }
    const Delivery to = delivery_->choice();
    const std::filesystem::path folder = to.kind == DeliveryKind::folder ? to.folder : std::filesystem::path();
    const NextSubmission next = next_submission(sheet_, folder, earlier_);
    const SubmissionFiles files = submission_files({}, next.name);
    std::string names = files.workbook.string() + ", " + files.pdf.string();
    if (single_file_->getState() == 1) names += ", " + files.single_file.string();
    names += ", " + files.page.string() + ", " + files.receipt.string();
    std::string text = say(Says::will_be_made, {names}).in(call_.language);
    if (next.replaces) text += "\n" + say(Says::will_replace, {next.replaces->code}).in(call_.language);
    if (!remark_.empty()) text += "\n" + remark_.in(call_.language);
    made_->setText(to_uno(text));
  }

  const Call& call_;
  const AssessedSheet& sheet_;
  SubmissionRequest request_;
  Text remark_;
  DialogBuilder dialog_;
  std::optional<DeliveryFields> delivery_;
  std::optional<SigningFields> signing_;
  const std::vector<OutboxItem> earlier_ = office_outbox().items();
  std::vector<const Finding*> shown_;
  const Finding* wanted_ = nullptr;
  Reference<css::awt::XTextComponent> summary_, finding_text_, server_;
  Reference<css::awt::XListBox> findings_;
  Reference<css::awt::XButton> go_, submit_;
  Reference<css::awt::XCheckBox> single_file_;
  Reference<css::awt::XFixedText> made_;
};

}  // namespace

std::optional<SubmissionRequest> ask_for_submission(const Call& call, const AssessedSheet& sheet,
                                                    const SubmissionRequest& proposed, const Text& remark) {
  return SubmitDialog(call, sheet, proposed, remark).run();
}

void show_receipt(const Call& call, const Text& title, const Text& message, const Receipt& receipt,
                  const std::filesystem::path& workbook) {
  DialogBuilder dialog(call, title, 300, 216);
  dialog.message(6, 6, 288, 54, message);
  const auto text = dialog.reading(6, 62, 288, 126);
  dialog.other_button(say(Says::open_copy_button));
  dialog.close_button();
  dialog.open();
  text->setText(to_uno(receipt_text(receipt).in(call.language)));
  dialog.focus(text);
  text->setSelection({0, 0});  // to be read, not to be typed over
  dialog.run();
  if (dialog.pressed_other()) call.open(file_url(workbook), false);
}

}  // namespace thuocdo
