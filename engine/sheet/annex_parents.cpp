#include "sheet/annex_parents.h"

#include <unordered_map>

#include "scoring/answer.h"
#include "sheet/number_tree.h"

namespace thuocdo {
namespace {

class ParentTree {
 public:
  ParentTree(ImportTable& table, std::vector<AnnexEntry>& entries) : table_(table), entries_(entries), children_(entries.size()) {}

  void link(const std::vector<std::string>& parents) {
    std::unordered_map<std::string, int> index;
    for (std::size_t i = 0; i < entries_.size(); ++i) index.emplace(entries_[i].id, static_cast<int>(i));
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      AnnexEntry& entry = entries_[i];
      if (parents[i].empty()) {
        top_.push_back(static_cast<int>(i));
        continue;
      }
      const auto above = index.find(id_of_text(parents[i]));
      if (above == index.end()) {
        table_.report(Code::table_parent_unknown, {{entry.id, {}}, {shortened(parents[i], 60), {}}}, entry.row, CriteriaColumn::parent);
        top_.push_back(static_cast<int>(i));
        continue;
      }
      entry.parent = above->second;
      children_[static_cast<std::size_t>(above->second)].push_back(static_cast<int>(i));
    }
  }

  void put_in_order() {
    std::vector<AnnexEntry> ordered;
    std::vector<std::pair<int, int>> open;  // index, index of the parent in `ordered`
    for (std::size_t i = top_.size(); i-- > 0;) open.emplace_back(top_[i], -1);
    std::vector<bool> reached(entries_.size());
    while (!open.empty()) {
      const auto [index, parent] = open.back();
      open.pop_back();
      reached[static_cast<std::size_t>(index)] = true;
      AnnexEntry entry = entries_[static_cast<std::size_t>(index)];
      entry.parent = parent;
      entry.depth = parent < 0 ? 0 : ordered[static_cast<std::size_t>(parent)].depth + 1;
      if (entry.depth >= NumberTree::deepest) {
        table_.report(Code::table_too_deep, {{entry.id, {}}, {std::to_string(NumberTree::deepest), {}}}, entry.row, CriteriaColumn::parent);
        break;
      }
      const std::vector<int>& below = children_[static_cast<std::size_t>(index)];
      for (std::size_t i = below.size(); i-- > 0;) open.emplace_back(below[i], static_cast<int>(ordered.size()));
      ordered.push_back(std::move(entry));
    }
    if (open.empty()) tell_circles(reached);
    entries_ = std::move(ordered);
  }

 private:
  // What no top leads to goes round in a circle, or hangs on one.
  void tell_circles(std::vector<bool>& reached) {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (reached[i]) continue;
      std::string way = entries_[i].id;
      std::vector<bool> walked(entries_.size());
      std::size_t at = i;
      while (!reached[at] && !walked[at]) {
        walked[at] = true;
        at = static_cast<std::size_t>(entries_[at].parent);
        way += " → " + entries_[at].id;
      }
      for (std::size_t j = 0; j < walked.size(); ++j) {
        if (walked[j]) reached[j] = true;
      }
      if (at == i) table_.report(Code::table_parent_circular, {{entries_[i].id, {}}, {shortened(way, 200), {}}}, entries_[i].row, CriteriaColumn::parent);
    }
  }

  ImportTable& table_;
  std::vector<AnnexEntry>& entries_;
  std::vector<std::vector<int>> children_;
  std::vector<int> top_;
};

}  // namespace

std::string id_of_text(const std::string& text) {
  constexpr std::size_t longest = 64;
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  const std::string tidied = tidy(text);
  if (tidied.find_first_not_of(letters) == std::string::npos) return tidied.substr(0, longest);
  std::string id;
  for (char c : fold(tidied)) {
    if (letters.find(c) != std::string_view::npos) {
      id += c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id.empty() ? "muc" : id.substr(0, longest);
}

void order_by_parents(ImportTable& table, std::vector<AnnexEntry>& entries, const std::vector<std::string>& parents) {
  ParentTree tree(table, entries);
  tree.link(parents);
  tree.put_in_order();
}

}  // namespace thuocdo
