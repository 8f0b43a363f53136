#include "programme/digest.h"

#include <dlfcn.h>
#include <openssl/evp.h>

#include <fstream>
#include <iterator>

namespace thuocdo {

std::string sha256_hex(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr) != 1) return {};
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) {
    hex += "0123456789abcdef"[digest[i] >> 4];
    hex += "0123456789abcdef"[digest[i] & 15];
  }
  return hex;
}

std::string library_digest() {
  Dl_info info{};
  if (dladdr(reinterpret_cast<const void*>(&sha256_hex), &info) == 0 || info.dli_fname == nullptr) return {};
  std::ifstream file(info.dli_fname, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return bytes.empty() ? std::string() : sha256_hex(bytes);
}

}  // namespace thuocdo
