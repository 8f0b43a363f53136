// What the terminal can do, and what is shown on it while work goes on.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace thuocdo {

// Colour only on a terminal that knows it, and never when NO_COLOR is set (https://no-color.org).
bool color_wanted(int file);
bool is_terminal(int file);
// Columns of the terminal, or of COLUMNS; 100 where there is neither.
std::size_t terminal_width(int file);

// A line on standard error that counts, once the work has taken a second.
//
//   Progress progress(options.show_progress, "Đang đọc phiếu");
//   progress.show(120, 3321);
class Progress {
 public:
  Progress(bool wanted, std::string label);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void show(std::size_t done, std::size_t all);

 private:
  using Clock = std::chrono::steady_clock;
  bool wanted_;
  std::string label_;
  Clock::time_point next_;
};

// On SIGINT, SIGTERM and SIGHUP: unfinished files are removed, the line of progress is wiped, and the program ends with
// 128 + the signal's number (130 when interrupted). A limit on the size of files becomes an ordinary error of writing.
void end_cleanly_on_signals();

}  // namespace thuocdo
