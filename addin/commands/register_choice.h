// Which register, and which round of which programme: what the commands of the register ask for alike.
//
//   RegisterChoice choice = proposed_register(call);         // arguments Register, Programme, Round; otherwise used last
//   RegisterFields fields(dialog, call, 6, choice, width);   // two rows, 58 high
//   dialog.open();
//   fields.fill();
//   … choice = fields.choice();
//
// Work on a register goes on in a thread of its own (a server may be silent, a file may be held by somebody else), and what
// the database says becomes the outcome of the command.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "commands/aside.h"
#include "commands/dialog_builder.h"
#include "register/register.h"

namespace thuocdo {

struct RegisterChoice {
  std::string where;      // file, or address; may hold a password
  std::string programme;  // key
  std::string round;      // of a round without assessment; empty for the assessment
};

RegisterChoice proposed_register(const Call& call);
// With a bare name as a file among the user's documents.
RegisterChoice settled(const Call& call, RegisterChoice choice);
// For the next call; without the password.
void remember_register(const Call& call, const RegisterChoice& choice);

class RegisterFields {
 public:
  RegisterFields(DialogBuilder& dialog, const Call& call, int y, const RegisterChoice& proposed, int width);
  void fill();
  RegisterChoice choice() const;
  // Another round is chosen in the list.
  void on_round(DialogBuilder& dialog, std::function<void()> action) { dialog.on_change(list_, std::move(action)); }
  Reference<css::awt::XTextComponent> place() const { return place_; }

 private:
  RegisterChoice proposed_;
  std::vector<RegisterChoice> rounds_;  // as listed
  std::vector<std::string> titles_;
  Reference<css::awt::XListBox> list_;
  Reference<css::awt::XTextComponent> place_;
};

struct ChosenRound {
  std::shared_ptr<const Programme> programme;
  const Stage* round = nullptr;  // null: the assessment
  std::string key() const { return round != nullptr ? round->key : programme->round; }
};
// What is wrong with the choice, or nothing.
std::optional<CommandOutcome> find_round(const RegisterChoice& choice, ChosenRound& found);

// Asks for register and round only. Nothing when it was given up.
std::optional<RegisterChoice> ask_for_register(const Call& call, const Text& title, const Text& button, const RegisterChoice& proposed);

// Of the argument Who, the options, or the login.
Actor acting(const Call& call);

// Opens the register and does the work, both in a thread. The outcome says what went wrong; nothing when all went well. After
// Cancel the work is waited for a little: it should end soon once aside.given_up() (see ended).
struct RegisterEnd {
  std::optional<CommandOutcome> problem;
  bool cancelled = false;
  bool ended = false;  // what the work wrote may be read
};
RegisterEnd with_register(const Call& call, const Text& title, const std::string& where, DatabaseUse use, std::function<void(Register&, Aside&)> work);

}  // namespace thuocdo
