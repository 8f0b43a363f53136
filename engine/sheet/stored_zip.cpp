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
  put(content);
}

void StoredZip::add(std::string_view name, const LongText& content) {
  std::uint32_t crc = 0;
  content.each([&](std::string_view piece) { crc = libdeflate_crc32(crc, piece.data(), piece.size()); });
  begin(name, crc, content.size());
  content.each([&](std::string_view piece) { put(piece); });
}

void StoredZip::put(std::string_view piece) {
  size_ += static_cast<std::uint32_t>(piece.size());
  if (sink_) sink_(piece);
  else bytes_ += piece;
}

void StoredZip::begin(std::string_view name, std::uint32_t crc, std::size_t size) {
  const auto start = size_;
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
  put("PK\x03\x04" + common);
  put(name);
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

void StoredZip::finish() {
  const auto start = size_;
  put(directory_);
  std::string end = "PK\x05\x06";
  add32(end, 0);
  add16(end, count_);
  add16(end, count_);
  add32(end, static_cast<std::uint32_t>(directory_.size()));
  add32(end, start);
  add16(end, 0);
  put(end);
}

std::string StoredZip::take() {
  finish();
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
