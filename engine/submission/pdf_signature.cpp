#include "submission/pdf_signature.h"

#include <openssl/pkcs7.h>

#include <algorithm>
#include <cstdint>

#include "programme/file_bytes.h"
#include "submission/certificate_check.h"

namespace thuocdo {
namespace {

constexpr std::size_t most_signatures = 32;
constexpr std::size_t longest_dictionary = 64u << 10;

using Token = std::unique_ptr<PKCS7, FreeWith<PKCS7_free>>;
using TokenInfo = std::unique_ptr<TS_TST_INFO, FreeWith<TS_TST_INFO_free>>;

bool is_blank_sign(char sign) { return sign == ' ' || sign == '\t' || sign == '\r' || sign == '\n' || sign == '\f' || sign == '\0'; }

// The bytes that a signature is about: all up to `hole`, and all from `rest` to `end`. Between them stand its own digits.
struct Range {
  std::size_t hole = 0;
  std::size_t rest = 0;
  std::size_t end = 0;
};

// "[0 10454 60456 1095]" behind /ByteRange; nothing where the numbers cannot be a signature's.
std::optional<Range> range_at(std::string_view bytes, std::size_t at) {
  std::uint64_t numbers[4];
  const auto skip = [&] {
    while (at < bytes.size() && is_blank_sign(bytes[at])) ++at;
  };
  skip();
  if (at >= bytes.size() || bytes[at++] != '[') return std::nullopt;
  for (std::uint64_t& number : numbers) {
    skip();
    number = 0;
    std::size_t digits = 0;
    for (; at < bytes.size() && bytes[at] >= '0' && bytes[at] <= '9' && digits < 12; ++at, ++digits) number = number * 10 + static_cast<std::uint64_t>(bytes[at] - '0');
    if (digits == 0) return std::nullopt;
  }
  skip();
  if (at >= bytes.size() || bytes[at] != ']') return std::nullopt;
  const auto [start, first, second, length] = numbers;
  if (start != 0 || first == 0 || second <= first + 2 || second > bytes.size() || length > bytes.size() - second) return std::nullopt;
  if (bytes[first] != '<' || bytes[second - 1] != '>') return std::nullopt;
  return Range{static_cast<std::size_t>(first), static_cast<std::size_t>(second), static_cast<std::size_t>(second + length)};
}

// The bytes between "<" and ">"; nothing where anything but digits stands there.
std::optional<std::string> digits_of(std::string_view hole) {
  std::string made;
  made.reserve(hole.size() / 2);
  int half = -1;
  for (const char sign : hole) {
    int digit = -1;
    if (sign >= '0' && sign <= '9') digit = sign - '0';
    if (sign >= 'a' && sign <= 'f') digit = sign - 'a' + 10;
    if (sign >= 'A' && sign <= 'F') digit = sign - 'A' + 10;
    if (digit < 0) return std::nullopt;
    if (half < 0) {
      half = digit;
    } else {
      made += static_cast<char>(half * 16 + digit);
      half = -1;
    }
  }
  if (half >= 0) return std::nullopt;
  return made;
}

bool is_strong(const ASN1_OBJECT* method) {
  const int nid = OBJ_obj2nid(method);
  return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512;
}

bool is_accepted(const ASN1_OBJECT* method) {
  switch (OBJ_obj2nid(method)) {
    case NID_rsaEncryption:
    case NID_sha256WithRSAEncryption:
    case NID_sha384WithRSAEncryption:
    case NID_sha512WithRSAEncryption:
    case NID_X9_62_id_ecPublicKey:
    case NID_ecdsa_with_SHA256:
    case NID_ecdsa_with_SHA384:
    case NID_ecdsa_with_SHA512: return true;
    default: return false;
  }
}

// "D:20261122095806+07'00'" → its moment.
std::optional<Moment> pdf_moment(std::string_view text) {
  if (text.starts_with("D:")) text.remove_prefix(2);
  if (text.size() < 14) return std::nullopt;
  const auto part = [&](std::size_t from, std::size_t size) { return std::string(text.substr(from, size)); };
  std::string iso = part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(8, 2) + ":" + part(10, 2) + ":" + part(12, 2);
  std::string zone;
  for (const char sign : text.substr(14)) {
    if (sign != '\'') zone += sign;
  }
  if (zone.starts_with("Z")) zone = "Z";
  if (zone.size() == 5) zone.insert(3, ":");
  return parse_moment(iso + zone);
}

// What a time stamp says, and whether it belongs to the bytes. Its own signature must be right.
struct Stamp {
  std::optional<Moment> time;
  std::string authority;
  bool trusted = false;
};
Stamp read_stamp(PKCS7* token, std::string_view about, const TrustStore& trust) {
  Stamp stamp;
  if (!token || !PKCS7_type_is_signed(token)) return stamp;
  const TokenInfo info(PKCS7_to_TS_TST_INFO(token));
  if (!info) return stamp;
  TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(info.get());
  const X509_ALGOR* method = TS_MSG_IMPRINT_get_algo(imprint);
  const ASN1_OBJECT* object = nullptr;
  X509_ALGOR_get0(&object, nullptr, nullptr, method);
  const EVP_MD* hash = is_strong(object) ? EVP_get_digestbyobj(object) : nullptr;
  const ASN1_OCTET_STRING* said = TS_MSG_IMPRINT_get_msg(imprint);
  const std::string_view wanted(reinterpret_cast<const char*>(ASN1_STRING_get0_data(said)), static_cast<std::size_t>(ASN1_STRING_length(said)));
  if (!hash || digest(about, hash) != wanted) return stamp;
  if (PKCS7_verify(token, nullptr, nullptr, nullptr, nullptr, PKCS7_NOVERIFY | PKCS7_BINARY) != 1) return stamp;
  STACK_OF(X509)* signers = PKCS7_get0_signers(token, nullptr, 0);
  X509* signer = signers && sk_X509_num(signers) == 1 ? sk_X509_value(signers, 0) : nullptr;
  const auto time = moment_of(TS_TST_INFO_get_time(info.get()));
  if (signer && time && (X509_get_extended_key_usage(signer) & XKU_TIMESTAMP) != 0 && (X509_get_extension_flags(signer) & EXFLAG_XKUSAGE) != 0) {
    stamp.time = time;
    stamp.authority = common_name(X509_get_subject_name(signer));
    stamp.trusted = is_trusted_authority(signer, token->d.sign->cert, trust, *time);
  }
  sk_X509_free(signers);
  return stamp;
}

struct Found {
  Range range;
  bool is_time_stamp = false;  // of the whole document: nobody's signature
  Stamp stamp;
  Certificates certificates;    // that came with the signature
  X509* signer = nullptr;       // one of them, where the signature itself is right
  std::optional<Moment> proven;  // the signature was there, says a trusted authority
  SignatureReport report;
};

class PdfCheck {
 public:
  PdfCheck(std::string_view bytes, const TrustStore& trust, Moment at) : bytes_(bytes), trust_(trust), at_(at) {}

  std::vector<SignatureReport> run() {
    constexpr std::string_view key = "/ByteRange";
    for (std::size_t at = 0; (at = bytes_.find(key, at)) != std::string_view::npos && found_.size() < most_signatures;) {
      const std::size_t dictionary_at = at;
      at += key.size();
      found_.push_back(check(range_at(bytes_, at), dictionary_at));
    }
    judge_coverage();
    for (Found& one : found_) {
      if (one.signer != nullptr) check_certificate(one.signer, one.certificates.get(), trust_, std::min(at_, one.proven.value_or(at_)), one.report);
    }
    std::vector<SignatureReport> reports;
    for (Found& one : found_) {
      if (!one.is_time_stamp) reports.push_back(std::move(one.report));
    }
    return reports;
  }

 private:
  Found check(const std::optional<Range>& range, std::size_t key_at) {
    Found found;
    SignatureReport& report = found.report;
    report.state = SignatureState::valid;
    const auto broken = [&](std::string_view what) {
      mark_altered(report, {"cấu trúc chữ ký sai (" + std::string(what) + ")", "the signature is malformed (" + std::string(what) + ")"});
      return std::move(found);
    };
    if (!range) return broken("ByteRange");
    found.range = *range;
    if (key_at >= range->hole && key_at < range->rest) return broken("ByteRange");
    const auto der = digits_of(bytes_.substr(range->hole + 1, range->rest - range->hole - 2));
    if (!der) return broken("Contents");
    const auto* at = reinterpret_cast<const unsigned char*>(der->data());
    const auto* const end = at + der->size();
    const Cms cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der->size())));
    // Signing programs leave room behind the signature; only noughts may stand there.
    if (!cms || !std::all_of(at, end, [](unsigned char byte) { return byte == 0; })) return broken("CMS");
    const std::string content = std::string(bytes_.substr(0, range->hole)) + std::string(bytes_.substr(range->rest, range->end - range->rest));
    if (OBJ_obj2nid(CMS_get0_eContentType(cms.get())) == NID_id_smime_ct_TSTInfo) {
      at = reinterpret_cast<const unsigned char*>(der->data());
      const Token token(d2i_PKCS7(nullptr, &at, static_cast<long>(der->size())));
      found.stamp = read_stamp(token.get(), content, trust_);
      if (!found.stamp.time) return broken("TimeStamp");
      found.is_time_stamp = true;
      return found;
    }
    check_cms(cms.get(), content, dictionary_around(*range), found);
    return found;
  }

  // The text of the signature's dictionary, without the digits. It is signed.
  std::string dictionary_around(const Range& range) const {
    const std::size_t from = range.hole > longest_dictionary ? range.hole - longest_dictionary : 0;
    std::string_view before = bytes_.substr(from, range.hole - from);
    const std::size_t start = before.rfind(" obj");
    std::string_view after = bytes_.substr(range.rest, std::min(longest_dictionary, range.end - range.rest));
    after = after.substr(0, after.find("endobj"));
    return std::string(before.substr(start == std::string_view::npos ? 0 : start)) + std::string(after);
  }

  void check_cms(CMS_ContentInfo* cms, const std::string& content, const std::string& dictionary, Found& found) const {
    SignatureReport& report = found.report;
    STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms);
    if (OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_signed || !signers || sk_CMS_SignerInfo_num(signers) != 1) {
      return mark_altered(report, {"chữ ký không có đúng một người ký", "the signature has not exactly one signer"});
    }
    CMS_SignerInfo* signer = sk_CMS_SignerInfo_value(signers, 0);
    found.certificates.reset(CMS_get1_certs(cms));
    X509* certificate = nullptr;
    for (int i = 0; found.certificates && i < sk_X509_num(found.certificates.get()) && !certificate; ++i) {
      X509* one = sk_X509_value(found.certificates.get(), i);
      if (CMS_SignerInfo_cert_cmp(signer, one) == 0) certificate = one;
    }
    if (!certificate) return mark_altered(report, {"không có chứng thư của người ký", "it holds no certificate of the signer"});
    describe(certificate, report);
    read_time(signer, dictionary, report);
    X509_ALGOR* hash = nullptr;
    X509_ALGOR* method = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &hash, &method);
    const ASN1_OBJECT* hash_name = nullptr;
    const ASN1_OBJECT* method_name = nullptr;
    X509_ALGOR_get0(&hash_name, nullptr, nullptr, hash);
    X509_ALGOR_get0(&method_name, nullptr, nullptr, method);
    ASN1_OCTET_STRING** embedded = CMS_get0_content(cms);
    const bool detached = embedded && !*embedded;
    if (!is_strong(hash_name) || !is_accepted(method_name) || !detached) {
      char name[80];
      OBJ_obj2txt(name, sizeof name, is_strong(hash_name) ? method_name : hash_name, 0);
      mark_unsuitable(report, {"thuật toán không được chấp nhận (" + std::string(name) + ")", "an algorithm that is not accepted (" + std::string(name) + ")"});
      if (!detached) return;
    }
    const Bio data(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())));
    if (!data || CMS_verify(cms, nullptr, nullptr, data.get(), nullptr, CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY) != 1) {
      return mark_altered(report, {"nội dung tệp PDF khác với lúc ký", "the PDF is not as it was signed"});
    }
    found.signer = certificate;
    read_time_stamp(signer, found);
  }

  static void read_time(CMS_SignerInfo* signer, const std::string& dictionary, SignatureReport& report) {
    const auto* time = static_cast<const ASN1_TYPE*>(nullptr);
    if (const int at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1); at >= 0) {
      time = X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(signer, at), 0);
    }
    std::optional<Moment> moment;
    if (time && (time->type == V_ASN1_UTCTIME || time->type == V_ASN1_GENERALIZEDTIME)) moment = moment_of(time->value.asn1_string);
    for (std::size_t at = 0; !moment && (at = dictionary.find("/M", at)) != std::string::npos; at += 2) {
      const std::size_t open = dictionary.find_first_not_of(" \r\n\t", at + 2);
      if (open == std::string::npos || dictionary[open] != '(') continue;
      moment = pdf_moment(dictionary.substr(open + 1, std::min<std::size_t>(dictionary.find(')', open), open + 40) - open - 1));
    }
    if (moment) report.claimed_time = moment_text(*moment);
  }

  void read_time_stamp(CMS_SignerInfo* signer, Found& found) const {
    const int at = CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, -1);
    if (at < 0) return;
    const ASN1_TYPE* value = X509_ATTRIBUTE_get0_type(CMS_unsigned_get_attr(signer, at), 0);
    Token token;
    if (value && value->type == V_ASN1_SEQUENCE) {
      const unsigned char* der = ASN1_STRING_get0_data(value->value.sequence);
      token.reset(d2i_PKCS7(nullptr, &der, ASN1_STRING_length(value->value.sequence)));
    }
    const ASN1_OCTET_STRING* signature = CMS_SignerInfo_get0_signature(signer);
    use_stamp(read_stamp(token.get(), {reinterpret_cast<const char*>(ASN1_STRING_get0_data(signature)), static_cast<std::size_t>(ASN1_STRING_length(signature))}, trust_), found);
  }

  static void use_stamp(const Stamp& stamp, Found& found) {
    SignatureReport& report = found.report;
    if (!stamp.time) {
      report.findings.push_back(finding(Code::signature_timestamp_wrong, {report.signer}));
      return;
    }
    report.timestamp = moment_text(*stamp.time);
    report.timestamp_trusted = stamp.trusted;
    if (stamp.trusted) found.proven = std::min(*stamp.time, found.proven.value_or(*stamp.time));
    report.findings.push_back(finding(stamp.trusted ? Code::signature_timestamp : Code::signature_timestamp_unknown, {stamp.authority, report.timestamp}));
  }

  // The one that ends last must end where the file does.
  void judge_coverage() {
    const auto last = std::max_element(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.range.end < b.range.end; });
    if (last == found_.end()) return;
    const bool all = last->range.end == bytes_.size() && last->report.state != SignatureState::altered;
    for (Found& one : found_) {
      if (one.is_time_stamp || one.report.state == SignatureState::altered) continue;
      if (one.range.end == last->range.end && all) {
        one.report.covers_all = true;
      } else if (!all) {
        mark_altered(one.report, {"có nội dung được thêm vào sau khi ký", "something was added after it was signed"});
      } else if (last->is_time_stamp) {
        use_stamp(last->stamp, one);
      } else {
        one.report.findings.push_back(finding(Code::signature_of_earlier_copy, {one.report.signer, last->report.signer}));
      }
    }
  }

  const std::string_view bytes_;
  const TrustStore& trust_;
  const Moment at_;
  std::vector<Found> found_;
};

std::vector<SignatureReport> refused(const Text& what) {
  std::vector<SignatureReport> reports(1);
  mark_altered(reports[0], what);
  return reports;
}

}  // namespace

std::vector<SignatureReport> verify_pdf_signatures(std::string_view bytes, const TrustStore& trust, Moment at, const Limits& limits) {
  const ErrorsForgotten errors;
  if (bytes.size() > limits.file_bytes) return refused({"tệp quá lớn", "the file is too large"});
  return PdfCheck(bytes, trust, at).run();
}

std::vector<SignatureReport> verify_pdf_signatures(const std::filesystem::path& file, const TrustStore& trust, Moment at, const Limits& limits) {
  Text why;
  const auto bytes = file_bytes(file, limits.file_bytes, why);
  if (!bytes) return refused(why);
  return verify_pdf_signatures(std::string_view(*bytes), trust, at, limits);
}

}  // namespace thuocdo
