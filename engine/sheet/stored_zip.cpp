#include "sheet/stored_zip.h"

#include <libdeflate.h>

namespace thuocdo {
namespace {

void add16(std::string& bytes, std::uint32_t number) {
  bytes += static_cast<char>(number & 0xff);
  bytes += static_cast<char>(number >> 8 & 0xff);
}
void add32(std::string& bytes, std::uint32_t number) {
  add16(bytes, number & 0xffff);
  add16(bytes, number >> 16);
}

}  // namespace

void StoredZip::add(std::string_view name, std::string_view content) {
  begin(name, libdeflate_crc32(0, content.data(), content.size()), content.size());
  bytes_ += content;
}

void StoredZip::add(std::string_view name, LongText content) {
  std::uint32_t crc = 0;
  for (const std::string& piece : content.pieces()) crc = libdeflate_crc32(crc, piece.data(), piece.size());
  // With room for the small parts that follow, so that the whole does not move for them.
  bytes_.reserve(bytes_.size() + content.size() + content.size() / 8 + (64u << 10));
  begin(name, crc, content.size());
  content.pour([&](std::string_view piece) { bytes_ += piece; });
}

void StoredZip::begin(std::string_view name, std::uint32_t crc, std::size_t size) {
  const auto start = static_cast<std::uint32_t>(bytes_.size());
  std::string common;  // what the local header and the directory share
  add16(common, 20);
  add16(common, 0x0800);  // names are UTF-8
  add16(common, 0);
  add16(common, 0);
  add16(common, 0x0021);
  add32(common, crc);
  add32(common, static_cast<std::uint32_t>(size));
  add32(common, static_cast<std::uint32_t>(size));
  add16(common, static_cast<std::uint32_t>(name.size()));
  add16(common, 0);
  bytes_ += "PK\x03\x04" + common;
  bytes_ += name;
  directory_ += "PK\x01\x02";
  add16(directory_, 20);
  directory_ += common;
  add16(directory_, 0);
  add16(directory_, 0);
  add16(directory_, 0);
  add32(directory_, 0);
  add32(directory_, start);
  directory_ += name;
  ++count_;
}

std::string StoredZip::take() {
  const auto start = static_cast<std::uint32_t>(bytes_.size());
  const auto size = static_cast<std::uint32_t>(directory_.size());
  bytes_ += directory_;
  bytes_ += "PK\x05\x06";
  add32(bytes_, 0);
  add16(bytes_, count_);
  add16(bytes_, count_);
  add32(bytes_, size);
  add32(bytes_, start);
  add16(bytes_, 0);
  return std::move(bytes_);
}

std::string odf_text(std::string_view line) {
  std::string xml;
  for (std::size_t i = 0; i < line.size(); ++i) {
    switch (line[i]) {
      case '&': xml += "&amp;"; break;
      case '<': xml += "&lt;"; break;
      case '>': xml += "&gt;"; break;
      case '\t': xml += "<text:tab/>"; break;
      case ' ': xml += i == 0 || i + 1 == line.size() || line[i - 1] == ' ' ? "<text:s/>" : " "; break;
      default: xml += static_cast<unsigned char>(line[i]) < ' ' ? ' ' : line[i];
    }
  }
  return xml;
}

}  // namespace thuocdo
