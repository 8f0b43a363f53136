#include "sheet/text_repair.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

#include "sheet/old_encodings.h"

namespace thuocdo {
namespace {

bool is_odd_blank(char32_t sign) {
  return sign == 0xA0 || sign == 0x2007 || sign == 0x202F || sign == 0x3000;
}
bool is_unseen(char32_t sign) {
  return sign == 0x200B || sign == 0x200C || sign == 0x200E || sign == 0x200F || sign == 0x2060 || sign == 0xFEFF ||
         sign == 0xAD;
}

// No-break spaces become blanks, none at the ends; what nobody sees goes.
std::string without_odd_blanks(std::string_view utf8, bool& changed) {
  std::u32string signs = to_signs(utf8);
  const std::u32string before = signs;
  for (char32_t& sign : signs) {
    if (is_odd_blank(sign)) sign = ' ';
  }
  std::erase_if(signs, is_unseen);
  if (signs == before) return std::string(utf8);
  changed = true;
  while (!signs.empty() && signs.back() == ' ') signs.pop_back();
  signs.erase(0, std::min(signs.find_first_not_of(U' '), signs.size()));
  return to_utf8(signs);
}

std::string composed(std::string_view utf8) {
  utf8proc_uint8_t* made = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                   static_cast<utf8proc_ssize_t>(utf8.size()), &made,
                                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (length < 0) return std::string(utf8);
  std::string text(reinterpret_cast<const char*>(made), static_cast<std::size_t>(length));
  std::free(made);
  return text;
}

bool is_text_field(const Field& field) { return field.type == FieldType::text; }

}  // namespace

Text fault_label(TextFault fault) {
  switch (fault) {
    case TextFault::blanks:
      return {"dấu cách lạ", "odd blanks"};
    case TextFault::decomposed:
      return {"chữ tổ hợp", "decomposed letters"};
    case TextFault::tcvn3:
      return {"mã TCVN3 (ABC)", "TCVN3 (ABC) encoding"};
    case TextFault::vni:
      return {"mã VNI", "VNI encoding"};
    case TextFault::number_text:
      return {"số dạng chữ", "number as text"};
    case TextFault::date_text:
      return {"ngày dạng chữ", "date as text"};
    case TextFault::other_wording:
      return {"khác chữ trong danh sách", "not as in the list"};
  }
  return {};
}

RepairedText repair_text(std::string_view utf8) {
  RepairedText result{std::string(utf8), {}};
  if (utf8proc_int32_t code = 0; std::any_of(utf8.begin(), utf8.end(), [](char c) { return (c & 0x80) != 0; })) {
    for (std::size_t at = 0; at < utf8.size();) {  // what is no UTF-8 is no text of ours
      const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()) + at,
                                         static_cast<utf8proc_ssize_t>(utf8.size() - at), &code);
      if (size <= 0) return result;
      at += static_cast<std::size_t>(size);
    }
  } else {
    return result;
  }
  // The old encodings first: to them a soft hyphen is a letter.
  if (auto decoded = decoded_tcvn3(result.text)) {
    if (!decoded_vni(result.text)) {
      result.text = std::move(*decoded);
      result.faults.push_back(TextFault::tcvn3);
    }
  } else if (auto other = decoded_vni(result.text)) {
    result.text = std::move(*other);
    result.faults.push_back(TextFault::vni);
  }
  bool blanks = false;
  std::string text = without_odd_blanks(result.text, blanks);
  if (blanks) result.faults.push_back(TextFault::blanks);
  result.text = composed(text);
  if (result.text != text) result.faults.push_back(TextFault::decomposed);
  return result;
}

std::optional<RepairedAnswer> repair_answer(const Field& field, const Value& value) {
  const auto* given = std::get_if<std::string>(&value);
  if (given == nullptr || is_blank(value)) return std::nullopt;
  RepairedText repaired = repair_text(*given);
  const auto as_text = [&]() -> std::optional<RepairedAnswer> {
    if (repaired.faults.empty()) return std::nullopt;
    return RepairedAnswer{repaired.text, repaired.faults};
  };
  if (is_text_field(field)) return as_text();
  if (says_not_applicable(Value(repaired.text))) return as_text();
  const FieldReading reading = read_field(field, Value(repaired.text));
  if (reading.number && !field.is_choice()) {
    std::vector<TextFault> faults = std::move(repaired.faults);
    faults.push_back(TextFault::number_text);
    return RepairedAnswer{*reading.number, std::move(faults)};
  }
  if (reading.date) {
    // A date that was typed as one reaches us as "2023-12-01" too, by its day: then there is nothing to repair.
    std::vector<TextFault> faults = std::move(repaired.faults);
    faults.push_back(TextFault::date_text);
    return RepairedAnswer{*reading.date, std::move(faults)};
  }
  if (reading.option >= 0 && static_cast<std::size_t>(reading.option) < field.options.size()) {
    const std::string& wanted = field.options[static_cast<std::size_t>(reading.option)].text.vi;
    if (wanted == *given) return std::nullopt;
    std::vector<TextFault> faults = std::move(repaired.faults);
    if (wanted != repaired.text) faults.push_back(TextFault::other_wording);
    return RepairedAnswer{wanted, std::move(faults)};
  }
  return as_text();
}

}  // namespace thuocdo
