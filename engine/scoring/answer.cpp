#include "scoring/answer.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace thuocdo {
namespace {

// Runs utf8proc; text that is not UTF-8 comes back unchanged.
std::string mapped(std::string_view utf8, int options) {
  utf8proc_uint8_t* out = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                   static_cast<utf8proc_ssize_t>(utf8.size()), &out,
                                   static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
  if (length < 0) return std::string(utf8);
  return std::string(reinterpret_cast<const char*>(out), static_cast<std::size_t>(length));
}

bool is_ascii(char sign) { return static_cast<unsigned char>(sign) < 0x80; }

// The length of the sign beyond ASCII that begins here where it is one that NFC keeps and that joins with no other: Latin up to
// U+02FF, the Vietnamese letters of U+1E00 to U+1EFF, and dashes and quotation marks; 0 for any other.
std::size_t composed_bytes(std::string_view text, std::size_t i) {
  const auto at = [&](std::size_t place) { return place < text.size() ? static_cast<unsigned char>(text[place]) : 0u; };
  const auto continues = [&](std::size_t place) { return (at(place) & 0xC0) == 0x80; };
  const unsigned lead = at(i);
  if (lead >= 0xC2 && lead <= 0xCB && continues(i + 1)) return 2;
  if (lead == 0xE1 && at(i + 1) >= 0xB8 && at(i + 1) <= 0xBB && continues(i + 2)) return 3;
  if (lead == 0xE2 && at(i + 1) == 0x80 && at(i + 2) >= 0x90 && at(i + 2) <= 0xA6) return 3;
  return 0;
}

// Nearly every text of a sheet is, and needs no library.
bool is_composed(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t bytes = is_ascii(text[i]) ? 1 : composed_bytes(text, i);
    if (bytes == 0) return false;
    i += bytes;
  }
  return true;
}

std::size_t bytes_of_sign(char lead) {
  const auto c = static_cast<unsigned char>(lead);
  return c < 0x80 ? 1 : c < 0xE0 ? 2 : 3;
}

char small_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string folded_letters(std::string_view stripped) {
  std::string out;
  for (std::size_t i = 0; i < stripped.size(); ++i) {
    if (stripped.substr(i, 2) == "\xC4\x91") {  // đ has no decomposition
      out += 'd';
      ++i;
    } else {
      out += small_letter(stripped[i]);
    }
  }
  return out;
}

// What fold() makes of each sign beyond ASCII that is_composed() lets through, asked of the library once: folding takes
// most of the time of scoring a sheet.
class FoldedSigns {
 public:
  static const FoldedSigns& get() {
    static const FoldedSigns signs;
    return signs;
  }
  std::string_view at(std::string_view sign) const {
    if (sign.size() == 2) return two_[index(sign[0], 0xC2, sign[1])];
    return static_cast<unsigned char>(sign[0]) == 0xE1 ? three_[index(sign[1], 0xB8, sign[2])] : sign;  // dashes, quotation marks
  }

 private:
  FoldedSigns() {
    for (unsigned lead = 0xC2; lead <= 0xCB; ++lead) fill(two_, {static_cast<char>(lead)});
    for (unsigned second = 0xB8; second <= 0xBB; ++second) fill(three_, {'\xE1', static_cast<char>(second)});
  }
  static void fill(std::vector<std::string>& signs, const std::string& start) {
    for (unsigned last = 0x80; last <= 0xBF; ++last) {
      signs.push_back(folded_letters(mapped(start + static_cast<char>(last), UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
                                                                                 UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD)));
    }
  }
  static std::size_t index(char row, unsigned first, char last) {
    return (static_cast<unsigned char>(row) - first) * 64u + (static_cast<unsigned char>(last) & 0x3Fu);
  }
  std::vector<std::string> two_, three_;
};

bool may_begin_blank(char sign) {
  const unsigned char c = static_cast<unsigned char>(sign);
  return c <= ' ' || c == 0xC2 || c == 0xE2 || c == 0xEF;
}

// Bytes of the blank or invisible sign at `text[i]`; 0 when there is none.
std::size_t blank_bytes(std::string_view text, std::size_t i) {
  const unsigned char c = static_cast<unsigned char>(text[i]);
  if (c == ' ' || (c >= 9 && c <= 13)) return 1;
  if (c != 0xC2 && c != 0xE2 && c != 0xEF) return 0;
  if (text.substr(i, 2) == "\xC2\xA0") return 2;  // no-break space
  const std::string_view three = text.substr(i, 3);
  for (std::string_view blank : {"\xE2\x80\x87", "\xE2\x80\xAF", "\xE2\x80\x8B", "\xEF\xBB\xBF"}) {
    if (three == blank) return 3;
  }
  return 0;
}

std::string folded_blanks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t bytes = blank_bytes(text, i)) {
      pending = !out.empty();
      i += bytes;
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    const std::size_t from = i++;
    for (; i < text.size(); ++i) {
      if (!may_begin_blank(text[i])) continue;
      const bool single = text[i] == ' ' && i + 1 < text.size() && !may_begin_blank(text[i + 1]);
      if (!single && blank_bytes(text, i) != 0) break;
    }
    out += text.substr(from, i - from);
  }
  return out;
}

// Composed, and no blanks in it but single spaces between other signs: nearly every text of a sheet.
bool is_tidy(std::string_view text) {
  bool after_space = true;
  for (std::size_t i = 0; i < text.size();) {
    const bool space = text[i] == ' ';
    if (space && after_space) return false;
    after_space = space;
    if (is_ascii(text[i])) {
      if (text[i] < ' ') return false;
      ++i;
    } else {
      const std::size_t bytes = composed_bytes(text, i);
      if (bytes == 0 || (may_begin_blank(text[i]) && blank_bytes(text, i) != 0)) return false;
      i += bytes;
    }
  }
  return text.empty() || !after_space;
}

FieldReading problem(Code code, std::vector<Text> arguments = {}) {
  FieldReading reading;
  reading.problem = code;
  reading.problem_arguments = std::move(arguments);
  return reading;
}

Text same(const std::string& text) { return {text, text}; }

Text number_text(const Decimal& value) { return {value.text(Notation::vietnamese), value.text()}; }

std::string shown_value(const Value& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) return number->text(Notation::vietnamese);
  if (const auto* text = std::get_if<std::string>(&value)) return tidy(*text);
  return {};
}

FieldReading read_option(const Field& field, const Value& value) {
  FieldReading reading;
  const auto is_one_of = [&](const std::string& given) {
    for (std::size_t i = 0; i < field.options.size(); ++i) {
      const Option& option = field.options[i];
      if (given != option.id && given != option.text.vi && given != option.text.en) continue;
      reading.option = static_cast<int>(i);
      return true;
    }
    return false;
  };
  // As it stands in the list: what nearly every answer is.
  if (const auto* text = std::get_if<std::string>(&value); text && is_one_of(*text)) return reading;
  std::string given;
  if (const auto* number = std::get_if<Decimal>(&value)) {
    given = number->text();
  } else {
    given = tidy(std::get<std::string>(value));
  }
  if (is_one_of(given)) return reading;
  std::string folded = fold(given);
  if (field.type == FieldType::yes_no) {
    if (folded == "1" || folded == "yes" || folded == "true" || folded == "dung") folded = "co";
    if (folded == "0" || folded == "no" || folded == "false" || folded == "sai") folded = "khong";
  }
  for (std::size_t i = 0; i < field.options.size() && !folded.empty(); ++i) {
    const Option& option = field.options[i];
    if (folded == fold(option.id) || folded == fold(option.text.vi) || folded == fold(option.text.en)) {
      reading.option = static_cast<int>(i);
      return reading;
    }
  }
  Text choices;
  for (const Option& option : field.options) {
    const std::string separator = choices.empty() ? "" : " / ";
    choices.vi += separator + option.text.vi;
    choices.en += separator + option.text.in(Language::english);
  }
  return problem(Code::answer_not_option, {same(shown_value(value)), choices});
}

// What a cell with a date or a time holds: "2024-02-01", "1899-12-30T01:02:00".
bool is_date_of_cell(const std::string& text) {
  return (text.size() == 10 || (text.size() > 10 && text[10] == 'T')) && parse_date(std::string_view(text).substr(0, 10)).has_value();
}

FieldReading read_numeric(const Field& field, const Value& value) {
  FieldReading reading;
  if (const auto* number = std::get_if<Decimal>(&value)) {
    reading.number = *number;
  } else {
    const std::string text = tidy(std::get<std::string>(value));
    if (const auto readings = two_readings(text)) {
      return problem(Code::answer_ambiguous,
                     {same(text), same(readings->thousands.text()), {readings->decimals.text(Notation::vietnamese), readings->decimals.text()}});
    }
    if (is_date_of_cell(text)) {
      const Date date = *parse_date(std::string_view(text).substr(0, 10));
      const std::string time = text.size() > 10 ? " " + text.substr(11) : "";
      return problem(Code::answer_became_date,
                     {{date_text(date, Language::vietnamese) + time, date_text(date, Language::english) + time}});
    }
    const ReadNumber read = read_number(text);
    switch (read.error) {
      case NumberError::none: break;
      case NumberError::too_large: return problem(Code::answer_too_large, {same(text)});
      default: return problem(Code::answer_not_number, {same(text)});
    }
    reading.number = read.value;
    reading.was_text = true;
  }
  const Decimal& number = *reading.number;
  if (number.is_negative()) return problem(Code::answer_negative, {number_text(number)});
  if (field.type == FieldType::count && !number.is_whole()) {
    return problem(Code::answer_not_whole, {number_text(number)});
  }
  if (field.upper && number > *field.upper) {
    return problem(Code::answer_above_upper, {number_text(number), number_text(*field.upper)});
  }
  return reading;
}

// "1/2/2023", "01/02/2023": day, month, year.
std::optional<Date> day_month_year(std::string_view text) {
  int parts[3] = {};
  int part = 0;
  int digits = 0;
  for (char c : text) {
    if (c == '/' && part < 2 && digits >= 1 && digits <= 2) {
      ++part;
      digits = 0;
    } else if (c >= '0' && c <= '9' && ++digits <= 4) {
      parts[part] = parts[part] * 10 + (c - '0');
    } else {
      return std::nullopt;
    }
  }
  if (part != 2 || digits != 4) return std::nullopt;
  const Date date{std::chrono::year(parts[2]), std::chrono::month(static_cast<unsigned>(parts[1])),
                  std::chrono::day(static_cast<unsigned>(parts[0]))};
  if (!date.ok()) return std::nullopt;
  return date;
}

// The days that a spreadsheet's number can stand for without being anything else: 1970-01-01 to 2173-10-13.
constexpr std::int64_t first_day = 25569;
constexpr std::int64_t last_day = 100000;
constexpr std::chrono::sys_days day_zero = Date{std::chrono::year(1899), std::chrono::month(12), std::chrono::day(30)};

std::optional<Date> date_of(const Value& value, const std::string& text) {
  if (const auto* number = std::get_if<Decimal>(&value)) {
    std::int64_t days = number->units();
    for (int i = 0; i < number->places(); ++i) days /= 10;  // without the time of day
    if (number->is_negative() || days < first_day || days > last_day) return std::nullopt;
    return Date(day_zero + std::chrono::days(days));
  }
  const bool has_time = text.size() > 10 && text[10] == 'T';
  std::optional<Date> date = parse_date(has_time ? std::string_view(text).substr(0, 10) : std::string_view(text));
  if (!date) date = day_month_year(text);
  if (!date) return std::nullopt;
  const std::int64_t days = (std::chrono::sys_days(*date) - day_zero).count();
  return days < first_day || days > last_day ? std::nullopt : date;
}

FieldReading read_date_field(const Field& field, const Value& value) {
  FieldReading reading;
  const std::string text = std::holds_alternative<std::string>(value) ? tidy(std::get<std::string>(value)) : "";
  reading.date = date_of(value, text);
  if (reading.date) return reading;
  const std::string folded = fold(text);
  for (std::string_view word : {"khong", "khong thuc hien", "chua thuc hien", "khong ban hanh", "chua ban hanh", "not done"}) {
    if (folded == word) reading.option = 0;
  }
  if (reading.option == 0) return reading;
  return problem(Code::answer_not_date, {same(shown_value(value)), field.options.front().text});
}

}  // namespace

bool is_blank(const Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return true;
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr && is_blank_text(*text);
}

bool is_blank_text(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size();) {
    const std::size_t bytes = blank_bytes(utf8, i);
    if (bytes == 0) return false;
    i += bytes;
  }
  return true;
}

void Answer::set(std::string_view field, Value value) {
  for (auto& [name, old] : fields) {
    if (name == field) {
      old = std::move(value);
      return;
    }
  }
  fields.emplace_back(std::string(field), std::move(value));
}

const Value* Answer::find(std::string_view field) const {
  for (const auto& [name, value] : fields) {
    if (name == field) return &value;
  }
  return nullptr;
}

const Value* Answer::counted(std::string_view field) const {
  for (const SuppliedValue& given : supplied) {
    if (given.field == field) return &given.value;
  }
  return find(field);
}

bool Answer::empty() const {
  if (not_applicable) return false;
  for (const auto& [name, value] : fields) {
    if (!is_blank(value)) return false;
  }
  return true;
}

FieldReading read_field(const Field& field, const Value& value) {
  if (is_blank(value)) {
    FieldReading reading;
    reading.absent = true;
    return reading;
  }
  if (const auto* error = std::get_if<CellError>(&value)) return problem(Code::answer_error_cell, {same(error->text)});
  switch (field.type) {
    case FieldType::yes_no:
    case FieldType::level: return read_option(field, value);
    case FieldType::count:
    case FieldType::number:
    case FieldType::points: return read_numeric(field, value);
    case FieldType::date: return read_date_field(field, value);
    case FieldType::text: break;
  }
  FieldReading reading;
  reading.text = shown_value(value);
  return reading;
}

bool same_value(const Field& field, const Value& a, const Value& b) {
  const FieldReading first = read_field(field, a);
  const FieldReading second = read_field(field, b);
  if (first.problem || second.problem) return a == b;
  return first.absent == second.absent && first.number == second.number && first.date == second.date &&
         first.option == second.option && first.text == second.text;
}

bool says_not_applicable(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr || text->empty() || text->size() > 64) return false;
  // Folding is slow, and most answers begin otherwise.
  const char first = text->front();
  if (first > ' ' && std::string_view("KkNnDd").find(first) == std::string_view::npos) return false;
  const std::string folded = fold(*text);
  return folded == "khong ap dung" || folded == "kad" || folded == "n/a" || folded == "does not apply";
}

bool claims_not_applicable(const Criterion& criterion, const Answer& answer) {
  if (!criterion.rule() || std::holds_alternative<Information>(*criterion.rule())) return answer.not_applicable;
  if (!answer.supplied.empty()) {
    return std::all_of(answer.supplied.begin(), answer.supplied.end(),
                       [](const SuppliedValue& given) { return says_not_applicable(given.value); });
  }
  if (answer.not_applicable) return true;
  bool said = false;
  for (const auto& [field, value] : answer.fields) {
    if (is_blank(value)) continue;
    if (!says_not_applicable(value)) return false;
    said = true;
  }
  return said;
}

std::string tidy(std::string_view utf8) {
  if (is_tidy(utf8)) return std::string(utf8);
  if (is_composed(utf8)) return folded_blanks(utf8);
  return folded_blanks(mapped(utf8, UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

std::string fold(std::string_view utf8) {
  if (!is_composed(utf8)) {
    return folded_blanks(folded_letters(mapped(utf8, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD)));
  }
  const FoldedSigns& signs = FoldedSigns::get();
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const std::size_t bytes = bytes_of_sign(utf8[i]);
    if (bytes == 1) {
      out += small_letter(utf8[i]);
    } else {
      out += signs.at(utf8.substr(i, bytes));
    }
    i += bytes;
  }
  return folded_blanks(out);
}

}  // namespace thuocdo
