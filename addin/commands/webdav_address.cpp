#include <algorithm>
#include <rtl/uri.hxx>

#include "commands/webdav_folder.h"

namespace thuocdo {
namespace {

struct Scheme {
  std::string_view name;
  bool secure;
};
constexpr Scheme schemes[] = {{"https://", true},
                              {"http://", false},
                              {"davs://", true},
                              {"dav://", false},
                              {"webdavs://", true},
                              {"webdav://", false},
                              {"vnd.sun.star.webdavs://", true},
                              {"vnd.sun.star.webdav://", false}};

bool starts_with(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b);
         });
}

std::string encoded(std::string_view text, rtl_UriCharClass signs, rtl_UriEncodeMechanism how) {
  return from_uno(rtl::Uri::encode(to_uno(text), rtl_getUriCharClass(signs), how, RTL_TEXTENCODING_UTF8));
}
std::string decoded(std::string_view text) {
  return from_uno(rtl::Uri::decode(to_uno(text), rtl_UriDecodeWithCharset, RTL_TEXTENCODING_UTF8));
}

}  // namespace

std::optional<WebdavAddress> WebdavAddress::parse(std::string_view text) {
  const auto blank = [](char sign) { return sign == ' ' || sign == '\t' || sign == '\n' || sign == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  WebdavAddress address;
  const auto scheme =
      std::find_if(std::begin(schemes), std::end(schemes), [&](const Scheme& one) { return starts_with(text, one.name); });
  if (scheme != std::end(schemes)) {
    address.secure = scheme->secure;
    text.remove_prefix(scheme->name.size());
  } else if (text.find("://") != std::string_view::npos || text.starts_with('/')) {
    return std::nullopt;
  }
  text = text.substr(0, text.find_first_of("?#"));
  std::string_view authority = text.substr(0, text.find('/'));
  const std::string_view path = text.substr(authority.size());
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    address.user = decoded(authority.substr(0, std::min(at, authority.find(':'))));
    authority.remove_prefix(at + 1);
  }
  const bool plain = !authority.empty() && std::none_of(authority.begin(), authority.end(), [](unsigned char sign) {
    return sign <= ' ' || sign == '\\' || sign == '"' || sign == '<' || sign == '>' || sign == 0x7f;
  });
  if (!plain) return std::nullopt;
  address.host = authority;
  address.path = encoded(path, rtl_UriCharClassUric, rtl_UriEncodeCheckEscapes);
  if (!address.path.starts_with('/')) address.path = "/" + address.path;
  if (!address.path.ends_with('/')) address.path += '/';
  return address;
}

std::string WebdavAddress::server() const { return (secure ? "https://" : "http://") + host; }
std::string WebdavAddress::shown() const { return server() + decoded(path); }
std::string WebdavAddress::url(std::string_view name) const {
  return (secure ? "vnd.sun.star.webdavs://" : "vnd.sun.star.webdav://") + host + path +
         encoded(name, rtl_UriCharClassPchar, rtl_UriEncodeIgnoreEscapes);
}

}  // namespace thuocdo
