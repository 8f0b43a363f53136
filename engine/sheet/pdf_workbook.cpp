#include "sheet/pdf_workbook.h"

#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <new>
#include <set>
#include <unordered_map>

#include "programme/file_bytes.h"
#include "sheet/pdf_values.h"

namespace thuocdo {
namespace {

constexpr std::string_view spreadsheet_type = "application/vnd.oasis.opendocument.spreadsheet";
constexpr std::size_t most_sections = 64;
constexpr std::size_t most_objects = 200'000;

Refusal rewritten() {
  return refuse_damaged({"tệp PDF không còn ở dạng LibreOffice ghi ra; hãy dùng tệp .ods", "the PDF is not in the form in which LibreOffice writes it; use the .ods"});
}

class PdfReading {
 public:
  PdfReading(std::string_view bytes, const Limits& limits) : bytes_(bytes), limits_(limits) {}

  std::optional<Refusal> run(PdfContent& content) {
    read_sections();
    if (encrypted_) return Refusal{Code::file_encrypted, {}, {}, {}, {}};
    for (const PdfValue& trailer : trailers_) {  // the newest first
      if (content.keywords.empty()) read_keywords(trailer, content);
      if (const PdfValue* streams = trailer.find("AdditionalStreams"); streams && !content.workbook) {
        if (auto refusal = read_workbook_stream(*streams, content)) return refusal;
      }
    }
    return std::nullopt;
  }

 private:
  // Every "startxref", the last first. One whose section is in another form (a compressed cross-reference of a later
  // program) is passed over, and so are the marks that stand inside other content and lead to no table.
  void read_sections() {
    std::size_t from = bytes_.size();
    for (std::size_t tried = 0; tried < most_sections && trailers_.empty(); ++tried) {
      const std::size_t mark = bytes_.rfind("startxref", from);
      if (mark == std::string_view::npos) return;
      PdfScanner scanner(bytes_, mark);
      scanner.take("startxref");
      const auto at = scanner.take_whole();
      if (at) read_chain(static_cast<std::size_t>(*at));
      if (mark == 0) return;
      from = mark - 1;
    }
  }

  void read_chain(std::size_t at) {
    std::set<std::size_t> seen;
    while (at < bytes_.size() && seen.size() < most_sections && seen.insert(at).second) {
      PdfScanner scanner(bytes_, at);
      if (!scanner.take("xref") || !read_table(scanner)) return;
      auto trailer = scanner.take_value();
      if (!trailer || trailer->kind != PdfValue::Kind::dictionary) return;
      encrypted_ = encrypted_ || trailer->find("Encrypt") != nullptr;
      const PdfValue* previous = trailer->find("Prev");
      at = previous && previous->whole ? static_cast<std::size_t>(previous->number) : bytes_.size();
      trailers_.push_back(std::move(*trailer));
    }
  }

  bool read_table(PdfScanner& scanner) {
    while (!scanner.take("trailer")) {
      const auto first = scanner.take_whole();
      const auto count = scanner.take_whole();
      if (!first || !count) return false;
      for (std::int64_t i = 0; i < *count; ++i) {
        const auto offset = scanner.take_whole();
        const auto generation = scanner.take_whole();
        if (!offset || !generation) return false;
        const bool used = scanner.take("n");
        if (!used && !scanner.take("f")) return false;
        if (places_.size() >= most_objects) return false;
        places_.try_emplace(*first + i, used ? static_cast<std::size_t>(*offset) : bytes_.size());  // the newest counts
      }
    }
    return true;
  }

  // Behind "4 0 obj"; nothing where the object does not stand there.
  std::optional<PdfScanner> object(const PdfValue& reference) const {
    const auto place = places_.find(reference.number);
    if (reference.kind != PdfValue::Kind::reference || place == places_.end() || place->second >= bytes_.size()) return std::nullopt;
    PdfScanner scanner(bytes_, place->second);
    if (scanner.take_whole() != reference.number || scanner.take_whole() != reference.generation || !scanner.take("obj")) return std::nullopt;
    return scanner;
  }

  void read_keywords(const PdfValue& trailer, PdfContent& content) const {
    const PdfValue* reference = trailer.find("Info");
    auto scanner = reference ? object(*reference) : std::nullopt;
    const auto information = scanner ? scanner->take_value() : std::nullopt;
    const PdfValue* keywords = information ? information->find("Keywords") : nullptr;
    if (keywords && keywords->kind == PdfValue::Kind::string) content.keywords = utf8(keywords->text);
  }

  // UTF-16 with its mark, or bytes of which only plain signs matter here.
  static std::string utf8(std::string_view text) {
    if (!text.starts_with("\xfe\xff")) return std::string(text);
    std::string out;
    for (std::size_t i = 2; i + 1 < text.size(); i += 2) {
      const unsigned code = static_cast<unsigned>(static_cast<unsigned char>(text[i])) << 8 | static_cast<unsigned char>(text[i + 1]);
      if (code < 0x80) {
        out += static_cast<char>(code);
      } else if (code < 0x800) {
        out += {static_cast<char>(0xc0 | code >> 6), static_cast<char>(0x80 | (code & 0x3f))};
      } else if (code < 0xd800 || code > 0xdfff) {
        out += {static_cast<char>(0xe0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 0x3f)), static_cast<char>(0x80 | (code & 0x3f))};
      } else {
        out += '?';
      }
    }
    return out;
  }

  std::optional<Refusal> read_workbook_stream(const PdfValue& streams, PdfContent& content) const {
    const PdfValue* reference = nullptr;
    if (streams.kind != PdfValue::Kind::array || streams.items.size() % 2 != 0) return rewritten();
    for (std::size_t i = 0; i < streams.items.size(); i += 2) {
      if (streams.items[i].text != spreadsheet_type) continue;
      if (reference) return refuse_abnormal({"tệp PDF mang nhiều phiếu", "the PDF carries several workbooks"});
      reference = &streams.items[i + 1];
    }
    if (!reference) return std::nullopt;  // a text document, a drawing, …
    auto scanner = object(*reference);
    const auto dictionary = scanner ? scanner->take_value() : std::nullopt;
    if (!dictionary || dictionary->kind != PdfValue::Kind::dictionary || !scanner->take("stream")) return rewritten();
    const auto length = whole(dictionary->find("Length"));
    std::size_t at = scanner->at();
    if (bytes_.substr(at, 2) == "\r\n") {
      at += 2;
    } else if (bytes_.substr(at, 1) == "\n") {
      at += 1;
    } else {
      return rewritten();
    }
    if (!length || *length > bytes_.size() - at) return rewritten();
    PdfScanner after(bytes_, at + *length);
    if (!after.take("endstream") || dictionary->find("DecodeParms")) return rewritten();
    return unpack(bytes_.substr(at, *length), dictionary->find("Filter"), content);
  }

  std::optional<std::size_t> whole(const PdfValue* value) const {
    if (value && value->whole && value->kind == PdfValue::Kind::number) return static_cast<std::size_t>(value->number);
    auto scanner = value ? object(*value) : std::nullopt;
    const auto number = scanner ? scanner->take_whole() : std::nullopt;
    return number ? std::optional<std::size_t>(static_cast<std::size_t>(*number)) : std::nullopt;
  }

  std::optional<Refusal> unpack(std::string_view packed, const PdfValue* filter, PdfContent& content) const {
    if (!filter) {
      content.workbook.emplace(packed);
      return std::nullopt;
    }
    const PdfValue* only = filter->kind == PdfValue::Kind::array && filter->items.size() == 1 ? &filter->items[0] : filter;
    if (only->kind != PdfValue::Kind::name || only->text != "FlateDecode") return rewritten();
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
    if (!decompressor) throw std::bad_alloc();
    // A zip hardly shrinks, so little room is enough, and little is tried.
    for (std::size_t room = packed.size() * 2 + 4096;; room *= 4) {
      room = std::min(room, limits_.file_bytes);
      std::string made(room, '\0');
      std::size_t size = 0;
      const libdeflate_result result = libdeflate_zlib_decompress(decompressor.get(), packed.data(), packed.size(), made.data(), made.size(), &size);
      if (result == LIBDEFLATE_SUCCESS) {
        made.resize(size);
        content.workbook = std::move(made);
        return std::nullopt;
      }
      if (result != LIBDEFLATE_INSUFFICIENT_SPACE) return rewritten();
      if (room == limits_.file_bytes) return refuse_over_limit({"phiếu trong tệp PDF", "the workbook in the PDF"}, limits_.file_bytes);
    }
  }

  const std::string_view bytes_;
  const Limits& limits_;
  bool encrypted_ = false;
  std::vector<PdfValue> trailers_;
  std::unordered_map<std::int64_t, std::size_t> places_;
};

}  // namespace

bool is_pdf(std::string_view bytes) { return bytes.starts_with("%PDF-"); }

bool may_carry_workbook(const std::filesystem::path& file, const Limits& limits) {
  Text why;
  const auto bytes = file_bytes(file, limits.file_bytes, why);
  return bytes && is_pdf(*bytes) && bytes->find("/AdditionalStreams") != std::string::npos;
}

std::optional<Refusal> read_pdf(std::string_view bytes, PdfContent& content, const Limits& limits) {
  if (bytes.size() > limits.file_bytes) return refuse_over_limit({"kích thước tệp", "size of the file"}, limits.file_bytes);
  return PdfReading(bytes, limits).run(content);
}

}  // namespace thuocdo
