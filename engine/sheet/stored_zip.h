// A package of OpenDocument parts as bytes, and text as it stands in them. The same bytes for the same content: nothing is
// packed, because packed bytes depend on the library's version, and every entry is dated 1 January 1980.
//
//   StoredZip zip;
//   zip.add("mimetype", "application/vnd.oasis.opendocument.text");      // first
//   zip.add("content.xml", "… <text:p>" + odf_text(line) + "</text:p> …");
//   write(zip.take());
//
//   StoredZip zip(sink);      // the same, straight to where the bytes go
//   zip.add(…);
//   zip.finish();
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "sheet/long_text.h"

namespace thuocdo {

class StoredZip {
 public:
  StoredZip() = default;
  explicit StoredZip(ByteSink sink) : sink_(std::move(sink)) {}
  void add(std::string_view name, std::string_view content);
  void add(std::string_view name, const LongText& content);
  void finish();       // ends the package
  std::string take();  // the same, and gives it out, where it has no sink

 private:
  void begin(std::string_view name, std::uint32_t crc, std::size_t size);
  void put(std::string_view piece);
  ByteSink sink_;
  std::string bytes_;      // without a sink
  std::uint32_t size_ = 0;  // of all that was put
  std::string directory_;
  std::uint32_t count_ = 0;
};

// One line of text for the inside of an element; blanks that XML would fold are written as elements, control signs are
// blanks.
std::string odf_text(std::string_view line);

}  // namespace thuocdo
