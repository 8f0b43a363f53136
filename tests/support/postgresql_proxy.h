// Stands between a program and its PostgreSQL server and breaks the connection at a COMMIT, as a network does at the worst
// moment: the program cannot know whether what it wrote is there.
//
//   PostgresqlProxy proxy(server().socket());
//   proxy.meddle(Break::after_commit, 2);             // of every second COMMIT the reply is swallowed
//   Register::open("postgresql://so@/name?host=" + proxy.folder(), …)
//   proxy.broken()                                    // how many it met
#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/temp_folder.h"

namespace thuocdo::test {

enum class Break {
  never,
  before_commit,  // the server never hears of it: nothing was written
  after_commit    // the server has done it, and its reply is lost
};

class PostgresqlProxy {
 public:
  explicit PostgresqlProxy(const std::string& server) : server_(server + "/" + name_) {
    listener_ = ::socket(AF_UNIX, SOCK_STREAM, 0);
    const sockaddr_un address = address_of(folder() + "/" + name_);
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(listener_, 8) != 0) throw std::runtime_error("no proxy");
    accepting_ = std::thread([this] { accept_all(); });
  }
  ~PostgresqlProxy() {
    ended_ = true;
    accepting_.join();
    for (std::thread& one : serving_) one.join();
    ::close(listener_);
  }
  PostgresqlProxy(const PostgresqlProxy&) = delete;
  PostgresqlProxy& operator=(const PostgresqlProxy&) = delete;

  std::string folder() const { return folder_.path().string(); }
  // Of the COMMITs from now on every `each`-th.
  void meddle(Break where, int each = 1) {
    each_ = each;
    seen_ = broken_ = 0;
    where_ = where;
  }
  int broken() const { return broken_; }

 private:
  static constexpr const char* name_ = ".s.PGSQL.5432";

  static sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) throw std::runtime_error("too long for a socket: " + path);
    path.copy(address.sun_path, path.size());
    return address;
  }

  void accept_all() {
    while (!ended_) {
      pollfd one{listener_, POLLIN, 0};
      if (::poll(&one, 1, 20) != 1) continue;
      const int client = ::accept(listener_, nullptr, nullptr);
      if (client >= 0) serving_.emplace_back([this, client] { serve(client); });
    }
  }

  void serve(int client) {
    const int server = ::socket(AF_UNIX, SOCK_STREAM, 0);
    const sockaddr_un address = address_of(server_);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
      while (!ended_) {
        pollfd both[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
        if (::poll(both, 2, 20) == 0) continue;
        std::string said;
        if (both[0].revents != 0) {
          if (!read_some(client, said)) break;
          const bool broken = is_commit(said) && where_ != Break::never && ++seen_ % each_ == 0;
          if (broken) ++broken_;
          if (broken && where_ == Break::before_commit) break;
          if (!write_all(server, said)) break;
          if (broken) {  // the server answers when it is done
            read_some(server, said);
            break;
          }
        } else if (!read_some(server, said) || !write_all(client, said)) {
          break;
        }
      }
    }
    ::close(server);
    ::close(client);
  }

  // A message of the kind "simple query".
  static bool is_commit(std::string_view said) { return said.starts_with('Q') && said.substr(5) == std::string_view("COMMIT\0", 7); }

  static bool read_some(int from, std::string& said) {
    char block[65536];
    const ssize_t size = ::read(from, block, sizeof block);
    said.assign(block, size > 0 ? static_cast<std::size_t>(size) : 0);
    return size > 0;
  }
  static bool write_all(int to, std::string_view said) {
    while (!said.empty()) {
      const ssize_t size = ::send(to, said.data(), said.size(), MSG_NOSIGNAL);
      if (size <= 0) return false;
      said.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
  }

  TempFolder folder_;
  const std::string server_;
  int listener_ = -1;
  std::atomic<bool> ended_ = false;
  std::atomic<Break> where_ = Break::never;
  std::atomic<int> each_ = 1, seen_ = 0, broken_ = 0;
  std::thread accepting_;
  std::vector<std::thread> serving_;  // of the accepting thread, until that has ended
};

}  // namespace thuocdo::test
