// Signs the files of a test's campaign with certificates of any years, which no office can do whose computer has today's date.
//
//   campaign_signer TRUST-FOLDER <<END
//   person<TAB>lan<TAB>2021-01-01<TAB>2024-06-30
//   sheet<TAB>lan<TAB>so-nv.ods<TAB>2023-12-01T02:00:00Z      (signed in place)
//   pdf<TAB>lan<TAB>so-nv.ods<TAB>so-nv.pdf<TAB>KEYWORDS    (the sheet inside)
//   revoke<TAB>lan<TAB>2023-11-01
//   END
//
// The certificate of the issuer, and the list of what it revoked, are put into the folder. No key is kept.
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "programme/file_bytes.h"
#include "sheet/zip_package.h"
#include "submission/moment.h"
#include "support/pdf_file.h"
#include "support/test_pki.h"
#include "zip_writer.h"

namespace thuocdo {
namespace {

long until(const std::string& day) {
  const auto at = parse_moment(day + "T00:00:00+07:00");
  if (!at) throw std::runtime_error("no day: " + day);
  return static_cast<long>((*at - now()).count());
}

test::Signer certificate(const std::string& name, const std::string& from, const std::string& to, const test::Signer* issuer) {
  test::CertificateWish wish;
  wish.name = name;
  wish.from = until(from);
  wish.to = until(to);
  wish.authority = issuer == nullptr;
  wish.key = test::shared_key(issuer == nullptr ? 0 : 1);
  return test::make_certificate(wish, issuer);
}

std::string bytes_of(const std::string& file) {
  Text why;
  const auto bytes = file_bytes(file, 1u << 26, why);
  if (!bytes) throw std::runtime_error(file + ": " + why.en);
  return *bytes;
}

void write(const std::string& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary);
  if (!(out << bytes) || !out.flush()) throw std::runtime_error("cannot write " + file);
}

void sign_sheet(const std::string& file, const test::Signer& signer, const std::string& time) {
  const std::string bytes = bytes_of(file);
  ZipPackage package;
  if (package.open(bytes, {})) throw std::runtime_error("no package: " + file);
  std::vector<testing::ZipFile> parts;
  std::vector<std::pair<std::string, std::string>> contents;
  for (const std::string_view name : package.names()) {
    ZipPart part;
    if (package.read(name, part)) throw std::runtime_error("a damaged package: " + file);
    testing::ZipFile one;
    one.name = name;
    one.content = part.view();
    if (name == "mimetype") one.method = testing::ZipMethod::stored;
    contents.emplace_back(one.name, one.content);
    parts.push_back(std::move(one));
  }
  test::SignatureWish wish;
  wish.time = time;
  testing::ZipFile signatures;
  signatures.name = "META-INF/documentsignatures.xml";
  signatures.content = test::signatures_xml({test::signature_xml(contents, signer, wish)});
  parts.push_back(std::move(signatures));
  write(file, testing::write_zip(parts));
}

void run(const std::string& trust) {
  const test::Signer root = certificate("Gốc của chiến dịch", "2015-01-01", "2045-01-01", nullptr);
  write(trust + "/chien-dich.pem", test::pem(root.certificate));
  std::map<std::string, test::Signer> people;
  std::string line;
  while (std::getline(std::cin, line)) {
    std::vector<std::string> words;
    std::stringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) words.push_back(cell);
    const std::string& what = words.at(0);
    if (what == "person") {
      people.emplace(words.at(1), certificate(words[1], words.at(2), words.at(3), &root));
    } else if (what == "sheet") {
      sign_sheet(words.at(2), people.at(words.at(1)), words.at(3));
    } else if (what == "pdf") {
      test::Pdf pdf;
      pdf.stream = bytes_of(words.at(2));
      pdf.keywords = "(" + words.at(4) + ")";
      write(words.at(3), test::signed_pdf(pdf.bytes(), people.at(words.at(1))));
    } else if (what == "revoke") {
      write(trust + "/chien-dich.crl", test::revocation_list(root, people.at(words.at(1)).certificate, until(words.at(2))));
    } else {
      throw std::runtime_error("what is " + what + "?");
    }
  }
}

}  // namespace
}  // namespace thuocdo

int main(int count, char** arguments) {
  try {
    if (count != 2) throw std::runtime_error("a folder is needed");
    thuocdo::run(arguments[1]);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
