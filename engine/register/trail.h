// The trail: who changed what in the register, when, from what to what. Entries are only ever added. Each holds the digest
// of the one before it, so that an entry that is changed, taken out or put in between breaks the chain from there on:
//
//   digest = SHA-256(digest of the entry before + "\n" + canonical text of the entry)
//
// The first entry follows on 64 zeros. The order is that of the numbers 1, 2, 3 …, never that of the clocks: several
// machines write here, and a clock may be wrong. Who cuts entries off the end leaves a chain without a flaw; therefore the
// register keeps the last digest besides, and `thuocdo audit` prints it, so that it can be written down elsewhere (on the
// signed minutes) and compared with --expect.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace thuocdo {

// Who does something, and when by that machine's clock.
struct Actor {
  std::string who;
  std::string at;  // ISO with offset
};

// Who does it where nobody says so: the name with which the user logged in to this machine.
std::string login_name();

namespace trail_action {
inline constexpr std::string_view made = "register-made";
inline constexpr std::string_view migrated = "register-migrated";
inline constexpr std::string_view received = "received";        // before: empty; after: the whole receipt
inline constexpr std::string_view decided = "decided";          // before, after: what changed of a receipt
inline constexpr std::string_view replaced = "replaced";        // by a later receipt of the unit
inline constexpr std::string_view matched = "matched";          // a later version, once the one that it replaces came
inline constexpr std::string_view corrected = "time-corrected";  // the time of receipt
inline constexpr std::string_view appraised = "appraised";      // after: the whole entry of the appraisals
inline constexpr std::string_view level = "level";              // closed, opened again, absent; after: the whole entry of the levels
}  // namespace trail_action

struct TrailEntry {
  std::int64_t number = 0;
  std::string at;
  std::string who;
  std::string action;
  std::string subject;  // "receipt 17", "appraisal 4", "level 2", or empty
  std::string before;   // JSON of what changed, or empty
  std::string after;
  std::string basis;    // what a decision rests on, and a comment
  std::string previous;
  std::string digest;
};

std::string_view trail_start();  // what the first entry follows on
// One line per value in a fixed order, line ends escaped.
std::string canonical_text(const TrailEntry& entry);
std::string chained_digest(const TrailEntry& entry);
std::string receipt_subject(std::int64_t number);
std::int64_t receipt_number(std::string_view subject);  // 0: no receipt
std::string appraisal_subject(std::int64_t number);
std::int64_t appraisal_number(std::string_view subject);  // 0: no entry of the appraisals
std::string level_subject(std::int64_t number);
std::int64_t level_number(std::string_view subject);  // 0: no entry of the levels

}  // namespace thuocdo
