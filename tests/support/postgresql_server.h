// A PostgreSQL server of one test's own: its data in a temporary folder, reached by a Unix socket there alone, gone when the
// test ends. The server refuses to run as root, so it runs as "nobody" where the test is root.
//
//   PostgresqlServer server;
//   server.url("tiepnhan")          // "postgresql://…"; a new, empty database
//
// Throws std::runtime_error with the server's words where it cannot be started (package postgresql).
#pragma once

#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <stdexcept>
#include <string>

#include "support/temp_folder.h"

namespace thuocdo::test {

class PostgresqlServer {
 public:
  PostgresqlServer() {
    namespace fs = std::filesystem;
    programs_ = newest_programs();
    fs::permissions(folder_.path(), fs::perms::all);
    fs::create_directory(folder_.path() / "run");
    fs::permissions(folder_.path() / "run", fs::perms::all);
    must(programs_ + "/initdb -A trust -U so -E UTF8 --locale=C.UTF-8 --no-sync -D " + data());
    start();
  }
  ~PostgresqlServer() { run(programs_ + "/pg_ctl -D " + data() + " -m immediate -w stop"); }
  PostgresqlServer(const PostgresqlServer&) = delete;
  PostgresqlServer& operator=(const PostgresqlServer&) = delete;

  void start() {
    must(programs_ + "/pg_ctl -D " + data() + " -w -l " + folder_.path().string() + "/run/log -o \"-c listen_addresses='' -c unix_socket_directories='" +
         socket() + "' -c fsync=off -c full_page_writes=off -c shared_buffers=16MB -c max_connections=20\" start");
  }
  // As when the machine is switched off.
  void stop() { must(programs_ + "/pg_ctl -D " + data() + " -m immediate -w stop"); }

  // The folder with its Unix socket.
  std::string socket() const { return (folder_.path() / "run").string(); }
  std::string url(const std::string& database) {
    if (!made_.contains(database)) {
      must(programs_ + "/createdb -h " + socket() + " -U so " + database);
      made_.insert(database);
    }
    return "postgresql://so@/" + database + "?host=" + socket();
  }
  void execute(const std::string& database, const std::string& statement) {
    must(programs_ + "/psql -q -v ON_ERROR_STOP=1 -h " + socket() + " -U so -d " + database + " -c \"" + statement + "\"");
  }

 private:
  static std::string newest_programs() {
    std::string newest;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", error)) newest = std::max(newest, entry.path().string());
    if (newest.empty()) throw std::runtime_error("no PostgreSQL server: install the package postgresql");
    return newest + "/bin";
  }
  std::string data() const { return (folder_.path() / "run" / "data").string(); }

  // Standard output goes to a file, because a server that inherits a pipe keeps its reader waiting.
  int run(const std::string& command) const {
    const std::string output = folder_.path().string() + "/run/output";
    const std::string as_nobody = ::geteuid() == 0 ? "setpriv --reuid=nobody --regid=nogroup --clear-groups " : "";
    return std::system(("cd / && " + as_nobody + "sh -c '" + quoted(command) + "' </dev/null >" + output + " 2>&1").c_str());
  }
  static std::string quoted(const std::string& text) {
    std::string result;
    for (const char sign : text) result += sign == '\'' ? std::string("'\\''") : std::string(1, sign);
    return result;
  }
  void must(const std::string& command) const {
    if (run(command) == 0) return;
    std::string said;
    if (std::FILE* file = std::fopen((folder_.path().string() + "/run/output").c_str(), "r")) {
      char block[4096];
      said.assign(block, std::fread(block, 1, sizeof block, file));
      std::fclose(file);
    }
    throw std::runtime_error(command + ": " + said);
  }

  TempFolder folder_;
  std::string programs_;
  std::set<std::string> made_;
};

}  // namespace thuocdo::test
