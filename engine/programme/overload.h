// One call operator out of several lambdas, so that every kind of a variant is listed wherever kinds differ: a forgotten
// kind does not compile. Private to the room.
#pragma once

namespace thuocdo {

template <class... Cases>
struct Overload : Cases... {
  using Cases::operator()...;
};

}  // namespace thuocdo
