#include "commands/send_bundle.h"

#include <algorithm>

#include "commands/package_signature.h"
#include "commands/saving.h"
#include "commands/sending.h"
#include "finding/system_error.h"
#include "functions/known_sets.h"
#include "submission/moment.h"
#include "submission/package.h"
#include "submission/submission.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

Text same(const std::string& text) { return {text, text}; }

Text joined(const Text& first, const Text& second) {
  if (first.vi.empty()) return second;
  return {first.vi + "\n" + second.vi, first.in(Language::english) + "\n" + second.in(Language::english)};
}

struct Checked {
  Text problem;        // why the file is not the bundle, whole and, where there is one, signed with the certificate; empty where it is
  std::string signer;  // empty: it is not signed
};
Checked check(const fs::path& file, const std::string& name, const Bundle& bundle, const std::optional<Certificate>& certificate) {
  const TrustStore nobody;  // whom to believe is for the receiver
  const PackageVerdict verdict = verify_package(file, office_programmes(), nobody, now());
  const auto blocking = std::find_if(verdict.findings.begin(), verdict.findings.end(), [](const Finding& one) { return one.severity == Severity::blocking; });
  const Text failed = blocking == verdict.findings.end() ? say(Says::level_bundle_unlike, {name}) : say(Says::level_sign_unverified, std::vector<Text>{same(name), blocking->message});
  const bool as_ordered = !certificate ? true : verdict.signatures.size() == 1 && verdict.signatures[0].intact() && verdict.signatures[0].serial == certificate->serial;
  if (!verdict.bundle || !verdict.believable() || verdict.digest() != bundle.list_digest || !as_ordered) return {failed, {}};
  return {{}, verdict.signatures.empty() ? std::string() : verdict.signatures[0].signer};
}

// Nothing when the file is signed now.
std::optional<Text> sign(const Call& call, const BundleSending& order) {
  FileSet files(true);
  const fs::path copy = files.add(order.file);
  std::error_code failed;
  if (!fs::copy_file(order.file, copy, fs::copy_options::overwrite_existing, failed)) return failure_text({order.file, system_error_text(failed.value())});
  if (auto problem = sign_package(call.context, copy, order.signing.certificate->handle)) return problem;
  if (Checked signed_copy = check(copy, order.file.string(), *order.bundle, order.signing.certificate); !signed_copy.problem.empty()) return signed_copy.problem;
  if (const auto failure = files.commit()) return failure_text(*failure);
  return std::nullopt;
}

OutboxItem item_of(const Call& call, const BundleSending& order, const std::string& signer) {
  OutboxItem item;
  item.programme = order.bundle->programme;
  item.tier = order.unit->tier;
  // Without the unit's code: it is no submission of the unit's own sheet, which a later one would replace.
  item.unit_name = say(Says::level_bundle_of, {order.unit->name}).in(call.language);
  item.round = order.bundle->round;
  item.code = check_code(order.bundle->list_digest);
  item.digest = order.bundle->list_digest;
  item.submitted = moment_text(now());
  item.signer = signer;
  return item;
}

}  // namespace

BundleSent send_bundle(const Call& call, const BundleSending& order) {
  BundleSent sent;
  if (order.signing.sign && order.signing.certificate) {
    if (const auto problem = sign(call, order)) {
      sent.message = *problem;
      return sent;
    }
    sent.is_signed = true;
    const Certificate& certificate = *order.signing.certificate;
    sent.message = say(Says::level_bundle_signed, {certificate.name});
    if (!certificate.complete_chain) sent.message = joined(sent.message, certificate.remark());
  }
  sent.ok = true;
  if (!order.to) return sent;
  const Checked whole = check(order.file, order.file.string(), *order.bundle, std::nullopt);
  if (!whole.problem.empty()) {
    sent.ok = false;
    sent.message = joined(sent.message, whole.problem);
    return sent;
  }
  Delivery to = *order.to;
  const std::string code = check_code(order.bundle->list_digest);
  to.mail_subject = say(Says::level_mail_subject, {order.unit->name, code}).in(call.language);
  to.mail_body = say(Says::level_mail_body, {order.unit->name, code}).in(call.language);
  const Sent done = send_submission(call, item_of(call, order, whole.signer), {order.file}, to);
  sent.ok = is_done(done.outcome.state);
  sent.message = joined(sent.message, done.outcome.message);
  if (!sent.ok && !done.id.empty()) sent.message = joined(sent.message, say(Says::level_bundle_waits));
  return sent;
}

std::optional<BundleWish> ask_for_bundle_sending(const Call& call, const Text& made, const BundleWish& proposed) {
  constexpr int width = 360;
  DialogBuilder dialog(call, say(Says::level_send_title), width, 234);
  const auto text = dialog.reading(6, 6, width - 12, 78);
  SigningFields signing(dialog, call, 90, width, say(Says::level_send_title), proposed.signing, say(Says::level_unsigned_remark));
  const auto send = dialog.check(6, 152, width - 12, say(Says::level_send_check), proposed.to.has_value());
  DeliveryFields delivery(dialog, call, 166, width, proposed.to.value_or(Delivery()));
  dialog.other_button(say(Says::level_bundle_open));
  const auto accept = dialog.buttons(say(Says::level_send_button), say(Says::level_send_later));
  const auto show = [&] {
    const bool sends = send->getState() == 1;
    delivery.enable(sends);
    enable(accept, signing.ready() && (signing.is_signing() || sends) && (!sends || delivery.has_place()));
  };
  signing.on_change(show);
  delivery.on_change(show);
  dialog.on_change(send, show);
  dialog.open();
  text->setText(to_uno(made.in(call.language)));
  delivery.begin();
  signing.begin();
  show();
  dialog.focus(signing.first());
  if (!dialog.run()) return std::nullopt;
  BundleWish wish;
  wish.open = dialog.pressed_other();
  wish.signing = signing.choice();
  if (send->getState() == 1) wish.to = delivery.choice();
  return wish;
}

}  // namespace thuocdo
