#include "submission/submission_part.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "sheet/xml_reader.h"
#include "submission/part_text.h"
#include "submission/verify.h"
#include "version.h"

namespace thuocdo {
namespace {

constexpr std::string_view part_namespace = "urn:vn:thuocdo:submission:1";
constexpr std::string_view part_version = "1";

// Where each attribute of the part stands in the values, and in which order they are written.
struct Slot {
  std::string_view element;
  std::string_view attribute;
  std::string* value;
};
std::vector<Slot> slots(SubmissionPart& part) {
  return {{"submission", "engine", &part.engine},
          {"identity", "programme", &part.key.programme},
          {"identity", "digest", &part.key.digest},
          {"identity", "tier", &part.key.tier},
          {"identity", "unit", &part.key.unit},
          {"identity", "round", &part.key.round},
          {"submitted", "time", &part.record.submitted},
          {"submitted", "head", &part.record.head},
          {"submitted", "preparer", &part.record.preparer},
          {"submitted", "phone", &part.record.phone},
          {"seal", "code", &part.check_code},
          {"seal", "digest", &part.digest},
          {"replaces", "code", &part.record.replaces_code},
          {"replaces", "digest", &part.record.replaces_digest}};
}

// submission(identity, submitted, seal, replaces?, shown?, answers(criterion(entry*)*)); nothing else, nothing twice.
class PartHandler : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view parent = open_.empty() ? std::string_view() : std::string_view(open_.back());
    if (parent != expected_parent(name)) return refuse_part(name);
    if (name != "criterion" && name != "entry" && !seen_.insert(std::string(name)).second) return refuse_part(name);
    open_.emplace_back(name);
    text_.clear();
    if (name == "shown") return skip_informative();
    if (name == "submission") {
      const auto version = attributes.find("version");
      if (!version || *version != part_version) {
        return refuse(refuse_damaged({"phiên bản lạ, cần chương trình mới hơn", "an unknown version; a newer program is needed"}));
      }
    }
    std::size_t known = name == "submission" ? 1 : 0;
    for (const Slot& slot : slots(part)) {
      if (slot.element != name) continue;
      const auto value = attributes.find(slot.attribute);
      if (!value) continue;
      ++known;
      take(*value, *slot.value);
    }
    if (name == "criterion") known += take_id(attributes, "id", criterion_);
    if (name == "entry") known += take_id(attributes, "name", entry_);
    std::size_t given = 0;
    for (const XmlAttribute& attribute : attributes) given += attribute.name.starts_with("xmlns") ? 0 : 1;
    if (given != known) refuse_part(name);
  }

  void end() override {
    if (open_.back() == "entry") {
      CanonicalEntry entry{criterion_, entry_, {}};
      take(text_, entry.value);
      part.entries.push_back(std::move(entry));
    }
    text_.clear();
    open_.pop_back();
  }

  // Comments may stand between two pieces of a text; the text is all of it.
  void text(std::string_view piece) override {
    if (!open_.empty() && open_.back() == "entry") {
      text_ += piece;
    } else if (piece.find_first_not_of(" \t\r\n") != std::string_view::npos) {
      refuse_part(open_.empty() ? std::string_view() : std::string_view(open_.back()));
    }
  }

  bool complete() const { return seen_.contains("identity") && seen_.contains("submitted") && seen_.contains("seal") && seen_.contains("answers"); }

  SubmissionPart part;

 private:
  static std::string_view expected_parent(std::string_view name) {
    if (name == "submission") return {};
    if (name == "criterion") return "answers";
    if (name == "entry") return "criterion";
    for (std::string_view known : {"identity", "submitted", "seal", "replaces", "shown", "answers"}) {
      if (name == known) return "submission";
    }
    return "?";
  }

  void refuse_part(std::string_view name) {
    const std::string shown(name.substr(0, 40));
    refuse(refuse_damaged({"phần tử “" + shown + "” không đúng", "the element \"" + shown + "\" is wrong"}));
  }

  void skip_informative() {
    open_.pop_back();
    skip();
  }

  void take(std::string_view xml, std::string& value) {
    auto bytes = text_of_part(xml);
    if (bytes) {
      value = std::move(*bytes);
    } else {
      refuse(refuse_damaged({"ký tự thoát không đúng", "a wrong escape"}));
    }
  }

  std::size_t take_id(const XmlAttributes& attributes, std::string_view attribute, std::string& id) {
    id.clear();
    const auto found = attributes.find(attribute);
    if (found) take(*found, id);
    return id.empty() ? 0 : 1;
  }

  std::vector<std::string> open_;
  std::set<std::string, std::less<>> seen_;
  std::string criterion_;
  std::string entry_;
  std::string text_;
};

ReadSubmission unreadable(const Text& what) {
  ReadSubmission read;
  read.findings.push_back(finding(Code::submission_part_unreadable, std::vector<Text>{what}));
  return read;
}

Text field_label(const Criterion& criterion, std::string_view name) {
  for (const Field& field : criterion.fields()) {
    if (field.name == name) return field.label;
  }
  if (name == "reason") return column_title(Column::reason);
  if (name == "evidence") return column_title(Column::evidence);
  if (name == "page") return column_title(Column::page);
  if (name == "na") return {"Không áp dụng", "Does not apply"};
  return {std::string(name), std::string(name)};
}

// Foreign text in a message: not too long, and something to see where it is empty.
std::string shown(const std::string& value) {
  if (value.empty()) return "–";
  constexpr std::size_t most = 120;
  if (value.size() <= most) return value;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xc0) == 0x80) --end;
  return value.substr(0, end) + "…";
}

}  // namespace

std::string write_submission_part(const AssessedSheet& sheet, const SubmissionRecord& record) {
  SubmissionPart part;
  part.engine = version;
  part.key = submission_key(sheet);
  part.record = record;
  const std::string form = canonical_form(part.key, sheet.tier->set, *sheet.answers);
  part.digest = submission_digest(form);
  part.check_code = check_code(part.digest);
  part.entries = canonical_entries(form);

  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<submission xmlns=\"" + std::string(part_namespace) +
                    "\" version=\"" + std::string(part_version) + "\"";
  std::string_view open = "submission";
  for (const Slot& slot : slots(part)) {
    if (slot.element == "replaces" && record.replaces_code.empty() && record.replaces_digest.empty()) continue;
    if (slot.element != open) {
      xml += (open == "submission" ? ">\n  <" : "/>\n  <") + std::string(slot.element);
      open = slot.element;
    }
    xml += " " + std::string(slot.attribute) + "=\"" + part_text(*slot.value) + "\"";
  }
  xml += "/>\n";
  if (sheet.without_assessment == nullptr) {
    xml += "  <shown total=\"" + sheet.card.total.text() + "\" maximum=\"" + sheet.card.maximum.text() + "\"/>\n";
  }
  xml += "  <answers>\n";
  const std::string* criterion = nullptr;
  for (const CanonicalEntry& entry : part.entries) {
    if (criterion == nullptr || *criterion != entry.criterion) {
      xml += std::string(criterion == nullptr ? "" : "    </criterion>\n") + "    <criterion id=\"" + part_text(entry.criterion) + "\">\n";
    }
    criterion = &entry.criterion;
    xml += "      <entry name=\"" + part_text(entry.name) + "\">" + part_text(entry.value) + "</entry>\n";
  }
  if (criterion != nullptr) xml += "    </criterion>\n";
  return xml + "  </answers>\n</submission>\n";
}

ReadSubmission read_submission_part(std::string_view xml, const Limits& limits) {
  if (xml.size() > limits.part_bytes) return unreadable({"quá lớn", "too large"});
  PartHandler handler;
  static const XmlNamespaces namespaces = {{"", part_namespace, true}};
  if (auto refusal = read_xml(xml, submission_part_path, namespaces, handler, limits)) {
    return unreadable(refusal->what.empty() ? finding(refusal->code).message : refusal->what);
  }
  if (!handler.complete()) return unreadable({"thiếu thông tin bắt buộc", "required content is missing"});
  SubmissionPart& part = handler.part;
  const std::string digest = submission_digest(canonical_form(part.key, part.entries));
  if (digest != part.digest || check_code(digest) != part.check_code) {
    return unreadable({"mã kiểm tra không khớp với các câu trả lời trong đó", "its check code is not that of its own answers"});
  }
  ReadSubmission read;
  read.part = std::move(part);
  return read;
}

Findings differences(const SubmissionPart& part, const AssessedSheet& sheet, std::size_t most) {
  Findings found;
  const auto compare = [&](const Text& what, const std::string& stated, const std::string& in_sheet) {
    if (stated == in_sheet) return;
    found.push_back(finding(Code::submission_part_contradicts,
                            std::vector<Text>{what, {shown(stated), ""}, {shown(in_sheet), ""}}).in_file(sheet.file));
  };
  const SheetIdentity& identity = sheet.identity;
  compare({"chương trình", "programme"}, part.key.programme, identity.programme);
  compare({"mã băm bộ tiêu chí", "digest of the criteria"}, part.key.digest, identity.digest);
  compare({"cấp", "tier"}, part.key.tier, identity.tier);
  compare({"đơn vị", "unit"}, part.key.unit, identity.unit);
  compare({"kỳ", "round"}, part.key.round, identity.round);
  compare({"thời điểm nộp", "time of submission"}, part.record.submitted, identity.submitted);
  compare({"mã kiểm tra", "check code"}, part.check_code, identity.check_code);
  compare({"mã băm bài nộp", "digest of the submission"}, part.digest, identity.submission_digest);
  if (!sheet.usable()) return found;

  std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> both;
  for (const CanonicalEntry& entry : part.entries) both[{entry.criterion, entry.name}].first = entry.value;
  const std::string form = canonical_form(submission_key(sheet), sheet.tier->set, *sheet.answers);
  for (const CanonicalEntry& entry : canonical_entries(form)) both[{entry.criterion, entry.name}].second = entry.value;
  std::size_t named = 0;
  for (const auto& [where, values] : both) {
    if (values.first == values.second || named == most) continue;
    ++named;
    const int index = sheet.tier->set.index(where.first);
    const Criterion* criterion = index < 0 ? nullptr : &sheet.tier->set.criteria[static_cast<std::size_t>(index)];
    const Text label = criterion ? field_label(*criterion, where.second) : Text{where.second, where.second};
    Finding one = finding(Code::submission_answer_differs,
                          std::vector<Text>{{where.first, ""}, label, {shown(values.first), ""}, {shown(values.second), ""}});
    one.about(where.first, where.second).in_file(sheet.file);
    const AnswerCell* cell = index < 0 ? nullptr : sheet.cell(index, where.second);
    if (cell == nullptr && criterion && !criterion->fields().empty()) cell = sheet.cell(index, criterion->fields()[0].name);
    if (cell != nullptr) one.at_cell(cell->sheet, cell_name(cell->row, cell->column));
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace thuocdo
