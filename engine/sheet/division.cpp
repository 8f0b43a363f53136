#include "sheet/division.h"

#include <algorithm>

#include "scoring/answer.h"

namespace thuocdo {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t end = std::min(text.find(separator, from), text.size());
    if (std::string part = tidy(text.substr(from, end - from)); !part.empty()) parts.push_back(std::move(part));
    from = end + 1;
  }
  return parts;
}

// A name without the signs that part names from each other.
std::string plain_name(std::string name) {
  std::replace_if(name.begin(), name.end(), [](char c) { return c == '|' || c == ';' || c == '\n' || c == '\t'; }, ' ');
  return tidy(name);
}

bool is_answered(const Criterion& criterion) { return !criterion.is_group() && !criterion.sole_supplier; }

int top_of(const CriteriaSet& set, int index) {
  while (set.criteria[static_cast<std::size_t>(index)].parent >= 0) index = set.criteria[static_cast<std::size_t>(index)].parent;
  return index;
}

}  // namespace

Division division_by_groups(const CriteriaSet& set) {
  Division division;
  int last_top = -1;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    if (!is_answered(set.criteria[i])) continue;
    const int top = top_of(set, static_cast<int>(i));
    if (top != last_top) division.push_back({plain_name(set.criteria[static_cast<std::size_t>(top)].name.vi), {}});
    last_top = top;
    division.back().criteria.push_back(set.criteria[i].id);
  }
  return division;
}

std::string division_text(const Division& division) {
  std::string text;
  for (const Section& section : division) {
    text += (text.empty() ? "" : ";") + plain_name(section.name) + "|" + ids_text(section.criteria);
  }
  return text;
}

Division division_of_text(const CriteriaSet& set, std::string_view text) {
  Division division;
  for (const std::string& one : split(text, ';')) {
    const std::size_t bar = one.find('|');
    if (bar == std::string::npos) continue;
    const std::string name = plain_name(one.substr(0, bar));
    if (name.empty()) continue;
    auto section = std::find_if(division.begin(), division.end(), [&](const Section& known) { return known.name == name; });
    if (section == division.end()) section = division.insert(division.end(), {name, {}});
    for (const std::string& id : ids_of_text(std::string_view(one).substr(bar + 1))) {
      const Criterion* named = set.find(id);
      if (named == nullptr) continue;
      for (const Criterion& criterion : set.criteria) {
        const bool meant = &criterion == named || (named->is_group() && set.is_within(criterion, *named));
        if (meant && is_answered(criterion) && section_of(division, criterion.id) < 0) section->criteria.push_back(criterion.id);
      }
    }
  }
  std::erase_if(division, [](const Section& section) { return section.criteria.empty(); });
  return division;
}

int section_of(const Division& division, std::string_view criterion) {
  for (std::size_t i = 0; i < division.size(); ++i) {
    const auto& ids = division[i].criteria;
    if (std::find(ids.begin(), ids.end(), criterion) != ids.end()) return static_cast<int>(i);
  }
  return -1;
}

std::string ids_text(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : ",") + id;
  return text;
}

std::vector<std::string> ids_of_text(std::string_view text) { return split(text, ','); }

}  // namespace thuocdo
