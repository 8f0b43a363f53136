// Wordings of ratios: "a = …; b = …; Tỷ lệ = a/b; Điểm = Tỷ lệ × Điểm tối đa" and what else says the same.
#include <utility>

#include "sheet/wording_formula.h"
#include "sheet/wording_parts.h"

namespace thuocdo {
namespace {

using namespace formula_words;

class RatioWords {
 public:
  explicit RatioWords(const Decimal& maximum) : maximum_(maximum) { ratio_.part = maximum; }

  bool take(const PlainSigns& clause) {
    const std::string& plain = clause.plain();
    if (plain.size() > longest_clause) return false;
    return takes_points(plain) || takes_share(clause) || takes_definition(clause) || takes_levels(plain);
  }

  ReadWording read() {
    ReadWording read;
    const bool by_name = named_[0] == named_[1];  // neither letter or both of the fraction's are explained
    if (!by_name || ratio_.a.empty() != ratio_.b.empty()) return read;
    if (!has_points_ && (!has_share_ || has_levels_ || ratio_.a.empty())) return read;
    if (has_levels_ && !ratio_.target) return read;
    if (full_from_ && (!ratio_.target || *full_from_ != *ratio_.target)) return read;
    read.unnamed_ratio = ratio_.a.empty();
    read.assumed_points = !has_points_;
    read.rule = std::move(ratio_);
    return read;
  }

 private:
  // The letters of a fraction: the same wherever it stands.
  bool letters(const std::string& above, const std::string& below) {
    if (above == below) return false;
    if (letter_[0].empty()) {
      letter_[0] = above;
      letter_[1] = below;
    }
    return letter_[0] == above && letter_[1] == below;
  }

  bool takes_points(const std::string& plain) {
    static const std::string share = "(?:" + share_name + "|" + quotient + ")";
    static const std::string worth = "(?:" + maximum_words + R"(|(\d+(?:[.,]\d+)?) ?(?:diem|d)?))";
    static const std::regex forward("^(?:" + points_name + is + R"()?\(? ?)" + share + times + worth + R"( ?\)?(?: ?/ ?100 ?%?)?$)");
    static const std::regex turned("^" + points_name + is + maximum_words + times + R"(\(? ?)" + share + R"( ?\)?$)");
    static const std::regex rest("^" + points_name + is + R"(\(? ?(?:1|100 ?%) ?- ?)" + share + R"( ?\)?)" + times + maximum_words + "$");
    static const std::regex toward("^(?:.{0,40}: ?)?" + points_name + is + R"(\(? ?)" + share + R"( ?/ ?(\d+(?:[.,]\d+)?) ?% ?\)?)" + times + maximum_words + "$");
    static const std::regex in_words(R"(^(?:diem )?(?:tinh|cham)(?: diem)? theo )" + share_name + R"((?: ?%| phan tram| thuc hien| dat duoc| tuong ung| hoan thanh)*$)");
    std::smatch match;
    const auto found = [&](std::size_t group) {
      if (has_points_) return false;
      has_points_ = true;
      return !match[group].matched || letters(match[group], match[group + 1]);
    };
    if (std::regex_match(plain, match, forward)) {
      // "Tỷ lệ x 100 %" alone is a percentage and no points.
      if (match[3].matched && !plain.starts_with("diem") && !plain.starts_with("so diem")) return false;
      if (!found(1)) return false;
      if (!match[3].matched) return true;
      const auto part = number_of(match[3]);
      if (!part || part->is_zero() || *part > maximum_) return false;
      ratio_.part = *part;
      return true;
    }
    if (std::regex_match(plain, match, turned)) return found(1);
    if (std::regex_match(plain, match, rest)) {
      ratio_.complement = true;
      return found(1);
    }
    if (std::regex_match(plain, match, toward)) {
      const auto percent = number_of(match[3]);
      const auto target = percent ? product(Decimal(1), *percent, Decimal(100)) : std::nullopt;
      if (!target || target->is_zero() || *target > Decimal(1)) return false;
      ratio_.target = target;
      return found(1);
    }
    if (!has_points_ && std::regex_match(plain, in_words)) {
      has_points_ = true;
      return true;
    }
    return false;
  }

  bool takes_share(const PlainSigns& clause) {
    static const std::regex fraction("^(?:" + share_name + " ?= ?)" + quotient + "$");
    static const std::regex rest("^" + share_name + R"( ?= ?\( ?([a-z]) ?- ?([a-z]) ?\) ?/ ?([a-z]))" + hundred + "$");
    static const std::regex named("^(?:" + share_name + R"( ?)?= ?\(? ?([^/*=()]{8,}?) ?(?:/|chia cho|: tong) ?([^/*=()]{6,}?) ?\)?)" + hundred + "$");
    static const std::regex named_rest("^(?:" + share_name + R"( ?)?= ?\( ?([^/*=()]{6,}?) - ([^/*=()]{6,}?) ?\) ?/ ?([^/*=()]{6,}?))" + hundred + "$");
    static const std::regex percent(R"(^([^/*=:]{8,}?) ?/ ?(tong [^/*=:]{4,}?))" + times + R"(100 ?%$)");
    static const std::regex in_words(R"(^t[yi] ?le(?: phan tram| ?\(?%\)?)? ?(?:cua |giua |la )?(.{6,}?) (?:tren|so voi|/) (tong [^:=;%]{4,})$)");
    const std::string& plain = clause.plain();
    std::smatch match;
    if (std::regex_match(plain, match, fraction)) return once() && letters(match[1], match[2]);
    if (std::regex_match(plain, match, rest)) {
      if (match[1] != match[3] || !once()) return false;
      ratio_.complement = true;
      return letters(match[2], match[1]);
    }
    if (std::regex_match(plain, match, named_rest)) {
      if (match[1] != match[3] || !once() || !ratio_.a.empty()) return false;
      ratio_.complement = true;
      ratio_.a = {original_of(clause, match, 2), {}};
      ratio_.b = {original_of(clause, match, 1), {}};
      return true;
    }
    const bool words = std::regex_match(plain, match, named) || std::regex_match(plain, match, percent) || std::regex_match(plain, match, in_words);
    if (!words || !ratio_.a.empty() || !ratio_.b.empty() || !once()) return false;
    ratio_.a = {original_of(clause, match, 1), {}};
    ratio_.b = {original_of(clause, match, 2), {}};
    return true;
  }

  bool once() { return !std::exchange(has_share_, true); }

  // "a = Số hồ sơ …", "Tử số: …"
  bool takes_definition(const PlainSigns& clause) {
    static const std::regex letter(R"(^(?:va |voi )?([a-z]) ?(?:=|:|la\b) ?(.{2,})$)");
    static const std::regex part(R"(^(tu|mau) so ?(?:=|:|la\b) ?(.{2,})$)");
    std::smatch match;
    const std::string& plain = clause.plain();
    int which = -1;
    if (std::regex_match(plain, match, part)) {
      which = match[1] == "tu" ? 0 : 1;
    } else if (std::regex_match(plain, match, letter)) {
      const std::string name = match[1];
      // Where no fraction has been seen yet, only a and b are known for what they are.
      if (name == (letter_[0].empty() ? "a" : letter_[0])) which = 0;
      if (name == (letter_[1].empty() ? "b" : letter_[1])) which = 1;
    }
    if (which < 0) return false;
    Text& text = which == 0 ? ratio_.a : ratio_.b;
    if (!text.empty()) return false;
    text = {original_of(clause, match, 2), {}};
    named_[which] = true;
    return true;
  }

  // "Từ 80% trở lên: điểm tối đa", beside "dưới 80%: Điểm = Tỷ lệ/80% × Điểm tối đa".
  bool takes_levels(const std::string& plain) {
    static const std::regex full(R"(^(?:)" + share_name + R"( ?)?(?:dat )?(?:tu |>=? ?)(\d+(?:[.,]\d+)?) ?%(?: tro len)? ?:? ?(?:dat |duoc )?)" + maximum_words + "$");
    std::smatch match;
    if (has_levels_ || !std::regex_match(plain, match, full)) return false;
    has_levels_ = true;
    const auto percent = number_of(match[1]);
    full_from_ = percent ? product(Decimal(1), *percent, Decimal(100)) : std::nullopt;
    return full_from_.has_value();
  }

  const Decimal& maximum_;
  RatioRule ratio_;
  std::string letter_[2];
  bool named_[2] = {false, false};
  bool has_points_ = false;
  bool has_share_ = false;
  bool has_levels_ = false;
  std::optional<Decimal> full_from_;
};

}  // namespace

ReadWording ratio_of(const std::vector<PlainSigns>& clauses, const Decimal& maximum) {
  // Formulas first: they say which letters stand above and below.
  RatioWords words(maximum);
  std::vector<const PlainSigns*> left;
  for (const PlainSigns& clause : clauses) {
    if (clause.plain().find('=') != std::string::npos && clause.plain().find('/') != std::string::npos && words.take(clause)) continue;
    left.push_back(&clause);
  }
  for (const PlainSigns* clause : left) {
    if (!words.take(*clause)) return {};
  }
  return words.read();
}

}  // namespace thuocdo
