#include "sheet/long_text.h"

#include <libdeflate.h>

#include <memory>
#include <new>

namespace thuocdo {
namespace {

constexpr std::size_t piece_size = std::size_t{256} << 10;
constexpr int fastest = 1;

struct Freed {
  void operator()(libdeflate_compressor* one) const { libdeflate_free_compressor(one); }
  void operator()(libdeflate_decompressor* one) const { libdeflate_free_decompressor(one); }
};

}  // namespace

LongText::Piece LongText::packed(std::string_view text) {
  thread_local const std::unique_ptr<libdeflate_compressor, Freed> packer(libdeflate_alloc_compressor(fastest));
  Piece piece;
  piece.size = text.size();
  piece.bytes.resize(text.size());
  // 0 where it does not become shorter.
  const std::size_t size = packer ? libdeflate_deflate_compress(packer.get(), text.data(), text.size(), piece.bytes.data(), piece.bytes.size()) : 0;
  piece.packed = size != 0;
  if (piece.packed) {
    piece.bytes.resize(size);
    piece.bytes.shrink_to_fit();
  } else {
    piece.bytes = text;
  }
  return piece;
}

void LongText::append(std::string_view piece) {
  size_ += piece.size();
  if (last_.size() + piece.size() > piece_size && !last_.empty()) {
    pieces_.push_back(packed(last_));
    last_.clear();
  }
  last_ += piece;
}

void LongText::put_first(std::string_view piece) {
  size_ += piece.size();
  pieces_.push_front({std::string(piece), piece.size(), false});
}

void LongText::each(const ByteSink& use) const {
  const std::unique_ptr<libdeflate_decompressor, Freed> unpacker(libdeflate_alloc_decompressor());
  if (!unpacker) throw std::bad_alloc();
  std::string text;
  for (const Piece& piece : pieces_) {
    if (!piece.packed) {
      use(piece.bytes);
      continue;
    }
    text.resize(piece.size);
    // What was packed here can be unpacked.
    libdeflate_deflate_decompress(unpacker.get(), piece.bytes.data(), piece.bytes.size(), text.data(), text.size(), nullptr);
    use(text);
  }
  if (!last_.empty()) use(last_);
}

}  // namespace thuocdo
