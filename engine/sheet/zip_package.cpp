#include "sheet/zip_package.h"

#include <libdeflate.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <string>

namespace thuocdo {
namespace {

constexpr std::size_t end_record_size = 22;
constexpr std::size_t directory_entry_size = 46;
constexpr std::size_t local_header_size = 30;
constexpr std::uint32_t end_record_mark = 0x06054b50;
constexpr std::uint32_t directory_entry_mark = 0x02014b50;
constexpr std::uint32_t local_header_mark = 0x04034b50;
constexpr std::uint16_t encrypted_flag = 1u << 0;
constexpr std::uint16_t unusual_flags = (1u << 4) | (1u << 5) | (1u << 6) | (1u << 13);  // patches, strong encryption
constexpr std::uint16_t stored = 0;
constexpr std::uint16_t deflated = 8;

std::uint16_t number16(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i]));
  };
  return static_cast<std::uint16_t>(byte(0) | byte(1) << 8);
}

std::uint32_t number32(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(number16(bytes, at)) | static_cast<std::uint32_t>(number16(bytes, at + 2)) << 16;
}

std::string lower_case(std::string_view name) {
  std::string lower(name);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

// A name that could leave the package's folder if somebody unpacked it: "../x", "/x", "a\b", "C:x".
bool is_path_like(std::string_view name) {
  if (name.empty() || name.front() == '/') return true;
  if (name.find_first_of(std::string_view("\\:\0", 3)) != std::string_view::npos) return true;
  for (std::size_t start = 0; start <= name.size();) {
    const std::size_t end = std::min(name.find('/', start), name.size());
    const std::string_view step = name.substr(start, end - start);
    if (step == ".." || step == ".") return true;
    if (step.empty() && end != name.size()) return true;
    start = end + 1;
  }
  return false;
}

// Names in messages are shortened: they come from the file. Only plain characters are shown.
std::string shown_name(std::string_view name) {
  std::string shown;
  for (const char letter : name.substr(0, 60)) shown += letter >= ' ' && letter <= '~' ? letter : '?';
  return shown;
}

Text about(std::string_view name, std::string_view vi, std::string_view en) {
  const std::string shown = shown_name(name);
  return {shown + ": " + std::string(vi), shown + ": " + std::string(en)};
}

}  // namespace

void ZipPackage::FreeDecompressor::operator()(libdeflate_decompressor* decompressor) const {
  libdeflate_free_decompressor(decompressor);
}

std::optional<Refusal> ZipPackage::open(std::string_view bytes, const Limits& limits) {
  bytes_ = bytes;
  limits_ = limits;
  entries_.clear();
  unzipped_ = 0;
  // Offices write no comment after the directory, so the end record is always the very end.
  if (bytes.size() < end_record_size || number32(bytes, bytes.size() - end_record_size) != end_record_mark) {
    return refuse_damaged({"thiếu phần cuối của tệp zip", "the end of the zip is missing"});
  }
  return read_directory(bytes.size() - end_record_size);
}

std::optional<Refusal> ZipPackage::read_directory(std::size_t end_record) {
  const Refusal wrong = refuse_damaged({"mục lục của tệp zip sai", "the zip's directory is wrong"});
  const std::uint16_t disk = number16(bytes_, end_record + 4);
  const std::uint16_t directory_disk = number16(bytes_, end_record + 6);
  const std::uint16_t count_on_disk = number16(bytes_, end_record + 8);
  const std::uint16_t count = number16(bytes_, end_record + 10);
  const std::size_t size = number32(bytes_, end_record + 12);
  const std::size_t directory = number32(bytes_, end_record + 16);
  const std::uint16_t comment = number16(bytes_, end_record + 20);
  if (count == 0xffff || size == 0xffffffff || directory == 0xffffffff) {
    return refuse_abnormal({"zip64", "zip64"});
  }
  if (count > limits_.entries) {
    return refuse_over_limit(
        {std::to_string(count) + " mục trong tệp zip", std::to_string(count) + " entries in the zip"}, limits_.entries);
  }
  if (disk != 0 || directory_disk != 0 || count_on_disk != count || comment != 0) return wrong;
  if (directory > end_record || size != end_record - directory) return wrong;

  entries_.reserve(count);
  std::size_t at = directory;
  for (int i = 0; i < count; ++i) {
    if (end_record - at < directory_entry_size || number32(bytes_, at) != directory_entry_mark) return wrong;
    Entry entry;
    entry.flags = number16(bytes_, at + 8);
    entry.method = number16(bytes_, at + 10);
    entry.crc = number32(bytes_, at + 16);
    entry.packed_size = number32(bytes_, at + 20);
    entry.size = number32(bytes_, at + 24);
    const std::size_t name_size = number16(bytes_, at + 28);
    const std::size_t rest = name_size + number16(bytes_, at + 30) + number16(bytes_, at + 32);
    const std::uint16_t entry_disk = number16(bytes_, at + 34);
    entry.header = number32(bytes_, at + 42);
    at += directory_entry_size;
    if (end_record - at < rest || entry_disk != 0) return wrong;
    entry.name = bytes_.substr(at, name_size);
    at += rest;
    if (auto refusal = check_entry(entry)) return refusal;
    entries_.push_back(entry);
  }
  if (at != end_record) return wrong;
  return check_layout(directory);
}

std::optional<Refusal> ZipPackage::check_entry(const Entry& entry) const {
  if (entry.flags & encrypted_flag) return Refusal{Code::file_encrypted, {}, {}, {}, {}};
  if (entry.packed_size == 0xffffffff || entry.size == 0xffffffff || entry.header == 0xffffffff) {
    return refuse_abnormal(about(entry.name, "zip64", "zip64"));
  }
  if (entry.flags & unusual_flags) return refuse_abnormal(about(entry.name, "cờ zip lạ", "unusual zip flags"));
  if (entry.method != stored && entry.method != deflated) {
    return refuse_abnormal(about(entry.name, "kiểu nén lạ", "unusual compression method"));
  }
  if (entry.method == stored && entry.packed_size != entry.size) {
    return refuse_damaged(about(entry.name, "kích thước sai", "wrong size"));
  }
  if (is_path_like(entry.name)) {
    return refuse_abnormal(about(entry.name, "tên mục là đường dẫn", "the entry's name is a path"));
  }
  return std::nullopt;
}

// Every entry must stand where the directory says, under the same name, and none inside another.
std::optional<Refusal> ZipPackage::check_layout(std::size_t directory) {
  std::vector<Entry*> order;
  order.reserve(entries_.size());
  for (Entry& entry : entries_) order.push_back(&entry);
  std::sort(order.begin(), order.end(), [](const Entry* a, const Entry* b) { return a->header < b->header; });
  std::size_t free_from = 0;
  for (Entry* entry : order) {
    const Refusal wrong = refuse_damaged(about(entry->name, "không nằm đúng chỗ", "not where the directory says"));
    const std::size_t header = entry->header;
    if (header < free_from) return refuse_abnormal(about(entry->name, "mục chồng lên mục khác", "entries overlap"));
    if (header > directory || directory - header < local_header_size) return wrong;
    if (number32(bytes_, header) != local_header_mark) return wrong;
    const std::size_t name_size = number16(bytes_, header + 26);
    const std::size_t extra_size = number16(bytes_, header + 28);
    entry->data = header + local_header_size + name_size + extra_size;
    if (entry->data > directory || directory - entry->data < entry->packed_size) return wrong;
    if (bytes_.substr(header + local_header_size, name_size) != entry->name ||
        number16(bytes_, header + 8) != entry->method) {
      return refuse_abnormal(about(entry->name, "mục lục khác nội dung", "the directory differs from the entry"));
    }
    free_from = entry->data + entry->packed_size;
  }

  // Offices differ in which of two equal names they read; some compare without case.
  std::vector<std::string> names;
  names.reserve(entries_.size());
  for (const Entry& entry : entries_) names.push_back(lower_case(entry.name));
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) return refuse_abnormal(about(*twice, "có hai mục cùng tên", "two entries of this name"));
  return std::nullopt;
}

const ZipPackage::Entry* ZipPackage::find(std::string_view name) const {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.name == name; });
  return found == entries_.end() ? nullptr : &*found;
}

std::vector<std::string_view> ZipPackage::names() const {
  std::vector<std::string_view> names;
  for (const Entry& entry : entries_) names.push_back(entry.name);
  return names;
}

std::size_t ZipPackage::size(std::string_view name) const {
  const Entry* entry = find(name);
  return entry == nullptr ? 0 : entry->size;
}

std::optional<Refusal> ZipPackage::read(std::string_view name, ZipPart& part) {
  const Entry* entry = find(name);
  if (entry == nullptr) return refuse_damaged(about(name, "không có trong tệp", "missing"));
  const std::string size = std::to_string(entry->size);
  if (entry->size > limits_.part_bytes) {
    return refuse_over_limit(about(name, size + " byte", size + " bytes"), limits_.part_bytes);
  }
  if (entry->size > limits_.ratio_from && entry->size / limits_.ratio >= entry->packed_size &&
      entry->size > limits_.ratio * entry->packed_size) {
    return refuse_over_limit(about(name, "tỷ lệ nén quá cao", "compressed too strongly"), limits_.ratio);
  }
  if (entry->size > limits_.all_parts_bytes - std::min(unzipped_, limits_.all_parts_bytes)) {
    return refuse_over_limit({"tổng kích thước các phần", "size of all parts"}, limits_.all_parts_bytes);
  }
  unzipped_ += entry->size;

  const std::string_view packed = bytes_.substr(entry->data, entry->packed_size);
  part.size = entry->size;
  // One byte more than the content, so that even an empty part has bytes.
  part.bytes = std::make_unique_for_overwrite<char[]>(part.size + 1);
  if (entry->method == stored) {
    std::memcpy(part.bytes.get(), packed.data(), packed.size());
  } else {
    if (!decompressor_) decompressor_.reset(libdeflate_alloc_decompressor());
    if (!decompressor_) throw std::bad_alloc();
    std::size_t used = 0;
    std::size_t made = 0;
    const libdeflate_result result = libdeflate_deflate_decompress_ex(decompressor_.get(), packed.data(), packed.size(),
                                                                      part.bytes.get(), part.size, &used, &made);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) {
      return refuse_abnormal(about(name, "lớn hơn kích thước đã ghi", "larger than its declared size"));
    }
    if (result != LIBDEFLATE_SUCCESS || made != part.size || used != packed.size()) {
      return refuse_damaged(about(name, "không giải nén được", "cannot be unzipped"));
    }
  }
  if (libdeflate_crc32(0, part.bytes.get(), part.size) != entry->crc) {
    return refuse_damaged(about(name, "sai mã kiểm tra CRC", "wrong CRC"));
  }
  return std::nullopt;
}

}  // namespace thuocdo
