// Writing files for keeps: to a temporary name in the same folder, flushed, then renamed.
#pragma once

#include <exception>
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

// What ends a command that cannot write: the sentence for the user, "Không ghi được …: ổ đĩa đã đầy".
class WriteFailed : public std::exception {
 public:
  explicit WriteFailed(Text text) : text_(std::move(text)) {}
  const Text& text() const { return text_; }
  const char* what() const noexcept override { return text_.vi.c_str(); }

 private:
  Text text_;
};

// What stands in the way of a file there, found out by writing as much as a sheet takes; empty where that works. Nothing
// stays of it, nor of what was there.
Text why_not_written(const std::filesystem::path& file);
// Makes the folder with those above it; throws WriteFailed.
void make_folders(const std::filesystem::path& folder);
// Stores a copy; the document keeps its own file. `filter` is "calc8"; PDF see pdf_export.h. Throws WriteFailed with the
// system's reason, which the office does not tell.
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
