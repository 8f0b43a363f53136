// The zip file inside which .ods and .xlsx keep their parts, read strictly: one directory that fills the end of the
// file exactly, every entry where the directory says, nothing twice, nothing overlapping, stored or deflated only.
// Programs disagree about what an irregular zip holds, so an irregular zip is refused as a whole.
//
//   ZipPackage zip;
//   if (auto refusal = zip.open(bytes, limits)) …
//   ZipPart part;
//   if (auto refusal = zip.read("content.xml", part)) …   // part.view()
//
// Names are only compared, never used as paths. The bytes must outlive the package.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "sheet/limits.h"
#include "sheet/refusal.h"

struct libdeflate_decompressor;

namespace thuocdo {

// The unzipped bytes of one part.
struct ZipPart {
  std::unique_ptr<char[]> bytes;
  std::size_t size = 0;
  std::string_view view() const { return {bytes.get(), size}; }
};

class ZipPackage {
 public:
  std::optional<Refusal> open(std::string_view bytes, const Limits& limits);
  bool has(std::string_view name) const { return find(name) != nullptr; }
  // All names, in the order of the directory; folders end in "/". Valid while the bytes are.
  std::vector<std::string_view> names() const;
  std::size_t size(std::string_view name) const;  // unzipped, as the directory declares it; 0 for what is not there
  // Inflates into exactly the size that the directory declares, and checks the CRC. A missing part is damage.
  std::optional<Refusal> read(std::string_view name, ZipPart& part);

 private:
  struct Entry {
    std::string_view name;
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    std::uint32_t crc = 0;
    std::uint32_t packed_size = 0;
    std::uint32_t size = 0;
    std::uint32_t header = 0;  // where its local header stands
    std::size_t data = 0;      // where its bytes begin
  };
  struct FreeDecompressor {
    void operator()(libdeflate_decompressor* decompressor) const;
  };

  const Entry* find(std::string_view name) const;
  std::optional<Refusal> read_directory(std::size_t end_record);
  std::optional<Refusal> check_entry(const Entry& entry) const;
  std::optional<Refusal> check_layout(std::size_t directory);

  std::string_view bytes_;
  Limits limits_;
  std::vector<Entry> entries_;
  std::size_t unzipped_ = 0;  // of all parts read so far
  std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor_;
};

}  // namespace thuocdo
