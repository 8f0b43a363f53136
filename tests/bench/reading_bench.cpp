// What it costs to read filled sheets, against the least that any reader must do: inflate the parts with the cells and
// look at every '<'. Each round reads every file in every way, one after the other, so that whatever slows the machine
// slows all alike.
//
//   build/bin/reading_bench ROUNDS TEMPLATES FILE…
//
// "verify" is what receiving looks at in an unsigned file, "signed" the same in a file that was signed in memory (RSA 2048,
// one certificate of a known issuer).
//
// Prints one line per way, "name median-microseconds-per-file".
#include <libdeflate.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/assessed_sheet.h"
#include "sheet/zip_package.h"
#include "submission/moment.h"
#include "submission/package.h"
#include "submission/trust_store.h"
#include "support/temp_folder.h"
#include "support/test_pki.h"
#include "zip_writer.h"

namespace {

using namespace thuocdo;

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::uint32_t number(std::string_view bytes, std::size_t at, int width) {
  std::uint32_t value = 0;
  for (int i = width; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

bool holds_cells(std::string_view name) {
  return name == "content.xml" || name == "xl/sharedStrings.xml" ||
         (name.starts_with("xl/worksheets/sheet") && name.ends_with(".xml"));
}

// Inflates the parts with cells into `space` and counts their '<'. Trusts the file: only for files of our own.
std::size_t inflate_and_scan(const std::filesystem::path& file, libdeflate_decompressor* inflater, std::string& space) {
  const std::string zip = bytes_of(file);
  const std::size_t end = zip.size() - 22;
  std::size_t entry = number(zip, end + 16, 4);
  std::size_t found = 0;
  for (std::uint32_t left = number(zip, end + 10, 2); left-- > 0;) {
    const std::uint32_t name_size = number(zip, entry + 28, 2);
    if (holds_cells(std::string_view(zip).substr(entry + 46, name_size))) {
      const std::size_t header = number(zip, entry + 42, 4);
      const std::size_t data = header + 30 + number(zip, header + 26, 2) + number(zip, header + 28, 2);
      const std::size_t size = number(zip, entry + 24, 4);
      if (space.size() < size) space.resize(size);
      libdeflate_deflate_decompress(inflater, zip.data() + data, number(zip, entry + 20, 4), space.data(), size, nullptr);
      const char* const last = space.data() + size;
      for (const char* at = space.data(); at != last; ++at) {
        at = static_cast<const char*>(std::memchr(at, '<', static_cast<std::size_t>(last - at)));
        if (at == nullptr) break;
        ++found;
      }
    }
    entry += 46 + name_size + number(zip, entry + 30, 2) + number(zip, entry + 32, 2);
  }
  return found;
}

// The file's bytes with a signature over all its parts; empty where it is no package.
std::string signed_copy(const std::string& bytes, const test::Signer& signer) {
  ZipPackage package;
  if (package.open(bytes, Limits())) return {};
  std::vector<testing::ZipFile> parts;
  std::vector<std::pair<std::string, std::string>> contents;
  for (const std::string_view name : package.names()) {
    ZipPart part;
    testing::ZipFile file;
    file.name = name;
    if (!name.ends_with("/") && package.read(name, part)) return {};
    file.content = part.view();
    if (name == "mimetype") file.method = testing::ZipMethod::stored;
    if (!name.ends_with("/")) contents.emplace_back(file.name, file.content);
    parts.push_back(std::move(file));
  }
  test::SignatureWish wish;
  wish.time = moment_text(now());
  testing::ZipFile signatures;
  signatures.name = "META-INF/documentsignatures.xml";
  signatures.content = test::signatures_xml({test::signature_xml(contents, signer, wish)});
  parts.push_back(std::move(signatures));
  return testing::write_zip(parts);
}

struct Way {
  const char* name;
  std::function<bool(const std::filesystem::path&)> read;
  std::vector<double> microseconds;
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) {
    std::fprintf(stderr, "reading_bench ROUNDS TEMPLATES FILE...\n");
    return 2;
  }
  const int rounds = std::atoi(arguments[1]);
  ProgrammeStore store(arguments[2]);
  const std::vector<std::filesystem::path> files(arguments + 3, arguments + count);
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  std::string space;

  test::CertificateWish of_issuer;
  of_issuer.name = "Issuer";
  of_issuer.authority = true;
  of_issuer.key = test::shared_key(0);
  const test::Signer issuer = test::make_certificate(of_issuer, nullptr);
  const test::TempFolder trusted;
  trusted.write("issuer.pem", test::pem(issuer.certificate));
  const TrustStore trust(trusted.path());
  const test::Signer signer = test::make_certificate({}, &issuer);
  std::map<std::filesystem::path, std::pair<std::string, std::string>> packages;  // unsigned and signed
  for (const auto& file : files) {
    if (file.extension() != ".ods") continue;
    const std::string bytes = bytes_of(file);
    packages[file] = {bytes, signed_copy(bytes, signer)};
  }
  const auto verified = [&](const std::filesystem::path& file, bool with_signature) {
    const auto& [plain, with] = packages.at(file);
    const auto verdict = verify_package(with_signature ? with : plain, file.filename().string(), store, trust, [](const AssessedSheet&) { return now(); });
    if (!verdict.sheet.usable() || (with_signature && verdict.signed_state() != SignatureState::valid)) {
      for (const Finding& found : verdict.findings) std::fprintf(stderr, "%s\n", found.line(Language::english).c_str());
    }
    return verdict.sheet.usable() && verdict.signed_state() == (with_signature ? std::optional(SignatureState::valid) : std::nullopt);
  };

  std::vector<Way> ways = {
      {"floor", [&](const auto& file) { return inflate_and_scan(file, inflater.get(), space) > 0; }, {}},
      {"read", [&](const auto& file) { return read_workbook(file).workbook.has_value(); }, {}},
      {"assess", [&](const auto& file) { return assess_file(file, store).usable(); }, {}},
  };
  if (packages.size() == files.size()) {
    ways.push_back({"verify", [&](const auto& file) { return verified(file, false); }, {}});
    ways.push_back({"signed", [&](const auto& file) { return verified(file, true); }, {}});
  }
  for (int round = -1; round < rounds; ++round) {  // the first one only warms up
    for (Way& way : ways) {
      const auto begin = std::chrono::steady_clock::now();
      for (const auto& file : files) {
        if (!way.read(file)) {
          std::fprintf(stderr, "%s: %s failed\n", file.c_str(), way.name);
          return 1;
        }
      }
      const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - begin;
      if (round >= 0) way.microseconds.push_back(taken.count() / static_cast<double>(files.size()));
    }
  }
  for (Way& way : ways) {
    const auto middle = way.microseconds.begin() + static_cast<std::ptrdiff_t>(way.microseconds.size() / 2);
    std::nth_element(way.microseconds.begin(), middle, way.microseconds.end());
    std::printf("%s %.1f\n", way.name, *middle);
  }
  return 0;
}
