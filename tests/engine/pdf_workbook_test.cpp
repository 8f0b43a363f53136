#include "sheet/pdf_workbook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libdeflate.h>

#include <memory>
#include <random>

#include "sheet/read_workbook.h"
#include "support/pdf_file.h"
#include "workbook_files.h"

namespace thuocdo {
namespace {

std::string ods() {
  std::vector<testing::ZipFile> files(3);
  files[0].name = "mimetype";
  files[0].content = testing::ods_mimetype;
  files[0].method = testing::ZipMethod::stored;
  files[1].name = "content.xml";
  files[1].content = testing::ods_content(testing::ods_table("Phiếu", testing::ods_row("<table:table-cell office:value-type=\"float\" office:value=\"95\"/>")));
  files[2].name = "META-INF/manifest.xml";
  files[2].content = testing::ods_manifest;
  return testing::write_zip(files);
}

struct Pdf : test::Pdf {
  Pdf() { stream = ods(); }
};

// What is carried; "refused: …" or "none".
std::string carried(const std::string& bytes, const Limits& limits = {}) {
  PdfContent content;
  const auto refusal = read_pdf(bytes, content, limits);
  if (refusal) return "refused: " + std::string(code_text(refusal->code)) + " " + refusal->what.en;
  return content.workbook ? *content.workbook : "none";
}

TEST(PdfWorkbook, IsReadAsIfItStoodAlone) {
  const std::string bytes = Pdf().bytes();
  EXPECT_EQ(carried(bytes), ods());
  PdfContent content;
  EXPECT_FALSE(read_pdf(bytes, content, {}));
  EXPECT_EQ(content.keywords, "thuocdo:7ồ");
  const ReadWorkbook read = read_workbook(std::string_view(bytes), "a.pdf");
  ASSERT_TRUE(read.workbook) << read.findings[0].message.en;
  EXPECT_EQ(read.workbook->sheets[0].name, "Phiếu");
}

TEST(PdfWorkbook, PackedOnesAreUnpackedWithinTheLimit) {
  Pdf pdf;
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(libdeflate_alloc_compressor(6), &libdeflate_free_compressor);
  const std::string content = ods();
  pdf.stream.assign(libdeflate_zlib_compress_bound(compressor.get(), content.size()), '\0');
  pdf.stream.resize(libdeflate_zlib_compress(compressor.get(), content.data(), content.size(), pdf.stream.data(), pdf.stream.size()));
  for (const char* filter : {"/FlateDecode", "[/FlateDecode]"}) {
    pdf.dictionary = "<</Length 5 0 R/Filter " + std::string(filter) + ">>";
    EXPECT_EQ(carried(pdf.bytes()), content);
  }
  const std::string bomb(40u << 20, '\0');
  pdf.stream.assign(libdeflate_zlib_compress_bound(compressor.get(), bomb.size()), '\0');
  pdf.stream.resize(libdeflate_zlib_compress(compressor.get(), bomb.data(), bomb.size(), pdf.stream.data(), pdf.stream.size()));
  Limits limits;
  limits.file_bytes = 1u << 20;
  EXPECT_THAT(carried(pdf.bytes(), limits), ::testing::HasSubstr("file-over-limit"));
  pdf.stream = "no zlib";
  EXPECT_THAT(carried(pdf.bytes()), ::testing::HasSubstr("refused"));
}

TEST(PdfWorkbook, WithoutOneThatIsSaid) {
  Pdf pdf;
  pdf.streams = "";
  EXPECT_EQ(carried(pdf.bytes()), "none");
  const ReadWorkbook read = read_workbook(std::string_view(pdf.bytes()), "a.pdf");
  ASSERT_EQ(read.findings.size(), 1u);
  EXPECT_EQ(read.findings[0].code, Code::pdf_holds_no_workbook);
  pdf.streams = "[/application#2Fpdf 4 0 R]";
  EXPECT_EQ(carried(pdf.bytes()), "none");
  EXPECT_EQ(carried("%PDF-1.7\n"), "none");
}

TEST(PdfWorkbook, WhatAnotherProgramAppendedIsPassedOver) {
  Pdf pdf;
  pdf.after = "9 0 obj\n<</Type/XRef>>\nstream\nendstream\nendobj\nstartxref\n" + std::to_string(pdf.bytes().size()) + "\n%%EOF\n";
  EXPECT_EQ(carried(pdf.bytes()), ods());
  pdf.after = "";
  const std::string first = pdf.bytes();
  const std::size_t old_table = first.rfind("xref\n0 1");
  pdf.after = "xref\n0 0\ntrailer\n<</Size 7/Prev " + std::to_string(old_table) + ">>\nstartxref\n" + std::to_string(first.size()) + "\n%%EOF\n";
  EXPECT_EQ(carried(pdf.bytes()), ods());
}

TEST(PdfWorkbook, WhatIsIrregularIsRefused) {
  const auto with = [](const std::function<void(Pdf&)>& change) {
    Pdf pdf;
    change(pdf);
    return carried(pdf.bytes());
  };
  EXPECT_THAT(with([](Pdf& pdf) { pdf.more = "/Encrypt 6 0 R"; }), ::testing::HasSubstr("file-encrypted"));
  EXPECT_THAT(with([](Pdf& pdf) { pdf.streams.insert(pdf.streams.size() - 1, "/application#2Fvnd#2Eoasis#2Eopendocument#2Espreadsheet 4 0 R"); }), ::testing::HasSubstr("several workbooks"));
  for (const auto& change : std::vector<std::function<void(Pdf&)>>{
           [](Pdf& pdf) { pdf.length = "999999999"; }, [](Pdf& pdf) { pdf.length = "3"; }, [](Pdf& pdf) { pdf.length = "-1"; },
           [](Pdf& pdf) { pdf.length = "99999999999999999999"; }, [](Pdf& pdf) { pdf.dictionary = "<<>>"; },
           [](Pdf& pdf) { pdf.dictionary = "<</Length 5 0 R/Filter/LZWDecode>>"; }, [](Pdf& pdf) { pdf.dictionary = "<</Length 5 0 R/Filter[/ASCIIHexDecode/FlateDecode]>>"; },
           [](Pdf& pdf) { pdf.dictionary = "<</Length 5 0 R/Length 5 0 R>>"; }, [](Pdf& pdf) { pdf.dictionary = "<</Length 4 0 R>>"; },
           [](Pdf& pdf) { pdf.streams = "[/application#2Fvnd#2Eoasis#2Eopendocument#2Espreadsheet 9 0 R]"; },
           [](Pdf& pdf) { pdf.streams = "[/application#2Fvnd#2Eoasis#2Eopendocument#2Espreadsheet 4 1 R]"; },
           [](Pdf& pdf) { pdf.streams = "[/application#2Fvnd#2Eoasis#2Eopendocument#2Espreadsheet]"; }, [](Pdf& pdf) { pdf.streams = "4 0 R"; }}) {
    EXPECT_THAT(with(change), ::testing::StartsWith("refused"));
  }
}

TEST(PdfWorkbook, HostileFilesEndSoon) {
  Pdf pdf;
  pdf.more = "/Prev 0/A " + std::string(100'000, '[');
  EXPECT_EQ(carried(pdf.bytes()), "none");
  pdf.more = "/A [" + std::string(100'000, '1') + "]";
  EXPECT_EQ(carried(pdf.bytes()), ods());
  pdf.more = "";
  std::string loop = pdf.bytes();
  const std::string table = std::to_string(loop.rfind("xref\n0 1"));
  pdf.more = "/Prev " + table;  // a circle
  EXPECT_EQ(carried(pdf.bytes()), ods());
  std::string many = pdf.bytes();
  for (int i = 0; i < 100'000; ++i) many += "startxref\n7\n";
  EXPECT_EQ(carried(many), "none");
  EXPECT_EQ(carried("%PDF-1.7\nxref\n0 999999999999\ntrailer<<>>startxref\n9\n"), "none");
  // Whatever becomes of single bytes, the reading ends.
  const std::string good = Pdf().bytes();
  std::mt19937 random(7);
  for (int i = 0; i < 3000; ++i) {
    std::string bad = good;
    for (int changes = 0; changes < 4; ++changes) bad[random() % bad.size()] = static_cast<char>(random());
    if (i % 3 == 0) bad.resize(random() % bad.size());
    carried(bad);
  }
}

}  // namespace
}  // namespace thuocdo
