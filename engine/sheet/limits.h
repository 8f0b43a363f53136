// How much of a foreign file is looked at before it is refused. Every reader obeys one Limits value and counts what
// it really reads, never what the file claims. The defaults are far above any real sheet (a sheet of 120 criteria
// has 0.4 MB of XML, a ratio of 18 and 1,800 cells) and far below what hurts a small machine.
#pragma once

#include <cstddef>

namespace thuocdo {

struct Limits {
  std::size_t file_bytes = 64u << 20;         // the file as it lies on disk
  std::size_t entries = 1024;                 // in the zip
  std::size_t part_bytes = 16u << 20;         // one part, unzipped
  std::size_t all_parts_bytes = 64u << 20;    // all parts that are read, unzipped
  std::size_t ratio = 200;                    // unzipped : zipped, for parts above ratio_from bytes
  std::size_t ratio_from = 64u << 10;
  std::size_t depth = 64;                     // nested XML elements
  std::size_t attributes = 64;                // of one element
  std::size_t text_bytes = 1u << 20;          // text of one cell
  std::size_t all_text_bytes = 32u << 20;     // text of all cells, repeats counted; value and shown text both count
  std::size_t rows = 20'000;                  // down to the last with content, per sheet
  std::size_t columns = 256;                  // up to the last with content, per sheet
  std::size_t cells = 400'000;                // with content or before one with content in its row, per file
  std::size_t sheets = 64;
};

}  // namespace thuocdo
