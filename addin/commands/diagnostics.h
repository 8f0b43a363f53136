// What somebody who helps from afar wants to know first: versions, digests, settings in force, the last lines of the log.
// No name, no address, no path, no answer.
#pragma once

#include <com/sun/star/uno/XComponentContext.hpp>
#include <string>

#include "finding/text.h"

namespace thuocdo {

std::string diagnostics(const com::sun::star::uno::Reference<com::sun::star::uno::XComponentContext>& context,
                        Language language);

}  // namespace thuocdo
