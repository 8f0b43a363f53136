// Signatures made here, with keys made here: what is accepted, and every way of cheating that is known. The comparison
// with xmlsec1, pdfsig and real LibreOffice is in tests/addin/signature_test.py.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "submission/ods_signature.h"
#include "submission/pdf_signature.h"
#include "support/temp_folder.h"
#include "support/test_pki.h"
#include "workbook_files.h"

namespace thuocdo {
namespace {

using ::testing::HasSubstr;
using Parts = std::vector<std::pair<std::string, std::string>>;

struct Pki {
  test::Signer root = test::make_issuer("Gốc thử");
  test::Signer sub = test::make_issuer("Cơ quan chứng thực thử", &root);
  test::Signer lan = make({});
  test::TempFolder folder;
  TrustStore trust;

  Pki() {
    folder.write("root.pem", test::pem(root.certificate));
    folder.write("sub.cer", test::der(sub.certificate));
    trust = TrustStore(folder.path());
  }
  test::Signer make(const test::CertificateWish& wish, const EVP_MD* method = EVP_sha256()) const {
    test::Signer made = test::make_certificate(wish, &sub, method);
    made.chain = {sub.certificate};
    return made;
  }
};
const Pki& pki() {
  static const Pki made;
  return made;
}

Parts parts() {
  return {{"mimetype", testing::ods_mimetype},
          {"content.xml", testing::ods_content(testing::ods_table("x", testing::ods_row("<table:table-cell office:value-type=\"string\"><text:p>95</text:p></table:table-cell>")))},
          {"Assessment/submission.xml", "<a/>"},
          {"Tệp %/a b.png", std::string("\x89PNG\0\x01", 6)},
          {"META-INF/manifest.xml", testing::ods_manifest}};
}

// As references write it.
Parts quoted(Parts list) {
  for (auto& [name, content] : list) {
    std::string uri;
    for (const char sign : name) uri += sign == '%' ? "%25" : sign == ' ' ? "%20" : std::string(1, sign);
    name = uri;
  }
  return list;
}

std::string package(const Parts& list, const std::string& signatures) {
  std::vector<testing::ZipFile> files;
  const auto add = [&](const std::string& name, const std::string& content) {
    testing::ZipFile file;
    file.name = name;
    file.content = content;
    if (name == "mimetype" || content.empty()) file.method = testing::ZipMethod::stored;
    files.push_back(std::move(file));
  };
  for (const auto& [name, content] : list) add(name, content);
  if (!signatures.empty()) add("META-INF/documentsignatures.xml", signatures);
  add("Configurations2/", "");
  return testing::write_zip(files);
}

std::string signatures(const test::SignatureWish& wish = {}, const test::Signer& signer = pki().lan) {
  return test::signatures_xml({test::signature_xml(quoted(parts()), signer, wish)});
}

std::vector<SignatureReport> verify(const Parts& list, const std::string& xml, Moment at = now(), const TrustStore& trust = pki().trust) {
  return verify_ods_signatures(std::string_view(package(list, xml)), trust, at);
}
SignatureReport only(const std::vector<SignatureReport>& reports) {
  EXPECT_EQ(reports.size(), 1u);
  return reports.empty() ? SignatureReport() : reports[0];
}
std::string words(const SignatureReport& report) {
  std::string text(state_text(report.state));
  for (const Finding& found : report.findings) text += "\n" + found.message.en;
  return text;
}
std::string words(const Parts& list, const std::string& xml) { return words(only(verify(list, xml))); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}
Parts changed(std::string_view name, const std::function<std::string(const std::string&)>& change) {
  Parts list = parts();
  for (auto& [part, content] : list) {
    if (part == name) content = change(content);
  }
  return list;
}

TEST(OdsSignature, AValidOneSaysWhoSigned) {
  const SignatureReport report = only(verify(parts(), signatures()));
  EXPECT_EQ(report.state, SignatureState::valid) << words(report);
  EXPECT_EQ(report.signer, "Nguyễn Thị Lan");
  EXPECT_EQ(report.organisation, "UBND xã Một");
  EXPECT_EQ(report.issuer, "Cơ quan chứng thực thử");
  EXPECT_FALSE(report.serial.empty());
  EXPECT_EQ(report.claimed_time, "2026-01-02T10:04:05+07:00");
  EXPECT_TRUE(report.issuer_checked);
  EXPECT_TRUE(report.covers_all);
}

TEST(OdsSignature, EllipticKeysCount) {
  test::CertificateWish wish;
  wish.key = test::ec_key();
  EXPECT_EQ(only(verify(parts(), signatures({}, pki().make(wish)))).state, SignatureState::valid);
}

TEST(OdsSignature, UnsignedIsNoError) {
  EXPECT_TRUE(verify(parts(), "").empty());
  EXPECT_TRUE(verify(parts(), test::signatures_xml({})).empty());
}

TEST(OdsSignature, AnyChangeShows) {
  const std::string xml = signatures();
  for (const auto& [name, content] : parts()) {
    const Parts list = changed(name, [](const std::string& text) {
      std::string other = text;
      other[text.size() / 2] = other[text.size() / 2] == 'e' ? 'f' : 'e';
      return other;
    });
    EXPECT_THAT(words(list, xml), ::testing::StartsWith("altered")) << name;
  }
  EXPECT_THAT(words(changed("content.xml", [](auto& text) { return replaced(text, "95", "96"); }), xml), HasSubstr("content.xml is not as it was signed"));
}

TEST(OdsSignature, WhatReadersOfXmlCannotSeeIsNoChange) {
  const std::string xml = signatures();
  EXPECT_EQ(only(verify(changed("content.xml", [](auto& text) { return replaced(text, "95", "9<!-- -->5"); }), xml)).state, SignatureState::valid);
  EXPECT_EQ(only(verify(changed("content.xml", [](auto& text) { return replaced(text, "95", "&#57;<![CDATA[5]]>"); }), xml)).state, SignatureState::valid);
  // The part that is signed as it is has no such freedom.
  EXPECT_EQ(only(verify(changed("Assessment/submission.xml", [](auto&) { return "<a></a>"; }), xml)).state, SignatureState::altered);
}

TEST(OdsSignature, DoctypeAndOtherEncodingsAreRefused) {
  const std::string xml = signatures();
  EXPECT_THAT(words(changed("content.xml", [](auto& text) { return replaced(text, "<office:document-content", "<!DOCTYPE x [<!ENTITY e \"95\">]><office:document-content"); }), xml), HasSubstr("DOCTYPE"));
  EXPECT_THAT(words(changed("content.xml", [](auto& text) { return replaced(text, "encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\""); }), xml), HasSubstr("not UTF-8"));
  EXPECT_THAT(words(parts(), replaced(xml, "<document-signatures", "<!DOCTYPE x><document-signatures")), HasSubstr("DOCTYPE"));
}

TEST(OdsSignature, EveryPartMustBeSigned) {
  const std::string xml = signatures();
  for (const char* name : {"more.xml", "Basic/Standard/Module1.xml", "META-INF/macrosignatures.xml", "META-INF/x"}) {
    Parts list = parts();
    list.emplace_back(name, "<x/>");
    EXPECT_THAT(words(list, xml), HasSubstr(std::string(name) + " is not signed"));
  }
  Parts list = parts();
  list.erase(list.begin() + 2);
  EXPECT_THAT(words(list, xml), HasSubstr("Assessment/submission.xml is missing"));
  // An empty folder holds nothing, a folder with content is a part.
  list = parts();
  list.emplace_back("Pictures/", "");
  EXPECT_EQ(only(verify(list, xml)).state, SignatureState::valid);
  list.back().second = "x";
  EXPECT_THAT(words(list, xml), ::testing::StartsWith("altered"));
  // Two parts of one name.
  list = parts();
  list.push_back(list[1]);
  EXPECT_THAT(words(list, xml), HasSubstr("two entries"));
}

TEST(OdsSignature, ChangesInTheSignatureShow) {
  const std::string xml = signatures();
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"2026-01-02T03:04:05Z", "2026-01-03T03:04:05Z"},
           {"<SignatureValue>", "<SignatureValue>A"},
           {"<SignatureValue>", "<SignatureValue>AAAA"},
           {"<Reference URI=\"content.xml\">", "<Reference URI=\"mimetype\">"},
           {"URI=\"content.xml\"", "URI=\"../content.xml\""},
           {"<SignedInfo>", "<SignedInfo><Reference></Reference>"},
           {"<SignedInfo>", "<SignedInfo></SignedInfo><SignedInfo>"},
           {"<KeyInfo>", "<KeyInfo></KeyInfo><KeyInfo>"},
           {"<X509Certificate>", "<X509Certificate>AAAA"},
           {"<Object", "<Other></Other><Object"},
           {"<document-signatures", "<other"},
           {"document-signatures xmlns=\"urn:", "document-signatures xmlns=\"urx:"}}) {
    const auto reports = verify(parts(), replaced(xml, from, to));
    ASSERT_EQ(reports.size(), 1u) << from;
    EXPECT_EQ(reports[0].state, SignatureState::altered) << from << " → " << to << ": " << words(reports[0]);
  }
}

// What is not signed is not believed: a second time outside of the signed properties.
TEST(OdsSignature, OnlySignedTimesCount) {
  const std::string xml = replaced(signatures(), "<xd:UnsignedSignatureProperties>", "<xd:UnsignedSignatureProperties><xd:SigningTime>2001-01-01T00:00:00Z</xd:SigningTime>");
  const SignatureReport report = only(verify(parts(), xml));
  EXPECT_EQ(report.state, SignatureState::valid) << words(report);
  EXPECT_EQ(report.claimed_time, "2026-01-02T10:04:05+07:00");
}

// Wrapping: the signed element is moved away and a false one takes its place.
TEST(OdsSignature, WrappedPropertiesAreRefused) {
  const std::string good = signatures();
  const std::size_t from = good.find("<xd:SignedProperties");
  const std::size_t to = good.find("</xd:SignedProperties>") + std::string("</xd:SignedProperties>").size();
  const std::string properties = good.substr(from, to - from);
  const std::string false_ones = replaced(replaced(properties, "2026-01-02", "2001-01-01"), "idSignedProperties_ID_1", "other");
  std::string xml = good;
  xml.replace(from, to - from, false_ones);
  xml = replaced(xml, "</Signature>", "<Object xmlns:xd=\"http://uri.etsi.org/01903/v1.3.2#\">" + properties + "</Object></Signature>");
  EXPECT_EQ(only(verify(parts(), xml)).state, SignatureState::altered);
  // The same id twice.
  xml = good;
  xml.replace(from, to - from, properties + properties);
  EXPECT_EQ(only(verify(parts(), xml)).state, SignatureState::altered);
  // A reference into the other signature.
  EXPECT_EQ(only(verify(parts(), replaced(good, "</document-signatures>", good.substr(good.find("<Signature "))))).state, SignatureState::altered);
}

TEST(OdsSignature, TwoSignaturesAreTwo) {
  test::SignatureWish second;
  second.id = "ID_2";
  test::CertificateWish wish;
  wish.name = "Trần Văn B";
  const auto reports = verify(parts(), test::signatures_xml({test::signature_xml(quoted(parts()), pki().lan), test::signature_xml(quoted(parts()), pki().make(wish), second)}));
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[0].state, SignatureState::valid) << words(reports[0]);
  EXPECT_EQ(reports[1].state, SignatureState::valid) << words(reports[1]);
  EXPECT_EQ(reports[1].signer, "Trần Văn B");
}

TEST(OdsSignature, OnlyKnownMethodsAreAccepted) {
  test::SignatureWish wish;
  for (const char* method : {"http://www.w3.org/2000/09/xmldsig#hmac-sha1", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1", "urn:x", ""}) {
    wish = {};
    wish.method = method;
    if (wish.method.empty()) wish.before_signing = [](std::string& info) { info = replaced(info, "<SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\">", "<SignatureMethod>"); };
    EXPECT_EQ(only(verify(parts(), signatures(wish))).state, SignatureState::unsuitable) << method;
  }
  for (const char* transform : {"http://www.w3.org/TR/1999/REC-xslt-19991116", "http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments", "http://www.w3.org/2000/09/xmldsig#base64"}) {
    wish = {};
    wish.transform = transform;
    EXPECT_FALSE(only(verify(parts(), signatures(wish))).intact()) << transform;
  }
  wish = {};
  wish.hash = "http://www.w3.org/2000/09/xmldsig#sha1";
  EXPECT_FALSE(only(verify(parts(), signatures(wish))).intact());
}

TEST(OdsSignature, CertificatesAreJudgedAtTheTime) {
  const auto state = [](const test::CertificateWish& wish, long seconds = 0) {
    return only(verify(parts(), signatures({}, pki().make(wish)), now() + std::chrono::seconds(seconds))).state;
  };
  EXPECT_EQ(state({}), SignatureState::valid);
  EXPECT_EQ(state({}, 2 * 86400), SignatureState::expired);
  EXPECT_EQ(state({}, -2 * 86400), SignatureState::not_yet_valid);
  test::CertificateWish wish;
  wish.usage = "critical,keyEncipherment";
  EXPECT_EQ(state(wish), SignatureState::unsuitable);
  wish = {};
  wish.purpose = "serverAuth";
  EXPECT_EQ(state(wish), SignatureState::unsuitable);
  wish.purpose = "serverAuth,emailProtection";
  EXPECT_EQ(state(wish), SignatureState::valid);
  wish = {};
  wish.key = test::rsa_key(1024);
  EXPECT_EQ(state(wish), SignatureState::unsuitable);
  EXPECT_EQ(only(verify(parts(), signatures({}, pki().make({}, EVP_sha1())))).state, SignatureState::unsuitable);
}

TEST(OdsSignature, IssuersMustBeKnown) {
  const std::string xml = signatures();
  SignatureReport report = only(verify(parts(), xml, now(), TrustStore()));
  EXPECT_EQ(report.state, SignatureState::unknown_issuer);
  EXPECT_FALSE(report.issuer_checked);
  EXPECT_TRUE(report.intact());
  // The same names, other keys.
  test::Signer impostor = test::make_issuer("Cơ quan chứng thực thử");
  impostor.key = test::shared_key(1);
  impostor = test::make_certificate({"Cơ quan chứng thực thử", "Ban Cơ yếu thử", -86400, 86400, true, "", "", test::shared_key(1)}, nullptr);
  test::Signer false_lan = test::make_certificate({}, &impostor);
  false_lan.chain = {impostor.certificate};
  report = only(verify(parts(), signatures({}, false_lan)));
  EXPECT_EQ(report.state, SignatureState::unknown_issuer) << words(report);
  EXPECT_TRUE(report.issuer_checked);
  // A person's certificate is no authority.
  test::Signer below = test::make_certificate({"Ai đó", "", -86400, 86400, false, "critical,digitalSignature", "", test::shared_key(0)}, &pki().lan);
  below.chain = {pki().lan.certificate, pki().sub.certificate};
  EXPECT_FALSE(only(verify(parts(), signatures({}, below))).state == SignatureState::valid);
}

TEST(OdsSignature, RevocationListsAreObeyed) {
  const std::string xml = signatures();
  const auto check = [&](long when, Moment at) {
    test::TempFolder folder;
    folder.write("root.pem", test::pem(pki().root.certificate) + test::pem(pki().sub.certificate));
    folder.write("sub.crl", test::revocation_list(pki().sub, pki().lan.certificate, when));
    folder.write("notes.txt", "not looked at");
    folder.write("empty.pem", "nothing");
    const TrustStore trust(folder.path());
    EXPECT_EQ(trust.certificates(), 2);
    EXPECT_EQ(trust.revocation_lists(), 1);
    EXPECT_EQ(trust.findings().size(), 1u);
    return only(verify(parts(), xml, at, trust));
  };
  EXPECT_EQ(check(-600, now()).state, SignatureState::revoked);
  const SignatureReport earlier = check(-600, now() - std::chrono::hours(1));
  EXPECT_EQ(earlier.state, SignatureState::valid) << words(earlier);
  EXPECT_THAT(words(earlier), HasSubstr("revoked after"));
  EXPECT_THAT(words(earlier), HasSubstr("no revocation list of Gốc thử"));
  EXPECT_FALSE(TrustStore(std::filesystem::path("/no/such/folder")).findings().empty());
}

TEST(OdsSignature, HostileFilesEndSoon) {
  const auto start = std::chrono::steady_clock::now();
  std::string references;
  for (int i = 0; i < 10'000; ++i) references += "<Reference URI=\"content.xml\"><DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></DigestMethod><DigestValue>AAAA</DigestValue></Reference>";
  test::SignatureWish wish;
  wish.more_references = references;
  EXPECT_EQ(only(verify(parts(), signatures(wish))).state, SignatureState::altered);
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  for (const std::string& xml : {deep, "<a b=\"" + std::string(8u << 20, 'x') + "\"/>", std::string("\0\0\0", 3), std::string(" "), std::string("<a"),
                                 replaced(signatures(), "<Object", "<Object>" + deep)}) {
    const auto reports = verify(parts(), xml);
    ASSERT_EQ(reports.size(), 1u);
    EXPECT_EQ(reports[0].state, SignatureState::altered);
  }
  std::string attributes = "<a";
  for (int i = 0; i < 20'000; ++i) attributes += " xmlns:n" + std::to_string(i) + "=\"urn:" + std::to_string(i) + "\"";
  EXPECT_THAT(words(changed("content.xml", [&](auto&) { return attributes + "/>"; }), signatures()), HasSubstr("namespaces of one element"));
  std::vector<std::string> many(100, test::signature_xml(quoted(parts()), pki().lan));
  EXPECT_EQ(only(verify(parts(), test::signatures_xml(many))).state, SignatureState::altered);
  EXPECT_EQ(only(verify_ods_signatures(std::string_view("no zip"), pki().trust, now())).state, SignatureState::altered);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

// Canonical XML 1.0, after section 3 of the Recommendation.
TEST(CanonicalXml, FollowsTheRecommendation) {
  EXPECT_EQ(test::canonical("<?xml version=\"1.0\"?>\n\n<?xml-stylesheet   href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n\n<doc>Hello, world!<!-- Comment 1 --></doc>\n\n<?pi-without-data     ?>\n\n<!-- Comment 2 -->"),
            "<?xml-stylesheet href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n<doc>Hello, world!</doc>\n<?pi-without-data?>");
  EXPECT_EQ(test::canonical("<doc>\n   <clean>   </clean>\n   <mixed>\n      A\n      <clean>   </clean>\n   </mixed>\n</doc>"),
            "<doc>\n   <clean>   </clean>\n   <mixed>\n      A\n      <clean>   </clean>\n   </mixed>\n</doc>");
  EXPECT_EQ(test::canonical("<doc><e1   /><e3   name = \"elem3\"   id=\"elem3\"   /><e5 a:attr=\"out\" b:attr=\"sorted\" attr2=\"all\" attr=\"I'm\" xmlns:b=\"http://www.ietf.org\" xmlns:a=\"http://www.w3.org\" xmlns=\"http://example.org\"/>"
                            "<e6 xmlns=\"\" xmlns:a=\"http://www.w3.org\"><e7 xmlns=\"http://www.ietf.org\"><e8 xmlns=\"\" xmlns:a=\"http://www.w3.org\"><e9 xmlns=\"\" xmlns:a=\"http://www.ietf.org\"/></e8></e7></e6></doc>"),
            "<doc><e1></e1><e3 id=\"elem3\" name=\"elem3\"></e3><e5 xmlns=\"http://example.org\" xmlns:a=\"http://www.w3.org\" xmlns:b=\"http://www.ietf.org\" attr=\"I'm\" attr2=\"all\" b:attr=\"sorted\" a:attr=\"out\"></e5>"
            "<e6 xmlns:a=\"http://www.w3.org\"><e7 xmlns=\"http://www.ietf.org\"><e8 xmlns=\"\"><e9 xmlns:a=\"http://www.ietf.org\"></e9></e8></e7></e6></doc>");
  EXPECT_EQ(test::canonical("<doc><text>First line&#x0d;&#10;Second line</text><value>&#x32;</value><compute><![CDATA[value>\"0\" && value<\"10\" ?\"valid\":\"error\"]]></compute>"
                            "<compute expr='value>\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"'>valid</compute><norm attr=' &apos;   &#x20;&#13;&#xa;&#9;   &apos; '/></doc>"),
            "<doc><text>First line&#xD;\nSecond line</text><value>2</value><compute>value&gt;\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"</compute>"
            "<compute expr=\"value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot; ?&quot;valid&quot;:&quot;error&quot;\">valid</compute><norm attr=\" '    &#xD;&#xA;&#x9;   ' \"></norm></doc>");
  // A subtree takes the namespaces and the xml: attributes that hold there along.
  const std::string tree = "<a xmlns=\"urn:a\" xmlns:p=\"urn:p\" xml:lang=\"vi\"><b xml:lang=\"en\" xml:space=\"preserve\" xmlns:q=\"urn:q\"><c xmlns:p=\"urn:p2\" x=\"1\"><d/></c></b><?pi x?></a>";
  EXPECT_EQ(test::canonical(tree, 3), "<c xmlns=\"urn:a\" xmlns:p=\"urn:p2\" xmlns:q=\"urn:q\" x=\"1\" xml:lang=\"en\" xml:space=\"preserve\"><d></d></c>");
  EXPECT_EQ(test::canonical(tree, 4), "<d xmlns=\"urn:a\" xmlns:p=\"urn:p2\" xmlns:q=\"urn:q\" xml:lang=\"en\" xml:space=\"preserve\"></d>");
  EXPECT_EQ(test::canonical("<a xmlns=\"urn:a\"><b xmlns=\"\"><c/></b></a>", 3), "<c></c>");
  EXPECT_THAT(test::canonical("<p:a/>"), HasSubstr("refused"));
  EXPECT_THAT(test::canonical("<a xmlns:p=\"u\" xmlns:q=\"u\" p:x=\"1\" q:x=\"2\"/>"), HasSubstr("refused"));
}

const std::string plain_pdf = "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n";

SignatureReport pdf_report(const std::string& bytes, const TrustStore& trust = pki().trust) { return only(verify_pdf_signatures(std::string_view(bytes), trust, now())); }

TEST(PdfSignature, AValidOneSaysWhoSigned) {
  const SignatureReport report = pdf_report(test::signed_pdf(plain_pdf, pki().lan));
  EXPECT_EQ(report.state, SignatureState::valid) << words(report);
  EXPECT_EQ(report.signer, "Nguyễn Thị Lan");
  EXPECT_FALSE(report.claimed_time.empty());
  EXPECT_TRUE(report.covers_all);
  EXPECT_TRUE(report.timestamp.empty());
  EXPECT_EQ(pdf_report(test::signed_pdf(plain_pdf, pki().lan), TrustStore()).state, SignatureState::unknown_issuer);
  EXPECT_TRUE(verify_pdf_signatures(std::string_view(plain_pdf), pki().trust, now()).empty());
  // Without the attribute of the time, that of the dictionary.
  const SignatureReport dictionary = pdf_report(test::signed_pdf(plain_pdf, pki().lan, CMS_NOATTR));
  EXPECT_EQ(dictionary.state, SignatureState::valid) << words(dictionary);
  EXPECT_EQ(dictionary.claimed_time, "2026-01-02T03:04:05+07:00");
}

TEST(PdfSignature, AnyChangeShows) {
  const std::string good = test::signed_pdf(plain_pdf, pki().lan);
  EXPECT_EQ(pdf_report(replaced(good, "Catalog", "Katalog")).state, SignatureState::altered);
  EXPECT_EQ(pdf_report(replaced(good, "%%EOF", "%%EOG")).state, SignatureState::altered);
  EXPECT_EQ(pdf_report(good + "\n").state, SignatureState::altered);
  EXPECT_EQ(pdf_report(good.substr(0, good.size() - 1)).state, SignatureState::altered);
  const std::size_t hole = good.find("/Contents <") + 11;
  std::string other = good;
  other[hole + 400] = other[hole + 400] == '0' ? '1' : '0';
  EXPECT_NE(pdf_report(other).state, SignatureState::valid);
  other = good;
  other[hole + 19990] = '1';  // in the noughts behind the signature
  EXPECT_EQ(pdf_report(other).state, SignatureState::altered);
  other = good;
  other[hole + 19990] = '>';  // a hole that ends before its end, and content behind it
  EXPECT_EQ(pdf_report(other).state, SignatureState::altered);
  for (const char* range : {"[ 0 0 0 0 ]", "[ 1 2 3 4 ]", "[0 99999999 99999999 1]", "[]", "[0 1 2]", "[0 -1 5 6]", "[0 999999999999999999 1 1]", "[ 0 10 20 30 40 ]"}) {
    const std::size_t at = good.find("/ByteRange");
    EXPECT_EQ(pdf_report(good.substr(0, at + 10) + range + good.substr(good.find(']', at) + 1)).state, SignatureState::altered) << range;
  }
}

TEST(PdfSignature, ALaterSignatureCoversWhatWasAdded) {
  const std::string first = test::signed_pdf(plain_pdf, pki().lan);
  test::CertificateWish wish;
  wish.name = "Văn thư";
  const std::string second = test::signed_pdf(first + "9 0 obj\n<<>>\nendobj\n", pki().make(wish));
  const auto reports = verify_pdf_signatures(std::string_view(second), pki().trust, now());
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[0].state, SignatureState::valid) << words(reports[0]);
  EXPECT_FALSE(reports[0].covers_all);
  EXPECT_THAT(words(reports[0]), HasSubstr("vouched for by the signature of Văn thư"));
  EXPECT_TRUE(reports[1].covers_all);
  // Something behind both, or a broken second one: nobody vouches for it.
  for (const std::string& bad : {second + "x", replaced(second, "9 0 obj\n<<>>", "9 0 obj\n<< >")}) {
    for (const SignatureReport& report : verify_pdf_signatures(std::string_view(bad), pki().trust, now())) EXPECT_EQ(report.state, SignatureState::altered) << words(report);
  }
}

TEST(PdfSignature, TimeStampsAreReadOut) {
  test::CertificateWish wish;
  wish.name = "Dấu thời gian thử";
  wish.usage = "critical,digitalSignature";
  wish.purpose = "critical,timeStamping";
  const test::Signer authority = pki().make(wish);
  const auto stamped = [&](const test::Stamping& stamping) { return test::signed_pdf(plain_pdf, pki().lan, 0, EVP_sha256(), stamping); };
  const std::string good = stamped([&](std::string_view value) { return test::time_stamp(value, authority); });
  SignatureReport report = pdf_report(good);
  EXPECT_EQ(report.state, SignatureState::valid) << words(report);
  ASSERT_FALSE(report.timestamp.empty()) << words(report);
  EXPECT_LT(std::chrono::abs(*parse_moment(report.timestamp) - now()), std::chrono::minutes(5));
  EXPECT_TRUE(report.timestamp_trusted);
  EXPECT_THAT(words(report), HasSubstr("Time stamp of Dấu thời gian thử"));
  report = pdf_report(good, TrustStore());
  EXPECT_FALSE(report.timestamp.empty());
  EXPECT_FALSE(report.timestamp_trusted);
  // Of another signature, or no time stamp at all: its time is not used.
  for (const test::Stamping& wrong : {test::Stamping([&](std::string_view) { return test::time_stamp("other", authority); }),
                                      test::Stamping([](std::string_view) { return std::string("\x30\x03\x02\x01\x01"); })}) {
    report = pdf_report(stamped(wrong));
    EXPECT_EQ(report.state, SignatureState::valid) << words(report);
    EXPECT_TRUE(report.timestamp.empty());
    EXPECT_THAT(words(report), HasSubstr("does not belong to it"));
  }
  // A person is no authority of time.
  EXPECT_TRUE(pdf_report(stamped([&](std::string_view value) { return test::time_stamp(value, pki().lan); })).timestamp.empty());
}

TEST(PdfSignature, WeakMethodsAreUnsuitable) {
  EXPECT_EQ(pdf_report(test::signed_pdf(plain_pdf, pki().lan, 0, EVP_sha1())).state, SignatureState::unsuitable);
  test::CertificateWish wish;
  wish.key = test::ec_key();
  EXPECT_EQ(pdf_report(test::signed_pdf(plain_pdf, pki().make(wish))).state, SignatureState::valid);
  wish.usage = "critical,keyAgreement";
  EXPECT_EQ(pdf_report(test::signed_pdf(plain_pdf, pki().make(wish))).state, SignatureState::unsuitable);
}

}  // namespace
}  // namespace thuocdo
