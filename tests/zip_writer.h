// Writes zip files in memory for tests: proper ones, and ones that lie in any field.
//
//   std::string bytes = write_zip({{"mimetype", "…", ZipMethod::stored}, {"content.xml", xml}});
#pragma once

#include <libdeflate.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace thuocdo::testing {

namespace ZipMethod {
inline constexpr std::uint16_t stored = 0;
inline constexpr std::uint16_t deflated = 8;
}  // namespace ZipMethod

struct ZipFile {
  std::string name;
  std::string content;
  std::uint16_t method = ZipMethod::deflated;
  // Lies, each instead of the true value.
  std::optional<std::uint16_t> said_method;
  std::optional<std::uint32_t> said_size;
  std::optional<std::uint32_t> said_crc;
  std::optional<std::uint32_t> said_start;
  std::optional<std::string> local_name;
  std::optional<std::uint16_t> local_method;
  std::uint16_t flags = 0;
};

struct ZipEnd {
  std::optional<std::uint16_t> count;
  std::optional<std::uint16_t> count_on_disk;
  std::optional<std::uint32_t> directory_size;
  std::optional<std::uint32_t> directory_start;
  std::uint16_t disk = 0;
  std::string comment;
};

inline void add16(std::string& bytes, std::uint32_t number) {
  bytes += static_cast<char>(number & 0xff);
  bytes += static_cast<char>(number >> 8 & 0xff);
}

inline void add32(std::string& bytes, std::uint32_t number) {
  add16(bytes, number & 0xffff);
  add16(bytes, number >> 16);
}

inline std::string deflate(std::string_view content) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(6), &libdeflate_free_compressor);
  std::string packed(libdeflate_deflate_compress_bound(compressor.get(), content.size()), '\0');
  packed.resize(
      libdeflate_deflate_compress(compressor.get(), content.data(), content.size(), packed.data(), packed.size()));
  return packed;
}

// Like LibreOffice, the local headers of deflated entries say nothing about sizes.
inline std::string write_zip(const std::vector<ZipFile>& files, const ZipEnd& end = {}) {
  std::string bytes;
  std::string directory;
  for (const ZipFile& file : files) {
    const bool packs = file.method == ZipMethod::deflated;
    const std::string packed = packs ? deflate(file.content) : file.content;
    const std::uint16_t method = file.said_method.value_or(file.method);
    const auto crc = file.said_crc.value_or(libdeflate_crc32(0, file.content.data(), file.content.size()));
    const auto packed_size = static_cast<std::uint32_t>(packed.size());
    const auto size = file.said_size.value_or(static_cast<std::uint32_t>(file.content.size()));
    const std::uint32_t flags = file.flags | (packs ? 8u : 0u);
    const std::string local_name = file.local_name.value_or(file.name);
    const auto start = static_cast<std::uint32_t>(bytes.size());

    add32(bytes, 0x04034b50);
    add16(bytes, 20);
    add16(bytes, flags);
    add16(bytes, file.local_method.value_or(method));
    add32(bytes, 0);  // time and date
    add32(bytes, packs ? 0 : crc);
    add32(bytes, packs ? 0 : packed_size);
    add32(bytes, packs ? 0 : size);
    add16(bytes, static_cast<std::uint32_t>(local_name.size()));
    add16(bytes, 0);
    bytes += local_name + packed;
    if (packs) {
      add32(bytes, 0x08074b50);
      add32(bytes, crc);
      add32(bytes, packed_size);
      add32(bytes, size);
    }

    add32(directory, 0x02014b50);
    add16(directory, 20);
    add16(directory, 20);
    add16(directory, flags);
    add16(directory, method);
    add32(directory, 0);
    add32(directory, crc);
    add32(directory, packed_size);
    add32(directory, size);
    add16(directory, static_cast<std::uint32_t>(file.name.size()));
    add16(directory, 0);
    add16(directory, 0);
    add16(directory, 0);
    add16(directory, 0);
    add32(directory, 0);
    add32(directory, file.said_start.value_or(start));
    directory += file.name;
  }
  const auto start = static_cast<std::uint32_t>(bytes.size());
  const std::uint16_t count = end.count.value_or(static_cast<std::uint16_t>(files.size()));
  bytes += directory;
  add32(bytes, 0x06054b50);
  add16(bytes, end.disk);
  add16(bytes, end.disk);
  add16(bytes, end.count_on_disk.value_or(count));
  add16(bytes, count);
  add32(bytes, end.directory_size.value_or(static_cast<std::uint32_t>(directory.size())));
  add32(bytes, end.directory_start.value_or(start));
  add16(bytes, static_cast<std::uint32_t>(end.comment.size()));
  bytes += end.comment;
  return bytes;
}

}  // namespace thuocdo::testing
