#include "commands/passwords.h"

#include <com/sun/star/task/InteractionHandler.hpp>
#include <com/sun/star/task/PasswordContainer.hpp>

#include "commands/dialog_builder.h"

namespace thuocdo {
namespace {

// Asks for the office's own master password, where one protects the kept passwords.
Reference<css::task::XInteractionHandler> master_questions(const Call& call) {
  if (!call.interactive) return {};
  return Reference<css::task::XInteractionHandler>(
      css::task::InteractionHandler::createWithParent(
          call.context, Reference<css::awt::XWindow>(call.frame->getContainerWindow(), UNO_QUERY)),
      UNO_QUERY);
}

void keep(const Call& call, const WebdavAddress& address, const Login& login, bool for_good) {
  try {
    const auto container = css::task::PasswordContainer::create(call.context);
    const auto passwords = uno_sequence<rtl::OUString>({to_uno(login.password)});
    if (for_good) {
      container->addPersistent(to_uno(address.server()), to_uno(login.user), passwords, master_questions(call));
    } else {
      container->add(to_uno(address.server()), to_uno(login.user), passwords, master_questions(call));
    }
  } catch (const css::uno::Exception&) {
    // The master password was not given: it is asked for again the next time.
  }
}

}  // namespace

std::optional<Login> known_login(const Call& call, const WebdavAddress& address, const std::string& user) {
  try {
    const auto container = css::task::PasswordContainer::create(call.context);
    const rtl::OUString server = to_uno(address.server());
    const auto record = user.empty() ? container->find(server, master_questions(call))
                                     : container->findForName(server, to_uno(user), master_questions(call));
    for (const auto& one : record.UserList) {
      if (one.Passwords.hasElements()) return Login{from_uno(one.UserName), from_uno(one.Passwords[0])};
    }
  } catch (const css::uno::Exception&) {
    // Nothing that can be used.
  }
  return std::nullopt;
}

void forget_login(const Call& call, const WebdavAddress& address, const std::string& user) {
  try {
    const auto container = css::task::PasswordContainer::create(call.context);
    container->remove(to_uno(address.server()), to_uno(user));
    container->removePersistent(to_uno(address.server()), to_uno(user));
  } catch (const css::uno::Exception&) {
    // It was not kept.
  }
}

std::optional<Login> ask_login(const Call& call, const WebdavAddress& address, const std::string& user, bool refused) {
  if (!call.interactive) return std::nullopt;
  bool may_keep = false;
  try {
    may_keep = css::task::PasswordContainer::create(call.context)->isPersistentStoringAllowed();
  } catch (const css::uno::Exception&) {
    // Then only for the session.
  }
  DialogBuilder dialog(call, say(Says::login_title), 250, 140);
  dialog.guide_page("gui-phieu");
  std::vector<Text> introduction = {say(refused ? Says::login_refused : Says::login_wanted, {address.server()})};
  dialog.message(6, 6, 238, 20, introduction.front());
  dialog.label(6, 31, 80, 10, say(Says::login_user_label));
  const auto name = dialog.edit(90, 28, 154, user);
  dialog.label(6, 50, 80, 10, say(Says::login_password_label));
  const auto password = dialog.secret(90, 47, 154);
  Reference<css::awt::XCheckBox> for_good;
  if (may_keep) for_good = dialog.check(90, 65, 154, say(Says::login_keep), false);
  else dialog.message(90, 65, 154, 20, say(Says::login_session_only));
  if (!address.secure) dialog.message(6, 89, 238, 20, say(Says::login_unencrypted));
  dialog.buttons(say(Says::login_button));
  dialog.open();
  dialog.focus(user.empty() ? name : password);
  if (!dialog.run()) return std::nullopt;
  const Login login{from_uno(name->getText().trim()), from_uno(password->getText())};
  keep(call, address, login, for_good.is() && for_good->getState() == 1);
  return login;
}

}  // namespace thuocdo
