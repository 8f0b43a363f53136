// One line of the register: a file that came in, whose it is, when it came, and what became of it.
//
//   receipt.number                    // 17: the order in which files were received
//   receipt.state                     // ReceiptState::late
//   receipt.reasons                   // findings that say why
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "finding/finding.h"
#include "programme/deadline.h"

namespace thuocdo {

enum class ReceiptState {
  accepted,   // counts
  late,       // after the days of grace: counts only when somebody decides so
  undecided,  // a person must decide
  refused,    // does not count
  replaced    // counted until a later one of the unit took its place
};
std::string_view state_text(ReceiptState state);  // "accepted", …
std::optional<ReceiptState> receipt_state(std::string_view text);
Text state_label(ReceiptState state);  // "Đã nhận" / "Accepted"

// What the file holds.
enum class ReceivedKind {
  workbook,  // a sheet: .ods, .fods, .xlsx, or a PDF that carries one
  nothing,   // nothing of use
  copy       // a PDF without the workbook: the printed or signed copy, known by its check code
};
std::string_view kind_text(ReceivedKind kind);
std::optional<ReceivedKind> received_kind(std::string_view text);

// Where the time of receipt comes from.
enum class TimeSource {
  document_system,  // a table of receipt times
  given,            // with the call
  clock             // this machine's, when the file was taken in
};
std::string_view source_text(TimeSource source);
std::optional<TimeSource> time_source(std::string_view text);

struct Receipt {
  std::int64_t number = 0;
  std::string programme;
  std::string round;
  std::string file_digest;  // SHA-256 of the file, by which the original is kept
  std::string file_name;    // relative to what was named in the call, with "/"
  std::int64_t file_size = 0;
  ReceivedKind kind = ReceivedKind::nothing;
  std::string tier, unit;  // empty where nobody can say
  std::string received;    // ISO with offset, as it was given: "2023-12-24T16:30:00+07:00"
  TimeSource received_from = TimeSource::clock;
  std::string submitted;          // the time that the file claims, or empty
  std::string programme_digest;   // of the criteria that the file was made for
  std::string submission_digest;  // of its answers; empty where there are none to read
  std::string check_code;
  std::string replaces;   // digest of the submission that it says it replaces, or empty
  std::string signature;  // the gravest state of its signatures (submission/signature.h) as judged on receipt, or "unsigned"
  std::string signer;     // names in the certificates, parted by "; "
  std::string total, maximum;  // as the engine computed them on receipt; plain decimals, or empty
  std::string engine;          // its version
  ReceiptState state = ReceiptState::refused;
  Findings reasons;

  Instant received_at() const;
  // Whether its answers take part in a consolidation when it is accepted.
  bool counts() const { return kind == ReceivedKind::workbook && !submission_digest.empty(); }
};

}  // namespace thuocdo
