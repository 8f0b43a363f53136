// Where the controls of the panel stand: texts take the height that they need in the given width, the two lists and the
// explanation share what is left.
#include <algorithm>
#include <com/sun/star/awt/XLayoutConstrains.hpp>
#include <com/sun/star/awt/XTextLayoutConstrains.hpp>

#include "panel/panel_window.h"

namespace thuocdo {
namespace {

constexpr int least_lines = 3;  // of a list and of the explanation

int height_in(const Reference<css::awt::XControl>& control, int width) {
  const Reference<css::awt::XLayoutConstrains> constrains(control, UNO_QUERY_THROW);
  return constrains->calcAdjustedSize({width, 10000}).Height;
}

int width_of(const Reference<css::awt::XControl>& control) {
  return Reference<css::awt::XLayoutConstrains>(control, UNO_QUERY_THROW)->getMinimumSize().Width;
}

int height_of_lines(const Reference<css::awt::XControl>& control, int lines) {
  const Reference<css::awt::XTextLayoutConstrains> constrains(control, UNO_QUERY_THROW);
  return constrains->getMinimumSize(1, static_cast<sal_Int16>(lines)).Height;
}

}  // namespace

int PanelWindow::arrange(int whole_width, int height) {
  const bool measure_only = height == 0;
  const int line = std::max(8, Reference<css::awt::XLayoutConstrains>(explanation_title_.control, UNO_QUERY_THROW)
                                   ->getMinimumSize()
                                   .Height);
  const int margin = line / 3;
  const int width = std::max(line * 4, whole_width - 2 * margin);
  int y = margin;
  const auto put = [&](Part& part, int part_height, int gap) {
    if (!measure_only) set_place(part, margin, y, width, part_height);
    y += part_height + gap;
  };
  const auto put_text = [&](Part& part, int gap) { put(part, height_in(part.control, width), gap); };
  if (!has_sheet_) {
    put_text(message_, line);
    const auto button = Reference<css::awt::XLayoutConstrains>(new_button_.control, UNO_QUERY_THROW)->getPreferredSize();
    if (!measure_only) set_place(new_button_, margin, y, std::min<int>(width, button.Width), button.Height);
    return y + button.Height + margin;
  }

  const int bar = std::max(5, line * 2 / 5);
  put_text(unit_, 0);
  if (assessed_) {
    put_text(total_, margin / 2);
    put(total_bar_.part, bar, margin);
  }
  put_text(lines_, margin);
  for (std::size_t i = 0; assessed_ && i < group_count_; ++i) {
    Group& group = groups_[i];
    const int points = std::min(width / 2, width_of(group.points.control) + margin);
    if (!measure_only) {
      set_place(group.name, margin, y, width - points, line);  // a long name is cut
      set_place(group.points, margin + width - points, y, points, line);
    }
    y += line;
    put(group.bar.part, bar, margin);
  }

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
  const auto add_block = [&](Part& title, Part& content, int lines) {
    const int least = height_of_lines(content.control, least_lines);
    const int wanted = lines <= least_lines ? least : height_of_lines(content.control, lines);
    blocks.push_back({&title, &content, height_in(title.control, width), least, wanted});
  };
  const auto lines_of = [](const List& list) { return static_cast<int>(std::min<std::size_t>(list.entries.size(), 200)); };
  if (assessed_) add_block(gains_.title, gains_.box, lines_of(gains_));
  add_block(findings_.title, findings_.box, lines_of(findings_));
  add_block(explanation_title_, explanation_, 200);
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
    put(*block.title, block.title_height, 0);
    put(*block.content, block.given, margin);
  }
  return least;
}

}  // namespace thuocdo
