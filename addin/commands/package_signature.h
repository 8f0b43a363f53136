// Signs an OpenDocument file with the office's own cryptography, without a dialog.
//
//   if (const auto problem = sign_package(context, "so-tc.ods", certificate)) …       // why it is not signed
//
// The whole package is signed, so this comes last: every later save drops the signature. The file must not be open.
#pragma once

#include <com/sun/star/security/XCertificate.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <filesystem>
#include <optional>

#include "finding/text.h"
#include "workbook/calc.h"

namespace thuocdo {

std::optional<Text> sign_package(const Reference<css::uno::XComponentContext>& context, const std::filesystem::path& file,
                                 const Reference<css::security::XCertificate>& certificate);

}  // namespace thuocdo
