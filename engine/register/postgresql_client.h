// PostgreSQL's own client library, libpq, taken from the machine when the first address of a server is named: a register
// in a file needs none, so neither the extension nor the program brings it or fails to start without it.
//
//   const PostgresqlClient* client = postgresql_client();    // null: this machine has no libpq.so.5 (Debian: libpq5)
//   client->PQexec(connection, "BEGIN")
//
// Loaded once, thread-safe; the members bear the names of libpq's functions.
#pragma once

#include <libpq-fe.h>

namespace thuocdo {

struct PostgresqlClient {
#define THUOCDO_LIBPQ(FUNCTION) \
  FUNCTION(PQconnectdbParams)   \
  FUNCTION(PQfinish)            \
  FUNCTION(PQreset)             \
  FUNCTION(PQsetErrorVerbosity) \
  FUNCTION(PQconnectionNeedsPassword) \
  FUNCTION(PQstatus)            \
  FUNCTION(PQerrorMessage)      \
  FUNCTION(PQsetNoticeProcessor) \
  FUNCTION(PQhost)              \
  FUNCTION(PQdb)                \
  FUNCTION(PQtransactionStatus) \
  FUNCTION(PQexec)              \
  FUNCTION(PQexecParams)        \
  FUNCTION(PQresultStatus)      \
  FUNCTION(PQresultErrorField)  \
  FUNCTION(PQcmdStatus)         \
  FUNCTION(PQntuples)           \
  FUNCTION(PQnfields)           \
  FUNCTION(PQgetvalue)          \
  FUNCTION(PQgetlength)         \
  FUNCTION(PQftype)             \
  FUNCTION(PQunescapeBytea)     \
  FUNCTION(PQfreemem)           \
  FUNCTION(PQclear)
#define THUOCDO_MEMBER(name) decltype(&::name) name = nullptr;
  THUOCDO_LIBPQ(THUOCDO_MEMBER)
#undef THUOCDO_MEMBER
};

const PostgresqlClient* postgresql_client();

}  // namespace thuocdo
