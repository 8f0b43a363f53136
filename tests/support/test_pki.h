// Keys and certificates made by OpenSSL when a test runs, and packages and PDFs signed with them. No key is kept.
//
//   Issuer root("Gốc");                                  // self-signed, RSA 2048
//   Signer lan = root.issue("Nguyễn Thị Lan");           // in force now
//   std::string xml = signatures_xml({signature_xml(parts, lan)});
#pragma once

#include <openssl/cms.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "submission/xml_canonical.h"

namespace thuocdo::test {

using Key = std::shared_ptr<EVP_PKEY>;
using Cert = std::shared_ptr<X509>;

inline Key rsa_key(unsigned bits = 2048) { return {EVP_RSA_gen(bits), EVP_PKEY_free}; }
inline Key ec_key() { return {EVP_EC_gen("P-256"), EVP_PKEY_free}; }
// RSA keys take long to make; tests share two.
inline const Key& shared_key(int which) {
  static const Key keys[] = {rsa_key(), rsa_key()};
  return keys[which];
}

struct Signer {
  Key key;
  Cert certificate;
  std::vector<Cert> chain;  // that goes with the signature
};

struct CertificateWish {
  std::string name = "Nguyễn Thị Lan";
  std::string organisation = "UBND xã Một";
  long from = -86400, to = 86400;  // seconds from now
  bool authority = false;
  std::string usage = "critical,digitalSignature,nonRepudiation";
  std::string purpose;  // extended key usage
  Key key;
  std::string network;  // "http://127.0.0.1:8080": where its revocation list, OCSP answers and issuer are said to be
};

inline void extend(X509* certificate, int what, const std::string& value) {
  if (value.empty()) return;
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

inline Signer make_certificate(const CertificateWish& wish, const Signer* issuer, const EVP_MD* method = EVP_sha256()) {
  static long serial = 0x5404FF00;
  Signer made{wish.key ? wish.key : shared_key(1), Cert(X509_new(), X509_free), {}};
  X509* certificate = made.certificate.get();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
  X509_time_adj_ex(X509_getm_notBefore(certificate), 0, wish.from, nullptr);
  X509_time_adj_ex(X509_getm_notAfter(certificate), 0, wish.to, nullptr);
  X509_NAME* name = X509_get_subject_name(certificate);
  const auto add = [&](const char* field, const std::string& value) {
    X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.c_str()), -1, -1, 0);
  };
  add("C", "VN");
  add("O", wish.organisation);
  add("CN", wish.name);
  X509_set_issuer_name(certificate, issuer ? X509_get_subject_name(issuer->certificate.get()) : name);
  X509_set_pubkey(certificate, made.key.get());
  extend(certificate, NID_basic_constraints, wish.authority ? "critical,CA:TRUE" : "CA:FALSE");
  extend(certificate, NID_key_usage, wish.authority ? "critical,keyCertSign,cRLSign" : wish.usage);
  extend(certificate, NID_ext_key_usage, wish.purpose);
  if (!wish.network.empty()) {
    extend(certificate, NID_crl_distribution_points, "URI:" + wish.network + "/thu-hoi.crl");
    extend(certificate, NID_info_access, "OCSP;URI:" + wish.network + "/ocsp,caIssuers;URI:" + wish.network + "/goc.cer");
  }
  X509_sign(certificate, issuer ? issuer->key.get() : made.key.get(), method);
  return made;
}

inline Signer make_issuer(const std::string& name, const Signer* above = nullptr) {
  CertificateWish wish;
  wish.name = name;
  wish.organisation = "Ban Cơ yếu thử";
  wish.authority = true;
  wish.from = -10 * 86400;
  wish.to = 10 * 86400;
  wish.key = shared_key(0);
  return make_certificate(wish, above);
}

inline std::string written(const std::function<int(BIO*)>& write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), &BIO_free);
  write(bio.get());
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}
inline std::string pem(const Cert& certificate) { return written([&](BIO* bio) { return PEM_write_bio_X509(bio, certificate.get()); }); }
inline std::string der(const Cert& certificate) { return written([&](BIO* bio) { return i2d_X509_bio(bio, certificate.get()); }); }

// A list of the issuer that revokes the certificate, so many seconds from now.
inline std::string revocation_list(const Signer& issuer, const Cert& revoked, long when) {
  const std::unique_ptr<X509_CRL, decltype(&X509_CRL_free)> list(X509_CRL_new(), &X509_CRL_free);
  X509_CRL_set_version(list.get(), 1);
  X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(issuer.certificate.get()));
  const std::unique_ptr<ASN1_TIME, decltype(&ASN1_TIME_free)> time(X509_gmtime_adj(nullptr, -3600), &ASN1_TIME_free);
  X509_CRL_set1_lastUpdate(list.get(), time.get());
  X509_gmtime_adj(time.get(), -1800);  // long out of date, and used all the same
  X509_CRL_set1_nextUpdate(list.get(), time.get());
  if (revoked) {
    X509_REVOKED* entry = X509_REVOKED_new();
    X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(revoked.get()));
    X509_gmtime_adj(time.get(), when);
    X509_REVOKED_set_revocationDate(entry, time.get());
    X509_CRL_add0_revoked(list.get(), entry);
  }
  X509_CRL_sort(list.get());
  X509_CRL_sign(list.get(), issuer.key.get(), EVP_sha256());
  return written([&](BIO* bio) { return PEM_write_bio_X509_CRL(bio, list.get()); });
}

inline std::string base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  text.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()))));
  return text;
}
inline std::string sha(std::string_view bytes, const EVP_MD* method = EVP_sha256()) {
  unsigned char made[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), made, &size, method, nullptr);
  return base64({reinterpret_cast<char*>(made), size});
}
inline std::string canonical(std::string_view xml, std::size_t element = 0) {
  std::string text;
  Limits limits;
  limits.depth = 256;
  const auto refusal = canonical_xml(xml, "test", element, [&](std::string_view piece) { text += piece; }, limits);
  return refusal ? "refused: " + refusal->what.en : text;
}

inline const std::string c14n = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

struct SignatureWish {
  std::string id = "ID_1";
  std::string method;     // instead of the right one
  std::string transform = c14n;
  std::string hash = "http://www.w3.org/2001/04/xmlenc#sha256";
  std::string time = "2026-01-02T03:04:05Z";
  std::string more_references, more_objects;
  std::function<void(std::string&)> before_signing;  // changes the text of the signature
};

// One <Signature> over the parts: XML parts canonical, others as they are.
inline std::string signature_xml(const std::vector<std::pair<std::string, std::string>>& parts, const Signer& signer, const SignatureWish& wish = {}) {
  const bool ec = EVP_PKEY_get_base_id(signer.key.get()) == EVP_PKEY_EC;
  const std::string properties_id = "idSignedProperties_" + wish.id;
  const auto reference = [&](const std::string& uri, const std::string& digest, const std::string& transform, const std::string& type = {}) {
    return "<Reference URI=\"" + uri + "\"" + type + ">" +
           (transform.empty() ? "" : "<Transforms><Transform Algorithm=\"" + transform + "\"></Transform></Transforms>") +
           "<DigestMethod Algorithm=\"" + wish.hash + "\"></DigestMethod><DigestValue>" + digest + "</DigestValue></Reference>";
  };
  std::string references;
  for (const auto& [name, content] : parts) {
    const bool xml = name.ends_with(".xml") && !name.starts_with("Assessment/");
    references += reference(name, sha(xml ? canonical(content) : content), xml ? wish.transform : "");
  }
  const std::string properties =
      "<xd:SignedProperties Id=\"" + properties_id + "\"><xd:SignedSignatureProperties><xd:SigningTime>" + wish.time +
      "</xd:SigningTime><xd:SigningCertificate><xd:Cert><xd:CertDigest><DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></DigestMethod><DigestValue>" +
      sha(der(signer.certificate)) + "</DigestValue></xd:CertDigest></xd:Cert></xd:SigningCertificate></xd:SignedSignatureProperties></xd:SignedProperties>";
  const std::string in_scope = " xmlns=\"http://www.w3.org/2000/09/xmldsig#\"";
  const std::string advanced = " xmlns:xd=\"http://uri.etsi.org/01903/v1.3.2#\"";
  std::string alone = properties;
  alone.insert(std::string("<xd:SignedProperties").size(), in_scope + advanced);
  references += reference("#" + properties_id, sha(alone), "", " Type=\"http://uri.etsi.org/01903#SignedProperties\"");
  references += wish.more_references;
  const std::string method = !wish.method.empty() ? wish.method : std::string("http://www.w3.org/2001/04/xmldsig-more#") + (ec ? "ecdsa" : "rsa") + "-sha256";
  std::string info = "<SignedInfo><CanonicalizationMethod Algorithm=\"" + c14n + "\"></CanonicalizationMethod><SignatureMethod Algorithm=\"" + method + "\"></SignatureMethod>" + references + "</SignedInfo>";
  if (wish.before_signing) wish.before_signing(info);
  std::string to_sign = info;
  to_sign.insert(std::string("<SignedInfo").size(), in_scope);
  to_sign = canonical(to_sign);

  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, signer.key.get());
  std::size_t size = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(to_sign.data());
  EVP_DigestSign(context.get(), nullptr, &size, bytes, to_sign.size());
  std::string value(size, '\0');
  EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(value.data()), &size, bytes, to_sign.size());
  value.resize(size);
  if (ec) {
    const auto* at = reinterpret_cast<const unsigned char*>(value.data());
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(value.size())), &ECDSA_SIG_free);
    value.assign(64, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), reinterpret_cast<unsigned char*>(value.data()), 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), reinterpret_cast<unsigned char*>(value.data()) + 32, 32);
  }
  std::string chain;
  for (const Cert& one : signer.chain) chain += "<xd:EncapsulatedX509Certificate>" + base64(der(one)) + "</xd:EncapsulatedX509Certificate>";
  return "<Signature" + in_scope + " Id=\"" + wish.id + "\">" + info + "<SignatureValue>" + base64(value) + "</SignatureValue><KeyInfo><X509Data><X509Certificate>" +
         base64(der(signer.certificate)) + "</X509Certificate></X509Data></KeyInfo><Object" + advanced + "><xd:QualifyingProperties Target=\"#" + wish.id + "\">" + properties +
         "<xd:UnsignedProperties><xd:UnsignedSignatureProperties><xd:CertificateValues>" + chain +
         "</xd:CertificateValues></xd:UnsignedSignatureProperties></xd:UnsignedProperties></xd:QualifyingProperties></Object>" + wish.more_objects + "</Signature>";
}

inline std::string signatures_xml(const std::vector<std::string>& signatures) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document-signatures xmlns=\"urn:oasis:names:tc:opendocument:xmlns:digitalsignature:1.0\">";
  for (const std::string& one : signatures) xml += one;
  return xml + "</document-signatures>";
}

// A time stamp (RFC 3161) on the bytes, in DER.
inline std::string time_stamp(std::string_view bytes, const Signer& authority) {
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), hash, &size, EVP_sha256(), nullptr);
  TS_REQ* request = TS_REQ_new();
  TS_MSG_IMPRINT* imprint = TS_MSG_IMPRINT_new();
  X509_ALGOR* method = X509_ALGOR_new();
  X509_ALGOR_set0(method, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
  TS_REQ_set_version(request, 1);
  TS_MSG_IMPRINT_set_algo(imprint, method);
  TS_MSG_IMPRINT_set_msg(imprint, hash, static_cast<int>(size));
  TS_REQ_set_msg_imprint(request, imprint);
  TS_REQ_set_cert_req(request, 1);
  const std::string query = written([&](BIO* bio) { return i2d_TS_REQ_bio(bio, request); });
  STACK_OF(X509)* chain = sk_X509_new_null();
  for (const Cert& one : authority.chain) sk_X509_push(chain, one.get());
  ASN1_OBJECT* policy = OBJ_txt2obj("1.2.3.4.1", 1);
  TS_RESP_CTX* context = TS_RESP_CTX_new();
  TS_RESP_CTX_set_signer_cert(context, authority.certificate.get());
  TS_RESP_CTX_set_signer_key(context, authority.key.get());
  TS_RESP_CTX_set_certs(context, chain);
  TS_RESP_CTX_set_def_policy(context, policy);
  TS_RESP_CTX_add_md(context, EVP_sha256());
  TS_RESP_CTX_set_signer_digest(context, EVP_sha256());
  TS_RESP_CTX_set_serial_cb(context, [](TS_RESP_CTX*, void*) { ASN1_INTEGER* one = ASN1_INTEGER_new(); ASN1_INTEGER_set(one, 1); return one; }, nullptr);
  BIO* asked = BIO_new_mem_buf(query.data(), static_cast<int>(query.size()));
  TS_RESP* answer = TS_RESP_create_response(context, asked);
  const std::string made = answer && TS_RESP_get_token(answer) ? written([&](BIO* bio) { return i2d_PKCS7_bio(bio, TS_RESP_get_token(answer)); }) : std::string();
  BIO_free(asked);
  TS_RESP_free(answer);
  TS_RESP_CTX_free(context);
  ASN1_OBJECT_free(policy);
  sk_X509_free(chain);
  X509_ALGOR_free(method);
  TS_MSG_IMPRINT_free(imprint);
  TS_REQ_free(request);
  return made;
}

// Makes the bytes of a time stamp out of those of the signature's value.
using Stamping = std::function<std::string(std::string_view)>;

// Appends a signed revision to a PDF (or begins one): the digits of the CMS stand in a hole of the usual kind.
inline std::string signed_pdf(const std::string& before, const Signer& signer, unsigned flags = 0, const EVP_MD* method = EVP_sha256(),
                              const Stamping& stamping = {}) {
  constexpr std::size_t room = 20'000;
  const std::string start = before + "7 0 obj\n<</Contents ";
  const std::string hole = "<" + std::string(room, '0') + ">";
  std::string rest = "/Type/Sig/SubFilter/adbe.pkcs7.detached/M (D:20260102030405+07'00')/ByteRange [ 0 @@@@@@@@ ######## $$$$$$$$ ]/Filter/Adobe.PPKLite>>\nendobj\n%%EOF\n";
  const auto put = [&](const std::string& mark, std::size_t number) {
    std::string text = std::to_string(number);
    text.resize(mark.size(), ' ');
    rest.replace(rest.find(mark), mark.size(), text);
  };
  put("@@@@@@@@", start.size());
  put("########", start.size() + hole.size());
  put("$$$$$$$$", rest.size());
  const std::string content = start + rest;
  const std::unique_ptr<BIO, decltype(&BIO_free)> data(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())), &BIO_free);
  CMS_ContentInfo* cms = CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_DETACHED | CMS_BINARY | CMS_PARTIAL);
  for (const Cert& one : signer.chain) CMS_add1_cert(cms, one.get());
  CMS_add1_signer(cms, signer.certificate.get(), signer.key.get(), method, flags);
  CMS_final(cms, data.get(), nullptr, CMS_DETACHED | CMS_BINARY);
  if (stamping) {
    CMS_SignerInfo* one = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms), 0);
    const ASN1_OCTET_STRING* value = CMS_SignerInfo_get0_signature(one);
    const std::string stamp = stamping({reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)), static_cast<std::size_t>(ASN1_STRING_length(value))});
    CMS_unsigned_add1_attr_by_NID(one, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, stamp.data(), static_cast<int>(stamp.size()));
  }
  const std::string made = written([&](BIO* bio) { return i2d_CMS_bio(bio, cms); });
  CMS_ContentInfo_free(cms);
  std::string digits;
  for (const char byte : made) {
    static constexpr char signs[] = "0123456789abcdef";
    digits += {signs[static_cast<unsigned char>(byte) >> 4], signs[static_cast<unsigned char>(byte) & 15]};
  }
  digits.resize(room, '0');
  return start + "<" + digits + ">" + rest;
}

}  // namespace thuocdo::test
