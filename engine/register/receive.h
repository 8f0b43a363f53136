// Takes files into the register.
//
//   ReceiveRequest request{.programme = programme, .store = &store, .actor = {"Nguyễn Thị A", ""}};
//   Reception done = receive(book, incoming_files({"phieu"}), request);
//   done.files[0].receipt.state
//
// Files are examined on several threads and registered in the order of their names, workbooks before PDFs, so that the
// register does not depend on the number of threads and a PDF finds the workbook beside it. Some dozens of files are registered in
// one transaction, their originals stored before: a process killed at any moment leaves each receipt whole or not at all, and the
// same call again goes on where it stopped. A file whose bytes are there already is not registered again, whatever it is
// called.
//
// A bundle (submission/bundle.h) gives a receipt of its own and one for each of its files, all in one transaction; a file that
// came before by itself is not registered again. Into a closed level nothing is accepted: what comes is kept, refused, and says
// how to open the level.
//
// A PDF without the workbook waits for the sheet with its check code, whichever comes first; a sheet that needs a signature
// is accepted once a validly signed PDF of the same submission is there.
//
// What is wrong with a file is told with the file, and the others go on. Where the register itself fails (a full disk, a
// lost server), `stopped` says why; what is listed before was registered.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "register/judgement.h"
#include "register/register.h"

namespace thuocdo {

struct ReceiveRequest {
  std::shared_ptr<const Programme> programme;
  const Stage* round = nullptr;  // null: the assessment
  ProgrammeStore* store = nullptr;
  std::optional<ReceiptTime> received;    // of all files, unless the table names them
  const ReceiptTimes* times = nullptr;    // out of the document system; wins
  const TrustStore* trust = nullptr;      // null: issuers of certificates are not checked
  bool require_signature = false;         // also where the programme does not ask for it
  std::string who;
  int threads = 1;
  Limits limits = {};
  std::function<void(std::size_t done, std::size_t all)> progress = {};
  std::function<bool()> cancelled = {};  // asked between files
  std::function<Instant()> clock = now;  // called from several threads
};

struct ReceivedFile {
  std::string name;
  bool is_new = false;         // false: its bytes were in the register already, or it could not be read
  Receipt receipt;             // number 0: nothing was registered
  Findings findings;           // of the file: all that its examination told, and what the register says besides
};

struct Reception {
  std::vector<ReceivedFile> files;  // by name
  std::optional<DatabaseError> stopped;
  bool cancelled = false;
  std::size_t asked = 0;  // files of the call, and those in its bundles as far as they were looked at
};

struct IncomingFile {
  std::string name;
  std::filesystem::path path;
};
// The sheets and PDFs of the folders, named relative to them with "/", and single files by their last part; in the order in
// which they are registered.
std::vector<IncomingFile> incoming_files(const std::vector<std::filesystem::path>& files_and_folders);

Reception receive(Register& book, const std::vector<IncomingFile>& files, const ReceiveRequest& request);

}  // namespace thuocdo
