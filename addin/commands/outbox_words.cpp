#include "commands/outbox_words.h"

#include "number/decimal.h"
#include "submission/moment.h"
#include "texts/texts.h"

namespace thuocdo {
namespace {

// What is there of it, one below the other.
class Lines {
 public:
  explicit Lines(Language language) : language_(language) {}
  void add(const Text& text) { text_ += text.in(language_) + "\n"; }
  void add(Says what, const std::string& value) {
    if (!value.empty()) add(say(what, {value}));
  }
  void add(const std::string& text) { text_ += text + "\n"; }
  std::string take() { return std::move(text_); }

 private:
  const Language language_;
  std::string text_;
};

std::string number_words(const std::string& plain, Language language) {
  const auto number = Decimal::parse_plain(plain);
  if (!number) return plain;
  return language == Language::vietnamese ? number->text(Notation::vietnamese) : number->text();
}

void add_facts(Lines& lines, const OutboxItem& item, Language language) {
  lines.add(Says::outbox_unit, item.unit_name.empty() ? item.unit : item.unit_name);
  lines.add(Says::outbox_code, item.code);
  lines.add(Says::outbox_submitted, moment_shown(item.submitted, language));
  if (!item.total.empty()) {
    lines.add(say(Says::outbox_points, {number_words(item.total, language), number_words(item.maximum, language)}));
  }
  lines.add(Says::outbox_replaces, item.replaces);
  lines.add(item.signer.empty() ? say(Says::outbox_unsigned) : say(Says::outbox_signed, {item.signer}));
  lines.add(Says::outbox_place, item.place.empty() ? item.target : item.place);
  const std::string state = state_words(item).in(language);
  lines.add(item.attempts == 0 ? say(Says::outbox_state, {state})
                               : say(Says::outbox_state_when, {state, moment_shown(item.when, language),
                                                               std::to_string(item.attempts)}));
  if (!item.reason.empty()) lines.add(item.reason);
}

}  // namespace

Text state_words(const OutboxItem& item) {
  if (!item.damage.empty()) return say(Says::outbox_damaged);
  switch (item.state) {
    case DeliveryState::delivered: return say(Says::outbox_delivered);
    case DeliveryState::handed_to_mail: return say(Says::outbox_handed_to_mail);
    case DeliveryState::refused: return say(Says::outbox_refused);
    case DeliveryState::waiting: break;
  }
  return say(item.attempts == 0 ? Says::outbox_waiting : Says::outbox_not_sent);
}

std::string outbox_line(const OutboxItem& item, Language language) {
  std::string line;
  for (const std::string& part : {moment_shown(item.submitted, language), state_words(item).in(language),
                                  item.unit_name.empty() ? item.unit : item.unit_name, item.code,
                                  item.place.empty() ? item.target : item.place}) {
    if (part.empty()) continue;
    line += (line.empty() ? "" : " · ") + part;
  }
  return item.damage.empty() ? line : line + " · " + item.id;
}

std::string outbox_details(const OutboxItem& item, Language language) {
  Lines lines(language);
  if (!item.damage.empty()) lines.add(item.damage);
  else add_facts(lines, item, language);
  for (const SubmittedFile& file : item.files) lines.add("• " + file.name);
  return lines.take();
}

std::string receipt_to_keep(const OutboxItem& item, Language language) {
  Lines lines(language);
  lines.add(say(Says::receipt_heading));
  lines.add(std::string());
  add_facts(lines, item, language);
  lines.add(std::string());
  lines.add(say(Says::outbox_files));
  for (const SubmittedFile& file : item.files) lines.add(file.sha256 + "  " + file.name);
  return lines.take();
}

}  // namespace thuocdo
