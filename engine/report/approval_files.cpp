#include "report/approval_files.h"

#include <cerrno>
#include <set>

#include "finding/system_error.h"
#include "programme/file_bytes.h"
#include "ranking/final_sheets.h"
#include "report/approval_document.h"
#include "report/text_document.h"
#include "report/unit_notice.h"
#include "sheet/zip_package.h"

namespace thuocdo {
namespace {

constexpr std::size_t notices_at_once = 20;  // write_files keeps watch over 32 files and folders at a time
constexpr std::size_t most_bytes = 64u << 20;

// Whether the file is as it was made here. An office that saves a text puts its own name into it, and into a table it puts a
// meta.xml, which ours have not.
bool is_as_made(const std::filesystem::path& file) {
  Text why;
  const auto bytes = file_bytes(file, most_bytes, why);
  if (!bytes) return false;
  if (file.extension() == ".odt") return is_untouched_document(*bytes);
  ZipPackage zip;
  return !zip.open(*bytes, Limits()) && !zip.has("meta.xml");
}

// Out of the way of `files`, which will be written into the folder.
WriteProblem set_aside(const std::filesystem::path& folder, const std::vector<NamedFile>& files, std::vector<std::filesystem::path>& aside) {
  for (const NamedFile& file : files) {
    const std::filesystem::path path = folder / file.name;
    std::error_code error;
    if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(path, error)) || is_as_made(path)) continue;
    std::filesystem::path other;
    for (int number = 1; other.empty() || std::filesystem::exists(std::filesystem::symlink_status(other, error)); ++number) {
      other = folder / (path.stem().string() + ".da-sua-" + std::to_string(number) + path.extension().string());
    }
    std::filesystem::rename(path, other, error);
    if (error) return {path.string(), system_error_text(error.value())};
    aside.push_back(other);
    std::filesystem::rename(std::filesystem::path(path).replace_extension(".pdf"), std::filesystem::path(other).replace_extension(".pdf"), error);
  }
  return {};
}

// Those of an earlier run that are not among `kept`.
WriteProblem remove_others(const std::filesystem::path& folder, const std::set<std::string>& kept) {
  std::error_code error;
  std::vector<std::filesystem::path> gone;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const bool notice = name.starts_with(notice_prefix) && name.ends_with(".odt") && !kept.contains(name);
    if (notice && std::filesystem::is_regular_file(it->symlink_status()) && is_as_made(it->path())) gone.push_back(it->path());
  }
  for (std::filesystem::path file : gone) {
    if (!std::filesystem::remove(file, error) && error) return {file.string(), system_error_text(error.value())};
    std::filesystem::remove(file.replace_extension(".pdf"), error);
  }
  return {};
}

}  // namespace

Text ApprovalFiles::set_aside_text() const {
  if (set_aside.empty()) return {};
  std::string names;
  for (const auto& file : set_aside) names += (names.empty() ? "" : ", ") + file.filename().string();
  return {"Văn bản đã được sửa từ lần trước được giữ lại dưới tên khác: " + names + ".", "Documents that were changed since the last time are kept under other names: " + names + "."};
}

ApprovalFiles write_approval_files(const ApprovalRequest& request) {
  const Consolidation& result = *request.result;
  ApprovalFiles done;
  done.report.emplace(*result.programme, result);
  const std::filesystem::path notices_folder = request.out / "thong-bao";
  std::vector<NamedFile> notices;
  std::set<std::string> names;
  std::size_t units = 0;
  std::size_t all = 0;
  for (const TierRanking& tier : result.tiers) all += tier.ranked.size();
  const auto put = [&](NamedFile notice, bool last) {
    if (!notice.name.empty()) {
      names.insert(notice.name);
      notices.push_back(std::move(notice));
    }
    if (notices.empty() || (!last && notices.size() < notices_at_once)) return true;
    if ((done.problem = set_aside(notices_folder, notices, done.set_aside))) return false;
    if ((done.problem = write_files(notices_folder, notices))) return false;
    done.notices += notices.size();
    for (const NamedFile& one : notices) done.documents.push_back(notices_folder / one.name);
    notices.clear();
    return true;
  };
  for (const TierRanking& tier : result.tiers) {
    for (const RankedUnit& unit : tier.ranked) {
      if (request.stopped && request.stopped()) return done;
      const auto sheet = final_sheet(request.folder, unit, *result.programme, *request.store, *request.how);
      if (!sheet) {
        const Text gone{"tệp đã thay đổi trong khi đang đọc", "it changed while it was being read"};
        done.gone = finding(Code::file_unreadable, std::vector<Text>{gone}).in_file(unit.file);
        return done;
      }
      done.report->add(*sheet, unit);
      if (!put(unit_notice(result, tier, unit, *sheet), false)) return done;
      if (request.progress) request.progress(++units, all);
    }
    for (const UnrankedUnit& unit : tier.unranked) {
      if (!put(unit_notice(result, tier, unit), false)) return done;
    }
  }
  if (!put({}, true)) return done;
  if ((done.problem = remove_others(notices_folder, names))) return done;
  done.files = annex_tables(result);
  done.files.push_back(approval_document(result, *done.report));
  if ((done.problem = set_aside(request.out, done.files, done.set_aside))) return done;
  if ((done.problem = write_files(request.out, done.files))) return done;
  done.documents.push_back(request.out / done.files.back().name);
  done.finished = true;
  return done;
}

}  // namespace thuocdo
