// Where the controls of the panel stand: texts take the height that they need in the given width, the two lists and the
// explanation share what is left.
#include <algorithm>
#include <com/sun/star/awt/XLayoutConstrains.hpp>
#include <com/sun/star/awt/XTextLayoutConstrains.hpp>

#include "panel/panel_window.h"

namespace thuocdo {
namespace {

constexpr int least_lines_listed = 2;
constexpr int least_lines_explained = 3;
constexpr int least_lines_beside_bars = 2;
// Where the window is too low for these beside the groups, the groups lose their names until somebody asks for them.
constexpr int good_lines_listed = 6;
constexpr int good_lines_explained = 5;

// Asking a control costs much more than all the rest, and most stay as they are from one edit to the next. The key is
// a width, 0 for the width that is needed, or less than 0 for a number of lines.
template <class Ask>
int measured(std::map<int, int>& known, int key, const Ask& ask) {
  const auto found = known.find(key);
  return found != known.end() ? found->second : known.emplace(key, ask()).first->second;
}

// In pixels, as the font is.
struct Distances {
  int line;
  int margin;
  int bar;
  explicit Distances(const Reference<css::awt::XControl>& a_line)
      : line(std::max(8, Reference<css::awt::XLayoutConstrains>(a_line, UNO_QUERY_THROW)->getMinimumSize().Height)),
        margin(line / 3),
        bar(std::max(4, line / 4)) {}
};

constexpr int bar_columns = 2;

int bars_height(std::size_t groups, const Distances& distances) {
  return static_cast<int>((groups + bar_columns - 1) / bar_columns) * distances.line + distances.margin;
}

}  // namespace

int PanelWindow::height_in(const Part& part, int width) const {
  return measured(part.measures, width, [&] {
    return Reference<css::awt::XLayoutConstrains>(part.control, UNO_QUERY_THROW)->calcAdjustedSize({width, 10000}).Height;
  });
}

int PanelWindow::width_of(const Part& part) const {
  return measured(part.measures, 0, [&] {
    return Reference<css::awt::XLayoutConstrains>(part.control, UNO_QUERY_THROW)->getMinimumSize().Width;
  });
}

int PanelWindow::height_of_lines(const Part& part, int lines) const {
  return measured(part.measures, -lines, [&] {
    const Reference<css::awt::XTextLayoutConstrains> constrains(part.control, UNO_QUERY_THROW);
    return constrains->getMinimumSize(1, static_cast<sal_Int16>(lines)).Height;
  });
}

bool PanelWindow::has_room_for_groups(int width, int height) {
  const auto more = [this](const Part& part, int lines, int least) {
    return height_of_lines(part, lines) - height_of_lines(part, least);
  };
  const Distances distances(explanation_title_.control);
  const int groups = static_cast<int>(group_count_) * (distances.line + distances.bar + distances.margin / 2);
  return height >= arrange(width, 0) + groups + 2 * more(gains_.box, good_lines_listed, least_lines_listed) +
                       more(explanation_, good_lines_explained, least_lines_explained);
}

bool PanelWindow::has_room_for_bars(int width, int height) {
  const Distances distances(explanation_title_.control);
  const int spared = height_of_lines(explanation_, least_lines_explained) - height_of_lines(explanation_, least_lines_beside_bars);
  return height + spared >= arrange(width, 0) + bars_height(group_count_, distances);
}

void PanelWindow::put_bars(int y, int width) {
  const Distances distances(explanation_title_.control);
  const int half = (width - distances.margin) / bar_columns;
  int number = 0, points = 0;
  for (std::size_t i = 0; i < group_count_; ++i) {
    number = std::max(number, width_of(groups_[i].number));
    points = std::max(points, width_of(groups_[i].points));
  }
  number = std::min(number, half / 3) + distances.margin;
  points = std::min(points, half - number - distances.line);
  for (std::size_t i = 0; i < group_count_; ++i) {
    Group& group = groups_[i];
    const int x = distances.margin + static_cast<int>(i % bar_columns) * (half + distances.margin);
    const int top = y + static_cast<int>(i / bar_columns) * distances.line;
    set_place(group.number, x, top, number, distances.line);
    set_place(group.bar, x + number, top + (distances.line - distances.bar) / 2, half - number - points - distances.margin,
              distances.bar);
    set_place(group.points, x + half - points, top, points, distances.line);
  }
}

int PanelWindow::arrange(int whole_width, int height) {
  const bool measure_only = height == 0;
  const auto [line, margin, bar] = Distances(explanation_title_.control);
  const int width = std::max(line * 4, whole_width - 2 * margin);
  int y = margin;
  const auto put = [&](Part& part, int part_height, int gap) {
    if (!measure_only) set_place(part, margin, y, width, part_height);
    y += part_height + gap;
  };
  const auto put_text = [&](Part& part, int gap) { put(part, height_in(part, width), gap); };
  if (!has_sheet_) {
    put_text(message_, line);
    const auto button = Reference<css::awt::XLayoutConstrains>(new_button_.control, UNO_QUERY_THROW)->getPreferredSize();
    if (!measure_only) set_place(new_button_, margin, y, std::min<int>(width, button.Width), button.Height);
    return y + button.Height + margin;
  }

  const auto put_bar = [&](Bar& part, int gap) {
    if (!measure_only) set_place(part, margin, y, width, bar);
    y += bar + gap;
  };
  put_text(unit_, 0);
  if (assessed_) {
    put_text(total_, margin / 2);
    put_bar(total_bar_, margin);
  }
  put_text(lines_, margin);
  if (assessed_ && group_count_ > 0) put(groups_switch_, line + margin / 2, margin / 2);
  const bool groups = shows_groups() && (groups_asked_for_ || !measure_only);
  for (std::size_t i = 0; groups && i < group_count_; ++i) {
    Group& group = groups_[i];
    const int points = std::min(width / 2, width_of(group.points));
    if (!measure_only) {
      set_place(group.name, margin, y, width - points, line);  // a long name is cut
      set_place(group.points, margin + width - points, y, points, line);
    }
    y += line;
    put_bar(group.bar, margin / 2);
  }

  if (bars_only_ && !measure_only) {
    put_bars(y, width);
    y += bars_height(group_count_, Distances(explanation_title_.control));
  }

  y += margin;
  // What is left goes to the lists, no more than they need, and to the explanation.
  struct Block {
    Part* title;
    Part* content;
    int title_height;
    int least;
    int wanted;
    int given = 0;
  };
  std::vector<Block> blocks;
  const auto add_block = [&](Part& title, Part& content, int least_lines, int lines) {
    const int least = height_of_lines(content, least_lines);
    const int wanted = lines <= least_lines ? least : height_of_lines(content, lines);
    blocks.push_back({&title, &content, height_in(title, width), least, wanted});
  };
  const auto lines_of = [](const List& list) { return static_cast<int>(std::min<std::size_t>(list.entries.size(), 200)); };
  if (assessed_) add_block(gains_.title, gains_.box, least_lines_listed, lines_of(gains_));
  add_block(findings_.title, findings_.box, least_lines_listed, lines_of(findings_));
  add_block(explanation_title_, explanation_, bars_only_ && !measure_only ? least_lines_beside_bars : least_lines_explained, 200);
  int least = y;
  for (const Block& block : blocks) least += block.title_height + block.least + margin;
  if (measure_only) return least;

  int left = std::max(0, height - least);
  for (Block& block : blocks) block.given = block.least;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const int share = left / static_cast<int>(blocks.size() - i);
    const int more = i + 1 == blocks.size() ? left : std::min(share, blocks[i].wanted - blocks[i].least);
    blocks[i].given += more;
    left -= more;
  }
  for (const Block& block : blocks) {
    if (block.content == &explanation_) set_place(spoken_explanation_, 0, y, 1, 1);
    put(*block.title, block.title_height, 0);
    put(*block.content, block.given, margin);
  }
  return least;
}

}  // namespace thuocdo
