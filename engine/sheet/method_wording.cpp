#include "sheet/method_wording.h"

#include <string>
#include <vector>

#include "sheet/wording_parts.h"

namespace thuocdo {
namespace {

std::optional<Rule> rule_of_pairs(const std::vector<WordingPair>& pairs, const Decimal& maximum, std::optional<int> year) {
  if (auto rule = deadline_of(pairs, maximum, year)) return rule;
  if (auto rule = yes_no_of(pairs, maximum)) return rule;
  if (auto rule = steps_of(pairs, maximum)) return rule;
  if (auto rule = choice_of(pairs, maximum)) return rule;
  return items_of(pairs, maximum);
}

}  // namespace

ReadWording read_wording(std::string_view words, const Decimal& maximum, std::optional<int> year) {
  ReadWording read;
  if (words.size() > longest_wording || maximum.is_zero()) return read;
  const PlainSigns whole(trimmed_clause(std::string(words)));
  for (const auto recognise : {slash_yes_no, count_of, judged_of, survey_of}) {
    if ((read.rule = recognise(whole, maximum))) return read;
  }
  for (Parting parting : {Parting::semicolons, Parting::commas, Parting::stops}) {
    const std::vector<PlainSigns> clauses = clauses_of(words, parting);
    if (clauses.empty()) return read;
    if (const auto pairs = pairs_of(clauses, maximum)) read.rule = rule_of_pairs(*pairs, maximum, year);
    if (!read.rule) read = compared_of(clauses, maximum);
    if (!read.rule) read = ratio_of(clauses, maximum);
    if (read.rule) return read;
  }
  return read;
}

}  // namespace thuocdo
