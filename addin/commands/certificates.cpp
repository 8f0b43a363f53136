#include "commands/certificates.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <com/sun/star/security/KeyUsage.hpp>
#include <com/sun/star/security/NoPasswordException.hpp>
#include <com/sun/star/util/DateTime.hpp>
#include <com/sun/star/xml/crypto/SEInitializer.hpp>
#include <com/sun/star/xml/crypto/XSecurityEnvironment.hpp>
#include <com/sun/star/xml/crypto/XXMLSecurityContext.hpp>
#include <cstdio>
#include <tuple>

#include "programme/deadline.h"
#include "texts/texts.h"

namespace thuocdo {
namespace {

using Environment = Reference<css::xml::crypto::XSecurityEnvironment>;

// One part of a distinguished name such as `CN=Nguyễn Văn A,O="Sở A, B",C=VN`.
std::string part_of(std::string_view name, std::string_view kind) {
  std::string key, value;
  bool in_value = false, quoted = false;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    const char c = i < name.size() ? name[i] : ',';
    if (quoted && i < name.size()) {
      if (c == '"') {
        quoted = false;
      } else {
        value += c;
      }
    } else if (c == ',' || c == '+') {
      if (key == kind) return value;
      key.clear();
      value.clear();
      in_value = false;
    } else if (!in_value && c == '=') {
      in_value = true;
    } else if (!in_value) {
      if (c != ' ') key += c;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '\\' && i + 1 < name.size()) {
      value += name[++i];
    } else {
      value += c;
    }
  }
  return {};
}

std::string hexadecimal(const Sequence<sal_Int8>& bytes) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (sal_Int32 i = 0; i < bytes.getLength(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (text.empty() && byte == 0 && i + 1 < bytes.getLength()) continue;
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::string iso_day(const css::util::DateTime& time) {
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", time.Year, time.Month, time.Day);
  return text;
}

Text shown_date(const std::string& iso) {
  const auto date = parse_date(iso);
  return date ? Text{date_text(*date, Language::vietnamese), date_text(*date, Language::english)} : Text{iso, iso};
}

Certificate described(const Environment& environment, const Reference<css::security::XCertificate>& handle,
                      const std::string& today) {
  Certificate one;
  one.handle = handle;
  const std::string subject = from_uno(handle->getSubjectName());
  const std::string issuer = from_uno(handle->getIssuerName());
  one.name = part_of(subject, "CN");
  if (one.name.empty()) one.name = subject;
  one.organisation = part_of(subject, "O");
  one.issuer = part_of(issuer, "CN");
  if (one.issuer.empty()) one.issuer = issuer;
  one.serial = hexadecimal(handle->getSerialNumber());
  one.valid_from = iso_day(handle->getNotValidBefore());
  one.valid_to = iso_day(handle->getNotValidAfter());
  constexpr sal_Int32 for_signing = css::security::KeyUsage::DIGITAL_SIGNATURE | css::security::KeyUsage::NON_REPUDIATION;
  if ((handle->getCertificateUsage() & for_signing) == 0) {
    one.fitness = Certificate::Fitness::not_for_signing;
  } else if (one.valid_to < today) {
    one.fitness = Certificate::Fitness::expired;
  } else if (one.valid_from > today) {
    one.fitness = Certificate::Fitness::not_yet_valid;
  }
  const auto chain = environment->buildCertificatePath(handle);
  if (chain.getLength() > 1) {
    const auto& last = chain[chain.getLength() - 1];
    one.complete_chain = last.is() && last->getSubjectName() == last->getIssuerName();
  }
  return one;
}

}  // namespace

Text Certificate::line() const {
  const std::string who = organisation.empty() ? name : name + " – " + organisation;
  switch (fitness) {
    case Fitness::usable: return say(Says::certificate_usable, std::vector<Text>{{who, who}, shown_date(valid_to)});
    case Fitness::expired: return say(Says::certificate_expired, std::vector<Text>{{who, who}, shown_date(valid_to)});
    case Fitness::not_yet_valid: return say(Says::certificate_not_yet_valid, std::vector<Text>{{who, who}, shown_date(valid_from)});
    case Fitness::not_for_signing: return say(Says::certificate_not_for_signing, {who});
  }
  return {who, who};
}

Text Certificate::remark() const {
  switch (fitness) {
    case Fitness::expired: return say(Says::certificate_expired_help, std::vector<Text>{shown_date(valid_to)});
    case Fitness::not_yet_valid: return say(Says::certificate_not_yet_valid_help, std::vector<Text>{shown_date(valid_from)});
    case Fitness::not_for_signing: return say(Says::certificate_not_for_signing_help);
    case Fitness::usable: break;
  }
  return complete_chain ? say(Says::certificate_issued_by, {issuer, serial})
                        : say(Says::certificate_unknown_issuer, {issuer, serial});
}

const Certificate* CertificateList::find(std::string_view serial) const {
  std::string wanted;
  for (const char c : serial) {
    if (std::isxdigit(static_cast<unsigned char>(c))) wanted += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  while (wanted.size() > 2 && wanted.starts_with("00")) wanted.erase(0, 2);
  for (const Certificate& one : certificates) {
    if (!wanted.empty() && one.serial == wanted) return &one;
  }
  return nullptr;
}

CertificateList personal_certificates(const Reference<css::uno::XComponentContext>& context) {
  CertificateList list;
  try {
    const auto security = css::xml::crypto::SEInitializer::create(context)->createSecurityContext({});
    const Environment environment = security.is() ? security->getSecurityEnvironment() : Environment();
    if (!environment.is()) {
      list.problem = say(Says::no_certificate_service);
      return list;
    }
    const std::string today =
        iso_text(date_in_vietnam(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())));
    for (const auto& handle : environment->getPersonalCertificates()) {
      if (handle.is()) list.certificates.push_back(described(environment, handle, today));
    }
  } catch (const css::security::NoPasswordException&) {
    list.problem = say(Says::no_pin);
    return list;
  } catch (const css::uno::Exception& error) {
    list.problem = say(Says::certificates_unreadable, {from_uno(error.Message)});
    return list;
  }
  std::stable_sort(list.certificates.begin(), list.certificates.end(), [](const Certificate& a, const Certificate& b) {
    return std::tuple(a.fitness, a.name, b.valid_to) < std::tuple(b.fitness, b.name, a.valid_to);
  });
  if (list.certificates.empty()) list.problem = say(Says::no_certificates);
  return list;
}

}  // namespace thuocdo
