#include "submission/bundle.h"

#include <algorithm>
#include <functional>
#include <set>

#include "programme/digest.h"
#include "sheet/xml_reader.h"
#include "sheet/zip_package.h"
#include "submission/part_text.h"
#include "submission/submission.h"

namespace thuocdo {
namespace {

constexpr std::string_view list_namespace = "urn:vn:thuocdo:bundle:1";
constexpr std::string_view list_version = "1";
constexpr std::string_view yes = "yes";

struct Attribute {
  std::string_view name;
  std::string* text = nullptr;  // one of the two
  bool* flag = nullptr;
};

// Where the attributes of each element stand, and in which order they are written.
std::vector<Attribute> attributes_of(Bundle& bundle) {
  return {{"programme", &bundle.programme}, {"digest", &bundle.digest}, {"units", &bundle.units_digest}, {"round", &bundle.round},
          {"unit", &bundle.unit}, {"closed", &bundle.closed}, {"by", &bundle.closed_by}};
}
std::vector<Attribute> attributes_of(BundleUnit& unit) {
  return {{"code", &unit.unit}, {"absent", &unit.absent}, {"answers", &unit.answers}, {"rank", &unit.rank}, {"total", &unit.total},
          {"maximum", &unit.maximum}, {"published", &unit.published}, {"appraised", nullptr, &unit.appraised}};
}
std::vector<Attribute> attributes_of(BundleFile& file) {
  return {{"path", &file.path}, {"name", &file.name}, {"digest", &file.digest}, {"received", &file.received}, {"copy", nullptr, &file.copy}};
}
std::vector<Attribute> attributes_of(BundleDecision& decision) {
  return {{"criterion", &decision.criterion}, {"verdict", &decision.verdict}, {"basis", &decision.basis}, {"comment", &decision.comment},
          {"by", &decision.appraiser}, {"not-applicable", nullptr, &decision.not_applicable}};
}

template <typename Element>
std::string attributes_text(Element element) {
  std::string xml;
  for (const Attribute& one : attributes_of(element)) {
    const std::string value = one.text != nullptr ? *one.text : *one.flag ? std::string(yes) : std::string();
    if (!value.empty()) xml += " " + std::string(one.name) + "=\"" + part_text(value) + "\"";
  }
  return xml;
}

// bundle(level, unit(file*, decision(field*)*)*); nothing else.
class ListHandler : public XmlHandler {
 public:
  explicit ListHandler(Bundle& bundle) : bundle_(bundle) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    const std::string parent = open_.empty() ? std::string() : open_.back();  // its own: the list of open ones grows
    open_.emplace_back(name);
    if (name == "bundle" && parent.empty()) {
      const auto version = attributes.find("version");
      if (version && *version != list_version) {
        newer = std::string(version->substr(0, 20));
        return refuse(refuse_damaged({"phiên bản lạ", "an unknown version"}));
      }
      return take(name, attributes, {{"engine", &bundle_.engine}}, {"version"});
    }
    if (name == "level" && parent == "bundle") {
      has_level = true;
      return take(name, attributes, attributes_of(bundle_));
    }
    if (name == "unit" && parent == "bundle") return take(name, attributes, attributes_of(bundle_.units.emplace_back()));
    if (name == "file" && parent == "unit") return take(name, attributes, attributes_of(bundle_.units.back().files.emplace_back()));
    if (name == "decision" && parent == "unit") return take(name, attributes, attributes_of(bundle_.units.back().decisions.emplace_back()));
    if (name == "field" && parent == "decision") {
      auto& field = bundle_.units.back().decisions.back().fields.emplace_back();
      return take(name, attributes, {{"name", &field.first}, {"value", &field.second}});
    }
    refuse_list(name);
  }
  void end() override { open_.pop_back(); }
  void text(std::string_view piece) override {
    if (piece.find_first_not_of(" \t\r\n") != std::string_view::npos) refuse_list(open_.empty() ? std::string_view() : open_.back());
  }

  bool has_level = false;
  std::string newer;

 private:
  void refuse_list(std::string_view name) {
    const std::string shown(name.substr(0, 40));
    refuse(refuse_damaged({"phần tử “" + shown + "” không đúng", "the element \"" + shown + "\" is wrong"}));
  }

  void take(std::string_view element, const XmlAttributes& attributes, const std::vector<Attribute>& slots, std::initializer_list<std::string_view> besides = {}) {
    for (const XmlAttribute& given : attributes) {
      const std::string_view name = given.name;
      if (name.starts_with("xmlns") || std::find(besides.begin(), besides.end(), name) != besides.end()) continue;
      const auto slot = std::find_if(slots.begin(), slots.end(), [&](const Attribute& one) { return one.name == name; });
      const auto value = slot != slots.end() ? text_of_part(given.value) : std::nullopt;
      if (!value) {
        refuse_list(element);
        continue;
      }
      if (slot->text != nullptr) *slot->text = *value;
      else *slot->flag = *value == yes;
    }
  }

  Bundle& bundle_;
  std::vector<std::string> open_;
};

ReadBundle unreadable(Finding why) {
  ReadBundle read;
  read.findings.push_back(std::move(why));
  return read;
}
ReadBundle unreadable(const Text& what) { return unreadable(finding(Code::bundle_unreadable, std::vector<Text>{what})); }
ReadBundle unreadable(const Refusal& refusal) { return unreadable(refusal.what.empty() ? finding(refusal.code).message : refusal.what); }

bool is_digest(std::string_view text) { return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

}  // namespace

const BundleUnit* Bundle::find(std::string_view code) const {
  const auto found = std::find_if(units.begin(), units.end(), [&](const BundleUnit& one) { return one.unit == code; });
  return found != units.end() ? &*found : nullptr;
}

std::string write_bundle_list(const Bundle& bundle) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bundle xmlns=\"" + std::string(list_namespace) + "\" version=\"" +
                    std::string(list_version) + "\" engine=\"" + part_text(bundle.engine) + "\">\n  <level" + attributes_text(bundle) + "/>\n";
  for (const BundleUnit& unit : bundle.units) {
    xml += "  <unit" + attributes_text(unit) + ">\n";
    for (const BundleFile& file : unit.files) xml += "    <file" + attributes_text(file) + "/>\n";
    for (const BundleDecision& decision : unit.decisions) {
      xml += "    <decision" + attributes_text(decision) + ">";
      for (const auto& [name, value] : decision.fields) xml += "<field name=\"" + part_text(name) + "\" value=\"" + part_text(value) + "\"/>";
      xml += "</decision>\n";
    }
    xml += "  </unit>\n";
  }
  return xml + "</bundle>\n";
}

bool holds_bundle(std::string_view bytes, const Limits& limits) {
  ZipPackage zip;
  return bytes.starts_with("PK") && !zip.open(bytes, limits) && zip.has(bundle_list_path);
}

ReadBundle read_bundle_list(std::string_view xml, const Limits& limits) {
  if (xml.size() > limits.part_bytes) return unreadable(Text{"quá lớn", "too large"});
  ReadBundle read;
  read.bundle.emplace();
  ListHandler handler(*read.bundle);
  static const XmlNamespaces namespaces = {{"", list_namespace, true}};
  if (auto refusal = read_xml(xml, bundle_list_path, namespaces, handler, limits)) {
    return handler.newer.empty() ? unreadable(*refusal) : unreadable(finding(Code::bundle_newer, {handler.newer}));
  }
  if (!handler.has_level || read.bundle->unit.empty()) return unreadable(Text{"thiếu thông tin bắt buộc", "required content is missing"});
  std::set<std::string> paths;
  for (const BundleUnit& unit : read.bundle->units) {
    for (const BundleFile& file : unit.files) {
      const bool fine = file.path.starts_with(bundle_folder) && file.path != bundle_list_path && file.path.find('/', bundle_folder.size()) == std::string::npos;
      if (!fine || !is_digest(file.digest) || !paths.insert(file.path).second) return unreadable(Text{"tệp " + file.path.substr(0, 60) + " kê không đúng", "the file " + file.path.substr(0, 60) + " is listed wrongly"});
    }
  }
  read.bundle->list_digest = sha256_hex(xml);
  return read;
}

ReadBundle read_bundle(std::string_view package, BundleFiles files, const Limits& limits) {
  ZipPackage zip;
  ZipPart part;
  if (auto refusal = zip.open(package, limits)) return unreadable(*refusal);
  if (auto refusal = zip.read(bundle_list_path, part)) return unreadable(*refusal);
  ReadBundle read = read_bundle_list(part.view(), limits);
  if (!read.bundle || files == BundleFiles::list_only) return read;
  std::set<std::string_view> listed = {bundle_folder, bundle_list_path};
  for (BundleUnit& unit : read.bundle->units) {
    for (BundleFile& file : unit.files) {
      listed.insert(file.path);
      if (!zip.has(file.path)) continue;
      if (auto refusal = zip.read(file.path, part)) return unreadable(*refusal);
      file.bytes = part.view();
      file.there = true;
    }
  }
  for (const std::string_view name : zip.names()) {
    if (name.starts_with(bundle_folder) && !listed.contains(name)) read.unlisted.emplace_back(name);
  }
  return read;
}

BundleDecision bundle_decision(const Criterion& criterion, const CriterionAppraisal& appraisal) {
  BundleDecision decision;
  decision.criterion = criterion.id;
  decision.verdict = verdict_text(appraisal.verdict);
  decision.basis = appraisal.basis ? std::string(basis_text(*appraisal.basis)) : std::string();
  decision.comment = appraisal.comment;
  decision.appraiser = appraisal.appraiser;
  decision.not_applicable = appraisal.not_applicable;
  for (const Field& field : criterion.fields()) {
    const Value* value = appraisal.find(field.name);
    if (value != nullptr && !is_blank(*value)) decision.fields.emplace_back(field.name, says_emptied(*value) ? "–" : canonical_value(field, *value));
  }
  return decision;
}

std::optional<CriterionAppraisal> appraisal_of(const Criterion& criterion, const BundleDecision& decision) {
  const auto verdict = appraisal_verdict(decision.verdict);
  if (!verdict || *verdict == AppraisalVerdict::kept || !is_appraised(criterion)) return std::nullopt;
  CriterionAppraisal appraisal;
  appraisal.verdict = *verdict;
  appraisal.not_applicable = decision.not_applicable;
  appraisal.basis = appraisal_basis(decision.basis);
  appraisal.comment = decision.comment;
  appraisal.appraiser = decision.appraiser;
  for (const auto& [name, text] : decision.fields) {
    const auto& fields = criterion.fields();
    const auto field = std::find_if(fields.begin(), fields.end(), [&name = name](const Field& one) { return one.name == name; });
    if (field == fields.end()) return std::nullopt;
    const bool number = field->type == FieldType::count || field->type == FieldType::number || field->type == FieldType::points;
    const auto decimal = number ? Decimal::parse_plain(text) : std::nullopt;
    appraisal.set(name, decimal ? Value(*decimal) : Value(text));
  }
  return appraisal;
}

}  // namespace thuocdo
