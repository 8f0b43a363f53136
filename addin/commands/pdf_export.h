// The PDF of a submission: PDF/A-2b, signed where there is a certificate, with a time stamp where there is a server for it.
//
//   const PdfResult pdf = export_pdf(document, file, {.certificate = …, .timestamp_server = "http://tsa.example.vn"});
//   pdf.timestamped               // false: the server did not answer; the PDF was written without
#pragma once

#include <com/sun/star/security/XCertificate.hpp>
#include <filesystem>
#include <string>

#include "workbook/calc.h"

namespace thuocdo {

struct PdfOptions {
  Reference<css::security::XCertificate> certificate;  // null: not signed
  std::string timestamp_server;                        // URL (RFC 3161); empty: none
  bool with_workbook = false;                          // carries the document itself too
};

struct PdfResult {
  bool timestamped = false;
  bool server_failed = false;  // one was named, and nothing came from it within the office's ten seconds
};

// Throws com::sun::star::io::IOException where the file cannot be written or signed.
PdfResult export_pdf(const Document& document, const std::filesystem::path& file, const PdfOptions& options);

}  // namespace thuocdo
