#include "commands/sending_choice.h"

#include <algorithm>

#include "commands/dialogs.h"

namespace thuocdo {
namespace {

// The tokens' PIN was announced and given in this session of the office.
bool pin_announced = false;

DeliveryKind kind_at(int position) { return position == 1 ? DeliveryKind::webdav : position == 2 ? DeliveryKind::mail : DeliveryKind::folder; }

}  // namespace

Delivery proposed_delivery(const Call& call, const Settings& settings, const std::filesystem::path& usual_folder) {
  Delivery to;
  to.folder = settings.delivery_folder.empty() ? usual_folder : std::filesystem::path(settings.delivery_folder);
  to.address = settings.webdav_address;
  to.user = settings.webdav_user;
  to.mail_to = settings.mail_to;
  if (settings.delivery == "webdav") to.kind = DeliveryKind::webdav;
  if (settings.delivery == "mail") to.kind = DeliveryKind::mail;
  if (const auto folder = call.arguments.path("Folder")) {
    to.folder = *folder;
    to.kind = DeliveryKind::folder;
  } else if (!call.interactive) {
    to.kind = DeliveryKind::folder;
  }
  if (const std::string address = call.arguments.text("Address"); !address.empty()) {
    to.address = address;
    to.user = call.arguments.text("User");
    to.password = call.arguments.text("Password");
    to.kind = DeliveryKind::webdav;
  }
  return to;
}

SigningChoice proposed_signing(const Call& call, const Settings& settings) {
  SigningChoice choice;
  choice.sign = call.arguments.values.contains("Sign") ? call.arguments.flag("Sign") : call.interactive && settings.sign;
  choice.serial = call.arguments.text("Certificate");
  if (choice.serial.empty()) choice.serial = settings.certificate;
  return choice;
}

Text choose_certificate(const Call& call, SigningChoice& choice) {
  const CertificateList list = personal_certificates(call.context);
  if (!list.problem.empty()) return list.problem;
  const std::string asked_for = call.arguments.text("Certificate");
  const Certificate* chosen = list.find(choice.serial);
  if (chosen == nullptr && !asked_for.empty()) return say(Says::certificate_not_found, {asked_for});
  if (chosen == nullptr) {
    const auto usable = std::count_if(list.certificates.begin(), list.certificates.end(), [](const Certificate& one) { return one.usable(); });
    if (usable > 1) return say(Says::certificate_unclear);
    chosen = list.certificates.data();  // usable ones stand first
  }
  if (!chosen->usable()) return chosen->remark();
  choice.certificate = *chosen;
  return {};
}

void remember_choice(Settings& settings, const Delivery& to) {
  settings.delivery = to.kind == DeliveryKind::folder ? "folder" : to.kind == DeliveryKind::webdav ? "webdav" : "mail";
  if (to.kind == DeliveryKind::webdav) settings.webdav_address = to.address;
  if (to.kind == DeliveryKind::mail) settings.mail_to = to.mail_to;
}

void remember_choice(Settings& settings, const SigningChoice& signing) {
  settings.sign = signing.sign;
  if (signing.certificate) settings.certificate = signing.certificate->serial;
}

DeliveryFields::DeliveryFields(DialogBuilder& dialog, const Call& call, int y, int width, const Delivery& proposed) : to_(proposed), language_(call.language) {
  dialog.label(6, y, 90, 10, say(Says::submit_to_label));
  kinds_ = dialog.list(6, y + 11, 90, 14, true);
  dialog.label(100, y, width - 166, 10, say(Says::submit_place_label));
  place_ = dialog.edit(100, y + 11, width - 166, "");
  browse_ = dialog.button(width - 62, y + 10, 56, say(Says::browse_button));
  dialog.on_change(kinds_, [this] {
    keep_place();
    to_.kind = kind_at(kinds_->getSelectedItemPos());
    show_place();
  });
  dialog.on_change(place_, [this] {
    if (changed_) changed_();
  });
  dialog.on_press(browse_, [this, &call] {
    const auto chosen = pick_folder(call, from_uno(place_->getText()));
    if (!chosen.empty()) place_->setText(to_uno(chosen.string()));
  });
}

void DeliveryFields::begin() {
  thuocdo::fill(kinds_, {say(Says::submit_to_folder).in(language_), say(Says::submit_to_webdav).in(language_), say(Says::submit_to_mail).in(language_)});
  show_place();  // first: choosing a way keeps the place that is shown
  kinds_->selectItemPos(static_cast<sal_Int16>(to_.kind), true);
}

void DeliveryFields::enable(bool on) {
  on_ = on;
  thuocdo::enable(kinds_, on);
  thuocdo::enable(place_, on);
  thuocdo::enable(browse_, on && to_.kind == DeliveryKind::folder);
}

// Each way has a place of its own, which stays when another way is looked at.
void DeliveryFields::keep_place() {
  const std::string text = from_uno(place_->getText().trim());
  switch (to_.kind) {
    case DeliveryKind::folder: to_.folder = text; break;
    case DeliveryKind::webdav: to_.address = text; break;
    case DeliveryKind::mail: to_.mail_to = text; break;
  }
}

void DeliveryFields::show_place() {
  const bool folder = to_.kind == DeliveryKind::folder;
  place_->setText(to_uno(folder ? to_.folder.string() : to_.kind == DeliveryKind::webdav ? to_.address : to_.mail_to));
  thuocdo::enable(browse_, on_ && folder);
  if (changed_) changed_();
}

Delivery DeliveryFields::choice() {
  keep_place();
  return to_;
}

bool DeliveryFields::has_place() const { return to_.kind == DeliveryKind::mail || !place_->getText().trim().isEmpty(); }

SigningFields::SigningFields(DialogBuilder& dialog, const Call& call, int y, int width, const Text& title, const SigningChoice& proposed, const Text& unsigned_remark)
    : call_(call), title_(title), unsigned_remark_(unsigned_remark), proposed_(proposed) {
  sign_ = dialog.check(6, y + 3, 200, say(Says::sign_check), proposed.sign);
  find_ = dialog.button(width - 110, y, 104, say(Says::find_certificates_button));
  dialog.label(6, y + 19, 70, 10, say(Says::certificate_label));
  certificates_ = dialog.list(78, y + 17, width - 84, 14, true);
  remark_ = dialog.message(78, y + 34, width - 84, 20, {" ", " "});
  dialog.on_change(sign_, [this] {
    if (is_signing() && list_.certificates.empty()) find();
    show();
  });
  dialog.on_press(find_, [this] {
    find();
    show();
  });
  dialog.on_change(certificates_, [this] { show(); });
}

bool SigningFields::is_signing() const { return sign_->getState() == 1; }

const Certificate* SigningFields::chosen() const {
  const auto position = certificates_->getSelectedItemPos();
  return position < 0 || position >= static_cast<int>(list_.certificates.size()) ? nullptr : &list_.certificates[static_cast<std::size_t>(position)];
}

bool SigningFields::ready() const {
  const Certificate* certificate = chosen();
  return !is_signing() || (certificate != nullptr && certificate->usable());
}

SigningChoice SigningFields::choice() const {
  SigningChoice choice = proposed_;
  choice.sign = is_signing();
  choice.certificate.reset();
  if (const Certificate* certificate = chosen(); choice.sign && certificate != nullptr) {
    choice.certificate = *certificate;
    choice.serial = certificate->serial;
  }
  return choice;
}

// Once, when the user asks for it: whoever types a wrong PIN must not find another box behind the first.
void SigningFields::find() {
  if (!pin_announced && !announce(call_, title_, say(Says::pin_announcement))) {
    sign_->setState(0);
    return;
  }
  list_ = personal_certificates(call_.context);
  pin_announced = list_.problem.empty();
  std::vector<std::string> lines;
  for (const Certificate& one : list_.certificates) lines.push_back(one.line().in(call_.language));
  fill(certificates_, lines);
  if (lines.empty()) return;
  const Certificate* last = list_.find(proposed_.serial);
  if (last == nullptr || !last->usable()) last = list_.certificates.data();
  certificates_->selectItemPos(static_cast<sal_Int16>(last - list_.certificates.data()), true);
  sign_->setState(1);
}

void SigningFields::show() {
  const Certificate* certificate = chosen();
  enable(certificates_, is_signing() && !list_.certificates.empty());
  Text text = unsigned_remark_;
  if (is_signing()) text = certificate != nullptr ? certificate->remark() : !list_.problem.empty() ? list_.problem : say(Says::find_certificates_remark);
  if (is_signing() && certificate != nullptr && certificate->usable() && !proposed_.serial.empty() && list_.find(proposed_.serial) == nullptr) {
    text = say(Says::certificate_other, std::vector<Text>{{proposed_.serial, {}}, text});
  }
  remark_->setText(to_uno(text.in(call_.language)));
  if (changed_) changed_();
}

}  // namespace thuocdo
