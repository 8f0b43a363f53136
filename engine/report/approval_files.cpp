#include "report/approval_files.h"

#include <cerrno>
#include <set>

#include "finding/system_error.h"
#include "programme/file_bytes.h"
#include "ranking/final_sheets.h"
#include "report/approval_document.h"
#include "report/text_document.h"
#include "report/unit_notice.h"

namespace thuocdo {
namespace {

constexpr std::size_t notices_at_once = 20;  // write_files keeps watch over 32 files and folders at a time

// Those of an earlier run that are not among `kept`.
WriteProblem remove_others(const std::filesystem::path& folder, const std::set<std::string>& kept) {
  std::error_code error;
  std::vector<std::filesystem::path> gone;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const bool notice = name.starts_with(notice_prefix) && name.ends_with(".odt") && !kept.contains(name);
    if (!notice || !std::filesystem::is_regular_file(it->symlink_status())) continue;
    Text why;
    constexpr std::size_t most = 16u << 20;
    const auto bytes = file_bytes(it->path(), most, why);
    if (bytes && is_untouched_document(*bytes)) gone.push_back(it->path());
  }
  for (std::filesystem::path file : gone) {
    if (!std::filesystem::remove(file, error) && error) return {file.string(), system_error_text(error.value())};
    std::filesystem::remove(file.replace_extension(".pdf"), error);
  }
  return {};
}

}  // namespace

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
    done.problem = write_files(notices_folder, notices);
    if (done.problem) return false;
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
  done.problem = write_files(request.out, done.files);
  if (done.problem) return done;
  done.documents.push_back(request.out / done.files.back().name);
  done.finished = true;
  return done;
}

}  // namespace thuocdo
