#include "sheet/ods_reader.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sheet/cell_text.h"
#include "sheet/contract.h"
#include "sheet/xml_reader.h"

namespace thuocdo {
namespace {

const XmlNamespaces& content_namespaces() {
  static const XmlNamespaces namespaces = {
      {"office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0", true},
      {"table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0", true},
      {"text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
      {"calcext", "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"},
      {"meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"},
  };
  return namespaces;
}

const XmlNamespaces& meta_namespaces() {
  static const XmlNamespaces namespaces = {
      {"office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0", true},
      {"meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"},
  };
  return namespaces;
}

const XmlNamespaces& manifest_namespaces() {
  static const XmlNamespaces namespaces = {
      {"manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", true},
  };
  return namespaces;
}

// Looks for encryption only.
class ManifestHandler : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "manifest:encryption-data") refuse({Code::file_encrypted, {}, {}, {}, {}});
  }
  void end() override {}
};

// Where in the document the parser stands.
enum class At {
  document,
  body,
  spreadsheet,
  names,
  table,  // or a group of rows in it
  row,
  cell,
  in_cell,  // a list or the like around paragraphs
  paragraph,
  in_paragraph,
  meta,
  property,
};

// content.xml, meta.xml, or the whole .fods. In a package, properties are taken from meta.xml alone and cells from
// content.xml alone, as offices do.
enum class Part { content, meta, whole };

class OdsHandler : public XmlHandler {
 public:
  OdsHandler(Part part, WorkbookBuilder& builder, const Limits& limits)
      : part_(part), builder_(builder), limits_(limits) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (at_.empty()) return begin_root(name);
    switch (at_.back()) {
      case At::document:
        if (name == "office:body" && part_ != Part::meta) return enter(At::body);
        if (name == "office:meta" && part_ != Part::content) return enter(At::meta);
        return skip();
      case At::body:
        return name == "office:spreadsheet" ? begin_spreadsheet() : skip();
      case At::spreadsheet:
        if (name == "table:table") return begin_table(attributes);
        if (name == "table:named-expressions") return enter(At::names);
        return skip();
      case At::names:
        if (name == "table:named-range") add_name(attributes);
        return skip();
      case At::table:
        if (name == "table:table-row") return begin_row(attributes);
        if (name == "table:table-rows" || name == "table:table-header-rows" || name == "table:table-row-group") {
          return enter(At::table);
        }
        return skip();
      case At::row:
        if (name == "table:table-cell") return begin_cell(attributes, false);
        if (name == "table:covered-table-cell") return begin_cell(attributes, true);
        return skip();
      case At::cell:
      case At::in_cell:
        if (name == "text:p" || name == "text:h") return begin_paragraph();
        if (name == "table:table") return refuse_here({"bảng trong một ô", "a table inside a cell"});
        return name.starts_with("text:") ? enter(At::in_cell) : skip();
      case At::paragraph:
      case At::in_paragraph:
        return begin_in_paragraph(name, attributes);
      case At::meta:
        return name == "meta:user-defined" ? begin_property(attributes) : skip();
      case At::property:
        return skip();
    }
  }

  void end() override {
    const At ended = at_.back();
    at_.pop_back();
    if (ended == At::cell) end_cell();
    if (ended == At::row) end_row();
    if (ended == At::property) {
      if (!builder_.add_property(std::move(property_), std::move(text_))) pass_refusal();
    }
  }

  void text(std::string_view piece) override {
    if (at_.empty()) return;
    const At at = at_.back();
    if (at == At::paragraph || at == At::in_paragraph || at == At::property) append(piece);
  }

 private:
  void enter(At at) { at_.push_back(at); }

  void begin_root(std::string_view name) {
    switch (part_) {
      case Part::whole:
        if (name != "office:document") return refuse({Code::file_not_workbook, {}, {}, {}, {}});
        break;
      case Part::content:
        if (name != "office:document-content") return refuse_root("content.xml");
        break;
      case Part::meta:
        if (name != "office:document-meta") return refuse_root("meta.xml");
        break;
    }
    enter(At::document);
  }

  void refuse_root(std::string part) {
    refuse(refuse_abnormal({part + ": phần tử gốc lạ", part + ": unusual root element"}));
  }

  void refuse_here(Text what) {
    builder_.refuse_at(refuse_abnormal(std::move(what)), row_, column_);
    pass_refusal();
  }
  void pass_refusal() { refuse(*builder_.refusal()); }

  void begin_spreadsheet() {
    if (std::exchange(spreadsheet_, true)) {
      return refuse(refuse_abnormal({"hai phần bảng tính", "two spreadsheet parts"}));
    }
    enter(At::spreadsheet);
  }

  void begin_table(const XmlAttributes& attributes) {
    row_ = 0;
    column_ = 0;
    enter(At::table);
    if (!builder_.begin_sheet(std::string(attributes.find("table:name").value_or("")))) pass_refusal();
  }

  // The number of repeats; 0 after a refusal.
  std::int64_t repeats(std::string_view text, std::int64_t most) {
    const auto number = whole_number(text, most);
    if (!number) refuse_here({"số lần lặp lại sai", "a wrong number of repeats"});
    return number.value_or(0);
  }

  void begin_row(const XmlAttributes& attributes) {
    column_ = 0;
    row_repeat_ = 1;
    row_cells_.clear();
    if (const auto text = attributes.find("table:number-rows-repeated")) row_repeat_ = repeats(*text, most_rows);
    enter(At::row);
  }

  void end_row() {
    if (!builder_.put_row(row_, row_repeat_, row_cells_)) pass_refusal();
    row_ += row_repeat_;
  }

  void begin_cell(const XmlAttributes& attributes, bool covered) {
    cell_repeat_ = 1;
    covered_ = covered;
    formula_ = false;
    error_ = false;
    type_ = Type::none;
    stored_.clear();
    has_stored_ = false;
    paragraphs_ = 0;
    text_.clear();
    for (const auto& [name, value] : attributes) {
      if (name == "table:number-columns-repeated") {
        cell_repeat_ = repeats(value, most_columns);
      } else if (name == "table:formula") {
        formula_ = true;
      } else if (name == "office:value-type") {
        type_ = type_of(value);
      } else if (name == "calcext:value-type") {
        error_ = value == "error";
      }
    }
    if (type_ != Type::none) {
      if (const auto value = attributes.find(stored_attribute(type_))) {
        stored_ = *value;
        has_stored_ = true;
        if (!builder_.text_fits(stored_.size(), row_, column_)) pass_refusal();
      }
    }
    enter(At::cell);
  }

  void begin_paragraph() {
    if (paragraphs_++ != 0) append("\n");
    enter(At::paragraph);
  }

  void begin_in_paragraph(std::string_view name, const XmlAttributes& attributes) {
    if (name == "text:s") {
      std::int64_t count = 1;
      if (const auto text = attributes.find("text:c")) count = repeats(*text, INT32_MAX);
      if (count != 0 && fits(static_cast<std::size_t>(count))) text_.append(static_cast<std::size_t>(count), ' ');
      return skip();
    }
    if (name == "text:tab") append("\t");
    if (name == "text:line-break") append("\n");
    // What is shown beside the text, not in it.
    const bool aside = name == "text:note" || name == "text:ruby-text" || !name.starts_with("text:");
    return aside || name == "text:tab" || name == "text:line-break" ? skip() : enter(At::in_paragraph);
  }

  bool fits(std::size_t more) {
    if (more <= limits_.text_bytes && text_.size() + more <= limits_.text_bytes) return true;
    builder_.text_fits(limits_.text_bytes + 1, row_, column_);
    pass_refusal();
    return false;
  }

  void append(std::string_view piece) {
    if (fits(piece.size())) text_ += piece;
  }

  void end_cell() {
    if (formula_ || has_stored_ || !text_.empty() || covered_) {
      Cell cell;
      cell.value = value();
      cell.shown = std::move(text_);
      cell.formula = formula_;
      cell.covered = covered_;
      if (!builder_.put_cell(row_cells_, row_, column_, cell_repeat_, std::move(cell))) pass_refusal();
    }
    column_ += cell_repeat_;
  }

  enum class Type { none, number, boolean, date, time, string };

  static Type type_of(std::string_view type) {
    if (type == "float" || type == "percentage" || type == "currency") return Type::number;
    if (type == "boolean") return Type::boolean;
    if (type == "date") return Type::date;
    if (type == "time") return Type::time;
    return Type::string;
  }

  static std::string_view stored_attribute(Type type) {
    switch (type) {
      case Type::number:
        return "office:value";
      case Type::boolean:
        return "office:boolean-value";
      case Type::date:
        return "office:date-value";
      case Type::time:
        return "office:time-value";
      default:
        return "office:string-value";
    }
  }

  Value value() const {
    if (error_) return cell_error(text_);
    switch (type_) {
      case Type::number:
        return has_stored_ ? number_in_file(stored_) : Value(cell_error(text_));
      case Type::boolean:
        return has_stored_ ? boolean_in_file(stored_) : Value(cell_error(text_));
      case Type::date:
      case Type::time:
        return has_stored_ ? Value(stored_) : Value(cell_error(text_));
      default:
        break;
    }
    // Writers that do not mark errors leave the string empty and show the error.
    if (formula_ && has_stored_ && stored_.empty() && looks_like_error(text_)) return cell_error(text_);
    const std::string& string = has_stored_ ? stored_ : text_;
    return string.empty() ? Value() : Value(string);
  }

  void begin_property(const XmlAttributes& attributes) {
    property_ = attributes.find("meta:name").value_or("");
    text_.clear();
    enter(At::property);
  }

  void add_name(const XmlAttributes& attributes) {
    const auto name = attributes.find("table:name");
    const auto address = attributes.find("table:cell-range-address");
    if (!name || !address) return;
    std::string sheet;
    if (const auto base = attributes.find("table:base-cell-address")) {
      if (auto range = cell_range(*base, '.')) sheet = std::move(range->sheet);
    }
    auto range = cell_range(*address, '.', sheet);
    if (range && !builder_.add_name(std::string(*name), std::move(*range))) pass_refusal();
  }

  Part part_;
  WorkbookBuilder& builder_;
  const Limits& limits_;
  std::vector<At> at_;
  bool spreadsheet_ = false;

  std::int64_t row_ = 0;
  std::int64_t row_repeat_ = 1;
  RowCells row_cells_;

  std::int64_t column_ = 0;
  std::int64_t cell_repeat_ = 1;
  bool covered_ = false;
  bool formula_ = false;
  bool error_ = false;
  bool has_stored_ = false;
  Type type_ = Type::none;
  std::string stored_;  // the value attribute
  std::string text_;    // the paragraphs, or a property's value
  int paragraphs_ = 0;

  std::string property_;
};

}  // namespace

bool is_ods(const ZipPackage& zip) { return zip.has("content.xml") || zip.has("META-INF/manifest.xml"); }

std::optional<Refusal> read_ods(ZipPackage& zip, WorkbookBuilder& builder, const Limits& limits) {
  ZipPart part;
  if (zip.has("META-INF/manifest.xml")) {
    if (auto refusal = zip.read("META-INF/manifest.xml", part)) return refusal;
    ManifestHandler manifest;
    if (auto refusal = read_xml(part.view(), "META-INF/manifest.xml", manifest_namespaces(), manifest, limits)) {
      return refusal;
    }
  }
  if (zip.has("mimetype")) {
    if (auto refusal = zip.read("mimetype", part)) return refusal;
    if (!part.view().starts_with("application/vnd.oasis.opendocument.spreadsheet")) {
      return Refusal{Code::file_not_workbook, {}, {}, {}, {}};
    }
  }
  if (zip.has("meta.xml")) {
    if (auto refusal = zip.read("meta.xml", part)) return refusal;
    OdsHandler meta(Part::meta, builder, limits);
    if (auto refusal = read_xml(part.view(), "meta.xml", meta_namespaces(), meta, limits)) return refusal;
  }
  if (zip.has(submission_part_path)) {
    if (auto refusal = zip.read(submission_part_path, part)) return refusal;
    builder.set_submission_part(part.view());
  }
  if (auto refusal = zip.read("content.xml", part)) return refusal;
  OdsHandler content(Part::content, builder, limits);
  return read_xml(part.view(), "content.xml", content_namespaces(), content, limits);
}

std::optional<Refusal> read_fods(std::string_view xml, WorkbookBuilder& builder, const Limits& limits) {
  OdsHandler whole(Part::whole, builder, limits);
  return read_xml(xml, "fods", content_namespaces(), whole, limits);
}

}  // namespace thuocdo
