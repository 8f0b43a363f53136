// What it costs to read filled sheets, against the least that any reader must do: inflate the parts with the cells and
// look at every '<'. Each round reads every file in every way, one after the other, so that whatever slows the machine
// slows all alike.
//
//   build/bin/reading_bench ROUNDS TEMPLATES FILE…
//
// Prints one line per way, "name median-microseconds-per-file".
#include <libdeflate.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/assessed_sheet.h"

namespace {

using namespace thuocdo;

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::uint32_t number(std::string_view bytes, std::size_t at, int width) {
  std::uint32_t value = 0;
  for (int i = width; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

bool holds_cells(std::string_view name) {
  return name == "content.xml" || name == "xl/sharedStrings.xml" ||
         (name.starts_with("xl/worksheets/sheet") && name.ends_with(".xml"));
}

// Inflates the parts with cells into `space` and counts their '<'. Trusts the file: only for files of our own.
std::size_t inflate_and_scan(const std::filesystem::path& file, libdeflate_decompressor* inflater, std::string& space) {
  const std::string zip = bytes_of(file);
  const std::size_t end = zip.size() - 22;
  std::size_t entry = number(zip, end + 16, 4);
  std::size_t found = 0;
  for (std::uint32_t left = number(zip, end + 10, 2); left-- > 0;) {
    const std::uint32_t name_size = number(zip, entry + 28, 2);
    if (holds_cells(std::string_view(zip).substr(entry + 46, name_size))) {
      const std::size_t header = number(zip, entry + 42, 4);
      const std::size_t data = header + 30 + number(zip, header + 26, 2) + number(zip, header + 28, 2);
      const std::size_t size = number(zip, entry + 24, 4);
      if (space.size() < size) space.resize(size);
      libdeflate_deflate_decompress(inflater, zip.data() + data, number(zip, entry + 20, 4), space.data(), size, nullptr);
      const char* const last = space.data() + size;
      for (const char* at = space.data(); at != last; ++at) {
        at = static_cast<const char*>(std::memchr(at, '<', static_cast<std::size_t>(last - at)));
        if (at == nullptr) break;
        ++found;
      }
    }
    entry += 46 + name_size + number(zip, entry + 30, 2) + number(zip, entry + 32, 2);
  }
  return found;
}

struct Way {
  const char* name;
  std::function<bool(const std::filesystem::path&)> read;
  std::vector<double> microseconds;
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) {
    std::fprintf(stderr, "reading_bench ROUNDS TEMPLATES FILE...\n");
    return 2;
  }
  const int rounds = std::atoi(arguments[1]);
  ProgrammeStore store(arguments[2]);
  const std::vector<std::filesystem::path> files(arguments + 3, arguments + count);
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  std::string space;

  std::vector<Way> ways = {
      {"floor", [&](const auto& file) { return inflate_and_scan(file, inflater.get(), space) > 0; }, {}},
      {"read", [&](const auto& file) { return read_workbook(file).workbook.has_value(); }, {}},
      {"assess", [&](const auto& file) { return assess_file(file, store).usable(); }, {}},
  };
  for (int round = -1; round < rounds; ++round) {  // the first one only warms up
    for (Way& way : ways) {
      const auto begin = std::chrono::steady_clock::now();
      for (const auto& file : files) {
        if (!way.read(file)) {
          std::fprintf(stderr, "%s: %s failed\n", file.c_str(), way.name);
          return 1;
        }
      }
      const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - begin;
      if (round >= 0) way.microseconds.push_back(taken.count() / static_cast<double>(files.size()));
    }
  }
  for (Way& way : ways) {
    const auto middle = way.microseconds.begin() + static_cast<std::ptrdiff_t>(way.microseconds.size() / 2);
    std::nth_element(way.microseconds.begin(), middle, way.microseconds.end());
    std::printf("%s %.1f\n", way.name, *middle);
  }
  return 0;
}
