// Builds an OpenDocument text (.odt) in the layout of official documents: A4, margins 20, 20, 30 and 15 mm, Times New Roman
// 13 pt, page numbers centred at the top from the second page on. The same bytes for the same content.
// Source: Decree 30/2020/NĐ-CP, annex I.
//
//   TextDocument document("Quyết định");
//   document.paragraph("body", Line("Căn cứ ").blank("luật, nghị định").text(";"));
//   document.begin_part(PageShape::landscape);                 // a new page, numbered from 1 again
//   document.table({{12, "number"}, {80, "cell"}}, head, rows);
//   write("quyet-dinh.odt", document.take());
//
// All text stands as it is: nothing in it is markup or a formula.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thuocdo {

// The text of one paragraph.
class Line {
 public:
  Line() = default;
  Line(std::string_view plain) { text(plain); }
  Line(const std::string& plain) { text(plain); }
  Line(const char* plain) { text(plain); }

  Line& text(std::string_view plain);
  Line& bold(std::string_view words);
  // What is not known and a person fills in: "[… số]", marked in yellow.
  Line& blank(std::string_view what);
  Line& footnote(std::string_view words);
  const std::string& xml() const { return xml_; }  // with "\1" where a footnote's number stands

 private:
  std::string xml_;
};

enum class PageShape { portrait, landscape };

struct TableShape {
  int width;  // mm
  std::string_view style;  // of the cells' paragraphs: "cell", "cell-number", "cell-centre"
};
using PageRow = std::vector<std::vector<Line>>;  // cells of paragraphs

// Paragraph styles: "body", "basis", "heading-1" … "heading-4", "item", "title", "subject", "centre", "centre-italic", "mark", "remark",
// "national", "motto", "above", "issuer", "number", "recipients", "recipient", "signer", "cell", "cell-number", "cell-centre"; "rule-…" are short lines.
class TextDocument {
 public:
  explicit TextDocument(std::string_view title);
  void paragraph(std::string_view style, const Line& line);
  // A new page with its own numbers.
  void begin_part(PageShape shape);
  // Two columns without borders, of so many mm.
  struct Side {
    std::string_view style;
    Line line;
  };
  void beside(int left_width, const std::vector<Side>& left, int right_width, const std::vector<Side>& right);
  // With a head that is repeated on every page; rows in `strong` (by index) are bold.
  void table(const std::vector<TableShape>& columns, const std::vector<std::string>& head, const std::vector<PageRow>& rows, const std::vector<bool>& strong = {});
  std::string take();

 private:
  void add_paragraph(std::string_view style, const Line& line);

  std::string title_;
  std::string body_;
  std::string styles_;  // automatic ones
  std::string next_master_ = "first";
  int tables_ = 0;
  int notes_ = 0;
  int parts_ = 0;
};

// Whether the bytes are a document as it was made here: an office that saves one puts its own name into it.
bool is_untouched_document(std::string_view bytes);

}  // namespace thuocdo
