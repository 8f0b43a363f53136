#include "commands/webdav_folder.h"

#include <algorithm>
#include <com/sun/star/io/SequenceInputStream.hpp>
#include <com/sun/star/io/XInputStream.hpp>
#include <com/sun/star/io/XOutputStream.hpp>
#include <com/sun/star/task/XInteractionAbort.hpp>
#include <com/sun/star/task/XInteractionHandler.hpp>
#include <com/sun/star/task/XInteractionRequest.hpp>
#include <com/sun/star/ucb/AuthenticationRequest.hpp>
#include <com/sun/star/ucb/CommandFailedException.hpp>
#include <com/sun/star/ucb/IOErrorCode.hpp>
#include <com/sun/star/ucb/InsertCommandArgument.hpp>
#include <com/sun/star/ucb/InteractiveIOException.hpp>
#include <com/sun/star/ucb/InteractiveLockingException.hpp>
#include <com/sun/star/ucb/InteractiveNetworkConnectException.hpp>
#include <com/sun/star/ucb/InteractiveNetworkGeneralException.hpp>
#include <com/sun/star/ucb/InteractiveNetworkReadException.hpp>
#include <com/sun/star/ucb/InteractiveNetworkResolveNameException.hpp>
#include <com/sun/star/ucb/InteractiveNetworkWriteException.hpp>
#include <com/sun/star/ucb/NameClashException.hpp>
#include <com/sun/star/ucb/OpenCommandArgument2.hpp>
#include <com/sun/star/ucb/OpenMode.hpp>
#include <com/sun/star/ucb/UniversalContentBroker.hpp>
#include <com/sun/star/ucb/XCommandEnvironment.hpp>
#include <com/sun/star/ucb/XInteractionSupplyAuthentication.hpp>
#include <cppuhelper/exc_hlp.hxx>
#include <cppuhelper/implbase1.hxx>
#include <cstdlib>
#include <rtl/ref.hxx>

namespace thuocdo {
namespace {

// Gives the login when it is asked for, once, and remembers everything else that the office would have asked a person.
class Answers : public cppu::WeakImplHelper1<css::task::XInteractionHandler> {
 public:
  explicit Answers(Login login) : login_(std::move(login)) {}

  void SAL_CALL handle(const Reference<css::task::XInteractionRequest>& request) override {
    Reference<css::task::XInteractionContinuation> abort;
    Reference<css::ucb::XInteractionSupplyAuthentication> supply;
    for (const auto& one : request->getContinuations()) {
      if (Reference<css::task::XInteractionAbort>(one, UNO_QUERY).is()) abort = one;
      if (!supply.is()) supply.set(one, UNO_QUERY);
    }
    const Any asked = request->getRequest();
    css::ucb::AuthenticationRequest authentication;
    if ((asked >>= authentication) && supply.is()) {
      if (!given_ && !login_.user.empty()) {
        given_ = true;
        if (supply->canSetUserName()) supply->setUserName(to_uno(login_.user));
        if (supply->canSetPassword()) supply->setPassword(to_uno(login_.password));
        supply->select();
        return;
      }
      refused = true;
    } else if (!what.hasValue()) {
      what = asked;
    }
    if (abort.is()) abort->select();
  }

  bool refused = false;
  Any what;

 private:
  const Login login_;
  bool given_ = false;
};

class Environment : public cppu::WeakImplHelper1<css::ucb::XCommandEnvironment> {
 public:
  explicit Environment(Reference<css::task::XInteractionHandler> handler) : handler_(std::move(handler)) {}
  Reference<css::task::XInteractionHandler> SAL_CALL getInteractionHandler() override { return handler_; }
  Reference<css::ucb::XProgressHandler> SAL_CALL getProgressHandler() override { return {}; }

 private:
  const Reference<css::task::XInteractionHandler> handler_;
};

// Takes what the server sends, and no more than is wanted; the rest is let go.
class Sink : public cppu::WeakImplHelper1<css::io::XOutputStream> {
 public:
  explicit Sink(std::size_t most) : most_(most) {}
  void SAL_CALL writeBytes(const Sequence<sal_Int8>& data) override {
    const std::size_t room = most_ + 1 - bytes.size();
    const std::size_t size = std::min(room, static_cast<std::size_t>(data.getLength()));
    bytes.append(reinterpret_cast<const char*>(data.getConstArray()), size);
  }
  void SAL_CALL flush() override {}
  void SAL_CALL closeOutput() override {}

  std::string bytes;

 private:
  const std::size_t most_;
};

WebdavAnswer of_status(int status, std::string detail) {
  const WebdavProblem problem = status == 401                                     ? WebdavProblem::login
                                : status == 403 || status == 405                  ? WebdavProblem::forbidden
                                : status == 404 || status == 409 || status == 410 ? WebdavProblem::missing
                                : status == 412                                   ? WebdavProblem::taken
                                : status == 423                                   ? WebdavProblem::locked
                                : status == 413 || status == 507                  ? WebdavProblem::full
                                : status == 0                                     ? WebdavProblem::broken
                                                                                  : WebdavProblem::server;
  return {problem, status, std::move(detail)};
}

// The office puts the server's answer into the text: "\nPUT\n=>\nHTTP/1.1 507 Insufficient Storage".
WebdavAnswer of_diagnostic(const rtl::OUString& diagnostic) {
  const std::string text = from_uno(diagnostic);
  const std::size_t line = text.find("HTTP/");
  if (line == std::string::npos) return {WebdavProblem::broken, 0, text};
  const std::size_t blank = text.find(' ', line);
  const int status = blank == std::string::npos ? 0 : std::atoi(text.c_str() + blank);
  return of_status(status, text.substr(line, text.find('\n', line) - line));
}

WebdavAnswer of_exception(const Any& any) {
  css::ucb::CommandFailedException failed;
  if ((any >>= failed) && failed.Reason.hasValue()) return of_exception(failed.Reason);
  css::ucb::InteractiveNetworkWriteException write;
  if (any >>= write) return of_diagnostic(write.Diagnostic);
  css::ucb::InteractiveNetworkReadException read;
  if (any >>= read) return of_diagnostic(read.Diagnostic);
  css::uno::Exception exception;
  any >>= exception;
  const std::string message = from_uno(exception.Message);
  css::ucb::InteractiveNetworkResolveNameException name;
  if (any >>= name) return {WebdavProblem::no_name, 0, {}};
  css::ucb::InteractiveNetworkConnectException connect;
  if (any >>= connect) return {WebdavProblem::no_server, 0, {}};
  css::ucb::InteractiveNetworkGeneralException general;
  if (any >>= general) return {WebdavProblem::silent, 0, {}};
  css::ucb::InteractiveLockingException locking;
  if (any >>= locking) return {WebdavProblem::locked, 0, {}};
  css::ucb::NameClashException clash;
  if (any >>= clash) return {WebdavProblem::taken, 0, {}};
  css::ucb::InteractiveIOException io;
  if (any >>= io) {
    switch (io.Code) {
      case css::ucb::IOErrorCode_NOT_EXISTING:
      case css::ucb::IOErrorCode_NOT_EXISTING_PATH: return {WebdavProblem::missing, 404, {}};
      case css::ucb::IOErrorCode_ACCESS_DENIED:
      case css::ucb::IOErrorCode_WRITE_PROTECTED: return {WebdavProblem::forbidden, 0, {}};
      case css::ucb::IOErrorCode_ALREADY_EXISTING: return {WebdavProblem::taken, 0, {}};
      case css::ucb::IOErrorCode_LOCKING_VIOLATION: return {WebdavProblem::locked, 0, {}};
      case css::ucb::IOErrorCode_OUT_OF_DISK_SPACE: return {WebdavProblem::full, 0, {}};
      default: break;
    }
  }
  return {WebdavProblem::broken, 0, message};
}

}  // namespace

WebdavFolder::WebdavFolder(Reference<css::uno::XComponentContext> context, WebdavAddress address, Login login)
    : context_(std::move(context)), address_(std::move(address)), login_(std::move(login)) {}

WebdavAnswer WebdavFolder::run(const std::string& url, const char* command, const Any& argument, Any* result) {
  const rtl::Reference<Answers> answers(new Answers(login_));
  WebdavAnswer answer;
  try {
    const auto broker = css::ucb::UniversalContentBroker::create(context_);
    const Reference<css::ucb::XCommandProcessor> content(
        broker->queryContent(broker->createContentIdentifier(to_uno(url))), UNO_QUERY_THROW);
    css::ucb::Command what;
    what.Name = rtl::OUString::createFromAscii(command);
    what.Handle = -1;
    what.Argument = argument;
    const Any returned = content->execute(what, 0, new Environment(answers.get()));
    if (result != nullptr) *result = returned;
  } catch (const css::uno::Exception&) {
      answer = of_exception(answers->what.hasValue() ? answers->what : cppu::getCaughtException());
  }
  if (!answer && answers->what.hasValue()) answer = of_exception(answers->what);
  if (answers->refused) answer = {WebdavProblem::login, 401, {}};
  return answer;
}

WebdavAnswer WebdavFolder::read(const std::string& name, std::size_t most, std::string& bytes) {
  const rtl::Reference<Sink> sink(new Sink(most));
  css::ucb::OpenCommandArgument2 argument;
  argument.Mode = css::ucb::OpenMode::DOCUMENT;
  argument.Sink = static_cast<css::io::XOutputStream*>(sink.get());
  const WebdavAnswer answer = run(address_.url(name), "open", Any(argument));
  bytes = std::move(sink->bytes);
  if (bytes.size() > most) return {};  // more than was wanted: that says enough
  return answer;
}

WebdavAnswer WebdavFolder::write(const std::string& name, const std::string& bytes) {
  const Sequence<sal_Int8> data(reinterpret_cast<const sal_Int8*>(bytes.data()), static_cast<sal_Int32>(bytes.size()));
  css::ucb::InsertCommandArgument argument;
  argument.Data.set(css::io::SequenceInputStream::createStreamFromSequence(context_, data), UNO_QUERY);
  argument.ReplaceExisting = true;
  return run(address_.url(name), "insert", Any(argument));
}

WebdavAnswer WebdavFolder::rename(const std::string& from, const std::string& to) {
  // A change of the title is a MOVE that replaces nothing.
  const Sequence<css::beans::PropertyValue> title = uno_sequence<css::beans::PropertyValue>({named("Title", to_uno(to))});
  Any result;
  const WebdavAnswer answer = run(address_.url(from), "setPropertyValues", Any(title), &result);
  Sequence<Any> failures;
  if (!answer && (result >>= failures) && failures.hasElements() && failures[0].hasValue()) return of_exception(failures[0]);
  return answer;
}

WebdavAnswer WebdavFolder::remove(const std::string& name) { return run(address_.url(name), "delete", Any(true)); }

}  // namespace thuocdo
