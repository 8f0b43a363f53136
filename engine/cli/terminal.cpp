#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "programme/atomic_files.h"

namespace thuocdo {
namespace {

constexpr char wipe_line[] = "\r\x1b[K";
std::atomic<bool> line_shown = false;

void write_error(const char* text, std::size_t size) {
  // A terminal that went away is no reason to stop.
  if (::write(STDERR_FILENO, text, size) < 0) return;
}

extern "C" void on_signal(int number) {
  remove_unfinished_files();
  if (line_shown.load()) write_error(wipe_line, sizeof wipe_line - 1);
  ::_exit(128 + number);
}

}  // namespace

bool is_terminal(int file) { return ::isatty(file) == 1; }

bool color_wanted(int file) {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return is_terminal(file) && (no_color == nullptr || *no_color == '\0') &&
         (terminal == nullptr || std::strcmp(terminal, "dumb") != 0);
}

std::size_t terminal_width(int file) {
  constexpr std::size_t usual = 100;
  constexpr std::size_t narrowest = 60;
  winsize size{};
  std::size_t width = usual;
  if (is_terminal(file) && ::ioctl(file, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    width = size.ws_col;
  } else if (const char* columns = std::getenv("COLUMNS")) {
    const long given = std::strtol(columns, nullptr, 10);
    if (given > 0 && given < 1000) width = static_cast<std::size_t>(given);
  }
  return width < narrowest ? narrowest : width;
}

Progress::Progress(bool wanted, std::string label)
    : wanted_(wanted), label_(std::move(label)), next_(Clock::now() + std::chrono::seconds(1)) {}

Progress::~Progress() {
  if (line_shown.exchange(false)) write_error(wipe_line, sizeof wipe_line - 1);
}

void Progress::show(std::size_t done, std::size_t all) {
  if (!wanted_ || Clock::now() < next_) return;
  next_ = Clock::now() + std::chrono::milliseconds(100);
  const std::string line = "\r" + label_ + " " + std::to_string(done) + "/" + std::to_string(all) + "\x1b[K";
  line_shown.store(true);
  write_error(line.data(), line.size());
}

void end_cleanly_on_signals() {
  // A file that may not grow is then an error of writing, with its message, instead of a sudden end.
  std::signal(SIGXFSZ, SIG_IGN);
  struct sigaction action{};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  for (int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before{};
    // A shell that starts a program in the background, or nohup, has it ignore some signals.
    if (sigaction(number, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
    sigaction(number, &action, nullptr);
  }
}

}  // namespace thuocdo
