#include "submission/ods_signature.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "programme/file_bytes.h"
#include "sheet/zip_package.h"
#include "submission/certificate_check.h"
#include "submission/xml_canonical.h"
#include "submission/xml_tree.h"

namespace thuocdo {
namespace {

constexpr std::string_view signatures_part = "META-INF/documentsignatures.xml";
constexpr std::string_view package_namespace = "urn:oasis:names:tc:opendocument:xmlns:digitalsignature:1.0";
constexpr std::string_view signature_namespace = "http://www.w3.org/2000/09/xmldsig#";
constexpr std::string_view canonical_method = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
constexpr std::string_view signed_properties_type = "http://uri.etsi.org/01903#SignedProperties";
constexpr std::size_t most_signatures = 16;
constexpr std::size_t most_elements = 50'000;
constexpr std::size_t most_certificates = 32;

const EVP_MD* digest_method(std::string_view uri) {
  if (uri == "http://www.w3.org/2001/04/xmlenc#sha256") return EVP_sha256();
  if (uri == "http://www.w3.org/2001/04/xmldsig-more#sha384") return EVP_sha384();
  if (uri == "http://www.w3.org/2001/04/xmlenc#sha512") return EVP_sha512();
  return nullptr;
}

struct SignatureMethod {
  int key_type = EVP_PKEY_NONE;
  const EVP_MD* digest = nullptr;
};
SignatureMethod signature_method(std::string_view uri) {
  constexpr std::string_view base = "http://www.w3.org/2001/04/xmldsig-more#";
  if (!uri.starts_with(base)) return {};
  uri.remove_prefix(base.size());
  if (uri == "rsa-sha256") return {EVP_PKEY_RSA, EVP_sha256()};
  if (uri == "rsa-sha384") return {EVP_PKEY_RSA, EVP_sha384()};
  if (uri == "rsa-sha512") return {EVP_PKEY_RSA, EVP_sha512()};
  if (uri == "ecdsa-sha256") return {EVP_PKEY_EC, EVP_sha256()};
  if (uri == "ecdsa-sha384") return {EVP_PKEY_EC, EVP_sha384()};
  if (uri == "ecdsa-sha512") return {EVP_PKEY_EC, EVP_sha512()};
  return {};
}

bool is_advanced(const XmlElement& element, std::string_view name) {
  return element.name == name && element.uri.starts_with("http://uri.etsi.org/01903/v1.");
}
const XmlElement* only_advanced(const XmlElement* element, std::string_view name) {
  const XmlElement* found = nullptr;
  if (element == nullptr) return nullptr;
  for (const auto& child : element->children) {
    if (!is_advanced(*child, name)) continue;
    if (found) return nullptr;
    found = child.get();
  }
  return found;
}

std::string algorithm_of(const XmlElement* element) {
  const std::string* algorithm = element ? element->attribute("Algorithm") : nullptr;
  return algorithm ? *algorithm : std::string();
}

std::string shown(std::string_view foreign) {
  std::string text;
  for (const char sign : foreign.substr(0, 80)) text += sign >= ' ' && sign <= '~' ? sign : '?';
  return text;
}

std::string tidy_text(std::string_view text) {
  const std::size_t from = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  const std::size_t to = text.find_last_not_of(" \t\r\n");
  return to == std::string_view::npos ? std::string() : std::string(text.substr(from, to + 1 - from));
}

// "%20" → " "; nothing where the digits are wrong.
std::optional<std::string> from_uri(std::string_view uri) {
  const auto digit = [](char sign) {
    if (sign >= '0' && sign <= '9') return sign - '0';
    if (sign >= 'a' && sign <= 'f') return sign - 'a' + 10;
    return sign >= 'A' && sign <= 'F' ? sign - 'A' + 10 : -1;
  };
  std::string name;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    if (uri[i] != '%') {
      name += uri[i];
      continue;
    }
    if (i + 2 >= uri.size() || digit(uri[i + 1]) < 0 || digit(uri[i + 2]) < 0) return std::nullopt;
    name += static_cast<char>(digit(uri[i + 1]) * 16 + digit(uri[i + 2]));
    i += 2;
  }
  return name;
}

// The package, and the digests of its parts: each is computed once however many signatures name it.
class Package {
 public:
  std::optional<Refusal> open(std::string_view bytes, const Limits& limits) {
    limits_ = limits;
    limits_.depth = std::max<std::size_t>(limits.depth, 256);
    limits_.attributes = std::max<std::size_t>(limits.attributes, 256);
    if (auto refusal = zip_.open(bytes, limits)) return refusal;
    for (const std::string_view name : zip_.names()) {
      const bool empty_folder = name.ends_with('/') && zip_.size(name) == 0;
      if (!empty_folder && name != signatures_part) to_sign_.emplace(name);
    }
    return std::nullopt;
  }
  bool is_signed() const { return zip_.has(signatures_part); }
  std::optional<Refusal> read_signatures(ZipPart& part) { return zip_.read(signatures_part, part); }
  const Limits& limits() const { return limits_; }
  const std::set<std::string, std::less<>>& to_sign() const { return to_sign_; }

  // Empty where the part cannot be read; `refusal` then says why.
  const std::string& digest_of(const std::string& name, bool canonical, const EVP_MD* method, std::optional<Refusal>& refusal) {
    const auto key = std::make_tuple(name, canonical, EVP_MD_get_type(method));
    const auto known = digests_.find(key);
    if (known != digests_.end()) return known->second;
    std::string& made = digests_[key];
    ZipPart* part = part_of(name, refusal);
    if (!part) return made;
    if (!canonical) return made = digest(part->view(), method);
    const DigestContext context(EVP_MD_CTX_new());
    if (!context || EVP_DigestInit_ex(context.get(), method, nullptr) != 1) throw std::bad_alloc();
    refusal = canonical_xml(part->view(), name, 0, [&](std::string_view piece) { EVP_DigestUpdate(context.get(), piece.data(), piece.size()); }, limits_);
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    if (!refusal && EVP_DigestFinal_ex(context.get(), bytes, &size) == 1) made.assign(reinterpret_cast<const char*>(bytes), size);
    return made;
  }

 private:
  // Only the part used last is kept: signatures rarely ask for one in two forms.
  ZipPart* part_of(const std::string& name, std::optional<Refusal>& refusal) {
    if (name == last_name_) return &last_;
    last_name_.clear();
    refusal = zip_.read(name, last_);
    if (refusal) return nullptr;
    last_name_ = name;
    return &last_;
  }

  ZipPackage zip_;
  Limits limits_;
  std::set<std::string, std::less<>> to_sign_;
  std::map<std::tuple<std::string, bool, int>, std::string> digests_;
  std::string last_name_;
  ZipPart last_;
};

class SignatureCheck {
 public:
  SignatureCheck(Package& package, std::string_view xml, const XmlElement& signature, const TrustStore& trust, Moment at)
      : package_(package), xml_(xml), signature_(signature), trust_(trust), at_(at) {}

  SignatureReport run() {
    report_.state = SignatureState::valid;
    report_.covers_all = true;
    read_certificates();
    if (certificate_) describe(certificate_.get(), report_);
    if (check_form()) {
      check_references();
      check_value();
    }
    if (!certificate_) {
      altered({"không có chứng thư của người ký", "it holds no certificate of the signer"});
    } else if (report_.state != SignatureState::altered) {
      check_certificate(certificate_.get(), others_.get(), trust_, at_, report_);
    }
    if (report_.state == SignatureState::altered) report_.covers_all = false;
    return std::move(report_);
  }

 private:
  void altered(const Text& what) { mark_altered(report_, what); }
  // Not accepted rather than wrong: nothing can be said about the content, so nobody may rely on it.
  bool not_accepted(std::string_view algorithm) {
    const std::string name = algorithm.empty() ? "?" : shown(algorithm);
    mark_unsuitable(report_, {"thuật toán không được chấp nhận (" + name + ")", "an algorithm that is not accepted (" + name + ")"});
    return false;
  }
  bool malformed(std::string_view what) {
    altered({"cấu trúc chữ ký sai (" + std::string(what) + ")", "the signature is malformed (" + std::string(what) + ")"});
    return false;
  }

  // Which of the certificates is the signer's is said by the signed properties (a digest of it); without them the signature
  // must hold one alone.
  void read_certificates() {
    others_.reset(sk_X509_new_null());
    std::vector<Certificate> all;
    const auto take = [&](const XmlElement& element) {
      const auto der = from_base64(element.text);
      if (der && all.size() < most_certificates) {
        if (Certificate one = certificate_of(*der)) all.push_back(std::move(one));
      }
    };
    if (const XmlElement* info = signature_.only(signature_namespace, "KeyInfo")) {
      for (const auto& data : info->children) {
        if (!data->is(signature_namespace, "X509Data")) continue;
        for (const auto& child : data->children) {
          if (child->is(signature_namespace, "X509Certificate")) take(*child);
        }
      }
    }
    const std::size_t in_key_info = all.size();
    const XmlElement* cert = find_certificate_digest();
    std::size_t which = all.size();
    if (cert) {
      const EVP_MD* method = digest_method(algorithm_of(cert->only(signature_namespace, "DigestMethod")));
      const XmlElement* value = cert->only(signature_namespace, "DigestValue");
      const auto wanted = value ? from_base64(value->text) : std::nullopt;
      for (std::size_t i = 0; i < in_key_info && method && wanted; ++i) {
        unsigned char made[EVP_MAX_MD_SIZE];
        unsigned int size = 0;
        if (X509_digest(all[i].get(), method, made, &size) == 1 && std::string_view(reinterpret_cast<char*>(made), size) == *wanted) {
          which = i;
          break;
        }
      }
    } else if (in_key_info == 1) {
      which = 0;
    }
    if (const XmlElement* values = find_certificate_values()) {
      for (const auto& child : values->children) {
        if (is_advanced(*child, "EncapsulatedX509Certificate")) take(*child);
      }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i == which) {
        certificate_ = std::move(all[i]);
      } else {
        sk_X509_push(others_.get(), all[i].release());
      }
    }
  }

  const XmlElement* find_qualifying() const {
    const XmlElement* found = nullptr;
    for (const auto& object : signature_.children) {
      if (!object->is(signature_namespace, "Object")) continue;
      for (const auto& child : object->children) {
        if (!is_advanced(*child, "QualifyingProperties")) continue;
        if (found) return nullptr;
        found = child.get();
      }
    }
    return found;
  }
  const XmlElement* find_certificate_digest() const {
    const XmlElement* properties = only_advanced(only_advanced(find_qualifying(), "SignedProperties"), "SignedSignatureProperties");
    const XmlElement* list = only_advanced(properties, "SigningCertificateV2");
    if (!list) list = only_advanced(properties, "SigningCertificate");
    if (!list || list->children.empty() || !is_advanced(*list->children[0], "Cert")) return nullptr;
    return only_advanced(list->children[0].get(), "CertDigest");
  }
  const XmlElement* find_certificate_values() const {
    return only_advanced(only_advanced(only_advanced(find_qualifying(), "UnsignedProperties"), "UnsignedSignatureProperties"), "CertificateValues");
  }

  bool check_form() {
    info_ = signature_.only(signature_namespace, "SignedInfo");
    value_ = signature_.only(signature_namespace, "SignatureValue");
    if (!info_ || !value_ || !signature_.only(signature_namespace, "KeyInfo")) return malformed("Signature");
    for (const auto& child : signature_.children) {
      if (child.get() != info_ && child.get() != value_ && !child->is(signature_namespace, "KeyInfo") && !child->is(signature_namespace, "Object")) {
        return malformed(shown(child->name));
      }
    }
    const XmlElement* canonical = info_->only(signature_namespace, "CanonicalizationMethod");
    if (algorithm_of(canonical) != canonical_method) return not_accepted(algorithm_of(canonical));
    const XmlElement* method = info_->only(signature_namespace, "SignatureMethod");
    method_ = signature_method(algorithm_of(method));
    if (!method_.digest) return not_accepted(algorithm_of(method));
    if (!canonical->children.empty() || !method->children.empty()) return malformed("SignatureMethod");
    return true;
  }

  // Every part once, every reference right, nothing else; the signed properties where there are any.
  void check_references() {
    std::set<std::string, std::less<>> missing = package_.to_sign();
    const XmlElement* qualifying = find_qualifying();
    const XmlElement* properties = only_advanced(qualifying, "SignedProperties");
    bool properties_signed = false;
    std::size_t references = 0;
    for (const auto& reference : info_->children) {
      if (!reference->is(signature_namespace, "Reference")) {
        if (!reference->is(signature_namespace, "CanonicalizationMethod") && !reference->is(signature_namespace, "SignatureMethod")) malformed(shown(reference->name));
        continue;
      }
      if (++references > package_.limits().entries + 8) {
        malformed("Reference");
        return;
      }
      const std::string* uri = reference->attribute("URI");
      const EVP_MD* method = digest_method(algorithm_of(reference->only(signature_namespace, "DigestMethod")));
      const XmlElement* value = reference->only(signature_namespace, "DigestValue");
      const auto wanted = value ? from_base64(value->text) : std::nullopt;
      if (!uri || uri->empty() || !wanted) {
        malformed("Reference");
        continue;
      }
      if (!method) {
        not_accepted(algorithm_of(reference->only(signature_namespace, "DigestMethod")));
        continue;
      }
      bool canonical = false;
      if (!read_transforms(*reference, canonical)) continue;
      if (uri->starts_with('#')) {
        const XmlElement* target = target_of(std::string_view(*uri).substr(1));
        if (!target) {
          malformed("Id");
          continue;
        }
        compare(digest_of(*target, method), *wanted, shown(target->name));
        properties_signed = properties_signed || target == properties;
        const std::string* type = reference->attribute("Type");
        if (type && *type == signed_properties_type && target != properties) malformed("SignedProperties");
        read_date(*target);
        continue;
      }
      const auto name = from_uri(*uri);
      if (!name || name->find_first_of("?#") != std::string::npos) {
        malformed("URI");
        continue;
      }
      if (missing.erase(*name) == 0) {
        const std::string which = shown(*name);
        altered(package_.to_sign().contains(*name) ? Text{"phần " + which + " được ký hai lần", "the part " + which + " is signed twice"}
                                                   : Text{"thiếu phần " + which, "the part " + which + " is missing"});
        continue;
      }
      std::optional<Refusal> refusal;
      const std::string& made = package_.digest_of(*name, canonical, method, refusal);
      if (refusal) {
        const Text why = refusal->what.empty() ? finding(refusal->code).message : refusal->what;
        altered(why);
      } else {
        compare(made, *wanted, shown(*name));
      }
    }
    for (const std::string& name : missing) {
      const std::string which = shown(name);
      altered({"phần " + which + " không được ký", "the part " + which + " is not signed"});
      if (report_.findings.size() > 20) break;
    }
    if (properties && !properties_signed) malformed("SignedProperties");
    if (qualifying && !properties) malformed("QualifyingProperties");
  }

  bool read_transforms(const XmlElement& reference, bool& canonical) {
    std::size_t lists = 0;
    for (const auto& child : reference.children) lists += child->is(signature_namespace, "Transforms") ? 1 : 0;
    if (lists == 0) return true;
    const XmlElement* transforms = reference.only(signature_namespace, "Transforms");
    if (!transforms || transforms->children.size() != 1) return malformed("Transforms");
    const XmlElement& transform = *transforms->children[0];
    if (!transform.is(signature_namespace, "Transform") || !transform.children.empty()) return malformed("Transform");
    if (algorithm_of(&transform) != canonical_method) return not_accepted(algorithm_of(&transform));
    canonical = true;
    return true;
  }

  // Only elements of this signature's own objects can be meant. That ids are unique was checked for the whole file.
  const XmlElement* target_of(std::string_view id) const {
    const XmlElement* found = nullptr;
    const auto search = [&](const auto& self, const XmlElement& element) -> void {
      const std::string* own = element.attribute("Id");
      if (own && *own == id) found = &element;
      for (const auto& child : element.children) self(self, *child);
    };
    for (const auto& child : signature_.children) {
      if (child->is(signature_namespace, "Object")) search(search, *child);
    }
    return found;
  }

  // The time that the signer's computer had: only out of what was signed.
  void read_date(const XmlElement& target) {
    const XmlElement* time = nullptr;
    if (is_advanced(target, "SignedProperties")) {
      time = only_advanced(only_advanced(&target, "SignedSignatureProperties"), "SigningTime");
    } else if (target.is(signature_namespace, "SignatureProperty") && report_.claimed_time.empty()) {
      time = target.only("http://purl.org/dc/elements/1.1/", "date");
    }
    if (!time) return;
    const std::string text = tidy_text(time->text);
    const auto moment = parse_moment(text);
    report_.claimed_time = moment ? moment_text(*moment) : std::string();
  }

  std::string canonical_text(const XmlElement& element) {
    std::string text;
    const auto refusal = canonical_xml(xml_, signatures_part, element.number, [&](std::string_view piece) { text += piece; }, package_.limits());
    return refusal ? std::string() : text;
  }
  std::string digest_of(const XmlElement& element, const EVP_MD* method) { return digest(canonical_text(element), method); }

  void compare(const std::string& made, const std::string& wanted, const std::string& what) {
    if (made.empty() || made != wanted) altered({"phần " + what + " khác với lúc ký", "the part " + what + " is not as it was signed"});
  }

  void check_value() {
    if (!certificate_) return;
    EVP_PKEY* key = X509_get0_pubkey(certificate_.get());
    auto bytes = from_base64(value_->text);
    if (!key || !bytes || EVP_PKEY_get_base_id(key) != method_.key_type) {
      malformed("SignatureValue");
      return;
    }
    if (method_.key_type == EVP_PKEY_EC) bytes = encoded(*bytes);
    const std::string text = canonical_text(*info_);
    const DigestContext context(EVP_MD_CTX_new());
    const auto* signature = reinterpret_cast<const unsigned char*>(bytes->data());
    const bool right = context && !bytes->empty() && !text.empty() &&
                       EVP_DigestVerifyInit(context.get(), nullptr, method_.digest, nullptr, key) == 1 &&
                       EVP_DigestVerify(context.get(), signature, bytes->size(), reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
    if (!right) altered({"giá trị chữ ký sai", "the signature's value is wrong"});
  }

  // XML holds the two numbers of an elliptic signature side by side, OpenSSL wants them in DER. Empty where they are none.
  static std::string encoded(const std::string& raw) {
    if (raw.size() % 2 != 0 || raw.size() > 256) return {};
    const auto* bytes = reinterpret_cast<const unsigned char*>(raw.data());
    const int half = static_cast<int>(raw.size() / 2);
    const std::unique_ptr<ECDSA_SIG, FreeWith<ECDSA_SIG_free>> pair(ECDSA_SIG_new());
    BIGNUM* r = BN_bin2bn(bytes, half, nullptr);
    BIGNUM* s = BN_bin2bn(bytes + half, half, nullptr);
    if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r, s) != 1) {
      BN_free(r);
      BN_free(s);
      return {};
    }
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &der);
    std::string text;
    if (size > 0) text.assign(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return text;
  }

  Package& package_;
  const std::string_view xml_;
  const XmlElement& signature_;
  const TrustStore& trust_;
  const Moment at_;
  SignatureReport report_;
  Certificate certificate_;
  Certificates others_;
  const XmlElement* info_ = nullptr;
  const XmlElement* value_ = nullptr;
  SignatureMethod method_;
};

bool ids_are_unique(const XmlElement& element, std::set<std::string>& ids) {
  const std::string* id = element.attribute("Id");
  if (id && !ids.insert(*id).second) return false;
  return std::all_of(element.children.begin(), element.children.end(), [&](const auto& child) { return ids_are_unique(*child, ids); });
}

std::vector<SignatureReport> refused(const Text& what) {
  std::vector<SignatureReport> reports(1);
  mark_altered(reports[0], what);
  return reports;
}
std::vector<SignatureReport> refused(const Refusal& refusal) {
  return refused(refusal.what.empty() ? finding(refusal.code).message : refusal.what);
}

}  // namespace

std::vector<SignatureReport> verify_ods_signatures(std::string_view bytes, const TrustStore& trust, Moment at, const Limits& limits) {
  const ErrorsForgotten errors;
  Package package;
  if (const auto refusal = package.open(bytes, limits)) return refused(*refusal);
  if (!package.is_signed()) return {};
  ZipPart part;
  if (const auto refusal = package.read_signatures(part)) return refused(*refusal);
  const XmlTree tree = read_xml_tree(part.view(), signatures_part, package.limits(), most_elements);
  if (tree.refusal) return refused(*tree.refusal);
  const XmlElement& root = *tree.root;
  std::set<std::string> ids;
  const bool sound = root.is(package_namespace, "document-signatures") && root.children.size() <= most_signatures &&
                     std::all_of(root.children.begin(), root.children.end(), [](const auto& child) { return child->is(signature_namespace, "Signature"); }) &&
                     ids_are_unique(root, ids);
  if (!sound) return refused(Text{"tệp chữ ký sai cấu trúc", "the file of signatures is malformed"});
  std::vector<SignatureReport> reports;
  for (const auto& signature : root.children) reports.push_back(SignatureCheck(package, part.view(), *signature, trust, at).run());
  return reports;
}

std::vector<SignatureReport> verify_ods_signatures(const std::filesystem::path& file, const TrustStore& trust, Moment at, const Limits& limits) {
  Text why;
  const auto bytes = file_bytes(file, limits.file_bytes, why);
  if (!bytes) return refused(why);
  if (bytes->size() > limits.file_bytes) return refused(Text{"tệp quá lớn", "the file is too large"});
  return verify_ods_signatures(std::string_view(*bytes), trust, at, limits);
}

}  // namespace thuocdo
