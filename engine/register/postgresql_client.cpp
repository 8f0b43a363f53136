#include "register/postgresql_client.h"

#include <dlfcn.h>

#include <optional>

namespace thuocdo {
namespace {

std::optional<PostgresqlClient> load() {
  // Never closed: connections may live as long as the process.
  void* library = ::dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return std::nullopt;
  PostgresqlClient client;
#define THUOCDO_LOAD(name)                                                          \
  client.name = reinterpret_cast<decltype(client.name)>(::dlsym(library, #name)); \
  if (client.name == nullptr) return std::nullopt;
  THUOCDO_LIBPQ(THUOCDO_LOAD)
#undef THUOCDO_LOAD
  return client;
}

}  // namespace

const PostgresqlClient* postgresql_client() {
  static const std::optional<PostgresqlClient> client = load();
  return client ? &*client : nullptr;
}

}  // namespace thuocdo
