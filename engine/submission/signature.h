// What is known about one signature on a file, whatever kind of file it is; see ods_signature.h and pdf_signature.h.
//
// "valid" means: not one signed byte was changed, everything in the file is signed, and a certificate made the signature
// that was in force when it signed, is meant for signing, was not revoked by the time asked about by a list at hand, and
// leads to a certificate in the trust store.
//
// When it signed: the time of a time stamp by an authority in the trust store; otherwise the moment asked about (now, or the
// time of receipt), and where the certificate had ended by then, the time that the signer's computer named, if that is not more
// than 60 days earlier. So a certificate that ends after signing takes nothing away, and an old key cannot sign for ever.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "finding/finding.h"

namespace thuocdo {

enum class SignatureState {
  valid,
  unknown_issuer,  // mathematically right; who issued the certificate is not known here
  expired,         // the certificate's time was over
  not_yet_valid,   // the certificate's time had not begun
  revoked,         // on a revocation list at that time
  unsuitable,      // a weak or unknown algorithm, or a certificate that is not for signing
  altered,         // the content is not what was signed, or part of it is not signed
};
std::string_view state_text(SignatureState state);  // "unknown-issuer"
Text state_label(SignatureState state);
std::optional<SignatureState> signature_state(std::string_view text);
inline constexpr std::string_view unsigned_text = "unsigned";
Text unsigned_label();  // "Chưa ký"
// The label of a state's text, or of "unsigned": the same words in every report. Empty for no text.
Text signature_label(std::string_view text);
SignatureState graver(SignatureState a, SignatureState b);
// Whether a finding is one about signatures: its code begins with "signature-".
bool is_about_signature(const Finding& finding);

struct SignatureReport {
  SignatureState state = SignatureState::altered;
  std::string signer;        // common name in the certificate
  std::string organisation;  // in the certificate, or empty
  std::string serial;        // of the certificate, upper-case hex: "5404FFFE…"
  std::string issuer;        // common name of the certificate's issuer
  std::string valid_from, valid_to;  // of the certificate
  std::string claimed_time;  // as the signer's computer had it, from the signed part; empty where none is named
  std::string timestamp;     // of a time-stamp authority (RFC 3161), which proves that the signature was there; or empty
  bool timestamp_trusted = false;  // the authority's certificate leads to the trust store
  bool issuer_checked = false;     // there was a trust store to check against
  bool covers_all = false;         // nothing was added to the file after this signature
  Findings findings;         // what the state rests on, in sentences; without the file's name

  // Nothing was changed, and nothing speaks against the certificate but, perhaps, that its issuer is not known here.
  bool intact() const { return state == SignatureState::valid || state == SignatureState::unknown_issuer; }
};
// All times are texts of moment.h.

}  // namespace thuocdo
