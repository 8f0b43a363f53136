#include "sheet/number_tree.h"

#include <algorithm>

namespace thuocdo {
namespace {

constexpr std::size_t longest_id = 64;

std::size_t shared_prefix(const std::vector<std::string>& shorter, const std::vector<std::string>& longer) {
  if (shorter.size() >= longer.size()) return 0;
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    if (i == 0 ? !same_token(shorter[i], longer[i]) : shorter[i] != longer[i]) return 0;
  }
  return shorter.size();
}

std::string joined(std::vector<std::string>::const_iterator from, std::vector<std::string>::const_iterator to) {
  std::string text;
  for (; from != to; ++from) text += (text.empty() ? "" : ".") + id_of_token(*from);
  return text;
}

}  // namespace

NumberTree::Placed NumberTree::place(RowNumber number, int row, bool as_number) {
  Placed placed;
  std::string relative;  // what the id adds to that of the parent
  if (number.tokens.size() > 1) {
    place_dotted(number, as_number, relative, placed);
  } else {
    place_single(number, placed);
    relative = id_of_token(number.tokens[0]);
  }
  Node node;
  node.parent = levels_.empty() ? -1 : levels_.back().node;
  node.depth = static_cast<int>(levels_.size());
  node.id = (node.parent < 0 ? "" : this->node(node.parent).id + ".") + relative;
  node.number = placed.number = number.text;
  placed.id = node.id;
  if (node.depth >= deepest || node.id.size() > longest_id) {
    placed.problem = Placed::Problem::too_deep;
    return placed;
  }
  const auto [known, added] = row_of_id_.emplace(node.id, row);
  if (!added) {
    placed.problem = Placed::Problem::repeated;
    placed.repeated_row = known->second;
    return placed;
  }
  placed.index = static_cast<int>(nodes_.size());
  if (nodes_.empty()) first_tokens_ = number.tokens;
  if (node.parent >= 0) nodes_[static_cast<std::size_t>(node.parent)].has_children = true;
  last_of_parent_[node.parent] = {number.text, reading_};
  if (number.tokens.size() == 1) last_seen_[{static_cast<int>(reading_.style), reading_.upper}] = reading_.value;
  levels_.push_back({placed.index, std::move(number.tokens), reading_});
  nodes_.push_back(std::move(node));
  return placed;
}

void NumberTree::place_dotted(RowNumber& number, bool as_number, std::string& relative, Placed& placed) {
  std::vector<std::string>& tokens = number.tokens;
  std::size_t best = 0;
  std::size_t keep = 0;
  for (std::size_t i = 0; i < levels_.size(); ++i) {
    const std::size_t length = shared_prefix(levels_[i].tokens, tokens);
    if (length > 0 && length >= best) {
      best = length;
      keep = i + 1;
    }
  }
  if (best == 0) {
    // "1.1" below "A": the deepest entry above that is no dotted number itself.
    for (std::size_t i = levels_.size(); i-- > 0 && keep == 0;) {
      if (levels_[i].tokens.size() == 1 && levels_[i].reading.style != NumberStyle::digits) keep = i + 1;
    }
  }
  levels_.resize(keep);
  const int parent = levels_.empty() ? -1 : levels_.back().node;
  if ((best > 0 && best + 1 < tokens.size()) || (best == 0 && keep == 0)) placed.lonely_below = parent < 0 ? std::string() : node(parent).number;
  const auto last = last_of_parent_.find(parent);
  if (as_number && last != last_of_parent_.end()) {
    // A number cell shows 1.10 as 1.1: what follows 1.9 is 1.10.
    const std::string next = std::to_string(last->second.second.value + 1);
    std::string stripped = next;
    while (stripped.size() > 1 && stripped.back() == '0') stripped.pop_back();
    if (stripped == tokens.back() && stripped != next) {
      tokens.back() = next;
      number.text = joined(tokens.begin(), tokens.end());
    }
  }
  reading_ = readings_of(tokens.back()).front();
  const int before = last == last_of_parent_.end() ? 0 : last->second.second.value;
  if (best > 0 && reading_.value > before + 1) placed.gap_after = last == last_of_parent_.end() ? std::string("—") : last->second.first;
  relative = joined(tokens.begin() + static_cast<std::ptrdiff_t>(best), tokens.end());
}

void NumberTree::place_single(const RowNumber& number, Placed& placed) {
  const std::vector<TokenReading> readings = readings_of(number.tokens[0]);
  const auto single = [&](const Level& level, const TokenReading& reading) { return level.tokens.size() == 1 && level.reading.same_style(reading); };
  const auto keep_above = [&](std::size_t level, const TokenReading& reading) {
    levels_.resize(level);
    reading_ = reading;
  };
  // It goes on a list that is open, the deepest first.
  for (std::size_t i = levels_.size(); i-- > 0;) {
    for (const TokenReading& reading : readings) {
      if (single(levels_[i], reading) && reading.value == levels_[i].reading.value + 1) return keep_above(i, reading);
    }
  }
  // Or begins a list of a style that is not open: "I" below "A".
  for (const TokenReading& reading : readings) {
    const bool open = std::any_of(levels_.begin(), levels_.end(), [&](const Level& level) { return single(level, reading); });
    if (reading.value != 1 || open) continue;
    reading_ = reading;
    return;
  }
  // Or stands in an open list out of order.
  for (std::size_t i = levels_.size(); i-- > 0;) {
    for (const TokenReading& reading : readings) {
      if (!single(levels_[i], reading)) continue;
      placed.gap_after = number_of(levels_[i]);
      return keep_above(i, reading);
    }
  }
  // Or runs on from the list of the group before.
  reading_ = readings.front();
  for (const TokenReading& reading : readings) {
    const auto seen = last_seen_.find({static_cast<int>(reading.style), reading.upper});
    if (seen != last_seen_.end() && seen->second + 1 == reading.value) {
      reading_ = reading;
      return;
    }
  }
  placed.gap_after = levels_.empty() ? std::string("—") : number_of(levels_.back());
}

}  // namespace thuocdo
