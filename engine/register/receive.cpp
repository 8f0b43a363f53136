#include "register/receive.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <iterator>
#include <mutex>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "programme/digest.h"
#include "sheet/workbook_files.h"
#include "submission/signature.h"

namespace thuocdo {
namespace {

// Examines files on several threads, never far ahead of the one that is registered, so that memory stays flat.
class Examiner {
 public:
  Examiner(const std::vector<IncomingFile>& files, ExamineRequest request, int threads)
      : files_(files), request_(std::move(request)), ahead_(static_cast<std::size_t>(threads) * 2 + 1), seen_(ahead_) {
    for (int i = 1; i < threads && static_cast<std::size_t>(i) < files.size(); ++i) {
      try {
        helpers_.emplace_back([this] { work(); });
      } catch (const std::system_error&) {
        break;  // the machine gives no more threads; those there are do the work
      }
    }
  }

  ~Examiner() {
    {
      const std::scoped_lock lock(mutex_);
      next_ = files_.size();
    }
    changed_.notify_all();
    for (std::thread& helper : helpers_) helper.join();
  }
  Examiner(const Examiner&) = delete;
  Examiner& operator=(const Examiner&) = delete;

  // Of the files in turn: 0, 1, 2 …
  Examination take(std::size_t index) {
    std::unique_lock lock(mutex_);
    while (!seen_[index % ahead_]) {
      if (next_ > index) {
        changed_.wait(lock);  // somebody has it in hand
      } else {
        examine_next(lock);
      }
    }
    Examination taken = std::move(*seen_[index % ahead_]);
    seen_[index % ahead_].reset();
    taken_ = index + 1;
    changed_.notify_all();
    return taken;
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    while (next_ < files_.size()) {
      if (next_ < taken_ + ahead_) {
        examine_next(lock);
      } else {
        changed_.wait(lock);
      }
    }
  }

  void examine_next(std::unique_lock<std::mutex>& lock) {
    const std::size_t index = next_++;
    lock.unlock();
    Examination seen = examine(files_[index].path, files_[index].name, request_);
    lock.lock();
    seen_[index % ahead_] = std::move(seen);
    changed_.notify_all();
  }

  const std::vector<IncomingFile>& files_;
  const ExamineRequest request_;
  const std::size_t ahead_;
  std::vector<std::optional<Examination>> seen_;
  std::size_t next_ = 0;
  std::size_t taken_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::thread> helpers_;
};

// A name without its last extension, so that "a/x-1.ods" and "a/x-1.pdf" belong together.
std::string stem_of(const std::string& name) {
  const std::size_t point = name.rfind('.');
  const std::size_t slash = name.rfind('/');
  return point == std::string::npos || (slash != std::string::npos && point < slash) ? name : name.substr(0, point);
}

class Receiving {
 public:
  Receiving(Register& book, const ReceiveRequest& request) : book_(book), request_(request) {}

  ReceivedFile take(Examination seen) {
    ReceivedFile file = enter_file(std::move(seen));
    if (file.receipt.number > 0 && file.receipt.kind == ReceivedKind::workbook) workbooks_.try_emplace(stem_of(file.name), file.receipt);
    return file;
  }

  // What a later file of the call changed.
  void refresh(std::vector<ReceivedFile>& files) const {
    for (ReceivedFile& file : files) {
      const auto changed = changed_.find(file.receipt.number);
      if (changed == changed_.end() || file.receipt.number == 0) continue;
      file.receipt = changed->second;
    }
  }

 private:
  ReceivedFile enter_file(Examination seen) {
    ReceivedFile file;
    file.name = seen.receipt.file_name;
    file.findings = std::move(seen.findings);
    file.receipt = std::move(seen.receipt);
    if (!seen.readable) return file;
    if (auto known = book_.find(file.receipt.programme, file.receipt.round, file.receipt.file_digest)) {
      return already(std::move(file), std::move(*known), seen.received);
    }
    seen.findings = file.findings;
    seen.receipt = file.receipt;
    book_.keep_original_beside(file.receipt.file_digest, seen.bytes);
    std::optional<Receipt> known;
    std::vector<Receipt> changed;
    book_.write([&](RegisterChange& change) {
      changed.clear();
      known = enter(change, seen, file.receipt, changed);
    });
    for (Receipt& one : changed) changed_[one.number] = std::move(one);
    if (known) return already(std::move(file), std::move(*known), seen.received);
    file.is_new = true;
    for (const Finding& reason : file.receipt.reasons) add_new(file.findings, reason, file.name);
    return file;
  }

  JudgeRules rules() const {
    return {request_.programme.get(), request_.round, request_.require_signature || request_.programme->signature_required};
  }

  // The receipt that is there already, or nothing when this one was entered. `changed`: what became of others.
  std::optional<Receipt> enter(RegisterChange& change, const Examination& seen, Receipt& receipt, std::vector<Receipt>& changed) {
    receipt = seen.receipt;
    if (auto known = change.find(receipt.programme, receipt.round, receipt.file_digest)) return known;
    const std::vector<Receipt> others = others_of(change, receipt);
    const auto beside = workbooks_.find(stem_of(receipt.file_name));
    const Judgement judged = judge(seen, rules(), others, beside != workbooks_.end() ? &beside->second : nullptr);
    receipt.state = judged.state;
    receipt.reasons = judged.reasons;
    if (judged.copy_of != nullptr) {
      receipt.tier = judged.copy_of->tier;
      receipt.unit = judged.copy_of->unit;
    }
    const Actor actor{request_.who, moment_text(request_.clock())};
    change.keep_original(receipt.file_digest, seen.bytes);
    change.add(receipt, actor);
    settle(change, receipt, judged, others, actor);
    // A sheet and the PDFs of its submission: whoever came first waited for the other.
    for (const Receipt& other : others) {
      const bool together = !receipt.submission_digest.empty() && other.submission_digest == receipt.submission_digest;
      const bool copy_waits = receipt.kind == ReceivedKind::workbook && !receipt.unit.empty() && other.kind == ReceivedKind::copy &&
                              other.unit.empty() && other.state == ReceiptState::undecided;
      if (together && copy_waits) judge_again(change, other, actor, changed);
      if (together && receipt.kind == ReceivedKind::copy && receipt.state == ReceiptState::accepted && waits_for_signature(other)) judge_again(change, other, actor, changed);
    }
    if (waits_for_signature(receipt) && std::any_of(changed.begin(), changed.end(), [](const Receipt& one) { return one.kind == ReceivedKind::copy; })) {
      judge_again(change, receipt, actor, changed);
      receipt = *change.receipt(receipt.number);
    }
    return std::nullopt;
  }

  // Of the unit, and of the same submission.
  static std::vector<Receipt> others_of(RegisterChange& change, const Receipt& receipt) {
    std::vector<Receipt> others;
    if (!receipt.unit.empty()) others = change.of_unit(receipt.programme, receipt.round, receipt.unit);
    if (!receipt.submission_digest.empty()) {
      for (Receipt& other : change.of_submission(receipt.programme, receipt.round, receipt.submission_digest)) {
        if (receipt.unit.empty() || other.unit != receipt.unit) others.push_back(std::move(other));
      }
    }
    std::erase_if(others, [&](const Receipt& other) { return other.number == receipt.number; });
    return others;
  }

  // Of one against which nothing stood but that something was still to come.
  void judge_again(RegisterChange& change, const Receipt& receipt, const Actor& actor, std::vector<Receipt>& changed) {
    Examination seen;
    seen.readable = seen.usable = seen.submitted = true;
    seen.receipt = receipt;
    seen.received = {parse_receipt_time(receipt.received).value_or(ReceiptTime{receipt.received_at(), receipt.received}), receipt.received_from};
    std::copy_if(receipt.reasons.begin(), receipt.reasons.end(), std::back_inserter(seen.of_signatures), is_about_signature);
    const std::vector<Receipt> others = others_of(change, receipt);
    const Judgement judged = judge(seen, rules(), others);
    ReceiptChange changes;
    changes.number = receipt.number;
    changes.state = judged.state;
    changes.reasons = judged.reasons;
    if (judged.copy_of != nullptr) {
      changes.tier = judged.copy_of->tier;
      changes.unit = judged.copy_of->unit;
    }
    change.change(changes, trail_action::matched, actor);
    settle(change, receipt, judged, others, actor);
    changed.push_back(*change.receipt(receipt.number));
  }

  static void settle(RegisterChange& change, const Receipt& receipt, const Judgement& judged, const std::vector<Receipt>& others, const Actor& actor) {
    const std::string number = std::to_string(receipt.number);
    for (const std::int64_t other : judged.replaced) {
      settle(change, other, others, ReceiptState::replaced, finding(Code::receipt_replaced_by, {number}), actor);
    }
    for (const std::int64_t other : judged.accepted) {
      settle(change, other, others, ReceiptState::accepted, finding(Code::receipt_replaces, {number}), actor);
    }
  }

  static void settle(RegisterChange& change, std::int64_t number, const std::vector<Receipt>& others, ReceiptState state,
                     const Finding& why, const Actor& actor) {
    const auto other = std::find_if(others.begin(), others.end(), [&](const Receipt& one) { return one.number == number; });
    ReceiptChange changed;
    changed.number = number;
    changed.state = state;
    changed.reasons = other->reasons;
    std::erase_if(*changed.reasons, [](const Finding& reason) { return reason.code == Code::receipt_differs; });
    changed.reasons->push_back(why);
    change.change(changed, state == ReceiptState::replaced ? trail_action::replaced : trail_action::matched, actor);
  }

  static ReceivedFile already(ReceivedFile file, Receipt known, const Received& received) {
    file.is_new = false;
    file.findings = known.reasons;
    for (Finding& found : file.findings) found.in_file(file.name);
    file.findings.push_back(finding(Code::receipt_already, std::vector<Text>{{std::to_string(known.number), std::to_string(known.number)}, state_label(known.state)}).in_file(file.name));
    if (received.source != TimeSource::clock && known.received_at() != received.time.at) {
      file.findings.push_back(finding(Code::receipt_other_time, {std::to_string(known.number), known.received, received.time.text}).in_file(file.name));
    }
    file.receipt = std::move(known);
    return file;
  }

  // What the file itself gave as a reason stands among its findings already.
  static void add_new(Findings& findings, const Finding& reason, const std::string& name) {
    const bool there = std::any_of(findings.begin(), findings.end(), [&](const Finding& found) {
      return found.code == reason.code && found.message == reason.message && found.criterion == reason.criterion;
    });
    if (there) return;
    findings.push_back(reason);
    findings.back().in_file(name);
  }

  Register& book_;
  const ReceiveRequest& request_;
  std::unordered_map<std::string, Receipt> workbooks_;    // of this call, by the stem of their names
  std::unordered_map<std::int64_t, Receipt> changed_;     // by later files of this call
};

bool is_named_pdf(const std::string& name) {
  std::string end = name.size() >= 4 ? name.substr(name.size() - 4) : std::string();
  for (char& sign : end) {
    if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign - 'A' + 'a');
  }
  return end == ".pdf";
}

// Calls from several threads are fine: the tables do not change.
ReceivedOf received_of(const ReceiveRequest& request) {
  return [&request](const std::string& file, const std::string& unit) -> Received {
    if (request.times != nullptr) {
      if (const ReceiptTime* time = request.times->of(file, unit)) return {*time, TimeSource::document_system};
    }
    if (request.received) return {*request.received, TimeSource::given};
    const Instant now = request.clock();
    return {{now, moment_text(now)}, TimeSource::clock};
  };
}

bool by_name(const ReceivedFile& a, const ReceivedFile& b) { return a.name < b.name; }

}  // namespace

std::vector<IncomingFile> incoming_files(const std::vector<std::filesystem::path>& files_and_folders) {
  std::vector<IncomingFile> files;
  for (const std::filesystem::path& named : files_and_folders) {
    std::error_code error;
    if (!std::filesystem::is_directory(named, error)) {
      files.push_back({named.filename().generic_string(), named});
      continue;
    }
    for (const std::filesystem::path& file : workbook_files(named, Documents::with_pdf)) {
      std::string name = file.lexically_relative(named).generic_string();
      files.push_back({name.empty() || name == "." ? file.filename().generic_string() : std::move(name), file});
    }
  }
  std::stable_sort(files.begin(), files.end(), [](const IncomingFile& a, const IncomingFile& b) {
    return std::pair<bool, const std::string&>(is_named_pdf(a.name), a.name) < std::pair<bool, const std::string&>(is_named_pdf(b.name), b.name);
  });
  return files;
}

Reception receive(Register& book, const std::vector<IncomingFile>& files, const ReceiveRequest& request) {
  Reception result;
  Receiving receiving(book, request);
  result.asked = files.size();
  std::unordered_set<std::string> known;
  try {
    const std::string round = request.round != nullptr ? request.round->key : request.programme->round;
    for (const std::string& digest : book.file_digests(request.programme->key, round)) known.insert(digest);
    const ExamineRequest examine_request{request.programme.get(), round, request.store, received_of(request), request.trust, request.limits, &known};
    Examiner examiner(files, examine_request, std::max(request.threads, 1));
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (request.cancelled && request.cancelled()) {
        result.cancelled = true;
        break;
      }
      result.files.push_back(receiving.take(examiner.take(i)));
      if (request.progress) request.progress(i + 1, files.size());
    }
  } catch (const DatabaseError& error) {
    result.stopped = error;
  }
  receiving.refresh(result.files);
  std::stable_sort(result.files.begin(), result.files.end(), by_name);
  return result;
}

}  // namespace thuocdo
