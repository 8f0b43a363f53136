// The help pages in the chosen language, with columns that stand straight in Vietnamese, too.
#pragma once

#include <CLI/CLI.hpp>

#include <map>
#include <string>
#include <vector>

#include "finding/text.h"

namespace thuocdo {

class Help : public CLI::FormatterBase {
 public:
  Help(Language language, std::size_t width) : language_(language), width_(width) {}
  // The lines under "Usage" of the program or a command.
  void usage(const std::string& command, std::vector<std::string> lines) { usages_[command] = std::move(lines); }
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;

 private:
  std::string say(const Text& text) const { return text.in(language_); }
  std::string list(const std::vector<std::pair<std::string, std::string>>& entries) const;
  std::string after(const std::string& command) const;

  Language language_;
  std::size_t width_;
  std::map<std::string, std::vector<std::string>> usages_;
};

}  // namespace thuocdo
