// Every text that the extension shows by itself, in both languages; none can be missing (checked when compiling).
// {0}, {1}, … are arguments. "~" stands before the letter that works with Alt. The texts stand by subject in *.inc:
//
//   TEXT(sheet_made, "Đã tạo phiếu: {0}", "Sheet made: {0}")
//
//   say(Says::sheet_made).in(language)
//   say(Says::sheets_made, {"20", "/home/…"}).in(language)
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "finding/text.h"

namespace thuocdo {

enum class Says {
#define TEXT(name, vi, en) name,
#include "texts/all.inc"
#undef TEXT
};

Text say(Says what, std::initializer_list<std::string> arguments = {});
// Same, with arguments that differ between the languages.
Text say(Says what, const std::vector<Text>& arguments);

}  // namespace thuocdo
