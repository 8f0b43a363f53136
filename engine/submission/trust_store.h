// Whom to believe: certificates of issuers and their revocation lists, from a folder. Nothing is ever fetched from a
// network.
//
//   TrustStore trust("/etc/thuocdo/trust");        // *.pem, *.crt, *.cer, *.der, *.crl, each PEM or DER, by content
//   TrustStore none;                               // signatures are checked, their issuers are not
//
// Every certificate in the folder is believed, be it a root, an authority below one, or a single person's. Revocation lists
// count where their issuer signed them; a list that ran out is still used, because an old list is better than none. A
// certificate that was revoked after the time asked about was good at that time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "finding/finding.h"

namespace thuocdo {

class TrustStore {
 public:
  TrustStore();
  explicit TrustStore(const std::filesystem::path& folder);
  ~TrustStore();
  TrustStore(TrustStore&&) noexcept;
  TrustStore& operator=(TrustStore&&) noexcept;

  bool empty() const;                 // no certificate
  int certificates() const;
  int revocation_lists() const;
  const Findings& findings() const;   // files that could not be used, and a folder that cannot be read

  struct Content;  // for this room
  const Content& content() const { return *content_; }

 private:
  std::unique_ptr<Content> content_;
};

}  // namespace thuocdo
