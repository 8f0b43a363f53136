// Where bytes go piece by piece, so that what is long never stands in memory as a whole.
//
//   void write_table(const ByteSink& sink) { for (…) sink(row); }
//
//   std::string text;
//   write_table([&](std::string_view piece) { text += piece; });
//
// Where one piece ends means nothing.
#pragma once

#include <functional>
#include <string_view>

namespace thuocdo {

using ByteSink = std::function<void(std::string_view)>;

}  // namespace thuocdo
