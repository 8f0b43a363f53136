// Canonical XML 1.0 without comments (W3C Recommendation of 15 March 2001): the form over which XML signatures compute
// their digests. Two files with the same canonical form say the same to every reader of XML.
//
//   canonical_xml(part.view(), "content.xml", 0, [&](std::string_view piece) { … }, limits)     // the whole document
//   canonical_xml(xml, "documentsignatures.xml", 3, …)     // the third element in document order, with all in it
//
// One pass with expat; memory does not grow with the document. The pieces arrive in order, each some 64 kB.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

#include "sheet/limits.h"
#include "sheet/refusal.h"

namespace thuocdo {

std::optional<Refusal> canonical_xml(std::string_view xml, std::string_view part_name, std::size_t element,
                                     const std::function<void(std::string_view)>& use, const Limits& limits);

}  // namespace thuocdo
