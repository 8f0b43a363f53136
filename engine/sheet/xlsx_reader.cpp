#include "sheet/xlsx_reader.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sheet/cell_text.h"
#include "sheet/xml_reader.h"

namespace thuocdo {
namespace {

constexpr std::string_view main_uri = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view office_relations_uri = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const XmlNamespaces& relation_namespaces() {
  static const XmlNamespaces namespaces = {
      {"", "http://schemas.openxmlformats.org/package/2006/relationships", true},
  };
  return namespaces;
}

const XmlNamespaces& workbook_namespaces() {
  static const XmlNamespaces namespaces = {{"", main_uri, true}, {"r", office_relations_uri, true}};
  return namespaces;
}

const XmlNamespaces& sheet_namespaces() {
  static const XmlNamespaces namespaces = {{"", main_uri, true}};
  return namespaces;
}

const XmlNamespaces& property_namespaces() {
  static const XmlNamespaces namespaces = {
      {"", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", true},
      {"vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"},
  };
  return namespaces;
}

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  return -1;
}

// The UTF-16 unit of "_xHHHH_" at this place, or -1.
int escaped_unit(std::string_view text, std::size_t at) {
  if (text.size() - at < 7 || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return -1;
  int unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = hex_digit(text[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

void append_utf8(std::string& text, std::uint32_t point) {
  const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (point < 0x80) {
    add(point);
  } else if (point < 0x800) {
    add(0xC0 | point >> 6);
    add(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    add(0xE0 | point >> 12);
    add(0x80 | (point >> 6 & 0x3F));
    add(0x80 | (point & 0x3F));
  } else {
    add(0xF0 | point >> 18);
    add(0x80 | (point >> 12 & 0x3F));
    add(0x80 | (point >> 6 & 0x3F));
    add(0x80 | (point & 0x3F));
  }
}

// Texts may hold any UTF-16 unit as "_xHHHH_". What XML itself would not allow stays as it is written. Line ends
// become "\n", as in the other formats.
std::string plain_text(std::string_view written) {
  if (written.find("_x") == std::string_view::npos && written.find('\r') == std::string_view::npos) {
    return std::string(written);
  }
  std::string text;
  text.reserve(written.size());
  for (std::size_t at = 0; at < written.size();) {
    const int unit = escaped_unit(written, at);
    const bool control = unit >= 0 && unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r';
    if (unit < 0 || control || unit >= 0xFFFE || (unit >= 0xDC00 && unit <= 0xDFFF)) {
      text += written[at++];
      continue;
    }
    auto point = static_cast<std::uint32_t>(unit);
    std::size_t length = 7;
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      const int low = escaped_unit(written, at + 7);
      if (low < 0xDC00 || low > 0xDFFF) {
        text += written[at++];
        continue;
      }
      point = 0x10000 + ((point - 0xD800) << 10) + (static_cast<std::uint32_t>(low) - 0xDC00);
      length = 14;
    }
    append_utf8(text, point);
    at += length;
  }
  if (text.find('\r') == std::string::npos) return text;
  std::string lines;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r') {
      lines += text[at];
    } else if (at + 1 == text.size() || text[at + 1] != '\n') {
      lines += '\n';
    }
  }
  return lines;
}

Refusal unusual_root(std::string part) {
  return refuse_abnormal({part + ": phần tử gốc lạ", part + ": unusual root element"});
}

struct Relation {
  std::string id;
  std::string type;  // the last step of its URI: "worksheet"
  std::string part;  // name of the part it leads to
};

// One .rels part. Relations that lead out of the package are not taken up.
class RelationHandler : public XmlHandler {
 public:
  RelationHandler(std::string folder, std::vector<Relation>& relations)
      : folder_(std::move(folder)), relations_(relations) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (!std::exchange(in_root_, true)) {
      if (name != "Relationships") refuse(unusual_root("rels"));
      return;
    }
    skip();
    if (name != "Relationship" || attributes.find("TargetMode").value_or("Internal") != "Internal") return;
    const std::string_view type = attributes.find("Type").value_or("");
    const std::string_view target = attributes.find("Target").value_or("");
    relations_.push_back({std::string(attributes.find("Id").value_or("")),
                          std::string(type.substr(type.rfind('/') + 1)),
                          target.starts_with('/') ? std::string(target.substr(1)) : folder_ + std::string(target)});
  }
  void end() override {}

 private:
  std::string folder_;
  std::vector<Relation>& relations_;
  bool in_root_ = false;
};

struct SheetEntry {
  std::string name;
  std::string relation;
};

class WorkbookHandler : public XmlHandler {
 public:
  WorkbookHandler(WorkbookBuilder& builder, const Limits& limits) : builder_(builder), limits_(limits) {}

  std::vector<SheetEntry> sheets;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (at_.empty()) return begin_root(name);
    switch (at_.back()) {
      case At::workbook:
        if (name == "sheets") return at_.push_back(At::sheets);
        if (name == "definedNames") return at_.push_back(At::names);
        return skip();
      case At::sheets:
        if (name == "sheet") {
          sheets.push_back(
              {std::string(attributes.find("name").value_or("")), std::string(attributes.find("r:id").value_or(""))});
          if (sheets.size() > limits_.sheets) {
            refuse(refuse_over_limit({"số trang tính", "number of sheets"}, limits_.sheets));
          }
        }
        return skip();
      case At::names:
        if (name != "definedName" || attributes.find("localSheetId")) return skip();
        name_ = attributes.find("name").value_or("");
        if (name_.starts_with("_xlnm.")) return skip();
        text_.clear();
        return at_.push_back(At::name);
      case At::name:
        return skip();
    }
  }

  void end() override {
    if (at_.back() == At::name) {
      auto range = text_.size() <= longest_name ? cell_range(text_, '!') : std::nullopt;
      if (range && !builder_.add_name(std::move(name_), std::move(*range))) refuse(*builder_.refusal());
    }
    at_.pop_back();
  }

  void text(std::string_view piece) override {
    // A plain range is short; whatever is longer is none, and need not be kept.
    if (!at_.empty() && at_.back() == At::name) text_ += piece.substr(0, longest_name + 1 - text_.size());
  }

 private:
  enum class At { workbook, sheets, names, name };
  static constexpr std::size_t longest_name = 4096;

  void begin_root(std::string_view name) {
    if (name == "workbook") return at_.push_back(At::workbook);
    if (name.ends_with(":workbook")) return refuse(unusual_root("workbook.xml"));
    refuse({Code::file_not_workbook, {}, {}, {}, {}});
  }

  WorkbookBuilder& builder_;
  const Limits& limits_;
  std::vector<At> at_;
  std::string name_;
  std::string text_;
};

// A text with or without runs: inside <si> of the shared strings and <is> of a cell. Furigana (rPh) is left out.
// The caller passes on the elements inside; false means that the element is to be skipped.
class RichText {
 public:
  void clear() {
    text_.clear();
    piece_.clear();
    depth_ = 0;
    in_piece_ = false;
  }
  bool start(std::string_view name) {
    if (name == "t" && !in_piece_) {
      in_piece_ = true;
      piece_depth_ = depth_;
    } else if (name != "r" || depth_ != 0) {
      return false;
    }
    ++depth_;
    return true;
  }
  void end() {
    --depth_;
    if (!in_piece_ || depth_ != piece_depth_) return;
    in_piece_ = false;
    text_ += plain_text(piece_);
    piece_.clear();
  }
  void add(std::string_view piece) {
    if (in_piece_) piece_ += piece;
  }
  bool inside() const { return depth_ != 0; }
  std::size_t size() const { return text_.size() + piece_.size(); }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::string piece_;
  int depth_ = 0;
  int piece_depth_ = 0;
  bool in_piece_ = false;
};

class SharedStringHandler : public XmlHandler {
 public:
  SharedStringHandler(std::vector<std::string>& strings, const Limits& limits) : strings_(strings), limits_(limits) {}

  void start(std::string_view name, const XmlAttributes&) override {
    if (depth_ == 0) {
      if (name != "sst") return refuse(unusual_root("sharedStrings.xml"));
    } else if (depth_ == 1) {
      if (name != "si") return skip();
      rich_.clear();
    } else if (!rich_.start(name)) {
      return skip();
    }
    ++depth_;
  }

  void end() override {
    --depth_;
    if (depth_ >= 2) return rich_.end();
    if (depth_ != 1) return;
    strings_.push_back(rich_.take());
    if (strings_.size() > limits_.cells) {
      refuse(refuse_over_limit({"số chuỗi dùng chung", "number of shared strings"}, limits_.cells));
    }
  }

  void text(std::string_view piece) override {
    if (depth_ < 3) return;
    rich_.add(piece);
    if (rich_.size() > limits_.text_bytes) {
      refuse(refuse_over_limit({"chữ trong một ô", "text of one cell"}, limits_.text_bytes));
    }
  }

 private:
  std::vector<std::string>& strings_;
  const Limits& limits_;
  int depth_ = 0;
  RichText rich_;
};

class SheetHandler : public XmlHandler {
 public:
  SheetHandler(const std::vector<std::string>& strings, WorkbookBuilder& builder)
      : strings_(strings), builder_(builder) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (at_.empty()) {
      if (name != "worksheet") return refuse(unusual_root("worksheet"));
      return at_.push_back(At::sheet);
    }
    switch (at_.back()) {
      case At::sheet:
        if (name == "sheetData") return at_.push_back(At::data);
        if (name == "mergeCells") return at_.push_back(At::merges);
        return skip();
      case At::data:
        return name == "row" ? begin_row(attributes) : skip();
      case At::row:
        return name == "c" ? begin_cell(attributes) : skip();
      case At::cell:
        if (name == "v") return at_.push_back(At::value);
        if (name == "is") return at_.push_back(At::rich);
        if (name == "f") formula_ = true;
        return skip();
      case At::rich:
        return rich_.start(name) ? at_.push_back(At::rich) : skip();
      case At::value:
        return skip();
      case At::merges:
        if (name == "mergeCell") merge(attributes.find("ref").value_or(""));
        return skip();
    }
  }

  void end() override {
    const At ended = at_.back();
    at_.pop_back();
    if (ended == At::rich && rich_.inside()) rich_.end();
    if (ended == At::cell) end_cell();
    if (ended == At::row && !builder_.put_row(row_, 1, row_cells_)) pass_refusal();
  }

  void text(std::string_view piece) override {
    if (at_.empty()) return;
    if (at_.back() == At::value) value_ += piece;
    if (at_.back() == At::rich) rich_.add(piece);
    if (!builder_.text_fits(value_.size() + rich_.size(), row_, column_)) pass_refusal();
  }

 private:
  enum class At { sheet, data, row, cell, value, rich, merges };

  void pass_refusal() { refuse(*builder_.refusal()); }
  void refuse_here(Refusal refusal) {
    builder_.refuse_at(std::move(refusal), row_, column_);
    pass_refusal();
  }

  void begin_row(const XmlAttributes& attributes) {
    row_cells_.clear();
    column_ = -1;
    ++row_;
    if (const auto text = attributes.find("r")) {
      const auto number = whole_number(*text, most_rows);
      if (!number) return refuse_here(refuse_abnormal({"số dòng sai", "a wrong row number"}));
      row_ = *number - 1;
    }
    at_.push_back(At::row);
  }

  void begin_cell(const XmlAttributes& attributes) {
    ++column_;
    formula_ = false;
    type_.clear();
    value_.clear();
    rich_.clear();
    bool right = true;
    for (const auto& [name, value] : attributes) {
      if (name == "r") {
        const auto address = cell_address(value);
        right = address && address->row == row_;
        if (right) column_ = address->column;
      } else if (name == "t") {
        type_ = value.substr(0, 16);
      }
    }
    if (!right) return refuse_here(refuse_abnormal({"địa chỉ ô sai", "a wrong cell address"}));
    if (column_ < static_cast<std::int64_t>(row_cells_.cells.size()) &&
        row_cells_.cells[static_cast<std::size_t>(column_)].holds_something()) {
      return refuse_here(refuse_abnormal({"một ô được ghi hai lần", "a cell stands twice"}));
    }
    at_.push_back(At::cell);
  }

  void end_cell() {
    Cell cell;
    cell.formula = formula_;
    if (!read_value(cell)) return;
    if (!builder_.put_cell(row_cells_, row_, column_, 1, std::move(cell))) pass_refusal();
  }

  bool read_value(Cell& cell) {
    if (type_ == "s") {
      if (value_.empty()) return true;
      const auto index = value_ == "0" ? std::int64_t{0} : whole_number(value_, INT32_MAX).value_or(-1);
      if (index < 0 || static_cast<std::size_t>(index) >= strings_.size()) {
        refuse_here(refuse_damaged({"ô trỏ tới chuỗi không có", "a cell refers to a missing string"}));
        return false;
      }
      set_text(cell, strings_[static_cast<std::size_t>(index)]);
    } else if (type_ == "inlineStr") {
      set_text(cell, rich_.take());
    } else if (type_ == "str") {
      set_text(cell, plain_text(value_));
    } else if (type_ == "d") {
      set_text(cell, std::move(value_));
    } else if (type_ == "e") {
      cell.value = cell_error(value_);
      cell.shown = std::get<CellError>(cell.value).text;
    } else if (value_.empty()) {
      return true;
    } else if (type_.empty() || type_ == "n") {
      cell.value = number_in_file(value_);
    } else if (type_ == "b") {
      cell.value = boolean_in_file(value_);
    } else {
      cell.value = cell_error(value_);
    }
    return true;
  }

  static void set_text(Cell& cell, std::string text) {
    if (text.empty()) return;
    cell.shown = text;
    cell.value = std::move(text);
  }

  void merge(std::string_view reference) {
    const auto range = cell_range(reference, '!', "sheet");
    if (range && !builder_.cover(*range)) pass_refusal();
  }

  const std::vector<std::string>& strings_;
  WorkbookBuilder& builder_;
  std::vector<At> at_;
  std::int64_t row_ = -1;
  std::int64_t column_ = -1;
  RowCells row_cells_;
  bool formula_ = false;
  std::string type_;
  std::string value_;
  RichText rich_;
};

// User-defined properties: <property name="…"><vt:lpwstr>…</vt:lpwstr></property>.
class PropertyHandler : public XmlHandler {
 public:
  PropertyHandler(WorkbookBuilder& builder, const Limits& limits) : builder_(builder), limits_(limits) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (depth_ == 0) {
      if (name != "Properties") return refuse(unusual_root("custom.xml"));
    } else if (depth_ == 1) {
      if (name != "property") return skip();
      name_ = attributes.find("name").value_or("");
      text_.clear();
    } else if (depth_ != 2 || !name.starts_with("vt:")) {
      return skip();
    }
    ++depth_;
  }

  void end() override {
    if (--depth_ == 1 && !builder_.add_property(std::move(name_), std::move(text_))) refuse(*builder_.refusal());
  }

  void text(std::string_view piece) override {
    if (depth_ != 3) return;
    text_ += piece;
    if (text_.size() > limits_.text_bytes) {
      refuse(refuse_over_limit({"chữ trong một thuộc tính", "text of one property"}, limits_.text_bytes));
    }
  }

 private:
  WorkbookBuilder& builder_;
  const Limits& limits_;
  int depth_ = 0;
  std::string name_;
  std::string text_;
};

class XlsxReader {
 public:
  XlsxReader(ZipPackage& zip, WorkbookBuilder& builder, const Limits& limits)
      : zip_(zip), builder_(builder), limits_(limits) {}

  std::optional<Refusal> read() {
    std::vector<Relation> package;
    if (auto refusal = read_relations("_rels/.rels", "", package)) return refusal;
    const Relation* book = by_type(package, "officeDocument");
    if (book == nullptr || !book->part.ends_with(".xml")) return Refusal{Code::file_not_workbook, {}, {}, {}, {}};
    if (const Relation* custom = by_type(package, "custom-properties")) {
      PropertyHandler properties(builder_, limits_);
      if (auto refusal = read_part(custom->part, property_namespaces(), properties)) return refusal;
    }

    WorkbookHandler workbook(builder_, limits_);
    if (auto refusal = read_part(book->part, workbook_namespaces(), workbook)) return refusal;
    const std::size_t slash = book->part.rfind('/') + 1;
    const std::string folder = book->part.substr(0, slash);
    std::vector<Relation> relations;
    if (auto refusal = read_relations(folder + "_rels/" + book->part.substr(slash) + ".rels", folder, relations)) {
      return refusal;
    }
    std::vector<std::string> strings;
    if (const Relation* shared = by_type(relations, "sharedStrings")) {
      SharedStringHandler handler(strings, limits_);
      if (auto refusal = read_part(shared->part, sheet_namespaces(), handler)) return refusal;
    }
    for (SheetEntry& entry : workbook.sheets) {
      if (auto refusal = read_sheet(entry, relations, strings)) return refusal;
    }
    return std::nullopt;
  }

 private:
  static const Relation* by_type(const std::vector<Relation>& relations, std::string_view type) {
    const auto found = std::find_if(relations.begin(), relations.end(),
                                    [&](const Relation& relation) { return relation.type == type; });
    return found == relations.end() ? nullptr : &*found;
  }

  std::optional<Refusal> read_part(const std::string& name, const XmlNamespaces& namespaces, XmlHandler& handler) {
    ZipPart part;
    if (auto refusal = zip_.read(name, part)) return refusal;
    return read_xml(part.view(), name, namespaces, handler, limits_);
  }

  std::optional<Refusal> read_relations(const std::string& name, std::string folder, std::vector<Relation>& relations) {
    RelationHandler handler(std::move(folder), relations);
    return read_part(name, relation_namespaces(), handler);
  }

  std::optional<Refusal> read_sheet(SheetEntry& entry, const std::vector<Relation>& relations,
                                    const std::vector<std::string>& strings) {
    const auto relation = std::find_if(relations.begin(), relations.end(),
                                       [&](const Relation& each) { return each.id == entry.relation; });
    if (relation == relations.end()) {
      return refuse_damaged({"thiếu một trang tính", "a sheet is missing"});
    }
    if (!builder_.begin_sheet(std::move(entry.name))) return builder_.refusal();
    if (relation->type != "worksheet") return std::nullopt;  // a chart has no cells
    SheetHandler handler(strings, builder_);
    return read_part(relation->part, sheet_namespaces(), handler);
  }

  ZipPackage& zip_;
  WorkbookBuilder& builder_;
  const Limits& limits_;
};

}  // namespace

bool is_xlsx(const ZipPackage& zip) { return zip.has("[Content_Types].xml"); }

std::optional<Refusal> read_xlsx(ZipPackage& zip, WorkbookBuilder& builder, const Limits& limits) {
  return XlsxReader(zip, builder, limits).read();
}

}  // namespace thuocdo
