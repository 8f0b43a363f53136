// Work in parts that do not depend on each other, done by several threads.
//
//   in_parallel(files.size(), 2, [&](std::size_t i) { sheets[i] = read(files[i]); });
//
// The parts are begun in their order. Where the machine gives fewer threads, those there are do the work. Once a part has
// thrown, no further one is begun, and the first that was thrown is thrown again when all threads have ended.
#pragma once

#include <cstddef>
#include <functional>

namespace thuocdo {

void in_parallel(std::size_t parts, int threads, const std::function<void(std::size_t)>& work);

}  // namespace thuocdo
