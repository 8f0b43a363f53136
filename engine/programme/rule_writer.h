// The element of one rule. Private to the room.
#pragma once

#include "programme/rule.h"
#include "programme/xml_text.h"

namespace thuocdo {

// What equals its default is not written.
void write_rule(XmlText& xml, const Rule& rule, const Decimal& maximum);

}  // namespace thuocdo
