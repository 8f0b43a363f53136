// OpenSSL's objects as values, and small readings of certificates. For this room's .cpp files.
#pragma once

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "submission/moment.h"

namespace thuocdo {

template <auto free>
struct FreeWith {
  template <class T>
  void operator()(T* object) const {
    free(object);
  }
};
inline void free_certificates(STACK_OF(X509) * stack) { sk_X509_pop_free(stack, X509_free); }

using Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;
using Certificates = std::unique_ptr<STACK_OF(X509), FreeWith<free_certificates>>;
using RevocationList = std::unique_ptr<X509_CRL, FreeWith<X509_CRL_free>>;
using Store = std::unique_ptr<X509_STORE, FreeWith<X509_STORE_free>>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, FreeWith<X509_STORE_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, FreeWith<BIO_free>>;
using Cms = std::unique_ptr<CMS_ContentInfo, FreeWith<CMS_ContentInfo_free>>;

// The certificate that the bytes are, to the last byte; null for anything else.
Certificate certificate_of(std::string_view der);
std::string digest(std::string_view bytes, const EVP_MD* method);  // raw
// Base 64 with blanks anywhere, padding where it belongs; nothing for anything else.
std::optional<std::string> from_base64(std::string_view text);

std::string common_name(const X509_NAME* name);  // the last one; UTF-8
std::string organisation(const X509_NAME* name);
std::string serial_text(const X509* certificate);  // upper-case hex
std::optional<Moment> moment_of(const ASN1_TIME* time);

// Forgets the errors that a failed step left behind for this thread: the office uses the library's queue, too.
struct ErrorsForgotten {
  ErrorsForgotten();
  ~ErrorsForgotten();
};

}  // namespace thuocdo
