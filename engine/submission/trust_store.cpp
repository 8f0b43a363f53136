#include "submission/trust_store.h"

#include <openssl/pem.h>

#include <algorithm>
#include <vector>

#include "programme/file_bytes.h"
#include "submission/certificate_check.h"

namespace thuocdo {
namespace {

constexpr std::size_t largest_file = 16u << 20;  // national revocation lists have megabytes
constexpr std::size_t most_files = 1000;

bool is_kept_here(const std::filesystem::path& file) {
  std::string end = file.extension().string();
  for (char& sign : end) {
    if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign - 'A' + 'a');
  }
  static constexpr std::string_view known[] = {".pem", ".crt", ".cer", ".der", ".crl"};
  return std::find(std::begin(known), std::end(known), end) != std::end(known);
}

// How many certificates and lists were in it.
int take_pem(std::string_view bytes, X509_STORE* store, TrustStore::Content& content) {
  const Bio bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
  int taken = 0;
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* der = nullptr;
  long size = 0;
  while (bio && PEM_read_bio(bio.get(), &name, &header, &der, &size) == 1) {
    const std::string_view what(name);
    const unsigned char* at = der;
    if (what == "CERTIFICATE" || what == "TRUSTED CERTIFICATE") {
      if (const Certificate one = certificate_of({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)})) {
        if (X509_STORE_add_cert(store, one.get()) == 1) ++content.certificates, ++taken;
      }
    } else if (what == "X509 CRL") {
      if (const RevocationList one{d2i_X509_CRL(nullptr, &at, size)}) {
        if (X509_STORE_add_crl(store, one.get()) == 1) ++content.revocation_lists, ++taken;
      }
    }
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_free(der);
  }
  return taken;
}

int take_der(std::string_view bytes, X509_STORE* store, TrustStore::Content& content) {
  if (const Certificate one = certificate_of(bytes)) {
    if (X509_STORE_add_cert(store, one.get()) != 1) return 0;
    return ++content.certificates, 1;
  }
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  if (const RevocationList one{d2i_X509_CRL(nullptr, &at, static_cast<long>(bytes.size()))}) {
    if (X509_STORE_add_crl(store, one.get()) != 1) return 0;
    return ++content.revocation_lists, 1;
  }
  return 0;
}

}  // namespace

TrustStore::TrustStore() : content_(std::make_unique<Content>()) {}
TrustStore::~TrustStore() = default;
TrustStore::TrustStore(TrustStore&&) noexcept = default;
TrustStore& TrustStore::operator=(TrustStore&&) noexcept = default;

TrustStore::TrustStore(const std::filesystem::path& folder) : TrustStore() {
  const ErrorsForgotten errors;
  const auto unusable = [&](const std::filesystem::path& file, const Text& why) {
    content_->findings.push_back(finding(Code::trust_file_unusable, std::vector<Text>{why}).in_file(file.string()));
  };
  std::vector<std::filesystem::path> files;
  std::error_code error;
  std::filesystem::directory_iterator entries(folder, error);
  for (; !error && entries != std::filesystem::directory_iterator() && files.size() < most_files; entries.increment(error)) {
    if (is_kept_here(entries->path())) files.push_back(entries->path());
  }
  if (error) unusable(folder, {"không đọc được thư mục", "the folder cannot be read"});
  std::sort(files.begin(), files.end());
  content_->store.reset(X509_STORE_new());
  for (const std::filesystem::path& file : files) {
    Text why;
    const auto bytes = file_bytes(file, largest_file, why);
    if (!bytes) {
      unusable(file, why);
    } else if (bytes->size() > largest_file) {
      unusable(file, {"tệp quá lớn", "the file is too large"});
    } else {
      const bool pem = bytes->find("-----BEGIN ") != std::string::npos;
      const int taken = pem ? take_pem(*bytes, content_->store.get(), *content_) : take_der(*bytes, content_->store.get(), *content_);
      if (taken == 0) unusable(file, {"không có chứng thư hay danh sách thu hồi", "it holds no certificate and no revocation list"});
    }
  }
}

bool TrustStore::empty() const { return content_->certificates == 0; }
int TrustStore::certificates() const { return content_->certificates; }
int TrustStore::revocation_lists() const { return content_->revocation_lists; }
const Findings& TrustStore::findings() const { return content_->findings; }

}  // namespace thuocdo
