// The officer's certificates, as the office knows them: from the user's certificate folder and from the tokens that are
// plugged in.
//
//   const CertificateList list = personal_certificates(context);
//   for (const Certificate& one : list.certificates) …          // usable ones first
//   list.problem                                                  // why there is none, or not all, in a sentence
//
// Reading them logs into every token: the office then asks for its PIN, and asks again after a wrong one; a token locks
// after three. So whoever calls this says so first, and never calls it twice by itself. Nothing goes over the network:
// whether an issuer is to be trusted is for the receiver to say.
#pragma once

#include <com/sun/star/security/XCertificate.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <string>
#include <vector>

#include "finding/text.h"
#include "workbook/calc.h"

namespace thuocdo {

struct Certificate {
  enum class Fitness { usable, expired, not_yet_valid, not_for_signing };

  Reference<css::security::XCertificate> handle;
  std::string name;          // common name
  std::string organisation;  // or empty
  std::string issuer;        // common name
  std::string serial;        // upper-case hexadecimal digits
  std::string valid_from;    // "2024-01-31"
  std::string valid_to;
  Fitness fitness = Fitness::usable;
  bool complete_chain = false;  // it leads to a root that stands on this machine, other than itself

  bool usable() const { return fitness == Fitness::usable; }
  // "Nguyễn Văn A – Sở Tài chính (đến 31/01/2026)", with what is wrong where it cannot be used.
  Text line() const;
  // Why it cannot be used, or what to know about it; empty where there is nothing to say.
  Text remark() const;
};

struct CertificateList {
  std::vector<Certificate> certificates;
  Text problem;

  // By its serial number, in any case and with or without colons; null when it is not there.
  const Certificate* find(std::string_view serial) const;
};

CertificateList personal_certificates(const Reference<css::uno::XComponentContext>& context);

}  // namespace thuocdo
