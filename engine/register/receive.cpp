#include "register/receive.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <unordered_set>

#include "programme/digest.h"
#include "sheet/workbook_files.h"

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

class Receiving {
 public:
  Receiving(Register& book, const ReceiveRequest& request) : book_(book), request_(request) {}

  ReceivedFile take(Examination seen) {
    ReceivedFile file;
    file.name = seen.receipt.file_name;
    file.findings = std::move(seen.findings);
    file.receipt = std::move(seen.receipt);
    if (!seen.readable) return file;
    const Received received = received_of(file);
    file.receipt.received = received.time.text;
    file.receipt.received_from = received.source;
    if (auto known = book_.find(file.receipt.programme, file.receipt.round, file.receipt.file_digest)) {
      return already(std::move(file), std::move(*known), received);
    }
    seen.findings = file.findings;
    seen.receipt = file.receipt;
    book_.keep_original_beside(file.receipt.file_digest, seen.bytes);
    std::optional<Receipt> known;
    book_.write([&](RegisterChange& change) { known = enter(change, seen, received, file.receipt); });
    if (known) return already(std::move(file), std::move(*known), received);
    file.is_new = true;
    for (const Finding& reason : file.receipt.reasons) add_new(file.findings, reason, file.name);
    return file;
  }

 private:
  // The receipt that is there already, or nothing when this one was entered.
  std::optional<Receipt> enter(RegisterChange& change, const Examination& seen, const Received& received, Receipt& receipt) {
    receipt = seen.receipt;
    if (auto known = change.find(receipt.programme, receipt.round, receipt.file_digest)) return known;
    std::vector<Receipt> others;
    if (!receipt.unit.empty()) others = change.of_unit(receipt.programme, receipt.round, receipt.unit);
    const Judgement judged = judge(seen, received, *request_.programme, request_.round, others);
    receipt.state = judged.state;
    receipt.reasons = judged.reasons;
    const Actor actor{request_.who, instant_text(request_.clock())};
    change.keep_original(receipt.file_digest, seen.bytes);
    change.add(receipt, actor);
    const std::string number = std::to_string(receipt.number);
    for (const std::int64_t other : judged.replaced) {
      settle(change, other, others, ReceiptState::replaced, finding(Code::receipt_replaced_by, {number}), actor);
    }
    for (const std::int64_t other : judged.accepted) {
      settle(change, other, others, ReceiptState::accepted, finding(Code::receipt_replaces, {number}), actor);
    }
    return std::nullopt;
  }

  static void settle(RegisterChange& change, std::int64_t number, const std::vector<Receipt>& others, ReceiptState state,
                     const Finding& why, const Actor& actor) {
    const auto other = std::find_if(others.begin(), others.end(), [&](const Receipt& one) { return one.number == number; });
    ReceiptChange changed{.number = number, .state = state, .received = {}, .received_from = {}, .reasons = other->reasons};
    std::erase_if(*changed.reasons, [](const Finding& reason) { return reason.code == Code::receipt_differs; });
    changed.reasons->push_back(why);
    change.change(changed, state == ReceiptState::replaced ? trail_action::replaced : trail_action::matched, actor);
  }

  Received received_of(const ReceivedFile& file) const {
    if (request_.times != nullptr) {
      if (const ReceiptTime* time = request_.times->of(file.name, file.receipt.unit)) return {*time, TimeSource::document_system};
    }
    if (request_.received) return {*request_.received, TimeSource::given};
    const Instant now = request_.clock();
    return {{now, instant_text(now)}, TimeSource::clock};
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
};

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
  std::stable_sort(files.begin(), files.end(), [](const IncomingFile& a, const IncomingFile& b) { return a.name < b.name; });
  return files;
}

Reception receive(Register& book, const std::vector<IncomingFile>& files, const ReceiveRequest& request) {
  Reception result;
  result.asked = files.size();
  std::unordered_set<std::string> known;
  try {
    const std::string round = request.round != nullptr ? request.round->key : request.programme->round;
    for (const std::string& digest : book.file_digests(request.programme->key, round)) known.insert(digest);
    ExamineRequest examine_request{request.programme.get(), round, request.store, request.limits, &known};
    Examiner examiner(files, examine_request, std::max(request.threads, 1));
    Receiving receiving(book, request);
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
  return result;
}

}  // namespace thuocdo
