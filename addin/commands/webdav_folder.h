// A folder on a WebDAV server, through the office's own access to it (its proxy, its TLS).
//
//   WebdavFolder folder(context, *WebdavAddress::parse("https://chia-se.example.vn/nop/"), {"so-tc", "…"});
//   std::string bytes;
//   const WebdavAnswer answer = folder.read("so-tc.ods", 1 << 20, bytes);
//   if (answer) …                                  // something is wrong: answer.problem
//
// The office believes a server's word: what was written is known only after it has been read again. No call returns
// before the server answers or the office loses patience, which is after five minutes and cannot be hastened: use it from a
// thread (commands/aside.h). The office has one connection to a server, so until then others wait for it, too.
#pragma once

#include <com/sun/star/ucb/XCommandProcessor.hpp>
#include <com/sun/star/ucb/XContent.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "workbook/calc.h"

namespace thuocdo {

struct WebdavAddress {
  bool secure = true;
  std::string host;  // with the port where there is one: "chia-se.example.vn:8443"
  std::string path;  // encoded, with a slash at both ends
  std::string user;  // out of "https://so-tc@…"; a password there is dropped

  // https://, http://, davs://, dav://, vnd.sun.star.webdav(s)://; without any of them https is meant. Nothing for what
  // is no address of a folder on a server.
  static std::optional<WebdavAddress> parse(std::string_view text);
  std::string shown() const;   // "https://chia-se.example.vn/nop/", readable
  std::string server() const;  // "https://chia-se.example.vn"
  // Of a file in it, for the office: https://…, because in vnd.sun.star.webdavs://… it spoils names that are not ASCII
  // when it renames.
  std::string url(std::string_view name) const;
};

enum class WebdavProblem {
  none,
  missing,      // 404, 409, 410
  login,        // 401, or the office gave up logging in
  forbidden,    // 403, 405
  taken,        // 412: there is one of that name
  locked,       // 423
  full,         // 507, 413
  no_name,      // no such server
  no_server,    // cannot be reached, certificate not accepted, or the answer leads elsewhere
  silent,       // no answer in time
  broken,       // the connection ended before the answer, or the answer is none
  server        // any other answer: see status
};

struct WebdavAnswer {
  WebdavProblem problem = WebdavProblem::none;
  int status = 0;      // of the answer, where there is one
  std::string detail;  // what the office says, for a message
  explicit operator bool() const { return problem != WebdavProblem::none; }  // something is wrong
};

struct Login {
  std::string user;
  std::string password;
};

class WebdavFolder {
 public:
  WebdavFolder(Reference<css::uno::XComponentContext> context, WebdavAddress address, Login login);

  // At most `most` bytes and one more.
  WebdavAnswer read(const std::string& name, std::size_t most, std::string& bytes);
  WebdavAnswer write(const std::string& name, const std::string& bytes);
  // Never onto another file.
  WebdavAnswer rename(const std::string& from, const std::string& to);
  WebdavAnswer remove(const std::string& name);

 private:
  WebdavAnswer run(const std::string& url, const char* command, const Any& argument, Any* result = nullptr);

  const Reference<css::uno::XComponentContext> context_;
  const WebdavAddress address_;
  const Login login_;
};

}  // namespace thuocdo
