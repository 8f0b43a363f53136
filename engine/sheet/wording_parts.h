// The parts of a method's wording: its clauses, and the points that a clause gives to what it names. For the recognisers
// of wordings (wording_*.cpp) only.
#pragma once

#include <initializer_list>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "programme/rule.h"
#include "sheet/method_wording.h"
#include "sheet/plain_signs.h"

namespace thuocdo {

// Longer wordings are never one of the common phrases, and patterns take their time on them.
constexpr std::size_t longest_wording = 2000;
constexpr std::size_t longest_clause = 400;

// A number from 0 that can be read in one way.
std::optional<Decimal> number_of(const std::string& text);
// maximum × part / whole, where it has an exact decimal.
std::optional<Decimal> product(const Decimal& maximum, const Decimal& part, const Decimal& whole);

bool is_one_of(const std::string& text, std::initializer_list<std::string_view> words);
// Whether the text is, or begins with, one of the words and a blank.
bool begins_with_word(const std::string& text, std::initializer_list<std::string_view> words);
// "không", "chưa", "còn lại" …
bool says_no(const std::string& plain);

// Bullets before, full stops and commas behind, and "Cách tính:" are taken away.
std::string trimmed_clause(std::string text);
enum class Parting { semicolons, commas, stops };
// Headings ("Trong đó:") and remarks without figures ("Căn cứ theo chữ ký số") are left out.
std::vector<PlainSigns> clauses_of(std::string_view words, Parting parting);

// What a regular expression found, as it stands in the original.
std::string original_of(const PlainSigns& signs, const std::smatch& match, std::size_t group);

// "Trưởng ban là Chủ tịch: 1/2*Điểm tối đa" → label and points.
struct WordingPair {
  std::string label;  // as written
  std::string plain;  // without marks and brackets
  Decimal points;
};
std::optional<WordingPair> pair_of(const PlainSigns& clause, const Decimal& maximum);
// All clauses as pairs, or nothing.
std::optional<std::vector<WordingPair>> pairs_of(const std::vector<PlainSigns>& clauses, const Decimal& maximum);

// The recognisers. Each gives nothing unless it understands every clause.
std::optional<Rule> slash_yes_no(const PlainSigns& words, const Decimal& maximum);
std::optional<Rule> yes_no_of(const std::vector<WordingPair>& pairs, const Decimal& maximum);
std::optional<Rule> steps_of(const std::vector<WordingPair>& pairs, const Decimal& maximum);
std::optional<Rule> choice_of(const std::vector<WordingPair>& pairs, const Decimal& maximum);
std::optional<Rule> items_of(const std::vector<WordingPair>& pairs, const Decimal& maximum);
std::optional<Rule> deadline_of(const std::vector<WordingPair>& pairs, const Decimal& maximum, std::optional<int> year);
std::optional<Rule> count_of(const PlainSigns& words, const Decimal& maximum);
std::optional<Rule> judged_of(const PlainSigns& words, const Decimal& maximum);
std::optional<Rule> survey_of(const PlainSigns& words, const Decimal& maximum);
ReadWording compared_of(const std::vector<PlainSigns>& clauses, const Decimal& maximum);
ReadWording ratio_of(const std::vector<PlainSigns>& clauses, const Decimal& maximum);

}  // namespace thuocdo
