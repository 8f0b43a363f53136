// The tables of a register, and how an older register becomes a present one: one step for each version, all in schema.cpp.
//
//   receipts    one row for each file that came in (receipt.h)
//   trail       the chained entries (trail.h); the database itself refuses to change or remove them
//   appraisals  decisions about received sheets (appraisal_entry.h); the database refuses to change or remove them. From
//               version 2 on
//   levels      what was closed, opened again and marked absent (level_entry.h); the database refuses to change or remove
//               entries. From version 3 on
//   readings    what receiving read in a sheet, by the number of its receipt (kept_reading.h); the database refuses to change or
//               remove them. From version 4 on; what was received before has none, and its original is read
//   originals   digest and bytes; in PostgreSQL only (register.h)
//   book        what is known of the register itself: "version" of the schema, "head" of the trail
//
// A register of a newer version is refused as a whole, because nobody here knows what its columns mean.
#pragma once

#include "register/database.h"

namespace thuocdo {

inline constexpr int schema_version = 4;

// The version that stands in the database; 0 for a blank one. Throws DatabaseTrouble::foreign for anything that is not a
// register, and DatabaseTrouble::newer.
int version_of(Database& database);
// The statements that lead from `version` to the next one.
std::string migration_from(int version, const Database& database);

}  // namespace thuocdo
