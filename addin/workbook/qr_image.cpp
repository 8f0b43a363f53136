#include "workbook/qr_image.h"

#include <qrencode.h>

#include <com/sun/star/graphic/GraphicProvider.hpp>
#include <com/sun/star/io/SequenceInputStream.hpp>
#include <cstdint>
#include <memory>
#include <vector>

namespace thuocdo {
namespace {

constexpr int quiet_modules = 4;
constexpr int module_pixels = 8;
// At the foot of a page Calc takes a picture's hundredths of a millimetre for twips (1440 an inch).
constexpr double drawn_larger = 2540.0 / 1440;

// A bitmap file of one bit a pixel, which knows how large it is on paper.
class Bitmap {
 public:
  explicit Bitmap(int side) : side_(side), line_bytes_((side + 31) / 32 * 4) {
    const std::uint32_t pixels = static_cast<std::uint32_t>(line_bytes_) * static_cast<std::uint32_t>(side);
    const std::uint32_t per_metre = static_cast<std::uint32_t>(side * 100'000.0 / qr_side * drawn_larger);
    put16(0x4d42);  // "BM"
    put32(first_pixel + pixels);
    put32(0);
    put32(first_pixel);
    put32(40);  // of the header that follows
    put32(static_cast<std::uint32_t>(side));
    put32(static_cast<std::uint32_t>(side));
    put16(1);  // planes
    put16(1);  // bits a pixel
    put32(0);
    put32(pixels);
    put32(per_metre);
    put32(per_metre);
    put32(2);
    put32(2);
    put32(0x00ffffff);
    put32(0x00000000);
    bytes_.resize(first_pixel + pixels);
  }

  void blacken(int x, int y) {
    const int line = side_ - 1 - y;  // the lowest line stands first
    bytes_[first_pixel + static_cast<std::size_t>(line * line_bytes_ + x / 8)] |=
        static_cast<sal_Int8>(0x80 >> (x % 8));
  }

  Sequence<sal_Int8> file() const {
    return Sequence<sal_Int8>(bytes_.data(), static_cast<sal_Int32>(bytes_.size()));
  }

 private:
  static constexpr std::size_t first_pixel = 14 + 40 + 8;
  void put16(std::uint32_t value) {
    for (int shift = 0; shift < 16; shift += 8) bytes_.push_back(static_cast<sal_Int8>(value >> shift));
  }
  void put32(std::uint32_t value) {
    put16(value & 0xffff);
    put16(value >> 16);
  }

  int side_;
  int line_bytes_;
  std::vector<sal_Int8> bytes_;
};

}  // namespace

std::string qr_text(std::string_view check_code) { return "THUOCDO:" + std::string(check_code); }

Reference<css::graphic::XGraphic> qr_image(const Reference<css::uno::XComponentContext>& context,
                                           std::string_view text) {
  // Medium correction: a fold or a stamp's edge may cost 15 % of it.
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
  if (!code) return {};
  Bitmap bitmap((code->width + 2 * quiet_modules) * module_pixels);
  for (int y = 0; y < code->width * module_pixels; ++y) {
    for (int x = 0; x < code->width * module_pixels; ++x) {
      const int module = y / module_pixels * code->width + x / module_pixels;
      if (code->data[module] & 1) bitmap.blacken(x + quiet_modules * module_pixels, y + quiet_modules * module_pixels);
    }
  }
  const auto provider = css::graphic::GraphicProvider::create(context);
  const Reference<css::io::XInputStream> stream(
      css::io::SequenceInputStream::createStreamFromSequence(context, bitmap.file()), UNO_QUERY_THROW);
  return provider->queryGraphic(uno_sequence<css::beans::PropertyValue>({named("InputStream", stream)}));
}

}  // namespace thuocdo
