// The values of PDF syntax: numbers, names, strings, arrays, dictionaries, references. For this room's .cpp files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace thuocdo {

struct PdfValue {
  enum class Kind { null, boolean, number, name, string, array, dictionary, reference };
  Kind kind = Kind::null;
  std::string text;        // of a name (without "/") or string, decoded; of a number as it stands
  std::int64_t number = 0;  // of a whole number; the object's of a reference
  std::int64_t generation = 0;
  bool whole = false;      // a number without a point
  std::vector<PdfValue> items;
  std::vector<std::pair<std::string, PdfValue>> entries;

  const PdfValue* find(std::string_view key) const;  // null where it is missing or stands twice
};

// Reads along the bytes; every step that fails leaves nothing behind and says so.
class PdfScanner {
 public:
  PdfScanner(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}
  std::size_t at() const { return at_; }
  bool take(std::string_view word);  // after blanks and comments
  std::optional<std::int64_t> take_whole();
  std::optional<PdfValue> take_value() { return value(0); }

 private:
  void skip_blanks();
  std::optional<PdfValue> value(int depth);
  std::optional<std::string> name();
  std::optional<std::string> literal();
  std::optional<std::string> hexadecimal();

  std::string_view bytes_;
  std::size_t at_;
  std::size_t values_ = 0;
};

}  // namespace thuocdo
