// Where something goes, and with which certificate it is signed: what Submit and the bundle ask alike.
//
//   Delivery to = proposed_delivery(call, settings, usual_folder);     // arguments before the options
//   SigningChoice signing = proposed_signing(call, settings);
//   DeliveryFields delivery(dialog, call, 118, 400, to);               // 25 high
//   SigningFields signing_fields(dialog, call, 147, 400, title, signing, say(Says::unsigned_remark));   // 54 high
//   dialog.open();
//   delivery.begin();
//   signing_fields.begin();
//   … to = delivery.choice(); signing = signing_fields.choice();
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "commands/certificates.h"
#include "commands/delivery.h"
#include "commands/dialog_builder.h"
#include "settings/settings.h"

namespace thuocdo {

struct SigningChoice {
  bool sign = false;
  std::string serial;                      // of the certificate used last, or the one asked for
  std::optional<Certificate> certificate;  // the chosen one; none where nothing is to be signed
};

// Of the arguments Folder, or Address with User and Password; otherwise as the options say. A script's way is always the folder
// where it names no address.
Delivery proposed_delivery(const Call& call, const Settings& settings, const std::filesystem::path& usual_folder);
// Of the arguments Sign and Certificate. A script that does not ask for a signature gets none: nobody is there to type a PIN.
SigningChoice proposed_signing(const Call& call, const Settings& settings);
// For scripts: the certificate by its number, or the one used last, or the only one that there is. Why there is none, or empty.
Text choose_certificate(const Call& call, SigningChoice& choice);
// Into the settings, for the next time.
void remember_choice(Settings& settings, const Delivery& to);
void remember_choice(Settings& settings, const SigningChoice& signing);

class DeliveryFields {
 public:
  DeliveryFields(DialogBuilder& dialog, const Call& call, int y, int width, const Delivery& proposed);
  // Another way or another place.
  void on_change(std::function<void()> action) { changed_ = std::move(action); }
  // Once the dialog is open.
  void begin();
  void enable(bool on);
  Delivery choice();
  // Whether a place is named; mail needs none.
  bool has_place() const;

 private:
  void keep_place();
  void show_place();

  Delivery to_;
  const Language language_;
  bool on_ = true;
  std::function<void()> changed_;
  Reference<css::awt::XListBox> kinds_;
  Reference<css::awt::XTextComponent> place_;
  Reference<css::awt::XButton> browse_;
};

class SigningFields {
 public:
  // `unsigned_remark`: what it means to do without.
  SigningFields(DialogBuilder& dialog, const Call& call, int y, int width, const Text& title, const SigningChoice& proposed, const Text& unsigned_remark);
  void on_change(std::function<void()> action) { changed_ = std::move(action); }
  // Once the dialog is open.
  void begin() { show(); }
  bool is_signing() const;
  // Nothing is to be signed, or with a certificate that can sign.
  bool ready() const;
  SigningChoice choice() const;
  Reference<css::uno::XInterface> first() const { return find_; }

 private:
  const Certificate* chosen() const;
  void find();
  void show();

  const Call& call_;
  const Text title_;
  const Text unsigned_remark_;
  SigningChoice proposed_;
  CertificateList list_;
  std::function<void()> changed_;
  Reference<css::awt::XCheckBox> sign_;
  Reference<css::awt::XButton> find_;
  Reference<css::awt::XListBox> certificates_;
  Reference<css::awt::XFixedText> remark_;
};

}  // namespace thuocdo
