#include "workbook/form_alignment.h"

#include <algorithm>
#include <map>
#include <set>

#include "scoring/answer.h"
#include "sheet/contract.h"

namespace thuocdo {
namespace {

constexpr int gone = -1;

std::vector<std::set<std::string>> words_by_row(const FormSheet& form, bool locked_only) {
  std::vector<std::set<std::string>> words(static_cast<std::size_t>(form.rows));
  for (int row = 0; row < form.rows; ++row) {
    for (int column = 0; column < form.columns; ++column) {
      const FormCell& cell = form.at(row, column);
      if (cell.content != Content::text || (locked_only && !cell.locked)) continue;
      words[static_cast<std::size_t>(row)].insert(tidy(cell.text));
    }
  }
  return words;
}

class Aligning {
 public:
  Aligning(const FormSheet& built, const FormSheet& open) : built_(built), open_(open) {
    result_.row.assign(static_cast<std::size_t>(built.rows), gone);
    result_.column.assign(static_cast<std::size_t>(built.columns), gone);
    row_used_.assign(static_cast<std::size_t>(open.rows), false);
    column_used_.assign(static_cast<std::size_t>(open.columns), false);
  }

  FormAlignment run() {
    by_keys();
    rows_by_words();
    columns_by_words();
    std::vector<bool> wordless_row(static_cast<std::size_t>(built_.rows), true);
    std::vector<bool> wordless_column(static_cast<std::size_t>(built_.columns), true);
    for (int line = 0; line < built_.rows; ++line) {
      for (int across = 0; across < built_.columns; ++across) {
        const FormCell& cell = built_.at(line, across);
        if (cell.content != Content::text || !cell.locked) continue;
        wordless_row[static_cast<std::size_t>(line)] = wordless_column[static_cast<std::size_t>(across)] = false;
      }
    }
    by_neighbours(result_.row, row_used_, wordless_row);
    by_neighbours(result_.column, column_used_, wordless_column);
    const auto stays = [](const std::vector<int>& places) {
      for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i] != static_cast<int>(i)) return false;
      }
      return true;
    };
    result_.exact = stays(result_.row) && stays(result_.column) && result_.duplicates.empty();
    return std::move(result_);
  }

 private:
  int& row(int built) { return result_.row[static_cast<std::size_t>(built)]; }
  int& column(int built) { return result_.column[static_cast<std::size_t>(built)]; }
  void take_row(int built, int open) {
    row(built) = open;
    row_used_[static_cast<std::size_t>(open)] = true;
  }
  void take_column(int built, int open) {
    column(built) = open;
    column_used_[static_cast<std::size_t>(open)] = true;
  }

  bool has_answers(int open_row) const {
    for (int built = 0; built < built_.columns; ++built) {
      const int at = result_.column[static_cast<std::size_t>(built)];
      if (at == gone || !is_input_column_[static_cast<std::size_t>(built)]) continue;
      if (open_.at(open_row, at).content != Content::empty) return true;
    }
    return false;
  }

  void by_keys() {
    const auto [key_row, id_column] = find_text(built_, column_key(Column::id));
    const auto [open_key_row, open_id_column] = find_text(open_, column_key(Column::id));
    if (key_row == gone || open_key_row == gone) return;
    take_row(key_row, open_key_row);
    is_input_column_.assign(static_cast<std::size_t>(built_.columns), false);
    for (int built = 0; built < built_.columns; ++built) {
      for (int below = key_row; below < built_.rows; ++below) {
        if (built_.is_input(below, built)) is_input_column_[static_cast<std::size_t>(built)] = true;
      }
      const FormCell& key = built_.at(key_row, built);
      if (key.content != Content::text) continue;
      for (int open = 0; open < open_.columns; ++open) {
        if (column_used_[static_cast<std::size_t>(open)] || open_.at(open_key_row, open).text != key.text) continue;
        take_column(built, open);
        break;
      }
    }
    std::map<std::string, int> built_of;
    for (int built = key_row + 1; built < built_.rows; ++built) {
      const FormCell& id = built_.at(built, id_column);
      if (id.content == Content::text) built_of.emplace(tidy(id.text), built);
    }
    for (int open = open_key_row + 1; open < open_.rows; ++open) {
      const FormCell& id = open_.at(open, open_id_column);
      const auto found = id.content == Content::empty ? built_of.end() : built_of.find(tidy(id.text));
      if (found == built_of.end()) continue;
      const int first = row(found->second);
      if (first == gone) {
        take_row(found->second, open);
      } else if (!has_answers(first) && has_answers(open)) {
        result_.duplicates.emplace_back(found->second, first);
        take_row(found->second, open);
      } else {
        result_.duplicates.emplace_back(found->second, open);
        row_used_[static_cast<std::size_t>(open)] = true;
      }
    }
  }

  void rows_by_words() {
    const auto built_words = words_by_row(built_, true);
    const auto open_words = words_by_row(open_, false);
    int shift = 0;
    for (int built = 0; built < built_.rows; ++built) {
      const auto& wanted = built_words[static_cast<std::size_t>(built)];
      if (row(built) != gone) {
        shift = row(built) - built;
        continue;
      }
      if (wanted.empty()) continue;
      std::size_t best = 0;
      int found = gone;
      for (int open = 0; open < open_.rows; ++open) {
        if (row_used_[static_cast<std::size_t>(open)]) continue;
        const auto& there = open_words[static_cast<std::size_t>(open)];
        const auto common = static_cast<std::size_t>(
            std::count_if(wanted.begin(), wanted.end(), [&](const std::string& word) { return there.contains(word); }));
        const bool nearer = found == gone || std::abs(open - built - shift) < std::abs(found - built - shift);
        if (2 * common < wanted.size() || common < best || (common == best && !nearer)) continue;
        best = common;
        found = open;
      }
      if (found == gone) continue;
      take_row(built, found);
      shift = found - built;
    }
  }

  void columns_by_words() {
    for (int built = 0; built < built_.columns; ++built) {
      if (column(built) != gone) continue;
      std::map<int, int> votes;
      for (int line = 0; line < built_.rows; ++line) {
        const FormCell& cell = built_.at(line, built);
        if (cell.content != Content::text || !cell.locked || row(line) == gone) continue;
        for (int open = 0; open < open_.columns; ++open) {
          if (column_used_[static_cast<std::size_t>(open)]) continue;
          const FormCell& there = open_.at(row(line), open);
          if (there.content == Content::text && tidy(there.text) == tidy(cell.text)) ++votes[open];
        }
      }
      const auto most = std::max_element(votes.begin(), votes.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      if (most != votes.end()) take_column(built, most->first);
    }
  }

  // Lines without words stand beside those before them.
  static void by_neighbours(std::vector<int>& places, std::vector<bool>& used, const std::vector<bool>& wordless) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i] != gone || !wordless[i]) continue;
      const int before = i == 0 ? -1 : places[i - 1];
      const int expected = i == 0 ? 0 : before + 1;
      if (i > 0 && before == gone) continue;
      if (expected < static_cast<int>(used.size())) {
        if (used[static_cast<std::size_t>(expected)]) continue;
        used[static_cast<std::size_t>(expected)] = true;
      }
      places[i] = expected;
    }
  }

  const FormSheet& built_;
  const FormSheet& open_;
  FormAlignment result_;
  std::vector<bool> row_used_, column_used_, is_input_column_;
};

}  // namespace

std::pair<int, int> find_text(const FormSheet& form, std::string_view text) {
  for (int row = 0; row < form.rows; ++row) {
    for (int column = 0; column < form.columns; ++column) {
      const FormCell& cell = form.at(row, column);
      if (cell.content == Content::text && cell.text == text) return {row, column};
    }
  }
  return {gone, gone};
}

FormAlignment align(const FormSheet& built, const FormSheet& open) { return Aligning(built, open).run(); }

double likeness(const FormSheet& built, const FormSheet& open) {
  std::set<std::string> there;
  for (const FormCell& cell : open.cells) {
    if (cell.content == Content::text) there.insert(tidy(cell.text));
  }
  std::size_t all = 0, common = 0;
  for (const FormCell& cell : built.cells) {
    if (cell.content != Content::text || !cell.locked) continue;
    ++all;
    common += there.contains(tidy(cell.text));
  }
  return all == 0 ? 0 : static_cast<double>(common) / static_cast<double>(all);
}

}  // namespace thuocdo
