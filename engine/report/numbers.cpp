#include "report/numbers.h"

#include <optional>

#include "number/ratio.h"

namespace thuocdo {
namespace {

constexpr int percent_places = 2;

std::optional<Decimal> percent(const Decimal& part, const Decimal& whole) {
  if (whole.is_zero()) return std::nullopt;
  return (Ratio(part) * Ratio(Decimal(100)) / Ratio(whole)).round(percent_places);
}

}  // namespace

Notation notation_of(Language language) {
  return language == Language::vietnamese ? Notation::vietnamese : Notation::plain;
}

std::string fixed_text(const Decimal& value, int places, Language language) {
  std::string text = value.text(notation_of(language));
  if (value.places() == 0 && places > 0) text += language == Language::vietnamese ? ',' : '.';
  if (places > value.places()) text.append(static_cast<std::size_t>(places - value.places()), '0');
  return text;
}

Text fixed_text(const Decimal& value, int places) {
  return {fixed_text(value, places, Language::vietnamese), fixed_text(value, places, Language::english)};
}

std::string percent_text(const Decimal& part, const Decimal& whole, Language language) {
  const std::optional<Decimal> value = percent(part, whole);
  return value ? fixed_text(*value, percent_places, language) + "%" : "–";
}

std::string percent_plain(const Decimal& part, const Decimal& whole) {
  const std::optional<Decimal> value = percent(part, whole);
  return value ? value->text() : std::string();
}

}  // namespace thuocdo
