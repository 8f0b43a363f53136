#include "sheet/plain_xml.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cstring>
#include <utility>

namespace thuocdo {
namespace {

// Beyond that many elements the parser does it, in less memory.
constexpr std::size_t most_elements = 1u << 20;

// Texts of other lengths are not worth keeping, or too much to keep.
constexpr std::size_t least_kept = 1u << 16;
constexpr std::size_t most_kept = 1u << 22;
constexpr std::size_t between_marks = 1u << 13;

enum Kind : std::uint8_t { in_name = 1, begins_name = 2, plain_in_text = 4, plain_in_value = 8, blank = 16 };

constexpr std::array<std::uint8_t, 256> kinds() {
  std::array<std::uint8_t, 256> all{};
  for (std::size_t c = 0; c < 128; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
    const bool more = (c >= '0' && c <= '9') || c == '-' || c == '.';
    const bool white = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    // ">" is not plain anywhere, so that every loop over plain characters ends at the last character at the latest.
    const bool plain = c >= ' ' && c != '<' && c != '>' && c != '&';
    all[c] = static_cast<std::uint8_t>((letter || more ? in_name : 0) | (letter ? begins_name : 0) | (white ? blank : 0) |
                                       ((plain && c != ']') || c == '\t' || c == '\n' ? plain_in_text : 0) |
                                       (plain && c != '"' && c != '\'' ? plain_in_value : 0));
  }
  return all;
}
constexpr std::array<std::uint8_t, 256> kind_of = kinds();

bool is(char c, Kind kind) { return (kind_of[static_cast<unsigned char>(c)] & kind) != 0; }

const char* past(const char* at, Kind kind) {
  while (is(*at, kind)) ++at;
  return at;
}

// The length of the character of two to four bytes that begins here; 0 for what XML does not allow. It never looks past a
// ">", so not past the end.
int long_character(const char* at) {
  const auto byte = [&](int i) { return static_cast<unsigned char>(at[i]); };
  const auto follows = [&](int i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned char first = byte(0);
  if (first < 0xC2) return 0;
  if (first < 0xE0) return follows(1) ? 2 : 0;
  if (first < 0xF0) {
    if (!follows(1) || !follows(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;                                    // overlong
    if (first == 0xED && byte(1) >= 0xA0) return 0;                                   // surrogates
    if (first == 0xEF && byte(1) == 0xBF && byte(2) > 0xBD) return 0;                 // U+FFFE, U+FFFF
    return 3;
  }
  if (first > 0xF4 || !follows(1) || !follows(2) || !follows(3)) return 0;
  if (first == 0xF0 && byte(1) < 0x90) return 0;
  if (first == 0xF4 && byte(1) >= 0x90) return 0;
  return 4;
}

struct Reference {
  std::uint32_t character = 0;  // 0: it is none
  const char* after = nullptr;
};

Reference numbered(const char* at) {
  const bool hexadecimal = *at == 'x';
  if (hexadecimal) ++at;
  std::uint32_t number = 0;
  int digits = 0;
  for (; *at != ';'; ++at, ++digits) {
    const char c = *at;
    std::uint32_t digit = 16;
    if (c >= '0' && c <= '9') {
      digit = static_cast<std::uint32_t>(c - '0');
    } else if (hexadecimal && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
      digit = static_cast<std::uint32_t>((c | 0x20) - 'a') + 10;
    }
    if (digit == 16 || digits == 7) return {};
    number = number * (hexadecimal ? 16 : 10) + digit;
  }
  const bool allowed = number == '\t' || number == '\n' || number == '\r' || (number >= 0x20 && number < 0xD800) ||
                       (number >= 0xE000 && number <= 0xFFFD) || (number >= 0x10000 && number <= 0x10FFFF);
  return digits == 0 || !allowed ? Reference{} : Reference{number, at + 1};
}

// What begins with the "&" here.
Reference reference(const char* at) {
  ++at;
  if (*at == '#') return numbered(at + 1);
  const auto named = [&](const char* name, std::size_t size, char meaning) {
    return std::strncmp(at, name, size) == 0 ? Reference{static_cast<unsigned char>(meaning), at + size} : Reference{};
  };
  switch (*at) {
    case 'l':
      return named("lt;", 3, '<');
    case 'g':
      return named("gt;", 3, '>');
    case 'q':
      return named("quot;", 5, '"');
    case 'a':
      return at[1] == 'm' ? named("amp;", 4, '&') : named("apos;", 5, '\'');
    default:
      return {};
  }
}

std::size_t write_utf8(std::uint32_t character, char* to) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  const auto follower = [&](int shift) { return byte(0x80 | (character >> shift & 0x3F)); };
  if (character < 0x80) {
    to[0] = byte(character);
    return 1;
  }
  if (character < 0x800) {
    to[0] = byte(0xC0 | character >> 6);
    to[1] = follower(0);
    return 2;
  }
  if (character < 0x10000) {
    to[0] = byte(0xE0 | character >> 12);
    to[1] = follower(6);
    to[2] = follower(0);
    return 3;
  }
  to[0] = byte(0xF0 | character >> 18);
  to[1] = follower(12);
  to[2] = follower(6);
  to[3] = follower(0);
  return 4;
}

class Check {
 public:
  Check(std::string_view xml, std::size_t longest_run, const Limits& limits)
      : limits_(limits), longest_run_(longest_run), begin_(xml.data()), last_(xml.data() + xml.size() - 1), at_(begin_), run_(begin_) {}

  // The text ends in ">", where every loop stops.
  bool run(PlainXml& plain, std::vector<PlainXmlMemory::Mark>* marks = nullptr) {
    open_.reserve(limits_.depth);
    if (plain.elements.empty()) {
      if (!declaration()) return false;
      at_ = past(at_, blank);
      plain.root = offset();
    }
    const char* next_mark = at_ + between_marks;
    do {
      if (*at_ != '<') return false;
      if (marks != nullptr && at_ >= next_mark) {
        marks->push_back(mark(plain));
        next_mark = at_ + between_marks;
      }
      if (!new_run()) return false;
      if (at_[1] == '/' ? !end_tag(plain) : !start_tag(plain)) return false;
      if (open_.empty()) return at_ > last_ && new_run();
      if (at_ > last_ || !text()) return false;
    } while (true);
  }

  // Goes on where a text with the same beginning was marked; `plain` has the elements found up to there.
  void resume(const PlainXmlMemory::Mark& mark) {
    at_ = begin_ + mark.at;
    run_ = begin_ + mark.run;
    for (const auto& [name, size, index] : mark.open) open_.push_back({{begin_ + name, size}, index});
  }

 private:
  PlainXmlMemory::Mark mark(const PlainXml& plain) const {
    PlainXmlMemory::Mark mark{offset(), static_cast<std::uint32_t>(run_ - begin_), plain.root, static_cast<std::uint32_t>(plain.elements.size()), {}};
    for (const Open& one : open_) {
      mark.open.push_back({static_cast<std::uint32_t>(one.name.data() - begin_), static_cast<std::uint32_t>(one.name.size()), static_cast<std::uint32_t>(one.index)});
    }
    return mark;
  }

  struct Open {
    std::string_view name;
    std::size_t index;
  };

  std::uint32_t offset() const { return static_cast<std::uint32_t>(at_ - begin_); }

  bool new_run() {
    const bool fits = static_cast<std::size_t>(at_ - run_) <= longest_run_;
    run_ = at_;
    return fits;
  }

  bool take(std::string_view word) {
    if (static_cast<std::size_t>(last_ - at_) < word.size() || std::memcmp(at_, word.data(), word.size()) != 0) return false;
    at_ += word.size();
    return true;
  }

  bool declaration() {
    if (!take("<?xml")) return true;
    if (!take(" version=\"1.0\"")) return false;
    take(" encoding=\"UTF-8\"") || take(" encoding=\"utf-8\"");
    take(" standalone=\"yes\"") || take(" standalone=\"no\"");
    return take("?>");
  }

  std::optional<std::string_view> name() {
    if (!is(*at_, begins_name)) return std::nullopt;
    const char* const from = at_;
    at_ = past(at_, in_name);
    return std::string_view(from, static_cast<std::size_t>(at_ - from));
  }

  bool start_tag(PlainXml& plain) {
    ++at_;
    const auto element = name();
    if (!element || open_.size() >= limits_.depth || plain.elements.size() >= most_elements) return false;
    names_.clear();
    for (;;) {
      const char* const before = at_;
      at_ = past(at_, blank);
      if (*at_ == '>' || *at_ == '/') break;
      if (before == at_ || !attribute()) return false;
    }
    plain.elements.emplace_back();
    const std::size_t index = plain.elements.size() - 1;
    if (*at_ == '>') {
      ++at_;
      open_.push_back({*element, index});
      return true;
    }
    if (at_[1] != '>') return false;
    at_ += 2;
    plain.elements[index] = {offset(), static_cast<std::uint32_t>(index + 1)};
    return true;
  }

  bool attribute() {
    const auto attribute = name();
    if (!attribute || *at_ != '=' || names_.size() >= limits_.attributes) return false;
    for (const std::string_view other : names_) {
      if (other == *attribute) return false;
    }
    names_.push_back(*attribute);
    const char quote = *++at_;
    if (quote != '"' && quote != '\'') return false;
    for (++at_;;) {
      at_ = past(at_, plain_in_value);
      if (*at_ == quote) break;
      if (*at_ == '&' ? !entity() : *at_ == '"' || *at_ == '\'' || *at_ == '>' ? at_++ == last_ : !beyond_ascii()) return false;
    }
    ++at_;
    return true;
  }

  bool entity() {
    const Reference found = reference(at_);
    at_ = found.after;
    return found.after != nullptr;
  }

  bool beyond_ascii() {
    const int length = long_character(at_);
    at_ += length;
    return length != 0;
  }

  bool end_tag(PlainXml& plain) {
    at_ += 2;
    if (open_.empty() || !take(open_.back().name)) return false;
    at_ = past(at_, blank);
    if (*at_ != '>') return false;
    ++at_;
    plain.elements[open_.back().index] = {offset(), static_cast<std::uint32_t>(plain.elements.size())};
    open_.pop_back();
    return true;
  }

  // Up to the next "<".
  bool text() {
    for (;;) {
      at_ = past(at_, plain_in_text);
      switch (*at_) {
        case '<':
          return true;
        case '&':
          if (!entity()) return false;
          break;
        case '>':
          if (at_++ == last_) return false;
          break;
        case ']':
          if (at_[1] == ']' && at_[2] == '>') return false;
          ++at_;
          break;
        default:
          if (!beyond_ascii()) return false;
      }
    }
  }

  const Limits& limits_;
  const std::size_t longest_run_;
  const char* const begin_;
  const char* const last_;
  const char* at_;
  const char* run_;
  std::vector<Open> open_;
  std::vector<std::string_view> names_;  // of the present tag's attributes
};

// The text without the blanks at its end, and how long a run in it may be; nothing where it is not plain in any case.
struct Trimmed {
  std::string_view xml;
  std::size_t longest_run = 0;
};
std::optional<Trimmed> trimmed(std::string_view xml, std::size_t longest_run) {
  const std::size_t whole = xml.size();
  while (!xml.empty() && is(xml.back(), blank)) xml.remove_suffix(1);
  const std::size_t blanks = whole - xml.size();
  if (xml.empty() || xml.back() != '>' || whole > INT_MAX || blanks > longest_run) return std::nullopt;
  return Trimmed{xml, longest_run - blanks};
}

// How many bytes two texts have in common at their beginning.
std::size_t alike(std::string_view one, std::string_view other) {
  constexpr std::size_t step = 4096;
  const std::size_t most = std::min(one.size(), other.size());
  std::size_t from = 0;
  while (most - from >= step && std::memcmp(one.data() + from, other.data() + from, step) == 0) from += step;
  return static_cast<std::size_t>(std::mismatch(one.begin() + static_cast<std::ptrdiff_t>(from), one.begin() + static_cast<std::ptrdiff_t>(most),
                                                other.begin() + static_cast<std::ptrdiff_t>(from)).first - one.begin());
}

}  // namespace

std::optional<PlainXml> check_plain_xml(std::string_view xml, std::size_t longest_run, const Limits& limits) {
  const auto text = trimmed(xml, longest_run);
  PlainXml plain;
  plain.xml = xml;
  if (!text || !Check(text->xml, text->longest_run, limits).run(plain)) return std::nullopt;
  return plain;
}

std::optional<PlainXml> PlainXmlMemory::check(std::string_view xml, std::size_t longest_run, const Limits& limits) {
  if (xml.size() < least_kept || xml.size() > most_kept) return check_plain_xml(xml, longest_run, limits);
  const auto text = trimmed(xml, longest_run);
  if (!text) return std::nullopt;
  PlainXml plain;
  plain.xml = xml;
  Check check(text->xml, text->longest_run, limits);
  std::vector<Mark> marks;
  std::size_t found = 0;  // up to there
  for (const Known& known : known_) {
    if (known.longest_run != text->longest_run || known.depth != limits.depth || known.attributes != limits.attributes) continue;
    const std::size_t same = alike(known.xml, text->xml);
    // The tag's own "<" has to be the same, too: a text before it was looked at up to there.
    const auto mark = std::partition_point(known.marks.begin(), known.marks.end(), [&](const Mark& one) { return one.at < same; });
    if (mark == known.marks.begin() || mark[-1].at <= found) continue;
    const Mark& last = mark[-1];
    found = last.at;
    plain.root = last.root;
    plain.elements.assign(known.elements.begin(), known.elements.begin() + last.elements);
    marks.assign(1, last);
  }
  if (found > 0) check.resume(marks.front());
  const bool fresh = found < xml.size() / 4;  // too little of it was known
  if (!check.run(plain, fresh ? &marks : nullptr)) return std::nullopt;
  if (fresh) {
    Known& known = known_[std::exchange(next_, (next_ + 1) % known_.size())];
    known.xml = text->xml;
    known.longest_run = text->longest_run;
    known.depth = limits.depth;
    known.attributes = limits.attributes;
    known.elements = plain.elements;
    known.marks = std::move(marks);
  }
  return plain;
}

PlainXmlWalk::PlainXmlWalk(const PlainXml& plain) : plain_(plain), at_(plain.xml.data() + plain.root) {}

PlainXmlWalk::Step PlainXmlWalk::next() {
  if (empty_) {
    empty_ = false;
    --depth_;
    return Step::end;
  }
  if (depth_ == 0 && element_ != 0) return Step::over;
  if (*at_ == '<') {
    if (at_[1] != '/') return start();
    at_ = static_cast<const char*>(std::memchr(at_, '>', static_cast<std::size_t>(plain_.xml.data() + plain_.xml.size() - at_))) + 1;
    --depth_;
    return Step::end;
  }
  if (*at_ == '&') {
    const Reference found = reference(at_);
    at_ = found.after;
    text_ = {character_, write_utf8(found.character, character_)};
    return Step::text;
  }
  const char* const from = at_;
  while (*at_ != '<' && *at_ != '&') ++at_;
  text_ = {from, static_cast<std::size_t>(at_ - from)};
  return Step::text;
}

PlainXmlWalk::Step PlainXmlWalk::start() {
  const char* const from = ++at_;
  at_ = past(at_, in_name);
  name_ = {from, static_cast<std::size_t>(at_ - from)};
  attributes_.clear();
  if (!decoded_.empty()) decoded_.clear();
  for (;;) {
    at_ = past(at_, blank);
    if (!is(*at_, begins_name)) break;
    const char* const name = at_;
    at_ = past(at_, in_name);
    const std::string_view attribute(name, static_cast<std::size_t>(at_ - name));
    const char quote = at_[1];
    at_ += 2;
    const char* const written = at_;
    bool entities = false;
    for (; *at_ != quote; ++at_) entities = entities || *at_ == '&';
    const std::string_view raw(written, static_cast<std::size_t>(at_ - written));
    attributes_.push_back({attribute, entities ? value(raw) : raw});
    ++at_;
  }
  empty_ = *at_ == '/';
  at_ += empty_ ? 2 : 1;
  ++element_;
  ++depth_;
  return Step::start;
}

// With its entities replaced.
std::string_view PlainXmlWalk::value(std::string_view written) {
  std::string& text = decoded_.emplace_back();
  text.reserve(written.size());
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t next = std::min(written.find('&', at), written.size());
    text.append(written, at, next - at);
    at = next;
    if (at == written.size()) break;
    const Reference found = reference(written.data() + at);
    text.append(character_, write_utf8(found.character, character_));
    at = static_cast<std::size_t>(found.after - written.data());
  }
  return text;
}

void PlainXmlWalk::skip() {
  const PlainXml::Element& element = plain_.elements[element_ - 1];
  at_ = plain_.xml.data() + element.after;
  element_ = element.next;
  empty_ = false;
  --depth_;
}

}  // namespace thuocdo
