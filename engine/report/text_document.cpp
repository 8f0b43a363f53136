#include "report/text_document.h"

#include "sheet/limits.h"
#include "sheet/stored_zip.h"
#include "sheet/zip_package.h"

namespace thuocdo {
namespace {

constexpr std::string_view media_type = "application/vnd.oasis.opendocument.text";
constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string namespaces() {
  std::string names;
  for (std::string_view one : {"office", "style", "text", "table"}) {
    names += " xmlns:" + std::string(one) + "=\"urn:oasis:names:tc:opendocument:xmlns:" + std::string(one) + ":1.0\"";
  }
  return names +
         " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
         " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""
         " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"";
}

struct ParagraphStyle {
  const char* name;
  const char* paragraph;  // attributes
  const char* text;
};
// Sizes: annex I, section II of the decree.
constexpr ParagraphStyle paragraph_styles[] = {
    {"body", "fo:text-align=\"justify\" fo:text-indent=\"10mm\" fo:margin-bottom=\"6pt\" fo:line-height=\"115%\" fo:orphans=\"2\" fo:widows=\"2\"", ""},
    {"basis", "fo:text-align=\"justify\" fo:text-indent=\"10mm\" fo:margin-bottom=\"6pt\" fo:line-height=\"115%\"", "fo:font-style=\"italic\""},
    {"heading-1", "fo:text-indent=\"10mm\" fo:margin-top=\"6pt\" fo:margin-bottom=\"6pt\" fo:keep-with-next=\"always\"", "fo:font-weight=\"bold\""},
    {"heading-2", "fo:text-indent=\"10mm\" fo:margin-top=\"6pt\" fo:margin-bottom=\"6pt\" fo:keep-with-next=\"always\"", "fo:font-weight=\"bold\""},
    {"heading-3", "fo:text-indent=\"10mm\" fo:margin-bottom=\"6pt\" fo:keep-with-next=\"always\"", "fo:font-weight=\"bold\" fo:font-style=\"italic\""},
    {"heading-4", "fo:text-indent=\"10mm\" fo:margin-bottom=\"6pt\" fo:keep-with-next=\"always\"", "fo:font-style=\"italic\""},
    {"item", "fo:text-align=\"justify\" fo:text-indent=\"10mm\" fo:margin-bottom=\"4pt\"", ""},
    {"title", "fo:text-align=\"center\" fo:margin-top=\"12pt\" fo:keep-with-next=\"always\"", "fo:font-size=\"14pt\" fo:font-weight=\"bold\""},
    {"subject", "fo:text-align=\"center\" fo:keep-with-next=\"always\"", "fo:font-size=\"14pt\" fo:font-weight=\"bold\""},
    {"centre", "fo:text-align=\"center\" fo:margin-top=\"6pt\" fo:margin-bottom=\"6pt\" fo:keep-with-next=\"always\"", "fo:font-weight=\"bold\""},
    {"centre-italic", "fo:text-align=\"center\" fo:margin-bottom=\"6pt\" fo:keep-with-next=\"always\"", "fo:font-style=\"italic\""},
    {"mark", "fo:text-align=\"center\" fo:margin-bottom=\"6pt\" fo:padding=\"1mm\" fo:border=\"1pt solid #a00000\"", "fo:font-size=\"11pt\" fo:color=\"#a00000\""},
    {"remark", "fo:text-align=\"justify\" fo:margin-top=\"4pt\" fo:margin-bottom=\"4pt\"", "fo:font-size=\"11pt\" fo:font-style=\"italic\""},
    {"above", "fo:text-align=\"center\"", "fo:font-size=\"12pt\""},
    {"issuer", "fo:text-align=\"center\"", "fo:font-size=\"12pt\" fo:font-weight=\"bold\""},
    {"national", "fo:text-align=\"center\"", "fo:font-size=\"12pt\" fo:font-weight=\"bold\""},
    {"motto", "fo:text-align=\"center\"", "fo:font-size=\"13pt\" fo:font-weight=\"bold\""},
    {"number", "fo:text-align=\"center\" fo:margin-top=\"6pt\"", ""},
    {"place", "fo:text-align=\"center\" fo:margin-top=\"6pt\"", "fo:font-style=\"italic\""},
    {"recipients", "", "fo:font-size=\"12pt\" fo:font-weight=\"bold\" fo:font-style=\"italic\""},
    {"recipient", "", "fo:font-size=\"11pt\""},
    {"signer", "fo:text-align=\"center\"", "fo:font-weight=\"bold\""},
    {"cell", "", "fo:font-size=\"11pt\""},
    {"cell-number", "fo:text-align=\"end\"", "fo:font-size=\"11pt\""},
    {"cell-centre", "fo:text-align=\"center\"", "fo:font-size=\"11pt\""},
    {"cell-head", "fo:text-align=\"center\"", "fo:font-size=\"11pt\" fo:font-weight=\"bold\""},
    // Lines under names: a third to a half of a body's name, all of the motto.
    {"rule-issuer", "fo:margin-left=\"22mm\" fo:margin-right=\"22mm\" fo:border-bottom=\"0.75pt solid #000000\" fo:line-height=\"1mm\"", "fo:font-size=\"2pt\""},
    {"rule-motto", "fo:margin-left=\"17mm\" fo:margin-right=\"17mm\" fo:border-bottom=\"0.75pt solid #000000\" fo:line-height=\"1mm\"", "fo:font-size=\"2pt\""},
    {"rule-subject", "fo:margin-left=\"60mm\" fo:margin-right=\"60mm\" fo:margin-bottom=\"10pt\" fo:border-bottom=\"0.75pt solid #000000\" fo:line-height=\"1mm\"", "fo:font-size=\"2pt\""},
};

std::string styles_xml() {
  std::string xml(declaration);
  xml += "<office:document-styles" + namespaces() +
         "><office:font-face-decls><style:font-face style:name=\"Times New Roman\" svg:font-family=\"'Times New Roman'\" style:font-family-generic=\"roman\" style:font-pitch=\"variable\"/></office:font-face-decls>"
         "<office:styles><style:default-style style:family=\"paragraph\"><style:paragraph-properties fo:orphans=\"2\" fo:widows=\"2\"/>"
         "<style:text-properties style:font-name=\"Times New Roman\" fo:font-size=\"13pt\" fo:color=\"#000000\" fo:language=\"vi\" fo:country=\"VN\"/></style:default-style>"
         "<style:style style:name=\"Standard\" style:family=\"paragraph\" style:class=\"text\"/>";
  for (const ParagraphStyle& style : paragraph_styles) {
    xml += "<style:style style:name=\"" + std::string(style.name) + "\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">";
    xml += "<style:paragraph-properties " + std::string(style.paragraph) + "/><style:text-properties " + style.text + "/></style:style>";
  }
  xml += "<style:style style:name=\"Footnote\" style:family=\"paragraph\" style:parent-style-name=\"Standard\" style:class=\"extra\"><style:paragraph-properties fo:text-align=\"justify\"/><style:text-properties fo:font-size=\"10pt\"/></style:style>"
         "<style:style style:name=\"blank\" style:family=\"text\"><style:text-properties fo:background-color=\"#fff2a8\"/></style:style>"
         "<style:style style:name=\"strong\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>"
         "<style:style style:name=\"anchor\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>"
         "<text:notes-configuration text:note-class=\"footnote\" text:citation-body-style-name=\"anchor\" text:default-style-name=\"Footnote\" style:num-format=\"1\" text:start-value=\"0\" text:footnotes-position=\"page\" text:start-numbering-at=\"document\"/>"
         "</office:styles><office:automatic-styles>";
  // On a page with a number the header takes the lower half of the upper margin.
  const auto page = [&](const char* name, bool landscape, bool numbered) {
    xml += "<style:page-layout style:name=\"" + std::string(name) + "\"><style:page-layout-properties fo:page-width=\"" + (landscape ? "297mm" : "210mm") + "\" fo:page-height=\"" +
           (landscape ? "210mm" : "297mm") + "\" style:print-orientation=\"" + (landscape ? "landscape" : "portrait") + "\" fo:margin-top=\"" + (numbered ? "10mm" : "20mm") +
           "\" fo:margin-bottom=\"20mm\" fo:margin-left=\"30mm\" fo:margin-right=\"15mm\" style:num-format=\"1\"/>";
    xml += numbered ? "<style:header-style><style:header-footer-properties fo:min-height=\"10mm\" fo:margin-bottom=\"3mm\"/></style:header-style>" : "<style:header-style/>";
    xml += "<style:footer-style/></style:page-layout>";
  };
  page("portrait-first", false, false);
  page("portrait-next", false, true);
  page("landscape-first", true, false);
  page("landscape-next", true, true);
  xml += "<style:style style:name=\"page-number\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:paragraph-properties fo:text-align=\"center\"/></style:style>"
         "</office:automatic-styles><office:master-styles>";
  const auto master = [&](const std::string& name, const char* layout, const std::string& next, bool numbered) {
    xml += "<style:master-page style:name=\"" + name + "\" style:page-layout-name=\"" + layout + "\"" + (next.empty() ? "" : " style:next-style-name=\"" + next + "\"");
    xml += numbered ? "><style:header><text:p text:style-name=\"page-number\"><text:page-number text:select-page=\"current\">2</text:page-number></text:p></style:header></style:master-page>" : "/>";
  };
  master("first", "portrait-first", "next", false);
  master("next", "portrait-next", "", true);
  master("wide-first", "landscape-first", "wide-next", false);
  master("wide-next", "landscape-next", "", true);
  return xml + "</office:master-styles></office:document-styles>";
}

std::string span(std::string_view style, std::string_view words) {
  return "<text:span text:style-name=\"" + std::string(style) + "\">" + odf_text(words) + "</text:span>";
}

std::string cell_xml(std::string_view paragraphs, std::string_view style) {
  return "<table:table-cell table:style-name=\"" + std::string(style) + "\" office:value-type=\"string\">" + std::string(paragraphs) + "</table:table-cell>";
}

}  // namespace

Line& Line::text(std::string_view plain) {
  xml_ += odf_text(plain);
  return *this;
}

Line& Line::bold(std::string_view words) {
  xml_ += span("strong", words);
  return *this;
}

Line& Line::blank(std::string_view what) {
  xml_ += span("blank", "[…" + (what.empty() ? std::string() : " " + std::string(what)) + "]");
  return *this;
}

Line& Line::footnote(std::string_view words) {
  xml_ += "<text:note text:id=\"ftn\1\" text:note-class=\"footnote\"><text:note-citation>\1</text:note-citation><text:note-body><text:p text:style-name=\"Footnote\"><text:s/>" + odf_text(words) +
          "</text:p></text:note-body></text:note>";
  return *this;
}

TextDocument::TextDocument(std::string_view title) : title_(title) {}

void TextDocument::add_paragraph(std::string_view style, const Line& line) {
  std::string name(style);
  if (!next_master_.empty()) {
    name = "part" + std::to_string(++parts_);
    styles_ += "<style:style style:name=\"" + name + "\" style:family=\"paragraph\" style:parent-style-name=\"" + std::string(style) + "\" style:master-page-name=\"" + next_master_ +
               "\"><style:paragraph-properties style:page-number=\"1\"/></style:style>";
    next_master_.clear();
  }
  body_ += "<text:p text:style-name=\"" + name + "\">";
  // A footnote's number stands twice in it.
  bool first = true;
  for (const char c : line.xml()) {
    if (c != '\1') {
      body_ += c;
      continue;
    }
    if (first) ++notes_;
    first = !first;
    body_ += std::to_string(notes_);
  }
  body_ += "</text:p>";
}

void TextDocument::paragraph(std::string_view style, const Line& line) { add_paragraph(style, line); }

void TextDocument::begin_part(PageShape shape) { next_master_ = shape == PageShape::landscape ? "wide-first" : "first"; }

void TextDocument::beside(int left_width, const std::vector<Side>& left, int right_width, const std::vector<Side>& right) {
  const std::string name = "table" + std::to_string(++tables_);
  std::string start;  // a page break belongs to the table itself
  if (!next_master_.empty()) start = " style:master-page-name=\"" + next_master_ + "\"";
  styles_ += "<style:style style:name=\"" + name + "\" style:family=\"table\"" + start + "><style:table-properties style:width=\"" + std::to_string(left_width + right_width) +
             "mm\" table:align=\"left\" fo:margin-left=\"0mm\"" + (start.empty() ? "" : " style:page-number=\"1\"") + "/></style:style>";
  next_master_.clear();
  int column = 0;
  std::string columns;
  for (const int width : {left_width, right_width}) {
    const std::string column_name = name + "." + std::to_string(++column);
    styles_ += "<style:style style:name=\"" + column_name + "\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"" + std::to_string(width) + "mm\"/></style:style>";
    columns += "<table:table-column table:style-name=\"" + column_name + "\"/>";
  }
  body_ += "<table:table table:name=\"" + name + "\" table:style-name=\"" + name + "\">" + columns + "<table:table-row table:style-name=\"whole-row\">";
  for (const auto* side : {&left, &right}) {
    std::string outer;
    outer.swap(body_);
    for (const Side& one : *side) add_paragraph(one.style, one.line);
    outer.swap(body_);
    body_ += cell_xml(outer, "open-cell");
  }
  body_ += "</table:table-row></table:table>";
}

void TextDocument::table(const std::vector<TableShape>& columns, const std::vector<std::string>& head, const std::vector<PageRow>& rows, const std::vector<bool>& strong) {
  const std::string name = "table" + std::to_string(++tables_);
  int width = 0;
  std::string shapes;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::string column_name = name + "." + std::to_string(c + 1);
    width += columns[c].width;
    styles_ += "<style:style style:name=\"" + column_name + "\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"" + std::to_string(columns[c].width) +
               "mm\"/></style:style>";
    shapes += "<table:table-column table:style-name=\"" + column_name + "\"/>";
  }
  styles_ += "<style:style style:name=\"" + name + "\" style:family=\"table\"><style:table-properties style:width=\"" + std::to_string(width) +
             "mm\" table:align=\"left\" fo:margin-top=\"2mm\" fo:margin-bottom=\"2mm\"/></style:style>";
  body_ += "<table:table table:name=\"" + name + "\" table:style-name=\"" + name + "\">" + shapes + "<table:table-header-rows><table:table-row>";
  for (const std::string& words : head) body_ += cell_xml("<text:p text:style-name=\"cell-head\">" + odf_text(words) + "</text:p>", "cell-box");
  body_ += "</table:table-row></table:table-header-rows>";
  for (std::size_t r = 0; r < rows.size(); ++r) {
    body_ += "<table:table-row>";
    for (std::size_t c = 0; c < columns.size(); ++c) {
      std::string inside;
      inside.swap(body_);
      const std::string style = std::string(columns[c].style) + (r < strong.size() && strong[r] ? "-strong" : "");
      if (rows[r][c].empty()) add_paragraph(style, {});
      for (const Line& line : rows[r][c]) add_paragraph(style, line);
      inside.swap(body_);
      body_ += cell_xml(inside, "cell-box");
    }
    body_ += "</table:table-row>";
  }
  body_ += "</table:table>";
}

std::string TextDocument::take() {
  std::string content(declaration);
  content += "<office:document-content" + namespaces() +
             "><office:automatic-styles>"
             "<style:style style:name=\"open-cell\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"0mm\" fo:border=\"none\"/></style:style>"
             "<style:style style:name=\"cell-box\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"1mm\" fo:border=\"0.5pt solid #000000\"/></style:style>"
             "<style:style style:name=\"whole-row\" style:family=\"table-row\"><style:table-row-properties fo:keep-together=\"always\"/></style:style>";
  for (const char* name : {"cell", "cell-number", "cell-centre"}) {
    content += "<style:style style:name=\"" + std::string(name) + "-strong\" style:family=\"paragraph\" style:parent-style-name=\"" + name +
               "\"><style:text-properties fo:font-weight=\"bold\"/></style:style>";
  }
  content += styles_ + "</office:automatic-styles><office:body><office:text>" + body_ + "</office:text></office:body></office:document-content>";
  const std::string meta = std::string(declaration) + "<office:document-meta" + namespaces() + "><office:meta><dc:title>" + odf_text(title_) + "</dc:title></office:meta></office:document-meta>";
  std::string manifest = std::string(declaration) +
                         "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">"
                         "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"" + std::string(media_type) + "\"/>";
  StoredZip zip;
  zip.add("mimetype", media_type);
  for (const auto& [name, bytes] : {std::pair<std::string, std::string>{"content.xml", std::move(content)}, {"styles.xml", styles_xml()}, {"meta.xml", meta}}) {
    zip.add(name, bytes);
    manifest += "<manifest:file-entry manifest:full-path=\"" + name + "\" manifest:media-type=\"text/xml\"/>";
  }
  zip.add("META-INF/manifest.xml", manifest + "</manifest:manifest>");
  return zip.take();
}

bool is_untouched_document(std::string_view bytes) {
  ZipPackage zip;
  ZipPart meta;
  if (zip.open(bytes, Limits()) || !zip.has("meta.xml") || zip.read("meta.xml", meta)) return false;
  return meta.view().starts_with(std::string(declaration) + "<office:document-meta" + namespaces() + "><office:meta><dc:title>");
}

}  // namespace thuocdo
