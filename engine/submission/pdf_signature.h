// Checks the signatures of a PDF (CMS over a ByteRange), with the time stamps (RFC 3161) inside them.
//
//   for (const SignatureReport& report : verify_pdf_signatures("h-pleiku.pdf", trust, now())) …     // none: unsigned
//
// A signature signs all bytes of the file but its own hexadecimal digits. It is found by its ByteRange, without reading
// the PDF's structure: whatever way two programs read that structure, they read signed bytes. Where a second signature was
// added, the first one covers the file as it was before; the last one must cover it all, otherwise something was added that
// nobody signed, and every signature counts as altered.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "sheet/limits.h"
#include "submission/moment.h"
#include "submission/signature.h"
#include "submission/trust_store.h"

namespace thuocdo {

std::vector<SignatureReport> verify_pdf_signatures(const std::filesystem::path& file, const TrustStore& trust, Moment at,
                                                   const Limits& limits = {});
std::vector<SignatureReport> verify_pdf_signatures(std::string_view bytes, const TrustStore& trust, Moment at,
                                                   const Limits& limits = {});

}  // namespace thuocdo
