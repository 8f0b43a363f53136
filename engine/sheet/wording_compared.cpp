// Wordings that compare a unit with the others: "Tỷ lệ chuẩn hóa = (a/b của đơn vị)/(a/b của đơn vị lớn nhất)".
#include <map>
#include <utility>

#include "sheet/wording_formula.h"
#include "sheet/wording_parts.h"

namespace thuocdo {
namespace {

using namespace formula_words;

const std::string normalised_name = share_name + " ?(?:da )?chuan hoa";
const std::string unit_words = "(?:(?:cac|moi|tung|nhung) )?(?:don vi|bo|so|huyen|xa|phuong|tinh|dia phuong|co quan|truong)";
const std::string best = "(?:cao|lon|nhieu) nhat";
const std::string least = "(?:thap|nho|it) nhat";
const std::string best_unit = unit_words + "(?: co [a-z ,]{2,60}?| dat)? " + best;
const std::string least_unit = "(?:voi )?(?:" + unit_words + " )?(?:co [a-z ,]{2,60}? |dat )?" + least;

// Among whom the figure is greatest must be the units compared, and only one of them must be meant.
bool another_comparison(const std::string& plain) {
  static const std::regex other(
      R"(\b(?:trung binh|thu hai|thu nhi|thu ba|khong|ngoai|tru|nam|thang|quy|ky|ca nuoc|toan quoc|quoc gia|the gioi|khu vuc|cum|khoi|nhom)\b)");
  return std::regex_search(plain, other);
}

// "của đơn vị có giá trị lớn nhất", "cao nhất trong các đơn vị": what stands behind the figure.
bool says_greatest(const std::string& behind) {
  static const std::regex greatest("^(?: [a-z ,]{2,80}?)? " + best + "(?: [a-z ,]{2,60})?$");
  static const std::regex lowest("\\b" + least + "\\b");
  return std::regex_match(behind, greatest) && !std::regex_search(behind, lowest) && !another_comparison(behind);
}

bool says_lowest(const std::string& behind) {
  static const std::regex lowest("^(?: [a-z ,]{2,80}?)? " + least + "(?: [a-z ,]{2,60})?$");
  static const std::regex greatest("\\b" + best + "\\b");
  return std::regex_match(behind, lowest) && !std::regex_search(behind, greatest) && !another_comparison(behind);
}

class ComparedWords {
 public:
  explicit ComparedWords(const Decimal& maximum) : maximum_(maximum) {
    rule_.part = maximum;
    rule_.whole = false;  // nothing says that the figures are counts
  }

  bool take(const PlainSigns& clause) {
    if (clause.plain().size() > longest_clause) return false;
    return takes_points(clause) || takes_normalised(clause) || takes_words(clause) || takes_levels(clause.plain()) || takes_share(clause) ||
           takes_definition(clause);
  }

  ReadWording read() {
    ReadWording read;
    if (!against_ || (best_level_ && !has_words_) || (least_level_ && *against_ != Normalised::Against::range)) return read;
    if (has_normalised_points_ && !has_normalised_) return read;
    if (!letters_.empty()) {
      // Every letter of the formula is explained, and nothing else.
      if (letters_.size() != defined_.size()) return read;
      for (const std::string& letter : letters_) {
        if (!defined_.contains(letter)) return read;
      }
      rule_.a = {defined_[letters_[0]], {}};
      if (letters_.size() > 1) rule_.b = {defined_[letters_[1]], {}};
    } else if (!defined_.empty()) {
      if (defined_.size() != 1 || !rule_.a.empty()) return read;
      rule_.a = {defined_.begin()->second, {}};
    }
    rule_.against = *against_;
    read.unnamed_figure = rule_.a.empty();
    read.assumed_points = !has_points_;
    read.rule = std::move(rule_);
    return read;
  }

 private:
  bool set_against(Normalised::Against against) {
    if (against_ && *against_ != against) return false;
    against_ = against;
    return true;
  }

  // The figure in the words from..to of a clause: letters, "số x/số y", "số x", or a share explained elsewhere.
  bool takes_figure(const PlainSigns& clause, std::size_t from, std::size_t to) {
    static const std::regex letters(R"(^([a-z])(?: ?/ ?([a-z]))?$)");
    static const std::regex general("^(?:" + share_name + "|gia tri|so lieu|chi so)$");
    const std::string plain = clause.plain().substr(from, to - from);
    std::smatch match;
    if (std::regex_match(plain, general)) return true;
    if (std::regex_match(plain, match, letters)) {
      std::vector<std::string> found{match[1]};
      if (match[2].matched) found.push_back(match[2]);
      if (found.size() > 1 && found[0] == found[1]) return false;
      if (!letters_.empty() && letters_ != found) return false;
      letters_ = std::move(found);
      return rule_.a.empty();
    }
    if (!rule_.a.empty() || !letters_.empty()) return false;
    const std::size_t over = plain.find('/');
    if (plain.find_first_of("()=*%+<>") != std::string::npos || (over != std::string::npos && plain.find('/', over + 1) != std::string::npos)) return false;
    rule_.a = {clause.original(from, over == std::string::npos ? to : from + over), {}};
    if (over != std::string::npos) rule_.b = {clause.original(from + over + 1, to), {}};
    return rule_.a.vi.size() > 2 && (over == std::string::npos || rule_.b.vi.size() > 2);
  }

  // "(a/b của đơn vị)/(a/b của đơn vị lớn nhất)", "(x - x thấp nhất)/(x cao nhất - x thấp nhất)"
  bool takes_quotient(const PlainSigns& clause, std::size_t from, std::size_t to) {
    static const std::regex over(R"(^(?:\(([^()]+)\)|([^/()=*]+?)) ?/ ?(?:\(([^()]+)\)|([^/()=*]+?))$)");
    static const std::regex range(R"(^\(([^()=*]+?) ?- ?([^()=*]+?)\) ?/ ?\(([^()=*]+?) ?- ?([^()=*]+?)\)$)");
    static const std::regex own("^(.*?)(?: (?:cua|tai) (?:chinh )?" + unit_words + "(?: (?:duoc (?:danh gia|xet|tinh diem)|do|minh))?)?$");
    const std::string plain = clause.plain().substr(from, to - from);
    std::smatch match;
    std::smatch named;
    if (std::regex_match(plain, match, range)) {
      const std::string mine = match[1];
      std::regex_match(mine, named, own);
      const std::string core = named[1];
      const std::string low = match[2];
      const std::string high = match[3];
      if (core.empty() || match[4] != low || !low.starts_with(core) || !high.starts_with(core)) return false;
      if (!says_lowest(low.substr(core.size())) || !says_greatest(high.substr(core.size()))) return false;
      const std::size_t start = from + static_cast<std::size_t>(match.position(1));
      return set_against(Normalised::Against::range) && takes_figure(clause, start, start + core.size());
    }
    if (!std::regex_match(plain, match, over)) return false;
    const std::size_t group = match[1].matched ? 1 : 2;
    const std::string mine = match[group];
    const std::string theirs = match[match[3].matched ? 3 : 4];
    std::regex_match(mine, named, own);
    const std::string core = named[1];
    if (core.empty() || !theirs.starts_with(core) || !says_greatest(theirs.substr(core.size()))) return false;
    const std::size_t start = from + static_cast<std::size_t>(match.position(group));
    return set_against(Normalised::Against::best) && takes_figure(clause, start, start + core.size());
  }

  bool points_once() { return !std::exchange(has_points_, true); }

  bool takes_points(const PlainSigns& clause) {
    static const std::string worth = "(?:" + maximum_words + R"(|(\d+(?:[.,]\d+)?) ?(?:diem|d))";
    static const std::regex forward("^(?:" + points_name + is + R"()?\(? ?)" + normalised_name + R"( ?\)?)" + times + worth + ")$");
    static const std::regex turned("^" + points_name + is + maximum_words + times + R"(\(? ?)" + normalised_name + R"( ?\)?$)");
    static const std::regex whole("^" + points_name + is + "(.+?)" + times + maximum_words + "$");
    static const std::regex toward(R"(^\(? ?(.+?) so voi )" + best_unit + R"( ?\)?$)");
    const std::string& plain = clause.plain();
    std::smatch match;
    if (std::regex_match(plain, match, forward)) {
      has_normalised_points_ = true;
      if (!points_once()) return false;
      if (!match[1].matched) return true;
      const auto part = number_of(match[1]);
      if (!part || part->is_zero() || *part > maximum_) return false;
      rule_.part = *part;
      return true;
    }
    if (std::regex_match(plain, turned)) {
      has_normalised_points_ = true;
      return points_once();
    }
    if (has_points_ || !std::regex_match(plain, match, whole)) return false;
    const auto from = static_cast<std::size_t>(match.position(1));
    const std::string inner = match[1];
    std::size_t to = from + inner.size();
    std::smatch figure;
    if (std::regex_match(inner, figure, toward)) {
      if (another_comparison(inner) || !set_against(Normalised::Against::best)) return false;
      std::size_t start = from + static_cast<std::size_t>(figure.position(1));
      std::size_t end = start + static_cast<std::size_t>(figure.length(1));
      if (plain[start] == '(' && plain[end - 1] == ')') {
        ++start;
        --end;
      }
      return points_once() && takes_figure(clause, start, end);
    }
    return takes_quotient(clause, from, to) && points_once();
  }

  bool takes_normalised(const PlainSigns& clause) {
    static const std::regex pattern("^(?:" + normalised_name + "|" + share_name + ")" + is + "(.+?)" + hundred + "$");
    std::smatch match;
    const std::string& plain = clause.plain();
    if (has_normalised_ || !std::regex_match(plain, match, pattern)) return false;
    const auto from = static_cast<std::size_t>(match.position(1));
    if (!takes_quotient(clause, from, from + static_cast<std::size_t>(match.length(1)))) return false;
    return has_normalised_ = true;
  }

  // "Tính điểm theo tỷ lệ so với đơn vị cao nhất và thấp nhất (cao nhất 1 điểm, thấp nhất 0 điểm)"
  bool takes_words(const PlainSigns& clause) {
    static const std::regex pattern(
        "^(?:" + unit_words + R"( (?:khac|con lai):? ?)?(?:diem )?(?:duoc )?(?:tinh|cham|xac dinh|so sanh)(?: diem)?(?: theo| bang| dua tren)?(?: ty le| ti le| tuong quan| muc)*(?: (?:giua|cua) )" + unit_words +
        ")?(?: so)? (?:voi|sanh voi) " + best_unit + "( va " + least_unit + R"()?(?: ?\( ?(?:)" + unit_words + " )?" + best +
        R"( ?:?(?: duoc)? (\d+(?:[.,]\d+)?|diem toi da)(?: ?diem| ?d)? ?[,;] ?(?:)" + unit_words + " )?" + least + R"( ?:?(?: duoc)? 0(?: ?diem| ?d)? ?\))?$)");
    std::smatch match;
    const std::string& plain = clause.plain();
    if (has_words_ || another_comparison(plain) || !std::regex_match(plain, match, pattern)) return false;
    has_words_ = true;
    if (match[2].matched) {
      // 0 for the lowest is the range, and only there.
      if (!match[1].matched || !points_once() || (match[2] != "diem toi da" && number_of(match[2]) != maximum_)) return false;
    }
    return set_against(match[1].matched ? Normalised::Against::range : Normalised::Against::best);
  }

  // "Đơn vị cao nhất: điểm tối đa", "đơn vị thấp nhất: 0 điểm"
  bool takes_levels(const std::string& plain) {
    static const std::regex full("^" + best_unit + R"( ?:? ?(?:duoc |dat )?(?:)" + maximum_words + R"(|(\d+(?:[.,]\d+)?) ?(?:diem|d)?)$)");
    static const std::regex none("^" + unit_words + "(?: co [a-z ,]{2,60}?| dat)? " + least + R"( ?:? ?(?:duoc |dat )?(?:0 ?(?:diem|d)?|khong (?:co |duoc |tinh )?diem)$)");
    std::smatch match;
    if (std::regex_match(plain, match, full)) {
      if (best_level_ || another_comparison(plain) || (match[1].matched && number_of(match[1]) != maximum_)) return false;
      return best_level_ = points_once();
    }
    if (least_level_ || !std::regex_match(plain, none)) return false;
    return least_level_ = true;
  }

  // "Tỷ lệ = a/b", "Tỷ lệ = Số x/Số y": the figure that is compared.
  bool takes_share(const PlainSigns& clause) {
    static const std::regex pattern("^" + share_name + R"( ?= ?\(? ?([^()=*]+?/[^()=*]+?) ?\)?)" + hundred + "$");
    std::smatch match;
    if (has_share_ || !std::regex_match(clause.plain(), match, pattern)) return false;
    has_share_ = true;
    static const std::regex extreme("\\b(?:" + best + "|" + least + ")\\b");
    if (std::regex_search(clause.plain(), extreme)) return false;
    const auto from = static_cast<std::size_t>(match.position(1));
    return takes_figure(clause, from, from + static_cast<std::size_t>(match.length(1)));
  }

  bool takes_definition(const PlainSigns& clause) {
    static const std::regex letter(R"(^(?:va |voi )?([a-z]) ?(?:=|:|la\b) ?([^=*/]{2,})$)");
    static const std::regex extreme("\\b(?:" + best + "|" + least + ")\\b");
    std::smatch match;
    if (!std::regex_match(clause.plain(), match, letter) || std::regex_search(clause.plain(), extreme)) return false;
    return defined_.emplace(match[1], original_of(clause, match, 2)).second;
  }

  const Decimal& maximum_;
  Normalised rule_{};
  std::optional<Normalised::Against> against_;
  std::vector<std::string> letters_;             // of the figure, above and below
  std::map<std::string, std::string> defined_;   // letter → what it counts
  bool has_points_ = false;
  bool has_normalised_points_ = false;
  bool has_normalised_ = false;
  bool has_words_ = false;
  bool has_share_ = false;
  bool best_level_ = false;
  bool least_level_ = false;
};

}  // namespace

ReadWording compared_of(const std::vector<PlainSigns>& clauses, const Decimal& maximum) {
  ComparedWords words(maximum);
  for (const PlainSigns& clause : clauses) {
    if (!words.take(clause)) return {};
  }
  return words.read();
}

}  // namespace thuocdo
