#include "register/receipt.h"

#include <array>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "register/receipt_columns.h"

namespace thuocdo {
namespace {

using Json = nlohmann::ordered_json;

template <typename Enum, std::size_t count>
struct Words {
  std::array<std::string_view, count> texts;
  std::string_view text(Enum value) const { return texts[static_cast<std::size_t>(value)]; }
  std::optional<Enum> value(std::string_view text) const {
    for (std::size_t i = 0; i < count; ++i) {
      if (texts[i] == text) return static_cast<Enum>(i);
    }
    return std::nullopt;
  }
};

constexpr Words<ReceiptState, 5> states{{"accepted", "late", "undecided", "refused", "replaced"}};
constexpr Words<ReceivedKind, 3> kinds{{"workbook", "nothing", "pdf"}};
constexpr Words<TimeSource, 3> sources{{"document-system", "given", "clock"}};

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, nlohmann::detail::error_handler_t::replace); }

// A code that only another version knows stands as a reason without a name.
Code code_of(const std::string& text) {
  static const auto known = [] {
    std::unordered_map<std::string_view, Code> codes;
    for (const CatalogueEntry& entry : catalogue()) codes.emplace(entry.code_text, entry.code);
    return codes;
  }();
  const auto found = known.find(text);
  return found != known.end() ? found->second : Code::reason_unknown;
}

Severity severity_of(const std::string& text) {
  for (const Severity severity : {Severity::note, Severity::warning, Severity::blocking}) {
    if (severity_text(severity) == text) return severity;
  }
  return Severity::blocking;
}

}  // namespace

std::string_view state_text(ReceiptState state) { return states.text(state); }
std::optional<ReceiptState> receipt_state(std::string_view text) { return states.value(text); }
std::string_view kind_text(ReceivedKind kind) { return kinds.text(kind); }
std::optional<ReceivedKind> received_kind(std::string_view text) { return kinds.value(text); }
std::string_view source_text(TimeSource source) { return sources.text(source); }
std::optional<TimeSource> time_source(std::string_view text) { return sources.value(text); }

Text state_label(ReceiptState state) {
  switch (state) {
    case ReceiptState::accepted: return {"Đã nhận", "Accepted"};
    case ReceiptState::late: return {"Trễ hạn", "Late"};
    case ReceiptState::undecided: return {"Chờ quyết định", "Needs a decision"};
    case ReceiptState::refused: return {"Không nhận", "Refused"};
    case ReceiptState::replaced: return {"Đã thay bằng bản sau", "Replaced by a later one"};
  }
  return {};
}

Instant Receipt::received_at() const { return parse_instant(received).value_or(Instant{}); }

const std::vector<std::string_view>& receipt_columns() {
  static const std::vector<std::string_view> columns = {
      "number",    "programme",        "round",             "file_digest", "file_name", "file_size", "kind",
      "tier",      "unit",             "received",          "received_from", "submitted", "programme_digest",
      "submission_digest", "check_code", "replaces",        "signature",   "signer",    "total",     "maximum",
      "engine",    "state",            "reasons"};
  return columns;
}

std::string receipt_column_list() {
  std::string list;
  for (const std::string_view column : receipt_columns()) list += (list.empty() ? "" : ", ") + std::string(column);
  return list;
}

std::vector<std::string> columns_of(const Receipt& r) {
  std::vector<std::string> texts = {std::to_string(r.number), r.programme, r.round, r.file_digest, r.file_name,
                                    std::to_string(r.file_size), std::string(kind_text(r.kind)), r.tier, r.unit, r.received,
                                    std::string(source_text(r.received_from)), r.submitted, r.programme_digest,
                                    r.submission_digest, r.check_code, r.replaces, r.signature, r.signer, r.total, r.maximum,
                                    r.engine, std::string(state_text(r.state)), reasons_text(r.reasons)};
  for (std::string& text : texts) text = database_text(text);
  return texts;
}

Receipt receipt_of(const Row& row) {
  Receipt r;
  std::size_t column = 0;
  const auto next = [&]() -> const std::string& { return row.text(column++); };
  r.number = row.number(column++);
  r.programme = next();
  r.round = next();
  r.file_digest = next();
  r.file_name = next();
  r.file_size = row.number(column++);
  r.kind = received_kind(next()).value_or(ReceivedKind::nothing);
  r.tier = next();
  r.unit = next();
  r.received = next();
  r.received_from = time_source(next()).value_or(TimeSource::clock);
  r.submitted = next();
  r.programme_digest = next();
  r.submission_digest = next();
  r.check_code = next();
  r.replaces = next();
  r.signature = next();
  r.signer = next();
  r.total = next();
  r.maximum = next();
  r.engine = next();
  r.state = receipt_state(next()).value_or(ReceiptState::undecided);
  r.reasons = reasons_of(next());
  return r;
}

std::string reasons_text(const Findings& reasons) {
  Json list = Json::array();
  for (const Finding& reason : reasons) {
    Json one;
    one["severity"] = severity_text(reason.severity);
    one["code"] = reason.code_text();
    if (!reason.criterion.empty()) one["criterion"] = reason.criterion;
    if (!reason.field.empty()) one["field"] = reason.field;
    if (!reason.place.sheet.empty()) one["sheet"] = reason.place.sheet;
    if (!reason.place.cell.empty()) one["cell"] = reason.place.cell;
    one["vi"] = reason.message.vi;
    one["en"] = reason.message.in(Language::english);
    list.push_back(std::move(one));
  }
  return dumped(list);
}

Findings reasons_of(std::string_view text) {
  Findings reasons;
  const Json list = Json::parse(text, nullptr, false);
  if (!list.is_array()) return reasons;
  for (const Json& one : list) {
    if (!one.is_object()) continue;
    const auto member = [&](const char* name) {
      const auto found = one.find(name);
      return found != one.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    Finding reason;
    reason.severity = severity_of(member("severity"));
    reason.code = code_of(member("code"));
    reason.criterion = member("criterion");
    reason.field = member("field");
    reason.place.sheet = member("sheet");
    reason.place.cell = member("cell");
    reason.message = {member("vi"), member("en")};
    reasons.push_back(std::move(reason));
  }
  return reasons;
}

std::string columns_json(const std::vector<std::string_view>& names, const std::vector<std::string>& texts) {
  Json json = Json::object();
  for (std::size_t i = 0; i < names.size(); ++i) json[std::string(names[i])] = texts[i];
  return dumped(json);
}

}  // namespace thuocdo
