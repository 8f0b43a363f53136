// A package of OpenDocument parts as bytes, and text as it stands in them. The same bytes for the same content: nothing is
// packed, because packed bytes depend on the library's version, and every entry is dated 1 January 1980.
//
//   StoredZip zip;
//   zip.add("mimetype", "application/vnd.oasis.opendocument.text");      // first
//   zip.add("content.xml", "… <text:p>" + odf_text(line) + "</text:p> …");
//   write(zip.take());
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sheet/long_text.h"

namespace thuocdo {

class StoredZip {
 public:
  void add(std::string_view name, std::string_view content);
  void add(std::string_view name, LongText content);
  std::string take();  // ends the package

 private:
  void begin(std::string_view name, std::uint32_t crc, std::size_t size);
  std::string bytes_;
  std::string directory_;
  std::uint32_t count_ = 0;
};

// One line of text for the inside of an element; blanks that XML would fold are written as elements, control signs are
// blanks.
std::string odf_text(std::string_view line);

}  // namespace thuocdo
