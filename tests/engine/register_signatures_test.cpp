// What signatures and PDFs come to when they are received, in both databases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>

#include "ranking/register_sheets.h"
#include "register/audit.h"
#include "register/decision.h"
#include "register/standing.h"
#include "report/register_report.h"
#include "submission/package.h"
#include "support/pdf_file.h"
#include "support/register_books.h"
#include "support/test_pki.h"

namespace thuocdo {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Seconds from now to a day of the campaign, which was in January 2024.
long until(const char* day) { return static_cast<long>((*parse_moment(std::string(day) + "T00:00:00+07:00") - now()).count()); }

test::Signer authority(const std::string& name) {
  test::CertificateWish wish;
  wish.name = name;
  wish.organisation = "Ban Cơ yếu thử";
  wish.authority = true;
  wish.from = until("2020-01-01");
  wish.to = until("2040-01-01");
  wish.key = test::shared_key(0);
  return test::make_certificate(wish, nullptr);
}

test::Signer person(const test::Signer& issuer, const char* from = "2023-01-01", const char* to = "2025-01-01") {
  test::CertificateWish wish;
  wish.from = until(from);
  wish.to = until(to);
  return test::make_certificate(wish, &issuer);
}

// Somebody who would like to be asked.
class Listener {
 public:
  Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket_, 16) != 0 ||
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
      throw std::runtime_error("cannot listen");
    }
    port_ = ntohs(address.sin_port);
  }
  ~Listener() { ::close(socket_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
  int calls() const {
    int count = 0;
    for (int one = ::accept(socket_, nullptr, nullptr); one >= 0; one = ::accept(socket_, nullptr, nullptr), ++count) ::close(one);
    return count;
  }
  // That it would have noticed.
  void call() const {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port_);
    const int one = ::socket(AF_INET, SOCK_STREAM, 0);
    ASSERT_EQ(::connect(one, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ::close(one);
  }

 private:
  int socket_;
  std::uint16_t port_ = 0;
};

class RegisterSignaturesTest : public test::RegisterTest {
 protected:
  RegisterSignaturesTest() {
    trusted_.write("goc.pem", test::pem(root().certificate));
    trust_ = TrustStore(trusted_.path());
  }

  static const test::Signer& root() {
    static const test::Signer one = authority("Gốc thử");
    return one;
  }
  // Revoked on that day, by a list in the trust store.
  void revoke(const test::Signer& who, const char* day) {
    trusted_.write("thu-hoi.crl", test::revocation_list(root(), who.certificate, until(day)));
    trust_ = TrustStore(trusted_.path());
  }

  static std::string signed_by(const test::Signer& signer, std::vector<testing::ZipFile> parts, const std::string& time = "2024-01-10T02:00:00Z") {
    std::vector<std::pair<std::string, std::string>> contents;
    for (const testing::ZipFile& part : parts) {
      if (!part.name.ends_with("/")) contents.emplace_back(part.name, part.content);
    }
    test::SignatureWish wish;
    wish.time = time;
    testing::ZipFile file;
    file.name = "META-INF/documentsignatures.xml";
    file.content = test::signatures_xml({test::signature_xml(contents, signer, wish)});
    parts.push_back(file);
    return testing::write_zip(parts);
  }
  std::string signed_sheet(const test::Signer& signer, std::string_view unit = "x-1", const std::string& time = "2024-01-10T02:00:00Z") {
    return signed_by(signer, sheet_parts(unit, answers()), time);
  }
  // The printed copy of the sheet with these answers; with its workbook where that is given.
  std::string pdf(std::string_view unit, const Answers& given, const std::string& workbook = {}) {
    test::Pdf made;
    const std::string digest = digest_of_sheet(unit, given);
    made.keywords = "(thuocdo:" + check_code(digest) + ":" + digest + ")";
    if (workbook.empty()) made.streams.clear();
    made.stream = workbook;
    return made.bytes();
  }

  Reception received(Register& book, bool required = false, const std::string& time = "2024-01-10T10:00:00+07:00", bool trusting = true) {
    ReceiveRequest made = request(time);
    if (trusting) made.trust = &trust_;
    made.require_signature = required;
    return receive(book, incoming_files({sheets_.path()}), made);
  }
  // The only file of the folder: "accepted valid signature-valid".
  std::string became(bool required = false, const std::string& time = "2024-01-10T10:00:00+07:00", bool trusting = true) {
    Register book = open();
    const Reception done = received(book, required, time, trusting);
    EXPECT_FALSE(done.stopped);
    const Receipt receipt = done.files.back().receipt;
    EXPECT_TRUE(audit_of(book).sound());
    std::string text = std::string(state_text(receipt.state)) + " " + receipt.signature;
    for (const Finding& reason : receipt.reasons) text += " " + std::string(reason.code_text());
    return text;
  }
  static std::string states(const Reception& done) {
    std::string text;
    for (const ReceivedFile& file : done.files) {
      text += (text.empty() ? "" : ", ") + file.name + " " + std::string(state_text(file.receipt.state));
    }
    return text;
  }
  static std::vector<std::string> codes(const Findings& findings) {
    std::vector<std::string> texts;
    for (const Finding& finding : findings) texts.emplace_back(finding.code_text());
    return texts;
  }

  test::TempFolder trusted_;
  TrustStore trust_;
};
THUOCDO_BOTH_DATABASES(RegisterSignaturesTest);

TEST_P(RegisterSignaturesTest, AValidSignatureIsAcceptedWithItsSigner) {
  sheets_.write("x-1.ods", signed_sheet(person(root())));
  Register book = open();
  const Reception done = received(book, true);
  EXPECT_EQ(became(true), "accepted valid signature-valid");
  const Receipt receipt = book.receipts("nho", "2023").at(0);
  EXPECT_EQ(receipt.signer, "Nguyễn Thị Lan");
  EXPECT_EQ(receipt.kind, ReceivedKind::workbook);
  const Standing standing = standing_of({receipt}, small_.programme(), nullptr, now());
  const Page page{Language::vietnamese, 200, false};
  EXPECT_THAT(standing_text(standing, page), HasSubstr("Chữ ký hợp lệ (Nguyễn Thị Lan)"));
  EXPECT_THAT(reception_text(done, small_.programme(), page), HasSubstr("Chữ ký hợp lệ (Nguyễn Thị Lan)"));
  EXPECT_THAT(standing_json(standing), HasSubstr("\"signature\": \"valid\""));
  EXPECT_THAT(standing_csv(standing), HasSubstr(",valid,Nguyễn Thị Lan,,"));
}

TEST_P(RegisterSignaturesTest, UnsignedIsAStateUnlessASignatureIsRequired) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  EXPECT_EQ(became(), "accepted unsigned signature-none");
}

TEST_P(RegisterSignaturesTest, WhereASignatureIsRequiredUnsignedWaits) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  EXPECT_EQ(became(true), "undecided unsigned signature-none receipt-signature-required");
}

TEST_P(RegisterSignaturesTest, AlteredAfterSigningIsRefused) {
  std::vector<testing::ZipFile> parts = sheet_parts("x-1", answers());
  std::vector<testing::ZipFile> other = sheet_parts("x-2", answers());
  const std::string good = signed_by(person(root()), parts);
  ASSERT_NE(good, "");
  // The signature of one sheet on another.
  std::vector<std::pair<std::string, std::string>> contents;
  for (const testing::ZipFile& part : parts) {
      if (!part.name.ends_with("/")) contents.emplace_back(part.name, part.content);
    }
  testing::ZipFile file;
  file.name = "META-INF/documentsignatures.xml";
  file.content = test::signatures_xml({test::signature_xml(contents, person(root()))});
  other.push_back(file);
  sheets_.write("x-2.ods", testing::write_zip(other));
  EXPECT_THAT(became(), HasSubstr("refused altered signature-altered"));
  Register book = open();
  DecisionRequest accept;
  accept.numbers = {1};
  accept.basis = "Biên bản";
  const auto decided = decide(book, accept, small_.store(), "B");
  EXPECT_FALSE(decided[0].changed);
  EXPECT_THAT(codes(decided[0].findings), Contains("signature-altered"));
}

TEST_P(RegisterSignaturesTest, AnUnknownIssuerNeedsADecision) {
  sheets_.write("x-1.ods", signed_sheet(person(authority("Gốc khác"))));
  EXPECT_EQ(became(), "undecided unknown-issuer signature-issuer-unknown");
}

TEST_P(RegisterSignaturesTest, WithoutATrustStoreAnIssuerIsOnlyUnchecked) {
  sheets_.write("x-1.ods", signed_sheet(person(root())));
  EXPECT_EQ(became(false, "2024-01-10T10:00:00+07:00", false), "accepted unknown-issuer signature-issuer-unchecked");
}

TEST_P(RegisterSignaturesTest, ButThatIsNotEnoughWhereASignatureIsRequired) {
  sheets_.write("x-1.ods", signed_sheet(person(root())));
  EXPECT_EQ(became(true, "2024-01-10T10:00:00+07:00", false), "undecided unknown-issuer signature-issuer-unchecked receipt-signature-required");
}

TEST_P(RegisterSignaturesTest, ACertificateThatHadEndedNeedsADecision) {
  sheets_.write("x-1.ods", signed_sheet(person(root(), "2022-01-01", "2023-12-31")));
  EXPECT_EQ(became(), "undecided expired signature-expired");
}

// Signed on the 10th, in force until the 12th, received on the 13th.
TEST_P(RegisterSignaturesTest, ACertificateThatEndedAfterSigningIsNoError) {
  sheets_.write("x-1.ods", signed_sheet(person(root(), "2022-01-01", "2024-01-12")));
  EXPECT_EQ(became(true, "2024-01-13T10:00:00+07:00"), "accepted valid signature-expired-since signature-valid");
}

// Certificates name addresses where revocation lists, OCSP answers and issuers are to be had. Nobody goes there.
TEST_P(RegisterSignaturesTest, NothingIsFetchedFromTheAddressesInCertificates) {
  const Listener listener;
  const auto signer = [&](const test::Signer& issuer, const char* to) {
    test::CertificateWish wish;
    wish.from = until("2023-01-01");
    wish.to = until(to);
    wish.network = listener.address();
    return test::make_certificate(wish, &issuer);
  };
  test::CertificateWish between;
  between.name = "Cơ quan cấp dưới";
  between.authority = true;
  between.from = until("2020-01-01");
  between.to = until("2040-01-01");
  between.key = test::shared_key(0);
  between.network = listener.address();
  const test::Signer sub = test::make_certificate(between, &root());
  test::Signer with_chain = signer(sub, "2025-01-01");
  with_chain.chain = {sub.certificate};
  const test::Signer plain = signer(root(), "2025-01-01");
  // A list that is long out of date invites to fetch the next one.
  revoke(signer(root(), "2025-01-01"), "2024-01-09");
  sheets_.write("1 hợp lệ.ods", signed_by(plain, sheet_parts("x-1", answers_with(1))));
  sheets_.write("2 cấp dưới.ods", signed_by(with_chain, sheet_parts("x-1", answers_with(2))));
  sheets_.write("3 thiếu cấp dưới.ods", signed_by(signer(sub, "2025-01-01"), sheet_parts("x-1", answers_with(3))));
  sheets_.write("4 lạ.ods", signed_by(signer(authority("Gốc khác"), "2025-01-01"), sheet_parts("x-1", answers_with(4))));
  sheets_.write("5 hết hạn.ods", signed_by(signer(root(), "2023-12-01"), sheet_parts("x-1", answers_with(5))));
  sheets_.write("6.pdf", test::signed_pdf(pdf("x-1", answers_with(1)), plain));
  sheets_.write("7.pdf", test::signed_pdf(pdf("x-2", answers_with(1), sheet("x-2", answers_with(1))), with_chain));
  sheets_.write("8.pdf", test::signed_pdf(pdf("x-2", answers_with(2)), plain, 0, EVP_sha256(), [&](std::string_view bytes) {
    test::CertificateWish stamps;
    stamps.purpose = "critical,timeStamping";
    stamps.usage = "critical,digitalSignature";
    stamps.network = listener.address();
    return test::time_stamp(bytes, test::make_certificate(stamps, &root()));
  }));
  Register book = open();
  const Reception done = received(book);
  ASSERT_FALSE(done.stopped);
  std::string signatures;
  for (const ReceivedFile& file : done.files) signatures += file.receipt.signature + " ";
  EXPECT_EQ(signatures, "valid valid unknown-issuer unknown-issuer expired valid valid valid ");
  for (const ReceivedFile& file : done.files) verify_package(sheets_.path() / file.name, small_.store(), trust_, now());
  EXPECT_EQ(listener.calls(), 0);
  listener.call();
  EXPECT_EQ(listener.calls(), 1);
}

// Whoever keeps an old key can set a computer back to the years in which it was good.
TEST_P(RegisterSignaturesTest, ASigningTimeOfYearsAgoIsNotBelieved) {
  const test::Signer once = person(root(), "2021-01-01", "2022-12-31");
  sheets_.write("x-1.ods", signed_sheet(once, "x-1", "2022-06-01T00:00:00Z"));
  EXPECT_EQ(became(), "undecided expired signature-claim-old signature-expired");
}

// Two months are the bound: a sheet may lie so long with its district.
TEST_P(RegisterSignaturesTest, ASigningTimeOfWeeksAgoIs) {
  const test::Signer once = person(root(), "2021-01-01", "2023-11-20");
  sheets_.write("x-1.ods", signed_sheet(once, "x-1", "2023-11-15T00:00:00Z"));
  EXPECT_EQ(became(), "accepted valid signature-expired-since signature-valid");
}
TEST_P(RegisterSignaturesTest, ASigningTimeADayBeyondTheBoundIsNot) {
  const test::Signer once = person(root(), "2021-01-01", "2023-11-20");
  sheets_.write("x-1.ods", signed_sheet(once, "x-1", "2023-11-10T00:00:00Z"));
  EXPECT_EQ(became(), "undecided expired signature-claim-old signature-expired");
}
// A certificate in force at the receipt needs nobody's clock.
TEST_P(RegisterSignaturesTest, AnOldSigningTimeIsNoMatterWhileTheCertificateIsInForce) {
  sheets_.write("x-1.ods", signed_sheet(person(root(), "2021-01-01", "2025-01-01"), "x-1", "2022-06-01T00:00:00Z"));
  EXPECT_EQ(became(), "accepted valid signature-valid");
}

// The clock of whoever signed may say anything; a day after the receipt it is worth nothing.
TEST_P(RegisterSignaturesTest, AClaimedTimeAfterTheReceiptIsNotBelieved) {
  sheets_.write("x-1.ods", signed_sheet(person(root(), "2022-01-01", "2023-12-31"), "x-1", "2030-01-01T00:00:00Z"));
  EXPECT_EQ(became(), "undecided expired signature-expired");
}

TEST_P(RegisterSignaturesTest, RevokedBeforeReceiptNeedsADecision) {
  const test::Signer lan = person(root());
  revoke(lan, "2024-01-09");
  sheets_.write("x-1.ods", signed_sheet(lan));
  EXPECT_EQ(became(), "undecided revoked signature-revoked");
}

// A stolen key can claim to have signed before it was revoked.
TEST_P(RegisterSignaturesTest, AClaimedTimeBeforeTheRevocationDoesNotHelp) {
  const test::Signer lan = person(root());
  revoke(lan, "2024-01-09");
  sheets_.write("x-1.ods", signed_sheet(lan, "x-1", "2024-01-01T00:00:00Z"));
  EXPECT_EQ(became(), "undecided revoked signature-revoked");
}

TEST_P(RegisterSignaturesTest, RevokedAfterReceiptIsNoError) {
  const test::Signer lan = person(root());
  revoke(lan, "2024-01-12");
  sheets_.write("x-1.ods", signed_sheet(lan));
  EXPECT_EQ(became(true), "accepted valid signature-revoked-later signature-valid");
}

TEST_P(RegisterSignaturesTest, WhatWasFoundStaysWhenTheTimeIsCorrected) {
  sheets_.write("x-1.ods", signed_sheet(person(authority("Gốc khác"))));
  Register book = open();
  received(book, false, "2024-01-20T10:00:00+07:00");
  EXPECT_EQ(book.receipt(1)->state, ReceiptState::late);
  DecisionRequest correct;
  correct.numbers = {1};
  correct.verdict = Verdict::correct_time;
  correct.received = parse_receipt_time("12/01/2024 08:00");
  correct.basis = "Sổ công văn đến";
  decide(book, correct, small_.store(), "B");
  EXPECT_EQ(book.receipt(1)->state, ReceiptState::undecided);
  EXPECT_THAT(codes(book.receipt(1)->reasons), ElementsAre("signature-issuer-unknown"));
}

// --- PDFs

TEST_P(RegisterSignaturesTest, APdfThatCarriesTheWorkbookIsASheet) {
  const test::Signer lan = person(root());
  sheets_.write("x-1.pdf", test::signed_pdf(pdf("x-1", answers(), signed_sheet(lan)), lan));
  EXPECT_EQ(became(true), "accepted valid signature-valid signature-valid");
  Register book = open();
  EXPECT_EQ(book.receipt(1)->kind, ReceivedKind::workbook);
  EXPECT_EQ(book.receipt(1)->signer, "Nguyễn Thị Lan");
  EXPECT_EQ(book.receipt(1)->total, "45.33");
  const auto programme = small_.store().find("nho");
  RegisterSheets sheets = register_sheets(book, *programme, nullptr);
  ConsolidateOptions how;
  how.source = &sheets.source;
  const Consolidation result = consolidate({}, sheets.files, programme, small_.store(), how);
  ASSERT_EQ(result.tiers[0].ranked.size(), 1u);
  EXPECT_EQ(result.tiers[0].ranked[0].file, "x-1.pdf");
  EXPECT_TRUE(result.from_register);
}

TEST_P(RegisterSignaturesTest, APdfWithTheCodeOfOtherAnswersThanItsWorkbookIsRefused) {
  sheets_.write("x-1.pdf", pdf("x-1", answers_with(2), sheet("x-1", answers())));
  EXPECT_THAT(became(), HasSubstr("refused unsigned pdf-code-differs"));
}

TEST_P(RegisterSignaturesTest, APdfWhoseCodeIsNotThatOfItsDigestIsRefused) {
  test::Pdf made;
  made.streams.clear();
  made.keywords = "(thuocdo:7K3M-9QXZ-21A0:" + digest_of_sheet("x-1", answers()) + ")";
  sheets_.write("x-1.pdf", made.bytes());
  EXPECT_EQ(became(), "refused unsigned pdf-code-wrong");
}

TEST_P(RegisterSignaturesTest, AnAlteredPdfIsRefused) {
  std::string bytes = test::signed_pdf(pdf("x-1", answers()), person(root()));
  bytes[bytes.find("no comment")] = 'N';
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  sheets_.write("x-1.pdf", bytes);
  EXPECT_EQ(became(), "refused altered signature-altered");
  Register book = open();
  EXPECT_EQ(book.receipt(1)->state, ReceiptState::accepted);  // the sheet itself is as it was
}

// A PDF names no unit, and a table of receipt times often names units only.
TEST_P(RegisterSignaturesTest, APdfCameWhenItsSheetCame) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  sheets_.write("x-1.pdf", pdf("x-1", answers()));
  sheets_.write("x-2.ods", sheet("x-2", answers_with(1)));
  sheets_.write("scan.pdf", pdf("x-2", answers_with(1)));
  ReceiptTimes times;
  times.by_unit["x-1"] = *parse_receipt_time("2024-01-10T10:00:00+07:00");
  times.by_file["x-2.ods"] = *parse_receipt_time("2024-01-10T11:00:00+07:00");
  ReceiveRequest made = request("2024-03-01T10:00:00+07:00");
  made.times = &times;
  made.trust = &trust_;
  made.received.reset();
  made.clock = [] { return *parse_instant("2024-03-01T10:00:00+07:00"); };
  Register book = open();
  const Reception done = receive(book, incoming_files({sheets_.path()}), made);
  // The table knows neither the name of the other PDF nor its unit, and it came beside no sheet: so now.
  EXPECT_EQ(states(done), "scan.pdf late, x-1.ods accepted, x-1.pdf accepted, x-2.ods accepted");
  EXPECT_EQ(done.files[2].receipt.received_at(), done.files[1].receipt.received_at());
  EXPECT_EQ(done.files[2].receipt.received_from, TimeSource::document_system);
  EXPECT_TRUE(audit_of(book).sound());
}

TEST_P(RegisterSignaturesTest, ThePdfOfASheetThatCannotBeUsedSaysSo) {
  std::vector<testing::ZipFile> parts = sheet_parts("x-1", answers());
  for (testing::ZipFile& part : parts) {
    const std::string key = ">" + small_.programme().key + "<";
    if (const auto at = part.content.find(key); part.name == "meta.xml" && at != std::string::npos) part.content.replace(at, key.size(), ">another<");
  }
  sheets_.write("x-1.ods", testing::write_zip(parts));
  sheets_.write("x-1.pdf", pdf("x-1", answers()));
  Register book = open();
  const Reception done = received(book);
  EXPECT_EQ(states(done), "x-1.ods refused, x-1.pdf refused");
  EXPECT_THAT(codes(done.files[1].receipt.reasons), ElementsAre("receipt-copy-of-refused", "signature-none"));
}

TEST_P(RegisterSignaturesTest, ThePdfBesideASheetIsComparedWithIt) {
  sheets_.write("a/x-1.ods", sheet("x-1", answers()));
  sheets_.write("a/x-1.PDF", pdf("x-1", answers()));
  sheets_.write("x-2.xlsx", sheet("x-2", answers()));
  sheets_.write("x-2.pdf", pdf("x-2", answers_with(1)));
  sheets_.write("Công văn.pdf", "%PDF-1.7 a letter");
  Register book = open();
  const Reception done = received(book);
  EXPECT_EQ(states(done), "Công văn.pdf refused, a/x-1.PDF accepted, a/x-1.ods accepted, x-2.pdf refused, x-2.xlsx accepted");
  const auto& copy = done.files[1].receipt;
  EXPECT_EQ(copy.kind, ReceivedKind::copy);
  EXPECT_EQ(copy.unit, "x-1");
  EXPECT_THAT(codes(copy.reasons), ElementsAre("receipt-copy-of", "signature-none"));
  EXPECT_THAT(codes(done.files[3].receipt.reasons), ElementsAre("pdf-code-differs", "signature-none"));
  EXPECT_THAT(codes(done.files[0].receipt.reasons), ElementsAre("pdf-code-missing", "signature-none"));
  // It gives its unit no state, and no points.
  DecisionRequest refuse;
  refuse.numbers = {1};
  refuse.verdict = Verdict::refuse;
  refuse.basis = "x";
  decide(book, refuse, small_.store(), "B");
  const Standing standing = standing_of(book.receipts("nho", "2023"), small_.programme(), nullptr, now());
  EXPECT_EQ(standing.tiers[0].units[0].state, UnitState::refused);
  EXPECT_EQ(register_sheets(book, small_.programme(), nullptr).files.size(), 1u);
  EXPECT_EQ(received(book).files.size(), 5u);
  EXPECT_TRUE(audit_of(book).sound());
}

TEST_P(RegisterSignaturesTest, ASignedPdfVouchesForTheSheetWhicheverComesFirst) {
  const test::Signer lan = person(root());
  const std::string workbook = sheet("x-1", answers());
  const std::string copy = test::signed_pdf(pdf("x-1", answers()), lan);
  const auto both = [&](Register& book) {
    std::string text;
    for (const Receipt& receipt : book.receipts("nho", "2023")) {
      text += std::string(kind_text(receipt.kind)) + " " + std::string(state_text(receipt.state)) + " " + receipt.unit + "; ";
    }
    return text;
  };
  Register book = open();
  sheets_.write("p.pdf", copy);
  Reception done = received(book, true);
  EXPECT_EQ(both(book), "pdf undecided ; ");
  EXPECT_THAT(codes(done.files[0].receipt.reasons), Contains("receipt-copy-alone"));
  sheets_.write("w.ods", workbook);
  done = received(book, true);
  EXPECT_EQ(both(book), "pdf accepted x-1; workbook accepted x-1; ");
  EXPECT_EQ(states(done), "p.pdf accepted, w.ods accepted");
  EXPECT_THAT(codes(done.files[1].receipt.reasons), ElementsAre("signature-none", "receipt-signed-copy"));
  EXPECT_TRUE(audit_of(book).sound());
  const Standing standing = standing_of(book.receipts("nho", "2023"), small_.programme(), nullptr, now());
  EXPECT_THAT(standing_text(standing, {Language::english, 200, false}), HasSubstr("Not signed; the PDF: Valid signature (Nguyễn Thị Lan)"));

  // The other way round, over a version that was accepted before.
  test::TempFolder folder, first, second, third;
  Register other = Register::open((folder.path() / "so.db").string(), DatabaseUse::make, {"A", "2024-01-01T00:00:00Z"});
  ReceiveRequest made = request();
  made.trust = &trust_;
  first.write("1.ods", signed_by(lan, sheet_parts("x-1", answers_with(1))));
  second.write("2.ods", sheet("x-1", answers(), digest_of_sheet("x-1", answers_with(1))));
  third.write("2.pdf", copy);
  made.require_signature = true;
  receive(other, incoming_files({first.path()}), made);
  receive(other, incoming_files({second.path()}), made);
  EXPECT_EQ(both(other), "workbook accepted x-1; workbook undecided x-1; ");
  receive(other, incoming_files({third.path()}), made);
  EXPECT_EQ(both(other), "workbook replaced x-1; workbook accepted x-1; pdf accepted x-1; ");
  EXPECT_TRUE(audit_of(other).sound());
}

TEST_P(RegisterSignaturesTest, AnUnsignedOrLatePdfDoesNotVouch) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  sheets_.write("x-1.pdf", pdf("x-1", answers()));
  Register book = open();
  EXPECT_EQ(states(received(book, true)), "x-1.ods undecided, x-1.pdf accepted");
  sheets_.write("late.pdf", test::signed_pdf(pdf("x-1", answers()), person(root(), "2023-01-01", "2030-01-01")));
  EXPECT_EQ(states(received(book, true, "2024-01-20T10:00:00+07:00")), "late.pdf late, x-1.ods undecided, x-1.pdf accepted");
}

// --- many

TEST_P(RegisterSignaturesTest, ManyFilesAmongThemTenHostileOnes) {
  const std::vector<testing::ZipFile> parts = sheet_parts("x-1", answers());
  const std::string good = testing::write_zip(parts);
  for (int i = 0; i < 290; ++i) {
    // The same sheet in ever different files.
    std::vector<testing::ZipFile> copy = parts;
    testing::ZipFile more;
    more.name = "Thumbnails/" + std::to_string(i) + ".png";
    more.content = std::to_string(i);
    copy.push_back(more);
    char name[32];
    std::snprintf(name, sizeof name, "%03d.ods", i);
    sheets_.write(name, testing::write_zip(copy));
  }
  sheets_.write("h0.ods", "");
  sheets_.write("h1.ods", good.substr(0, good.size() / 2));
  sheets_.write("h2.ods", std::string(1u << 20, '\0'));
  sheets_.write("h3.xlsx", "PK\x03\x04");
  sheets_.write("h4.fods", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");
  sheets_.write("h5.pdf", "%PDF-1.7\n/AdditionalStreams /ByteRange [0 1 2 3]");
  sheets_.write("h6.pdf", [&] { std::string bytes = pdf("x-1", answers(), good); return bytes.substr(0, bytes.size() - 40); }());
  sheets_.write("h7.ods", [&] { std::string text; for (int i = 0; i < 100'000; ++i) text += "<a>"; return text; }());
  std::vector<testing::ZipFile> broken = parts;
  testing::ZipFile signatures;
  signatures.name = "META-INF/documentsignatures.xml";
  signatures.content = "<document-signatures xmlns=\"urn:oasis:names:tc:opendocument:xmlns:digitalsignature:1.0\"><x/></document-signatures>";
  broken.push_back(signatures);
  sheets_.write("h8.ods", testing::write_zip(broken));
  std::filesystem::create_symlink("/nowhere", sheets_.path() / "h9.ods");
  Register book = open();
  ReceiveRequest made = request();
  made.threads = 2;
  made.trust = &trust_;
  const Reception done = receive(book, incoming_files({sheets_.path()}), made);
  ASSERT_FALSE(done.stopped) << done.stopped->what();
  ASSERT_EQ(done.files.size(), 300u);
  std::size_t accepted = 0;
  std::size_t refused = 0;
  for (const ReceivedFile& file : done.files) {
    accepted += file.receipt.number > 0 && file.receipt.state == ReceiptState::accepted ? 1 : 0;
    refused += file.receipt.number > 0 && file.receipt.state == ReceiptState::refused ? 1 : 0;
    if (file.name.starts_with("h")) {
      EXPECT_EQ(file.receipt.unit, file.name == "h8.ods" ? "x-1" : "") << file.name;
    }
  }
  EXPECT_EQ(accepted, 290u);
  EXPECT_EQ(refused, 9u);  // the link to nothing leaves nothing to register
  EXPECT_TRUE(audit_of(book).sound());
}

TEST_P(RegisterSignaturesTest, ARegisterOfANewerVersionIsLeftAlone) {
  open();
  alter("UPDATE book SET value = '99' WHERE name = 'version'");
  try {
    open();
    FAIL() << "opened";
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.trouble(), DatabaseTrouble::newer);
  }
}

}  // namespace
}  // namespace thuocdo
