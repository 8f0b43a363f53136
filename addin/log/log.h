// What was done and how it ended, for whoever has to find a fault: three files of 512 KiB at most in the user's profile
// (user/thuocdo/thuocdo.log), the oldest replaced. Never a name, an answer or a path: only what lines below are made of.
// Where the file cannot be written nothing is logged and nobody is told.
//
//   open_log(context);                                // once; later calls do nothing
//   write_log("check: done, 35 ms, answer-missing 2");
//
// Thread-safe. Throws nothing.
#pragma once

#include <com/sun/star/uno/XComponentContext.hpp>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace thuocdo {

void open_log(const com::sun::star::uno::Reference<com::sun::star::uno::XComponentContext>& context) noexcept;
void write_log(std::string_view line) noexcept;
// The last lines, the newest at the end.
std::vector<std::string> last_log_lines(std::size_t count);

}  // namespace thuocdo
