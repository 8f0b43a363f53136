#include "commands/submit_dialog.h"

#include <algorithm>

#include "commands/dialog_builder.h"
#include "commands/dialogs.h"
#include "commands/sending.h"
#include "workbook/cursor.h"

namespace thuocdo {
namespace {

// The tokens' PIN was announced and given in this session of the office.
bool pin_announced = false;

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
    keep_place();
    request_.timestamp_server = from_uno(server_->getText().trim());
    request_.single_file = single_file_->getState() == 1;
    request_.sign = sign_->getState() == 1;
    request_.certificate.reset();
    if (const Certificate* chosen = chosen_certificate(); request_.sign && chosen != nullptr) {
      request_.certificate = *chosen;
      request_.serial = chosen->serial;
    }
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

    dialog_.label(6, 118, 90, 10, say(Says::submit_to_label));
    kinds_ = dialog_.list(6, 129, 90, 14, true);
    dialog_.label(100, 118, 234, 10, say(Says::submit_place_label));
    place_ = dialog_.edit(100, 129, 234, "");
    browse_ = dialog_.button(338, 128, 56, say(Says::browse_button));

    sign_ = dialog_.check(6, 150, 200, say(Says::sign_check), request_.sign);
    find_ = dialog_.button(290, 147, 104, say(Says::find_certificates_button));
    dialog_.label(6, 166, 70, 10, say(Says::certificate_label));
    certificates_ = dialog_.list(78, 164, 316, 14, true);
    certificate_remark_ = dialog_.message(78, 181, 316, 20, {" ", " "});
    dialog_.label(6, 206, 150, 10, say(Says::timestamp_label));
    server_ = dialog_.edit(158, 204, 236, request_.timestamp_server);

    single_file_ = dialog_.check(6, 224, 388, say(Says::single_file_check), request_.single_file);
    made_ = dialog_.message(6, 240, 388, 28, remark);
    remark_ = remark;
    submit_ = dialog_.buttons(say(Says::submit_button));

    dialog_.on_change(findings_, [this] { show_finding(); });
    dialog_.on_double_click(findings_, [this] { leave_for_cell(); });
    dialog_.on_press(go_, [this] { leave_for_cell(); });
    dialog_.on_change(kinds_, [this] {
      keep_place();
      request_.to.kind = kind_at(kinds_->getSelectedItemPos());
      show_place();
    });
    dialog_.on_change(place_, [this] { show_what_is_made(); });
    dialog_.on_press(browse_, [this] {
      const auto chosen = pick_folder(call_, from_uno(place_->getText()));
      if (!chosen.empty()) place_->setText(to_uno(chosen.string()));
    });
    dialog_.on_change(sign_, [this] {
      if (sign_->getState() == 1 && list_.certificates.empty()) find_certificates();
      show_state();
    });
    dialog_.on_press(find_, [this] {
      find_certificates();
      show_state();
    });
    dialog_.on_change(certificates_, [this] { show_state(); });
    dialog_.on_change(single_file_, [this] { show_what_is_made(); });
  }

  void begin() {
    summary_->setText(to_uno(submission_summary(sheet_).in(call_.language)));
    fill(findings_, finding_lines(call_, sheet_.findings, shown_));
    if (shown_.empty()) {
      finding_text_->setText(to_uno(say(Says::no_findings).in(call_.language)));
      enable(go_, false);
    } else {
      findings_->selectItemPos(0, true);
      show_finding();
    }
    fill(kinds_, {say(Says::submit_to_folder).in(call_.language), say(Says::submit_to_webdav).in(call_.language),
                  say(Says::submit_to_mail).in(call_.language)});
    show_place();  // first: choosing a way keeps the place that is shown
    kinds_->selectItemPos(static_cast<sal_Int16>(request_.to.kind), true);
    show_state();
    if (has_blocking(sheet_.findings)) return dialog_.focus(findings_);
    if (request_.sign) return dialog_.focus(find_);
    dialog_.focus(submit_);
  }

  static DeliveryKind kind_at(int position) {
    return position == 1 ? DeliveryKind::webdav : position == 2 ? DeliveryKind::mail : DeliveryKind::folder;
  }

  // Each way has a place of its own, which stays when another way is looked at.
  void keep_place() {
    const std::string text = from_uno(place_->getText().trim());
    switch (request_.to.kind) {
      case DeliveryKind::folder: request_.to.folder = text; break;
      case DeliveryKind::webdav: request_.to.address = text; break;
      case DeliveryKind::mail: request_.to.mail_to = text; break;
    }
  }
  void show_place() {
    const bool folder = request_.to.kind == DeliveryKind::folder;
    place_->setText(to_uno(folder ? request_.to.folder.string()
                           : request_.to.kind == DeliveryKind::webdav ? request_.to.address
                                                                      : request_.to.mail_to));
    enable(browse_, folder);
    show_what_is_made();
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

  const Certificate* chosen_certificate() const {
    const auto position = certificates_->getSelectedItemPos();
    return position < 0 || position >= static_cast<int>(list_.certificates.size())
               ? nullptr
               : &list_.certificates[static_cast<std::size_t>(position)];
  }

  // Once, when the user asks for it: whoever types a wrong PIN must not find another box behind the first.
  void find_certificates() {
    if (!pin_announced && !announce(call_, say(Says::submit_title), say(Says::pin_announcement))) {
      sign_->setState(0);
      return;
    }
    list_ = personal_certificates(call_.context);
    pin_announced = list_.problem.empty();
    std::vector<std::string> lines;
    for (const Certificate& one : list_.certificates) lines.push_back(one.line().in(call_.language));
    fill(certificates_, lines);
    if (!lines.empty()) {
      const Certificate* last = list_.find(request_.serial);
      if (last == nullptr || !last->usable()) last = list_.certificates.data();
      certificates_->selectItemPos(static_cast<sal_Int16>(last - list_.certificates.data()), true);
      sign_->setState(1);
    }
  }

  void show_state() {
    const bool signing = sign_->getState() == 1;
    const Certificate* chosen = chosen_certificate();
    enable(certificates_, signing && !list_.certificates.empty());
    enable(server_, signing);
    const bool can_sign = chosen != nullptr && chosen->usable();
    enable(submit_, !has_blocking(sheet_.findings) && (!signing || can_sign));
    Text text = say(Says::unsigned_remark);
    if (signing) {
      text = chosen != nullptr         ? chosen->remark()
             : !list_.problem.empty() ? list_.problem
                                      : say(Says::find_certificates_remark);
    }
    certificate_remark_->setText(to_uno(text.in(call_.language)));
  }

  void show_what_is_made() {
    if (has_blocking(sheet_.findings)) {
      const auto count = std::count_if(sheet_.findings.begin(), sheet_.findings.end(),
                                       [](const Finding& found) { return found.severity == Severity::blocking; });
      return made_->setText(to_uno(say(Says::submission_refused, {std::to_string(count)}).in(call_.language)));
    }
    const std::filesystem::path folder(
        request_.to.kind == DeliveryKind::folder ? from_uno(place_->getText().trim()) : std::string());
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
  CertificateList list_;
  const std::vector<OutboxItem> earlier_ = office_outbox().items();
  std::vector<const Finding*> shown_;
  const Finding* wanted_ = nullptr;
  Reference<css::awt::XTextComponent> summary_, finding_text_, place_, server_;
  Reference<css::awt::XListBox> findings_, certificates_, kinds_;
  Reference<css::awt::XButton> go_, browse_, find_, submit_;
  Reference<css::awt::XCheckBox> sign_, single_file_;
  Reference<css::awt::XFixedText> certificate_remark_, made_;
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
