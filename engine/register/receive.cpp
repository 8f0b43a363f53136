#include "register/receive.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "programme/digest.h"
#include "register/appraisal_book.h"
#include "register/examiner.h"
#include "register/known_receipts.h"
#include "register/level_book.h"
#include "sheet/workbook_files.h"
#include "submission/signature.h"

namespace thuocdo {
namespace {

// Files that are entered in one transaction: a disk is waited for once for all of them, and their originals are made safe while
// the next ones are read. A process that is killed has entered the whole batch or nothing of it.
constexpr std::size_t most_at_once = 128;
constexpr std::size_t most_at_once_shared = 16;  // other reviewers wait for their turn, and a lost connection undoes it
constexpr std::size_t most_bytes_at_once = 8u << 20;

// A name without its last extension, so that "a/x-1.ods" and "a/x-1.pdf" belong together.
std::string stem_of(const std::string& name) {
  const std::size_t point = name.rfind('.');
  const std::size_t slash = name.rfind('/');
  return point == std::string::npos || (slash != std::string::npos && point < slash) ? name : name.substr(0, point);
}

class Receiving {
 public:
  Receiving(Register& book, const ReceiveRequest& request)
      : book_(book), request_(request), known_(request.programme->key, request.round != nullptr ? request.round->key : request.programme->round) {
    book_.write([&](RegisterChange& change) { known_.begin(change); });
    known_.settled();
  }

  // Of the files that are there already.
  std::vector<std::string> file_digests() const { return known_.file_digests(); }

  // Begins to keep the original, so that it may be safe when its receipt is entered.
  void keep(Examination& seen) {
    if (seen.readable && known_.find(seen.receipt.file_digest) == nullptr) book_.keep_original_beside(seen.receipt.file_digest, std::move(seen.bytes));
  }

  // Enters them in one transaction, in their order.
  std::vector<ReceivedFile> take(std::vector<Examination> batch) {
    std::vector<ReceivedFile> files;
    std::vector<std::size_t> open;  // that are not there already
    for (Examination& seen : batch) {
      ReceivedFile& file = files.emplace_back();
      file.name = seen.receipt.file_name;
      file.findings = seen.findings;
      file.receipt = seen.receipt;
      if (!seen.readable) continue;
      if (const Receipt* known = known_.find(file.receipt.file_digest)) {
        file = already(std::move(file), *known, seen.received);
      } else {
        open.push_back(files.size() - 1);
      }
    }
    book_.originals_kept();
    if (!open.empty()) enter_all(batch, open, files);
    for (const ReceivedFile& file : files) {
      remember(file);
    }
    return files;
  }

  // All of it, or nothing: the originals first, then every receipt in one transaction.
  std::vector<ReceivedFile> take_bundle(Examination bundle) {
    std::vector<Examination> all = std::move(bundle.parts);
    bundle.parts.clear();
    all.push_back(std::move(bundle));
    std::vector<ReceivedFile> files(all.size());
    for (Examination& seen : all) keep(seen);
    book_.originals_kept();
    std::vector<std::optional<Receipt>> known(all.size());
    std::vector<Receipt> changed;
    book_.write([&](RegisterChange& change) {
      changed.clear();
      known_.begin(change);
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) known_.refresh(change);
        files[i].name = all[i].receipt.file_name;
        known[i] = enter(change, all[i], files[i].receipt, changed);
        if (!known[i]) remember(files[i]);
      }
    });
    known_.settled();
    for (Receipt& one : changed) changed_[one.number] = std::move(one);
    for (std::size_t i = 0; i < all.size(); ++i) {
      ReceivedFile& file = files[i];
      file.findings = std::move(all[i].findings);
      if (known[i]) {
        file = already(std::move(file), std::move(*known[i]), all[i].received);
        continue;
      }
      file.is_new = true;
      for (const Finding& reason : file.receipt.reasons) add_new(file.findings, reason, file.name);
    }
    return files;
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
  void remember(const ReceivedFile& file) {
    if (file.receipt.number > 0 && file.receipt.kind == ReceivedKind::workbook) workbooks_.try_emplace(stem_of(file.name), file.receipt);
  }

  void enter_all(std::vector<Examination>& batch, const std::vector<std::size_t>& open, std::vector<ReceivedFile>& files) {
    std::vector<std::optional<Receipt>> known;
    std::vector<Receipt> changed;
    book_.write([&](RegisterChange& change) {
      known.clear();
      changed.clear();
      known_.begin(change);
      for (const std::size_t i : open) {
        if (!known.empty()) known_.refresh(change);
        known.push_back(enter(change, batch[i], files[i].receipt, changed));
      }
    });
    known_.settled();
    for (Receipt& one : changed) changed_[one.number] = std::move(one);
    for (std::size_t at = 0; at < open.size(); ++at) {
      ReceivedFile& file = files[open[at]];
      if (known[at]) {
        file = already(std::move(file), std::move(*known[at]), batch[open[at]].received);
        continue;
      }
      file.is_new = true;
      for (const Finding& reason : file.receipt.reasons) add_new(file.findings, reason, file.name);
    }
  }

  JudgeRules rules() const {
    return {request_.programme.get(), request_.round, request_.require_signature || request_.programme->signature_required};
  }

  // The receipt that is there already, or nothing when this one was entered. `changed`: what became of others.
  std::optional<Receipt> enter(RegisterChange& change, Examination& seen, Receipt& receipt, std::vector<Receipt>& changed) {
    receipt = seen.receipt;
    if (const Receipt* known = known_.find(receipt.file_digest)) return *known;
    const std::vector<Receipt> others = known_.others_of(receipt);
    const auto found = workbooks_.find(stem_of(receipt.file_name));
    const Receipt* beside = found != workbooks_.end() ? &found->second : nullptr;
    if (receipt.kind == ReceivedKind::copy && seen.above.empty()) {
      date_with_sheet(seen, others, beside);
      receipt = seen.receipt;
    }
    Judgement judged = judge(seen, rules(), others, beside);
    keep_out(change, receipt, judged);
    receipt.state = judged.state;
    receipt.reasons = judged.reasons;
    if (receipt.state == ReceiptState::accepted) add_begins_anew(change, judged, others, receipt.reasons);
    if (judged.copy_of != nullptr) {
      receipt.tier = judged.copy_of->tier;
      receipt.unit = judged.copy_of->unit;
    }
    const Actor actor{request_.who, moment_text(request_.clock())};
    change.keep_original(receipt.file_digest, seen.bytes);
    change.add(receipt, actor);
    if (!seen.reading.empty()) change.keep_reading(receipt.number, seen.reading);
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

  // A PDF names no unit: the table of receipt times knows it by the unit of its sheet, and where nobody told when it came, it
  // came with the sheet beside it.
  void date_with_sheet(Examination& seen, const std::vector<Receipt>& others, const Receipt* beside) const {
    const auto is_its_sheet = [&](const Receipt& one) {
      return one.kind == ReceivedKind::workbook && !one.unit.empty() && !one.submission_digest.empty() && one.submission_digest == seen.receipt.submission_digest;
    };
    const auto sheet = std::find_if(others.begin(), others.end(), is_its_sheet);
    if (sheet == others.end()) return;
    const ReceiptTime* told = request_.times != nullptr ? request_.times->of(seen.receipt.file_name, sheet->unit) : nullptr;
    if (told != nullptr) {
      seen.received = {*told, TimeSource::document_system};
    } else if (seen.received.source == TimeSource::clock && beside != nullptr && is_its_sheet(*beside)) {
      seen.received = received_with(*beside);
    }
    seen.receipt.received = seen.received.time.text;
    seen.receipt.received_from = seen.received.source;
  }

  static Received received_with(const Receipt& receipt) {
    return {parse_receipt_time(receipt.received).value_or(ReceiptTime{receipt.received_at(), receipt.received}), receipt.received_from};
  }

  // A closed level, or one of an absent unit, takes nothing in.
  void keep_out(RegisterChange& change, const Receipt& receipt, Judgement& judged) const {
    if (receipt.kind == ReceivedKind::copy) return;
    const auto why = barred(change, *request_.programme, receipt.round, receipt.unit);
    if (!why) return;
    judged.state = ReceiptState::refused;
    judged.reasons.insert(judged.reasons.begin(), *why);
    judged.replaced.clear();
    judged.accepted.clear();
  }

  // Of one against which nothing stood but that something was still to come.
  void judge_again(RegisterChange& change, const Receipt& receipt, const Actor& actor, std::vector<Receipt>& changed) {
    Examination seen;
    seen.readable = seen.usable = seen.submitted = true;
    seen.receipt = receipt;
    seen.received = received_with(receipt);
    std::copy_if(receipt.reasons.begin(), receipt.reasons.end(), std::back_inserter(seen.of_signatures), is_about_signature);
    seen.of_bundle = said_by_bundle(receipt.reasons);
    known_.refresh(change);
    const std::vector<Receipt> others = known_.others_of(receipt);
    const Judgement judged = judge(seen, rules(), others);
    ReceiptChange changes;
    changes.number = receipt.number;
    changes.state = judged.state;
    changes.reasons = judged.reasons;
    if (judged.state == ReceiptState::accepted) add_begins_anew(change, judged, others, *changes.reasons);
    if (judged.copy_of != nullptr) {
      changes.tier = judged.copy_of->tier;
      changes.unit = judged.copy_of->unit;
    }
    change.change(changes, trail_action::matched, actor);
    settle(change, receipt, judged, others, actor);
    changed.push_back(*change.receipt(receipt.number));
  }

  // Where the place of a sheet is taken that reviewers have decided about, or that had taken the place of one.
  static void add_begins_anew(RegisterChange& change, const Judgement& judged, const std::vector<Receipt>& others, Findings& reasons) {
    for (const std::int64_t number : judged.replaced) {
      const auto replaced = std::find_if(others.begin(), others.end(), [&](const Receipt& one) { return one.number == number; });
      if (const auto anew = appraisal_begins_anew(change, *replaced)) reasons.push_back(*anew);
    }
  }

  static void settle(RegisterChange& change, const Receipt& receipt, const Judgement& judged, const std::vector<Receipt>& others, const Actor& actor) {
    const std::string number = std::to_string(receipt.number);
    for (const std::int64_t other : judged.replaced) {
      settle(change, other, others, ReceiptState::replaced, finding(Code::receipt_replaced_by, {number}), actor);
    }
    for (const std::int64_t other : judged.accepted) {
      Findings anew;
      add_begins_anew(change, judged, others, anew);
      settle(change, other, others, ReceiptState::accepted, finding(Code::receipt_replaces, {number}), actor, anew);
    }
  }

  static void settle(RegisterChange& change, std::int64_t number, const std::vector<Receipt>& others, ReceiptState state,
                     const Finding& why, const Actor& actor, const Findings& more = {}) {
    const auto other = std::find_if(others.begin(), others.end(), [&](const Receipt& one) { return one.number == number; });
    ReceiptChange changed;
    changed.number = number;
    changed.state = state;
    changed.reasons = other->reasons;
    std::erase_if(*changed.reasons, [](const Finding& reason) { return reason.code == Code::receipt_differs; });
    changed.reasons->push_back(why);
    changed.reasons->insert(changed.reasons->end(), more.begin(), more.end());
    change.change(changed, state == ReceiptState::replaced ? trail_action::replaced : trail_action::matched, actor);
  }

  static ReceivedFile already(ReceivedFile file, Receipt known, const Received& received) {
    file.is_new = false;
    file.findings = known.reasons;
    for (Finding& found : file.findings) found.in_file(file.name);
    file.findings.push_back(finding(Code::receipt_already, std::vector<Text>{{std::to_string(known.number), std::to_string(known.number)}, state_label(known.state)}).in_file(file.name));
    if (received.source != TimeSource::clock && known.received_at() != received.time.at) {
      file.findings.push_back(finding(Code::receipt_other_time, std::vector<Text>{{std::to_string(known.number), std::to_string(known.number)}, moment_shown(known.received_at()), moment_shown(received.time.at)}).in_file(file.name));
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
  KnownReceipts known_;
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
  result.asked = files.size();
  std::unordered_set<std::string> known;
  std::optional<Receiving> receiving;
  try {
    receiving.emplace(book, request);
    const std::string round = request.round != nullptr ? request.round->key : request.programme->round;
    for (std::string& digest : receiving->file_digests()) known.insert(std::move(digest));
    const ExamineRequest examine_request{request.programme.get(), round, request.store, received_of(request), request.trust, request.limits, &known};
    Examiner examiner(files, examine_request, std::max(request.threads, 1));
    const std::size_t most = book.is_shared() ? most_at_once_shared : most_at_once;
    std::vector<Examination> batch;
    std::size_t bytes = 0;
    const auto enter = [&] {
      for (ReceivedFile& file : receiving->take(std::exchange(batch, {}))) result.files.push_back(std::move(file));
      bytes = 0;
    };
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (request.cancelled && request.cancelled()) {
        result.cancelled = true;
        break;
      }
      Examination seen = examiner.take(i);
      if (!seen.parts.empty()) {
        enter();
        std::vector<ReceivedFile> taken = receiving->take_bundle(std::move(seen));
        result.asked += taken.size() - 1;
        for (ReceivedFile& file : taken) result.files.push_back(std::move(file));
      } else {
        // A PDF looks for the workbooks that came before it.
        if (is_named_pdf(files[i].name) && !batch.empty() && !is_named_pdf(batch.back().receipt.file_name)) enter();
        bytes += seen.bytes.size();
        receiving->keep(seen);
        batch.push_back(std::move(seen));
        if (batch.size() == most || bytes > most_bytes_at_once) enter();
      }
      if (request.progress) request.progress(i + 1, files.size());
    }
    enter();
  } catch (const DatabaseError& error) {
    result.stopped = error;
  }
  if (receiving) receiving->refresh(result.files);
  std::stable_sort(result.files.begin(), result.files.end(), by_name);
  return result;
}

}  // namespace thuocdo
