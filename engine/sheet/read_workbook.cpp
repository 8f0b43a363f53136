#include "sheet/read_workbook.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <exception>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include "finding/system_error.h"
#include "sheet/ods_reader.h"
#include "sheet/pdf_workbook.h"
#include "sheet/workbook_builder.h"
#include "sheet/xlsx_reader.h"
#include "sheet/zip_package.h"

namespace thuocdo {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view zip_magic = "PK\x03\x04"sv;
constexpr std::string_view ole_magic = "\xD0\xCF\x11\xE0"sv;  // encrypted .xlsx, or .xls
constexpr std::string_view utf8_mark = "\xEF\xBB\xBF"sv;

std::optional<Refusal> read_zip(std::string_view bytes, WorkbookBuilder& builder, const Limits& limits) {
  ZipPackage zip;
  if (auto refusal = zip.open(bytes, limits)) return refusal;
  const bool ods = is_ods(zip);
  const bool xlsx = is_xlsx(zip);
  if (ods && xlsx) return refuse_abnormal({"vừa là .ods vừa là .xlsx", "both an .ods and an .xlsx"});
  if (ods) return read_ods(zip, builder, limits);
  if (xlsx) return read_xlsx(zip, builder, limits);
  return Refusal{Code::file_not_workbook, {}, {}, {}, {}};
}

bool is_xml(std::string_view bytes) {
  if (bytes.starts_with(utf8_mark)) bytes.remove_prefix(utf8_mark.size());
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '<';
}

std::optional<Refusal> read_any(std::string_view bytes, WorkbookBuilder& builder, const Limits& limits) {
  if (bytes.empty()) return Refusal{Code::file_empty, {}, {}, {}, {}};
  if (bytes.size() > limits.file_bytes) {
    return refuse_over_limit({"kích thước tệp", "size of the file"}, limits.file_bytes);
  }
  if (bytes.starts_with(ole_magic)) return Refusal{Code::file_encrypted, {}, {}, {}, {}};
  if (bytes.starts_with(zip_magic)) return read_zip(bytes, builder, limits);
  if (is_pdf(bytes)) {
    PdfContent content;
    if (auto refusal = read_pdf(bytes, content, limits)) return refusal;
    if (!content.workbook) return Refusal{Code::pdf_holds_no_workbook, {}, {}, {}, {}};
    return read_zip(*content.workbook, builder, limits);
  }
  if (!is_xml(bytes)) return Refusal{Code::file_not_workbook, {}, {}, {}, {}};
  if (bytes.size() > limits.part_bytes) {
    return refuse_over_limit({"kích thước tệp .fods", "size of the .fods"}, limits.part_bytes);
  }
  return read_fods(bytes, builder, limits);
}

Finding finding_of(const Refusal& refusal, std::string_view name) {
  Finding made = finding(refusal.code, std::vector<Text>{refusal.what, refusal.allowed});
  made.in_file(std::string(name));
  if (!refusal.sheet.empty() || !refusal.cell.empty()) made.at_cell(refusal.sheet, refusal.cell);
  return made;
}

ReadWorkbook refused(Code code, Text what, std::string_view name) {
  return {std::nullopt, {finding_of({code, std::move(what), {}, {}, {}}, name)}};
}

}  // namespace

ReadWorkbook read_workbook(std::string_view bytes, std::string_view name, const Limits& limits) {
  try {
    WorkbookBuilder builder(limits);
    if (const auto refusal = read_any(bytes, builder, limits)) return {std::nullopt, {finding_of(*refusal, name)}};
    if (builder.sheet_count() == 0) return refused(Code::file_not_workbook, {}, name);
    return {builder.take(), {}};
  } catch (const std::exception& problem) {
    return refused(Code::internal_error, {problem.what(), problem.what()}, name);
  }
}

ReadWorkbook read_workbook(const std::filesystem::path& file, const Limits& limits) {
  const std::string name = file.string();
  const auto unreadable = [&](int error) { return refused(Code::file_unreadable, system_error_text(error), name); };
  try {
    // Asked first, because opening a pipe would wait.
    std::error_code problem;
    const std::filesystem::file_status status = std::filesystem::status(file, problem);
    if (status.type() == std::filesystem::file_type::not_found) return unreadable(ENOENT);
    if (problem) return unreadable(problem.value());
    if (status.type() == std::filesystem::file_type::directory) {
      // A folder that may not be listed is better told so.
      const std::filesystem::directory_iterator listed(file, problem);
      return unreadable(problem ? problem.value() : EISDIR);
    }
    if (!std::filesystem::is_regular_file(status)) return refused(Code::file_unreadable, no_ordinary_file_text(), name);
    errno = 0;
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return unreadable(errno != 0 ? errno : EIO);
    const std::uintmax_t size = std::filesystem::file_size(file, problem);
    if (problem) return unreadable(problem.value());
    // One byte more than expected, or than allowed: a file that grows meanwhile is noticed by its end.
    std::string bytes(static_cast<std::size_t>(std::min<std::uintmax_t>(size, limits.file_bytes)) + 1, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (stream.bad()) return unreadable(EIO);
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return read_workbook(std::string_view(bytes), name, limits);
  } catch (const std::exception& failure) {
    return refused(Code::internal_error, {failure.what(), failure.what()}, name);
  }
}

}  // namespace thuocdo
