#include "submission/outbox.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>

#include "finding/system_error.h"
#include "programme/digest.h"
#include "programme/durable_file.h"
#include "programme/file_bytes.h"
#include "programme/store.h"
#include "submission/outbox_state.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

constexpr const char* state_file = "state";
constexpr std::size_t most_state = 1u << 20;
constexpr std::size_t most_file = 512u << 20;
constexpr std::string_view unfinished = ".part";

const Text busy_text{"Một cửa sổ khác đang dùng hộp gửi. Hãy đợi giây lát rồi thử lại.",
                     "Another window is using the outbox. Wait a moment and try again."};
const Text no_home_text{"Không tìm thấy thư mục cá nhân để đặt hộp gửi. Hãy báo cho quản trị máy.",
                        "There is no home folder for the outbox. Tell whoever looks after the computer."};
const Text gone_text{"Mục này không còn trong hộp gửi.", "This item is no longer in the outbox."};
const Text damaged_text{
    "Bản ghi của mục này bị hỏng. Các tệp còn lại nằm trong thư mục của nó: hãy mở thư mục, giữ lại tệp cần dùng rồi nộp lại phiếu.",
    "The record of this item is damaged. What is left of its files lies in its folder: open it, keep what you need, and "
    "submit the sheet again."};

Text cannot_write(const fs::path& file, int error) {
  const Text why = system_error_text(error);
  const bool full = error == ENOSPC || error == EDQUOT;
  return {"Không ghi được " + file.string() + ": " + why.vi +
              (full ? ". Hãy xóa bớt tệp không cần rồi thử lại." : ". Hãy kiểm tra quyền ghi vào thư mục này rồi thử lại."),
          "Cannot write " + file.string() + ": " + why.en +
              (full ? ". Delete files that are not needed and try again."
                    : ". Check that you may write into this folder and try again.")};
}

// Held by one program at a time while items come and go. It ends with the process, however that ends.
class Lock {
 public:
  explicit Lock(const fs::path& folder)
      : handle_(::open((folder / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) {
    if (handle_ < 0) {
      error_ = errno;
      return;
    }
    using namespace std::chrono;
    const auto until = steady_clock::now() + seconds(5);
    while (::flock(handle_, LOCK_EX | LOCK_NB) != 0) {
      // A file system without locks: better without one than without an outbox.
      if (errno != EWOULDBLOCK && errno != EINTR) return;
      if (steady_clock::now() > until) {
        busy_ = true;
        return;
      }
      std::this_thread::sleep_for(milliseconds(20));
    }
  }
  ~Lock() {
    if (handle_ >= 0) ::close(handle_);
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  // Why it is not held; empty when it is.
  Text problem(const fs::path& folder) const {
    if (busy_) return busy_text;
    return error_ == 0 ? Text{} : cannot_write(folder, error_);
  }

 private:
  int handle_;
  int error_ = 0;
  bool busy_ = false;
};

bool plain_id(std::string_view id) {
  return !id.empty() && id.front() != '.' && id.find('/') == std::string_view::npos;
}

// "20241220T093000-so-tc-7K3M9QXZ21A0"
std::string new_id(const OutboxItem& item) {
  std::string time = item.submitted.substr(0, 19);
  std::string id;
  for (const char sign : time) {
    if (sign != '-' && sign != ':') id += sign;
  }
  std::string code = item.code;
  std::erase(code, '-');
  for (const std::string& part : {item.unit, code}) {
    if (!part.empty()) id += "-" + part;
  }
  for (char& sign : id) {
    const bool plain = (sign >= '0' && sign <= '9') || (sign >= 'A' && sign <= 'Z') || (sign >= 'a' && sign <= 'z');
    if (!plain) sign = '-';
  }
  if (id.empty() || id.front() == '-') id = "x" + id;
  return id.substr(0, 120);
}

void remove_leftovers(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with('.') && name.ends_with(unfinished)) found.push_back(entry->path());
  }
  for (const fs::path& one : found) fs::remove_all(one, error);
}

OutboxItem item_in(const fs::path& folder) {
  Text why;
  OutboxItem item;
  const auto text = file_bytes(folder / state_file, most_state, why);
  if (auto read = text ? read_state(*text) : std::nullopt) {
    item = std::move(*read);
  } else {
    item.damage = damaged_text;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
      std::error_code ignored;
      const std::string name = entry->path().filename().string();
      if (name == state_file || name.starts_with('.') || !entry->is_regular_file(ignored)) continue;
      item.files.push_back({name, entry->file_size(ignored), {}});
    }
  }
  item.id = folder.filename().string();
  return item;
}

}  // namespace

fs::path outbox_folder() {
  const fs::path data = user_data_folder();
  return data.empty() ? data : data / "outbox";
}

Outbox::Outbox(fs::path folder) : folder_(std::move(folder)) {}

Outbox::Kept Outbox::add(const OutboxItem& given, const std::vector<fs::path>& files) {
  if (folder_.empty()) return {{}, no_home_text};
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) return {{}, cannot_write(folder_, error.value())};
  const Lock lock(folder_);
  if (Text problem = lock.problem(folder_); !problem.empty()) return {{}, problem};
  remove_leftovers(folder_);

  OutboxItem item = given;
  item.files.clear();
  item.state = DeliveryState::waiting;
  item.attempts = 0;
  item.place.clear();
  item.when.clear();
  item.reason = {};
  const std::string wanted = new_id(item);
  item.id = wanted;
  for (int number = 2; fs::exists(fs::symlink_status(folder_ / item.id, error)); ++number) {
    item.id = wanted + "-" + std::to_string(number);
  }
  const fs::path staged = folder_ / ("." + item.id + std::string(unfinished));
  const auto failed = [&](const fs::path& file, int number) {
    fs::remove_all(staged, error);
    return Kept{{}, cannot_write(file, number)};
  };
  if (::mkdir(staged.c_str(), 0700) != 0) return failed(staged, errno);
  for (const fs::path& file : files) {
    Text why;
    const auto bytes = file_bytes(file, most_file, why);
    const std::string name = file.filename().string();
    if (!bytes || bytes->size() > most_file || name == state_file) {
      fs::remove_all(staged, error);
      if (why.empty()) why = system_error_text(name == state_file ? EEXIST : EFBIG);
      return {{}, {"Không đọc được " + file.string() + ": " + why.vi, "Cannot read " + file.string() + ": " + why.en}};
    }
    item.files.push_back({name, bytes->size(), sha256_hex(*bytes)});
    if (const int number = write_new_file(staged / name, *bytes)) return failed(staged / name, number);
  }
  if (const int number = write_new_file(staged / state_file, state_text(item))) return failed(staged, number);
  flush_folder(staged);
  if (::rename(staged.c_str(), (folder_ / item.id).c_str()) != 0) return failed(folder_ / item.id, errno);
  flush_folder(folder_);
  return {item.id, {}};
}

std::vector<OutboxItem> Outbox::items() const {
  std::vector<OutboxItem> all;
  std::error_code error;
  for (fs::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (!plain_id(entry->path().filename().string()) || !entry->is_directory(ignored)) continue;
    OutboxItem item = item_in(entry->path());
    if (fs::exists(entry->path(), ignored)) all.push_back(std::move(item));
  }
  std::sort(all.begin(), all.end(), [](const OutboxItem& a, const OutboxItem& b) { return a.id < b.id; });
  return all;
}

std::optional<OutboxItem> Outbox::find(std::string_view id) const {
  std::error_code error;
  if (folder_.empty() || !plain_id(id) || !fs::is_directory(folder_ / id, error)) return std::nullopt;
  return item_in(folder_ / id);
}

fs::path Outbox::folder_of(std::string_view id) const { return plain_id(id) ? folder_ / id : fs::path(); }

Text Outbox::changed_file(const OutboxItem& item) const {
  for (const SubmittedFile& file : item.files) {
    Text why;
    const auto bytes = file_bytes(folder_of(item.id) / file.name, most_file, why);
    if (bytes && bytes->size() == file.size && sha256_hex(*bytes) == file.sha256) continue;
    return {"Tệp " + file.name + " trong hộp gửi không còn như lúc nộp nên không gửi được. Hãy nộp lại phiếu.",
            "The file " + file.name + " in the outbox is no longer as it was submitted, so it cannot be sent. Submit the "
            "sheet again."};
  }
  return {};
}

namespace {

template <class Change>
Text change_state(const fs::path& outbox, const fs::path& folder, Change change) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return gone_text;
  const Lock lock(outbox);
  if (Text problem = lock.problem(outbox); !problem.empty()) return problem;
  OutboxItem item = item_in(folder);
  if (!item.damage.empty()) return item.damage;
  change(item);
  if (const int number = replace_file(folder / state_file, state_text(item))) {
    return cannot_write(folder / state_file, number);
  }
  return {};
}

}  // namespace

Text Outbox::record(std::string_view id, const DeliveryRecord& what) {
  if (!plain_id(id)) return gone_text;
  return change_state(folder_, folder_ / id, [&](OutboxItem& item) {
    item.state = what.state;
    item.place = what.place;
    item.when = what.when;
    item.reason = what.reason;
    ++item.attempts;
  });
}

Text Outbox::retarget(std::string_view id, const OutboxItem& to) {
  if (!plain_id(id)) return gone_text;
  return change_state(folder_, folder_ / id, [&](OutboxItem& item) {
    item.kind = to.kind;
    item.target = to.target;
    item.user = to.user;
    item.subject = to.subject;
    item.body = to.body;
  });
}

Text Outbox::remove(std::string_view id) {
  std::error_code error;
  if (!plain_id(id) || !fs::is_directory(folder_ / id, error)) return gone_text;
  const auto sending = begin_sending(id);
  if (!sending) return busy_text;
  const Lock lock(folder_);
  if (Text problem = lock.problem(folder_); !problem.empty()) return problem;
  const fs::path aside = folder_ / ("." + std::string(id) + std::string(unfinished));
  fs::remove_all(aside, error);
  if (::rename((folder_ / id).c_str(), aside.c_str()) != 0) return cannot_write(folder_ / id, errno);
  flush_folder(folder_);
  fs::remove_all(aside, error);
  return {};
}

std::unique_ptr<Outbox::Sending> Outbox::begin_sending(std::string_view id) {
  if (!plain_id(id)) return nullptr;
  const int handle = ::open((folder_ / id).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return nullptr;
  if (::flock(handle, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    ::close(handle);
    return nullptr;
  }
  return std::make_unique<Sending>(handle);
}

Outbox::Sending::~Sending() { ::close(handle_); }

}  // namespace thuocdo
