// A zip file of stored entries, the same bytes for the same content on every machine: nothing is packed, because packed
// bytes depend on the library's version, and every entry is dated 1 January 1980.
//
//   StoredZip zip;
//   zip.add("mimetype", media_type);
//   std::string bytes = zip.take();
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace thuocdo {

class StoredZip {
 public:
  void add(std::string_view name, std::string_view content);
  std::string take();

 private:
  std::string bytes_;
  std::string directory_;
  std::uint32_t count_ = 0;
};

}  // namespace thuocdo
