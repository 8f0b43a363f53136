#include "submission/open_ssl.h"

#include <openssl/bn.h>
#include <openssl/err.h>

#include <ctime>

namespace thuocdo {
namespace {

std::string entry_text(const X509_NAME* name, int what) {
  int found = -1;
  for (int at = -1; (at = X509_NAME_get_index_by_NID(name, what, at)) >= 0;) found = at;
  if (found < 0) return {};
  unsigned char* utf8 = nullptr;
  const int size = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, found)));
  if (size < 0) return {};
  std::string text(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(size));
  OPENSSL_free(utf8);
  return text;
}

}  // namespace

Certificate certificate_of(std::string_view der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const auto* const end = at + der.size();
  Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  if (at != end) certificate.reset();
  return certificate;
}

std::string digest(std::string_view bytes, const EVP_MD* method) {
  unsigned char made[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), made, &size, method, nullptr) != 1) return {};
  return {reinterpret_cast<const char*>(made), size};
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes;
  unsigned buffer = 0;
  int held = 0;
  std::size_t signs = 0;
  std::size_t padding = 0;
  for (const char sign : text) {
    if (sign == ' ' || sign == '\t' || sign == '\r' || sign == '\n') continue;
    int value = -1;
    if (sign >= 'A' && sign <= 'Z') value = sign - 'A';
    if (sign >= 'a' && sign <= 'z') value = sign - 'a' + 26;
    if (sign >= '0' && sign <= '9') value = sign - '0' + 52;
    if (sign == '+') value = 62;
    if (sign == '/') value = 63;
    ++signs;
    if (sign == '=') {
      ++padding;
      continue;
    }
    if (value < 0 || padding > 0) return std::nullopt;
    buffer = (buffer << 6 | static_cast<unsigned>(value)) & 0xffffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes += static_cast<char>(buffer >> held & 0xff);
    }
  }
  if (signs % 4 != 0 || padding > 2) return std::nullopt;
  return bytes;
}

std::string common_name(const X509_NAME* name) {
  std::string text = entry_text(name, NID_commonName);
  return text.empty() ? entry_text(name, NID_organizationalUnitName) : text;
}

std::string organisation(const X509_NAME* name) { return entry_text(name, NID_organizationName); }

std::string serial_text(const X509* certificate) {
  const std::unique_ptr<BIGNUM, FreeWith<BN_free>> number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
  if (!number) return {};
  char* hex = BN_bn2hex(number.get());
  std::string text(hex ? hex : "");
  OPENSSL_free(hex);
  return text;
}

std::optional<Moment> moment_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
  return std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::from_time_t(timegm(&parts)));
}

ErrorsForgotten::ErrorsForgotten() { ERR_set_mark(); }
ErrorsForgotten::~ErrorsForgotten() { ERR_pop_to_mark(); }

}  // namespace thuocdo
