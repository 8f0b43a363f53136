// A PDF as LibreOffice writes it, as far as the engine looks at one: a workbook in it, keywords, both or neither.
//
//   test::Pdf pdf;
//   pdf.stream = ods;                                  // the workbook
//   pdf.keywords = "(thuocdo:7K3M-…:<digest>)";
//   pdf.bytes()
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace thuocdo::test {

// A PDF in LibreOffice's form; what is not given is as it should be.
struct Pdf {
  std::string stream;
  std::string dictionary = "<</Length 5 0 R>>";
  std::string length;
  std::string streams = "[/application#2Fvnd#2Eoasis#2Eopendocument#2Espreadsheet 4 0 R\n]";
  std::string keywords = "<FEFF007400680075006F00630064006F003A00371ED3>";
  std::string more;  // in the trailer
  std::string after;

  std::string bytes() const {
    std::vector<std::pair<int, std::size_t>> places;
    std::string text = "%PDF-1.7\n";
    const auto object = [&](int number, const std::string& content) {
      places.emplace_back(number, text.size());
      text += std::to_string(number) + " 0 obj\n" + content + "\nendobj\n";
    };
    object(4, dictionary + "\nstream\n" + stream + "\nendstream");
    object(5, length.empty() ? std::to_string(stream.size()) : length);
    object(6, "<</Keywords" + keywords + "\n/Creator(a \\(b\\) \\051 % no comment)>>");
    const std::size_t table = text.size();
    text += "xref\n0 1\n0000000000 65535 f \n4 3\n";
    for (const auto& [number, place] : places) {
      const std::string digits = std::to_string(place);
      text += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    text += "trailer\n<</Size 7/Info 6 0 R/ID [ <AB> <AB> ]" + more + "\n";
    if (!streams.empty()) text += "/AdditionalStreams " + streams;
    return text + ">>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n" + after;
  }
};

}  // namespace thuocdo::test
