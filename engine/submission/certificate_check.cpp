#include "submission/certificate_check.h"

#include <openssl/x509v3.h>

#include <algorithm>
#include <set>

namespace thuocdo {
namespace {

// Keys weaker than 112 bits (RSA below 2048) and SHA-1 in certificates are refused.
constexpr int security_level = 2;

// How long a signed file may be under way until the clock of whoever signed it is believed no more: a campaign, from the first
// sheets to the last bundles, takes weeks. Without a bound an old key could sign for ever.
constexpr std::chrono::days longest_way(60);

// What the checking of a chain ran into. OpenSSL asks after each problem whether to go on; it always does, so that all are
// known.
struct Problems {
  Moment revoked_by;
  std::set<int> errors;
  std::set<std::string> without_list;  // authorities whose revocation list is not at hand
  bool revoked_later = false;
  X509_CRL* out_of_date = nullptr;  // the list in hand, which OpenSSL forgets after it has told that it is not current
};

int problems_index() {
  static const int index = X509_STORE_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  return index;
}

bool was_revoked(X509_STORE_CTX* context, const Problems& problems) {
  X509_CRL* list = X509_STORE_CTX_get0_current_crl(context);
  if (list == nullptr) list = problems.out_of_date;
  X509* certificate = X509_STORE_CTX_get_current_cert(context);
  X509_REVOKED* entry = nullptr;
  if (list == nullptr || X509_CRL_get0_by_cert(list, &entry, certificate) != 1 || entry == nullptr) return true;
  const auto since = moment_of(X509_REVOKED_get0_revocationDate(entry));
  return !since || *since <= problems.revoked_by;
}

int on_problem(int ok, X509_STORE_CTX* context) {
  if (ok == 1) return 1;
  auto* problems = static_cast<Problems*>(X509_STORE_CTX_get_ex_data(context, problems_index()));
  const int error = X509_STORE_CTX_get_error(context);
  switch (error) {
    case X509_V_ERR_UNABLE_TO_GET_CRL:
      if (X509* certificate = X509_STORE_CTX_get_current_cert(context)) {
        problems->without_list.insert(common_name(X509_get_issuer_name(certificate)));
      }
      break;
    case X509_V_ERR_CRL_HAS_EXPIRED:
    case X509_V_ERR_CRL_NOT_YET_VALID:  // better than none
      problems->out_of_date = X509_STORE_CTX_get0_current_crl(context);
      break;
    case X509_V_ERR_CERT_REVOKED:
      if (was_revoked(context, *problems)) {
        problems->errors.insert(error);
      } else {
        problems->revoked_later = true;
      }
      break;
    default: problems->errors.insert(error);
  }
  X509_STORE_CTX_set_error(context, X509_V_OK);
  return 1;
}

Problems problems_of(X509* certificate, STACK_OF(X509) * others, const TrustStore& trust, Moment at, Moment revoked_by) {
  Problems problems;
  problems.revoked_by = revoked_by;
  const Store none(trust.content().store ? nullptr : X509_STORE_new());
  const StoreContext context(X509_STORE_CTX_new());
  X509_STORE* store = none ? none.get() : trust.content().store.get();
  if (!context || X509_STORE_CTX_init(context.get(), store, certificate, others) != 1) throw std::bad_alloc();
  X509_STORE_CTX_set_ex_data(context.get(), problems_index(), &problems);
  X509_STORE_CTX_set_verify_cb(context.get(), on_problem);
  X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context.get());
  unsigned long flags = X509_V_FLAG_PARTIAL_CHAIN;
  if (trust.revocation_lists() > 0) flags |= X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL;
  X509_VERIFY_PARAM_set_flags(parameters, flags);
  X509_VERIFY_PARAM_set_time(parameters, std::chrono::system_clock::to_time_t(at));
  X509_VERIFY_PARAM_set_auth_level(parameters, security_level);
  X509_VERIFY_PARAM_set_depth(parameters, 8);
  if (X509_verify_cert(context.get()) < 0) problems.errors.insert(X509_V_ERR_UNSPECIFIED);
  return problems;
}

bool is_about_time(int error) { return error == X509_V_ERR_CERT_HAS_EXPIRED || error == X509_V_ERR_CERT_NOT_YET_VALID; }
bool has_time_problem(const Problems& problems) { return std::any_of(problems.errors.begin(), problems.errors.end(), is_about_time); }

bool is_issuer_unknown(int error) {
  static const std::set<int> known = {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
                                      X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
                                      X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_CERT_UNTRUSTED, X509_V_ERR_CERT_CHAIN_TOO_LONG,
                                      X509_V_ERR_CERT_SIGNATURE_FAILURE, X509_V_ERR_AKID_SKID_MISMATCH,
                                      X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH, X509_V_ERR_SUBJECT_ISSUER_MISMATCH};
  return known.contains(error);
}

// Signing documents is not what every certificate is for.
bool is_for_signing(X509* certificate) {
  const std::uint32_t usage = X509_get_key_usage(certificate);  // all bits where nothing is said
  if ((usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0) return false;
  if ((X509_get_extension_flags(certificate) & EXFLAG_XKUSAGE) == 0) return true;
  const std::unique_ptr<EXTENDED_KEY_USAGE, FreeWith<EXTENDED_KEY_USAGE_free>> purposes(
      static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(certificate, NID_ext_key_usage, nullptr, nullptr)));
  if (!purposes) return false;
  for (int i = 0; i < sk_ASN1_OBJECT_num(purposes.get()); ++i) {
    const ASN1_OBJECT* purpose = sk_ASN1_OBJECT_value(purposes.get(), i);
    char number[80];
    OBJ_obj2txt(number, sizeof number, purpose, 1);
    for (std::string_view known : {"1.3.6.1.5.5.7.3.4",          // e-mail
                                   "1.3.6.1.5.5.7.3.2",          // client
                                   "1.3.6.1.5.5.7.3.36",         // documents
                                   "1.3.6.1.4.1.311.10.3.12",    // documents, Microsoft's
                                   "1.2.840.113583.1.1.5",       // PDF, Adobe's
                                   "2.5.29.37.0"}) {             // anything
      if (number == known) return true;
    }
  }
  return false;
}

void worsen(SignatureReport& report, SignatureState state) { report.state = graver(report.state, state); }

std::string named(const std::string& name) { return name.empty() ? "?" : name; }

}  // namespace

void describe(const X509* certificate, SignatureReport& report) {
  report.signer = common_name(X509_get_subject_name(certificate));
  report.organisation = organisation(X509_get_subject_name(certificate));
  report.serial = serial_text(certificate);
  report.issuer = common_name(X509_get_issuer_name(certificate));
  if (const auto from = moment_of(X509_get0_notBefore(certificate))) report.valid_from = moment_text(*from);
  if (const auto to = moment_of(X509_get0_notAfter(certificate))) report.valid_to = moment_text(*to);
}

void mark_altered(SignatureReport& report, const Text& what) {
  worsen(report, SignatureState::altered);
  report.findings.push_back(finding(Code::signature_altered, std::vector<Text>{{named(report.signer), ""}, what}));
}

void mark_unsuitable(SignatureReport& report, const Text& what) {
  worsen(report, SignatureState::unsuitable);
  report.findings.push_back(finding(Code::signature_unsuitable, std::vector<Text>{{named(report.signer), ""}, what}));
}

void check_certificate(X509* certificate, STACK_OF(X509) * others, const TrustStore& trust, Moment at, SignatureReport& report) {
  const std::string who = named(report.signer);
  const std::string issuer = named(report.issuer);
  report.issuer_checked = !trust.empty();
  Problems problems = problems_of(certificate, others, trust, at, at);
  if (const auto claimed = parse_moment(report.claimed_time); problems.errors.contains(X509_V_ERR_CERT_HAS_EXPIRED) && claimed && *claimed <= at) {
    Problems then = problems_of(certificate, others, trust, *claimed, at);
    if (*claimed < at - longest_way) {
      report.findings.push_back(finding(Code::signature_claim_old, {who, report.claimed_time, moment_text(at), std::to_string(longest_way.count())}));
    } else if (!has_time_problem(then)) {
      problems = std::move(then);
      report.findings.push_back(finding(Code::signature_expired_since, {who, report.valid_to, report.claimed_time}));
    }
  }
  if (!is_for_signing(certificate)) {
    mark_unsuitable(report, {"chứng thư không dùng để ký", "the certificate is not for signing"});
  }
  std::set<int> left = problems.errors;
  const auto take = [&](int error) { return left.erase(error) > 0; };
  if (take(X509_V_ERR_CERT_REVOKED)) {
    worsen(report, SignatureState::revoked);
    report.findings.push_back(finding(Code::signature_revoked, {who, issuer}));
  }
  if (take(X509_V_ERR_CERT_HAS_EXPIRED)) {
    worsen(report, SignatureState::expired);
    report.findings.push_back(finding(Code::signature_expired, {who, report.valid_to, moment_text(at)}));
  }
  if (take(X509_V_ERR_CERT_NOT_YET_VALID)) {
    worsen(report, SignatureState::not_yet_valid);
    report.findings.push_back(finding(Code::signature_not_yet_valid, {who, report.valid_from, moment_text(at)}));
  }
  const auto unknown = std::erase_if(left, is_issuer_unknown);
  if (unknown > 0) {
    worsen(report, SignatureState::unknown_issuer);
    report.findings.push_back(finding(trust.empty() ? Code::signature_issuer_unchecked : Code::signature_issuer_unknown, {who, issuer}));
  }
  for (const int error : left) {
    const std::string words = X509_verify_cert_error_string(error);
    mark_unsuitable(report, {words, words});
  }
  if (unknown == 0) {
    for (const std::string& authority : problems.without_list) {
      report.findings.push_back(finding(Code::signature_revocation_unknown, {who, authority}));
    }
  }
  if (problems.revoked_later) report.findings.push_back(finding(Code::signature_revoked_later, {who}));
  if (report.state == SignatureState::valid) report.findings.push_back(finding(Code::signature_valid, {who, issuer}));
}

bool is_trusted_authority(X509* certificate, STACK_OF(X509) * others, const TrustStore& trust, Moment at) {
  return !trust.empty() && problems_of(certificate, others, trust, at, at).errors.empty();
}

}  // namespace thuocdo
