// A text of many megabytes that is put together piece by piece and kept packed: tables in XML need a tenth of their length.
//
//   LongText text;
//   text.append("<table:table-row>…");
//   text.put_first("<?xml …");                                       // what is known only at the end
//   text.each([&](std::string_view piece) { file.write(piece); });   // as often as wanted
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

#include "programme/byte_sink.h"

namespace thuocdo {

class LongText {
 public:
  void append(std::string_view piece);
  void put_first(std::string_view piece);
  LongText& operator+=(std::string_view piece) {
    append(piece);
    return *this;
  }
  std::size_t size() const { return size_; }
  void each(const ByteSink& use) const;

 private:
  struct Piece {
    std::string bytes;
    std::size_t size = 0;  // unpacked; that of the bytes where packing makes nothing shorter
    bool packed = false;
  };
  static Piece packed(std::string_view text);

  std::deque<Piece> pieces_;
  std::string last_;  // not packed yet
  std::size_t size_ = 0;
};

}  // namespace thuocdo
