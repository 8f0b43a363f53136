// What a PDF carries for machines: the workbook that LibreOffice put into it (a "hybrid PDF", trailer key
// /AdditionalStreams) and the keywords of its metadata.
//
//   PdfContent content;
//   if (auto refusal = read_pdf(bytes, content, limits)) …
//   if (content.workbook) … read_workbook(*content.workbook, name) …
//
// This is no reader of PDF at large. It follows the cross-reference table to the trailer, the trailer to two objects, and
// looks at nothing else; whatever is not exactly as LibreOffice writes it is refused or taken as not there. Updates that
// signing programs appended are passed over where they are in another form: the older revision still stands in front of them.
//
// Why not the library qpdf: it would bring gnutls, nettle, p11-kit and seven more libraries (4.1 MB zipped, as much as the
// whole extension) into the office's process, where the office has its own copies under the same names. The program qpdf is
// the second opinion in the tests.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "sheet/limits.h"
#include "sheet/refusal.h"

namespace thuocdo {

struct PdfContent {
  std::optional<std::string> workbook;  // bytes of the .ods
  std::string keywords;                 // UTF-8; empty where there are none
};

bool is_pdf(std::string_view bytes);
// Whether it is worth reading the file for a workbook: it is a PDF that speaks of one. False for what cannot be read.
bool may_carry_workbook(const std::filesystem::path& file, const Limits& limits = {});
std::optional<Refusal> read_pdf(std::string_view bytes, PdfContent& content, const Limits& limits);

}  // namespace thuocdo
