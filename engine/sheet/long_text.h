// A text of many megabytes that is put together piece by piece. It never moves while it grows, and gives its memory back
// piece by piece while it is poured out, so that it does not stand in memory twice.
//
//   LongText text;
//   text.append("<table:table-row>…");
//   text.pour([&](std::string_view piece) { file.write(piece); });   // it is empty then
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace thuocdo {

class LongText {
 public:
  void append(std::string_view piece) {
    if (pieces_.empty() || pieces_.back().capacity() - pieces_.back().size() < piece.size()) {
      const std::size_t room = pieces_.empty() ? first_piece : later_piece;
      pieces_.emplace_back().reserve(piece.size() < room ? room : piece.size());
    }
    pieces_.back() += piece;
    size_ += piece.size();
  }
  LongText& operator+=(std::string_view piece) {
    append(piece);
    return *this;
  }
  std::size_t size() const { return size_; }

  // In their order; where they end means nothing.
  const std::deque<std::string>& pieces() const { return pieces_; }

  template <class Use>
  void pour(Use use) {
    for (; !pieces_.empty(); pieces_.pop_front()) use(std::string_view(pieces_.front()));
    size_ = 0;
  }

 private:
  static constexpr std::size_t first_piece = 1u << 20;
  // Larger than what the C library keeps for itself when it is freed. What is not written to costs nothing.
  static constexpr std::size_t later_piece = 33u << 20;
  std::deque<std::string> pieces_;
  std::size_t size_ = 0;
};

}  // namespace thuocdo
