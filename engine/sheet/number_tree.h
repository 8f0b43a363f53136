// The tree that the numbers of a table give: "1.1" stands below "1", "a" below "1.1", "1" below "II".
//
//   NumberTree tree;
//   tree.place(*parse_row_number("I"), 3, false);
//   tree.place(*parse_row_number("1"), 4, false).id      // "I.1"
//   tree.node(1).parent                                  // 0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sheet/row_number.h"

namespace thuocdo {

class NumberTree {
 public:
  static constexpr int deepest = 16;

  struct Node {
    int parent = -1;  // index; -1 at the top
    int depth = 0;
    std::string id;      // "I.1"
    std::string number;  // as printed
    bool has_children = false;
  };
  struct Placed {
    enum class Problem { none, too_deep, repeated } problem = Problem::none;  // otherwise nothing was added
    int index = -1;
    std::string id;
    std::string number;  // as printed; a number cell's 1.1 that follows 1.9 is 1.10
    int repeated_row = 0;
    std::optional<std::string> gap_after;    // the number that it does not follow
    std::optional<std::string> lonely_below; // no row above that it belongs to: stands below this one; empty at the top
  };

  // `row` is told again when a later number repeats this one. `as_number`: the cell holds a number, not text.
  Placed place(RowNumber number, int row, bool as_number);

  const Node& node(int index) const { return nodes_[static_cast<std::size_t>(index)]; }
  // The tokens of the first number.
  const std::vector<std::string>& first_tokens() const { return first_tokens_; }
  bool empty() const { return nodes_.empty(); }

 private:
  struct Level {  // an open node, from the top
    int node;
    std::vector<std::string> tokens;
    TokenReading reading;
  };

  void place_dotted(RowNumber& number, bool as_number, std::string& relative, Placed& placed);
  void place_single(const RowNumber& number, Placed& placed);
  const std::string& number_of(const Level& level) const { return node(level.node).number; }

  std::vector<Node> nodes_;
  std::vector<Level> levels_;
  TokenReading reading_{};  // of the last token of the number that is placed
  std::vector<std::string> first_tokens_;
  std::unordered_map<std::string, int> row_of_id_;
  std::map<int, std::pair<std::string, TokenReading>> last_of_parent_;
  std::map<std::pair<int, bool>, int> last_seen_;  // by style: the last value of single numbers
};

}  // namespace thuocdo
