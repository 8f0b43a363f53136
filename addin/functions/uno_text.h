// Between the office's values and ours: texts, sequences, and the language of the office.
//
//   rtl::OUString title = to_uno(u8text);               // UTF-8 → UTF-16
//   std::string id = from_uno(title);                    // and back
//   auto names = uno_sequence<rtl::OUString>({to_uno("a"), to_uno("b")});
//
// The public SDK has no OUString from u"…" and no Sequence from {…}: Sequence<double>{x} would mean "of length x".
#pragma once

#include <com/sun/star/uno/Sequence.hxx>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <initializer_list>
#include <rtl/textenc.h>
#include <rtl/ustring.hxx>
#include <string>
#include <string_view>

#include "finding/text.h"

namespace thuocdo {

inline rtl::OUString to_uno(std::string_view utf8) {
  return {utf8.data(), static_cast<sal_Int32>(utf8.size()), RTL_TEXTENCODING_UTF8};
}

inline std::string from_uno(const rtl::OUString& text) {
  const rtl::OString utf8 = rtl::OUStringToOString(text, RTL_TEXTENCODING_UTF8);
  return {utf8.getStr(), static_cast<std::size_t>(utf8.getLength())};
}

template <class T>
com::sun::star::uno::Sequence<T> uno_sequence(std::initializer_list<T> items) {
  return {items.begin(), static_cast<sal_Int32>(items.size())};
}

// The language that the office shows: Vietnamese where its user interface is Vietnamese, otherwise English. Reads the
// configuration: call it once and keep the answer.
Language office_language(const com::sun::star::uno::Reference<com::sun::star::uno::XComponentContext>& context);

}  // namespace thuocdo
