// Pieces that the definitions of several commands are made of. For command_line.cpp and register_commands.cpp.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <vector>

#include "cli/options.h"

namespace thuocdo {

// An option with one value; the last one counts.
void add_text(CLI::App& app, const std::string& name, std::string& value, const std::string& type, const std::string& description);
void add_round(CLI::App& app, Options& options);
void add_trust(CLI::App& app, Options& options);
void add_register(CLI::App& app, Options& options);

// Makes a command with the options that all have, and the lines of its help under "Usage".
using MakeCommand = std::function<CLI::App*(const std::string& name, const std::string& description, const std::vector<std::string>& usages)>;
// receive, status, decide, appraise, audit; and consolidate's option for a register.
void add_register_commands(const MakeCommand& command, CLI::App& consolidate, Options& options, std::string& threads);

}  // namespace thuocdo
