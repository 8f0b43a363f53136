// Whether a certificate may be believed at a time; see trust_store.h. For this room's .cpp files.
#pragma once

#include <string_view>

#include "submission/open_ssl.h"
#include "submission/signature.h"
#include "submission/trust_store.h"

namespace thuocdo {

// Who the certificate says it is.
void describe(const X509* certificate, SignatureReport& report);
// Checks time, chain, revocation and purpose, and adds what is found to the report: its state becomes the gravest thing
// found, "valid" where nothing is. `others` came with the signature and are believed in nothing. `at`: when the signature
// is known to have been there. A certificate that had ended by then is judged at the time that the signer's computer named
// (report.claimed_time), where that is not later, and not more than 60 days earlier: whoever keeps an old key can set the clock of
// a computer back to any year, and only a time stamp proves more. Revocation is always judged at `at`, because whoever stole a
// key can do the same.
void check_certificate(X509* certificate, STACK_OF(X509) * others, const TrustStore& trust, Moment at, SignatureReport& report);
// The same for a time-stamp authority: whether it leads to the trust store and was in force.
bool is_trusted_authority(X509* certificate, STACK_OF(X509) * others, const TrustStore& trust, Moment at);

// The signature is not what it should be: `what` says why, and the state is "altered".
void mark_altered(SignatureReport& report, const Text& what);
void mark_unsuitable(SignatureReport& report, const Text& what);

struct TrustStore::Content {
  Store store;  // null where there is no certificate
  int certificates = 0;
  int revocation_lists = 0;
  Findings findings;
};

}  // namespace thuocdo
