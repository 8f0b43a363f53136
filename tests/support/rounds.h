// How often something random is repeated.
//
//   for (std::uint64_t seed = 1; seed <= rounds(40'000u); ++seed) …
//   EXPECT_GT(overflows, rounds(100));
//
// As often as written in the build that is delivered: its figures are what is compared. Under the sanitizers everything is
// compared as well, but an eighth as often: a slip of memory depends on the way through the code more than on the figures.
#pragma once

namespace thuocdo::test {

template <typename Count>
constexpr Count rounds(Count whole) {
#ifdef __SANITIZE_ADDRESS__
  return whole / 8;
#else
  return whole;
#endif
}

}  // namespace thuocdo::test
