// Checks the signatures inside an OpenDocument package (META-INF/documentsignatures.xml), as LibreOffice makes them.
//
//   for (const SignatureReport& report : verify_ods_signatures("h-pleiku.ods", trust, now())) …     // none: unsigned
//
// Every part of the package must be signed, by every signature, but META-INF/documentsignatures.xml itself. Refused are
// whatever two readers could see differently: DOCTYPE, an encoding other than UTF-8, equal names, ids used twice,
// references out of the signature, unlisted algorithms, transforms other than one Canonical XML 1.0.
//
// Why not the library xmlsec1: this code runs inside LibreOffice, which uses the same library with a global state of its
// own (set up for NSS), and with it libxml2 and ICU would have to come along in the extension. The XML reader (expat) and
// the cryptography (OpenSSL) are libraries that the engine has anyway; between them stand the list of what a signature must
// cover and Canonical XML 1.0 (xml_canonical.h). The program xmlsec1 is the second opinion in the tests: it must agree on
// every package.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "sheet/limits.h"
#include "submission/moment.h"
#include "submission/signature.h"
#include "submission/trust_store.h"

namespace thuocdo {

// A file that is no package at all, or whose signature file cannot be read, gives one report: altered.
std::vector<SignatureReport> verify_ods_signatures(const std::filesystem::path& file, const TrustStore& trust, Moment at,
                                                   const Limits& limits = {});
std::vector<SignatureReport> verify_ods_signatures(std::string_view bytes, const TrustStore& trust, Moment at,
                                                   const Limits& limits = {});

}  // namespace thuocdo
