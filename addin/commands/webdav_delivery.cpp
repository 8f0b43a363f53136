// Into a folder on a WebDAV server: write, rename, read back, compare.
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

#include "commands/delivery_files.h"
#include "commands/passwords.h"
#include "commands/webdav_folder.h"
#include "programme/digest.h"

namespace thuocdo {
namespace {

struct Attempt {
  DeliveryOutcome outcome;
  bool login_wanted = false;
};

// Whether something listens there at all: the office says the same of a closed door and of a certificate that it does
// not accept.
bool listens(const WebdavAddress& address) {
  std::string host = address.host, port = address.secure ? "443" : "80";
  if (const std::size_t colon = host.rfind(':'); colon != std::string::npos && host.find(']', colon) == std::string::npos) {
    port = host.substr(colon + 1);
    host.resize(colon);
  }
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), port.c_str(), &wanted, &found) != 0) return false;
  bool answered = false;
  for (const addrinfo* one = found; one != nullptr && !answered; one = one->ai_next) {
    const int handle = ::socket(one->ai_family, one->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, one->ai_protocol);
    if (handle < 0) continue;
    int error = ::connect(handle, one->ai_addr, one->ai_addrlen) == 0 ? 0 : errno;
    if (error == EINPROGRESS) {
      pollfd waiting{handle, POLLOUT, 0};
      socklen_t size = sizeof error;
      if (::poll(&waiting, 1, 5000) != 1 || ::getsockopt(handle, SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = ETIMEDOUT;
    }
    answered = error == 0;
    ::close(handle);
  }
  ::freeaddrinfo(found);
  return answered;
}

Attempt failed(const WebdavAddress& address, const WebdavAnswer& answer) {
  using State = DeliveryState;
  const std::string server = address.server();
  const auto told = [](State state, Text message) { return Attempt{not_delivered(state, std::move(message)), false}; };
  switch (answer.problem) {
    case WebdavProblem::login: return {not_delivered(State::waiting, say(Says::webdav_login, {server})), true};
    case WebdavProblem::missing: return told(State::refused, say(Says::webdav_missing, {address.shown()}));
    case WebdavProblem::forbidden: return told(State::refused, say(Says::webdav_forbidden, {address.shown()}));
    case WebdavProblem::locked: return told(State::waiting, say(Says::webdav_locked, {server}));
    case WebdavProblem::full: return told(State::waiting, say(Says::webdav_full, {server}));
    case WebdavProblem::no_name: return told(State::waiting, say(Says::webdav_no_name, {address.host}));
    case WebdavProblem::no_server:
      if (!listens(address)) return told(State::waiting, say(Says::webdav_unreachable, {server}));
      return told(State::refused, say(address.secure ? Says::webdav_certificate : Says::webdav_leads_elsewhere, {server}));
    case WebdavProblem::silent: return told(State::waiting, say(Says::webdav_silent, {server}));
    case WebdavProblem::none:
    case WebdavProblem::broken: return told(State::waiting, say(Says::webdav_broken, {server}));
    case WebdavProblem::taken:
    case WebdavProblem::server: break;
  }
  const std::string what = answer.detail.empty() ? std::to_string(answer.status) : answer.detail;
  return told(answer.status >= 500 ? State::waiting : State::refused, say(Says::webdav_status, {server, what}));
}

std::chrono::milliseconds time_for(const LoadedFile& file) {
  return std::chrono::milliseconds(file.bytes.size() / 20);  // 20 kB in a second, a slow line
}

bool is_same(const std::string& bytes, const LoadedFile& file) {
  return bytes.size() == file.what.size && sha256_hex(bytes) == file.what.sha256;
}

Attempt put(WebdavFolder& folder, const WebdavAddress& address, const LoadedFiles& files, Aside& aside) {
  const auto refused = [&](Says what, const LoadedFile& file, DeliveryState state) {
    return Attempt{not_delivered(state, say(what, {address.shown(), file.what.name})), false};
  };
  std::vector<const LoadedFile*> missing;
  for (const LoadedFile& file : files) {
    std::string bytes;
    const WebdavAnswer answer = folder.read(file.what.name, file.bytes.size(), bytes);
    if (aside.given_up()) return {};
    if (answer.problem == WebdavProblem::missing) missing.push_back(&file);
    else if (answer) return failed(address, answer);
    else if (!is_same(bytes, file)) return refused(Says::place_taken, file, DeliveryState::refused);
    aside.next_step(time_for(file));
  }
  for (const LoadedFile* file : missing) {
    const WebdavAnswer answer = folder.write(unfinished_name(file->what.name), file->bytes);
    if (aside.given_up()) return {};
    if (answer) return failed(address, answer);
    aside.next_step(time_for(*file));
  }
  for (const LoadedFile* file : missing) {
    const WebdavAnswer answer = folder.rename(unfinished_name(file->what.name), file->what.name);
    if (aside.given_up()) return {};
    if (answer.problem == WebdavProblem::taken) return refused(Says::place_taken, *file, DeliveryState::refused);
    if (answer.problem == WebdavProblem::missing) return refused(Says::read_back_missing, *file, DeliveryState::waiting);
    if (answer) return failed(address, answer);
    aside.next_step();
  }
  for (const LoadedFile& file : files) {
    aside.next_step(time_for(file));
    std::string bytes;
    const WebdavAnswer answer = folder.read(file.what.name, file.bytes.size(), bytes);
    if (aside.given_up()) return {};
    if (answer.problem == WebdavProblem::missing) return refused(Says::read_back_missing, file, DeliveryState::waiting);
    if (answer) return failed(address, answer);
    if (is_same(bytes, file)) continue;
    // What was put there just now is taken away, so that it is not believed, and sending again finds the place free.
    for (const LoadedFile* put_now : missing) folder.remove(put_now->what.name);
    return refused(Says::read_back_differs, file, DeliveryState::waiting);
  }
  return {delivered(files, address.shown(), Says::delivered), false};
}

Attempt attempt(const Call& call, const WebdavAddress& address, const Login& login,
                const std::shared_ptr<const LoadedFiles>& files, std::chrono::milliseconds patience) {
  const auto folder = std::make_shared<WebdavFolder>(call.context, address, login);
  const auto result = std::make_shared<Attempt>();
  const AsideEnd end = run_aside(
      call, say(Says::delivering_title), say(Says::delivering, {address.shown()}), patience,
      [=](Aside& aside) {
        try {
          *result = put(*folder, address, *files, aside);
        } catch (const css::uno::Exception& error) {
          result->outcome = not_delivered(DeliveryState::waiting, say(Says::delivery_failed, {from_uno(error.Message)}));
        } catch (const std::exception& error) {
          result->outcome = not_delivered(DeliveryState::waiting, say(Says::delivery_failed, {error.what()}));
        }
      });
  if (end == AsideEnd::done) return *result;
  return {not_delivered(DeliveryState::waiting, end == AsideEnd::cancelled ? say(Says::delivery_stopped)
                                                                           : say(Says::webdav_silent, {address.server()})),
          false};
}

}  // namespace

DeliveryOutcome deliver_to_webdav(const Call& call, const Delivery& to, std::shared_ptr<const LoadedFiles> files,
                                  std::chrono::milliseconds patience) {
  const auto address = WebdavAddress::parse(to.address);
  if (!address) return not_delivered(DeliveryState::refused, say(Says::webdav_address_wrong, {to.address}));
  Login login{to.user.empty() ? address->user : to.user, to.password};
  if (login.password.empty()) {
    if (const auto known = known_login(call, *address, login.user)) login = *known;
  }
  for (;;) {
    // Without a password the server may take the files all the same.
    const bool tried = !login.password.empty();
    const Attempt result = attempt(call, *address, tried ? login : Login{}, files, patience);
    if (!result.login_wanted) return result.outcome;
    if (tried) forget_login(call, *address, login.user);
    const auto typed = ask_login(call, *address, login.user, tried);
    if (!typed) return result.outcome;
    login = *typed;
  }
}

std::string place_of(const Delivery& to) {
  if (to.kind == Delivery::Kind::folder) return to.folder.string();
  if (to.kind == Delivery::Kind::mail) return to.mail_to;
  const auto address = WebdavAddress::parse(to.address);
  return address ? address->shown() : to.address;
}

}  // namespace thuocdo
