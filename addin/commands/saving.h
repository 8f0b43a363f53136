// Writing files for keeps: to a temporary name in the same folder, flushed, then renamed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "finding/text.h"
#include "workbook/calc.h"

namespace thuocdo {

// Files that appear together or not at all: each is written under a temporary name, and all are renamed at the end.
//
//   FileSet files(overwrite);
//   const auto temporary = files.add(folder / "so-tc.ods");
//   …                                                  // write it
//   if (const auto failure = files.commit()) …          // which file, and why
//
// What was not committed is deleted.
class FileSet {
 public:
  explicit FileSet(bool overwrite) : overwrite_(overwrite) {}
  ~FileSet();
  FileSet(const FileSet&) = delete;
  FileSet& operator=(const FileSet&) = delete;

  std::filesystem::path add(const std::filesystem::path& target);
  // Where `add` has it written.
  static std::filesystem::path temporary_of(const std::filesystem::path& target);
  void replace(bool overwrite) { overwrite_ = overwrite; }
  struct Failure {
    std::filesystem::path file;
    Text reason;  // what the system says
    bool exists = false;
  };
  // Nothing when all went well.
  std::optional<Failure> commit();

 private:
  struct Entry {
    std::filesystem::path target;
    std::filesystem::path temporary;
    bool done = false;
  };
  bool overwrite_;
  std::vector<Entry> entries_;
};

Text failure_text(const FileSet::Failure& failure);

// Stores a copy; the document keeps its own file. `filter` is "calc8"; PDF see pdf_export.h.
void store_copy(const Document& document, const std::filesystem::path& file, const char* filter);
void close(const Document& document);
// Closing it then asks nobody whether to save it.
void set_unmodified(const Document& document);

// Closes a document when it goes out of scope.
class Closing {
 public:
  explicit Closing(Document document) : document_(std::move(document)) {}
  ~Closing() { close(document_); }
  Closing(const Closing&) = delete;
  Closing& operator=(const Closing&) = delete;

 private:
  Document document_;
};

}  // namespace thuocdo
