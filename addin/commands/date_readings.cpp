#include "commands/date_readings.h"

#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>
#include <com/sun/star/lang/Locale.hpp>
#include <com/sun/star/util/Date.hpp>
#include <com/sun/star/util/NumberFormat.hpp>
#include <com/sun/star/util/NumberFormatter.hpp>
#include <com/sun/star/util/XNumberFormatTypes.hpp>
#include <com/sun/star/util/XNumberFormatsSupplier.hpp>
#include <map>

#include "commands/dialog_builder.h"
#include "workbook/answer_cell.h"
#include "workbook/undoable_properties.h"

namespace thuocdo {
namespace {

using namespace std::chrono;

// Asked of the office itself: it depends on its locale, and on patterns that its user may have set.
bool reads_month_first(const Reference<css::uno::XComponentContext>& context, const Document& document) {
  const Reference<css::util::XNumberFormatsSupplier> formats(document, UNO_QUERY_THROW);
  const auto formatter = css::util::NumberFormatter::create(context);
  formatter->attachNumberFormatsSupplier(formats);
  const sal_Int32 key = Reference<css::util::XNumberFormatTypes>(formats->getNumberFormats(), UNO_QUERY_THROW)
                            ->getStandardFormat(css::util::NumberFormat::DATE, css::lang::Locale("vi", "VN", ""));
  try {
    const double serial = formatter->convertStringToNumber(key, "3/2/2024");
    const auto zero = get<css::util::Date>(document, "NullDate");
    const sys_days start = year_month_day{year{zero.Year}, month{zero.Month}, day{zero.Day}};
    return Date(start + days(static_cast<int>(serial))) == Date{year(2024), month(3), day(2)};
  } catch (const css::uno::Exception&) {
    return false;  // it takes it for a text, which is read with the day first
  }
}

using Confirmed = std::map<std::string, std::string>;  // "1.2.value" → "2024-03-02"

Confirmed confirmed_dates(const Document& document) {
  const Reference<css::beans::XPropertySet> properties(
      Reference<css::document::XDocumentPropertiesSupplier>(document, UNO_QUERY_THROW)
          ->getDocumentProperties()
          ->getUserDefinedProperties(),
      UNO_QUERY_THROW);
  const rtl::OUString name = to_uno(property::confirmed_dates);
  rtl::OUString all;
  if (properties->getPropertySetInfo()->hasPropertyByName(name)) properties->getPropertyValue(name) >>= all;
  Confirmed confirmed;
  const std::string text = from_uno(all);
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find(';', from), text.size());
    const std::string one = text.substr(from, end - from);
    if (const std::size_t equals = one.find('='); equals != std::string::npos) confirmed[one.substr(0, equals)] = one.substr(equals + 1);
    from = end + 1;
  }
  return confirmed;
}

std::string name_of(const AssessedSheet& sheet, const DoubtfulDate& one) {
  return sheet.tier->set.criteria[static_cast<std::size_t>(one.criterion)].id + "." + one.field;
}

Text in_words(const Date& date) {
  return {say(Says::date_in_words, {std::to_string(unsigned(date.day())), std::to_string(unsigned(date.month())),
                                    std::to_string(int(date.year()))})
              .vi,
          date_text(date, Language::english)};
}

}  // namespace

std::vector<DoubtfulDate> doubtful_dates(const Reference<css::uno::XComponentContext>& context, const Document& document,
                                         const AssessedSheet& sheet) {
  std::vector<DoubtfulDate> doubtful;
  const CriteriaSet& set = sheet.tier->set;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    for (const Field& field : set.criteria[i].asked_fields()) {
      if (field.type != FieldType::date) continue;
      const Value* value = sheet.answers->by_criterion[i].find(field.name);
      const AnswerCell* place = sheet.cell(static_cast<int>(i), field.name);
      // A date of the cell; a text such as 03/02/2024 is read by the engine, with the day first.
      const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
      const auto date = text == nullptr ? std::nullopt : parse_date(std::string_view(*text).substr(0, 10));
      if (!date || place == nullptr) continue;
      const unsigned day_number = unsigned(date->day()), month_number = unsigned(date->month());
      if (day_number > 12 || day_number == month_number) continue;
      doubtful.push_back({static_cast<int>(i), field.name, *place, *date, {date->year(), month(day_number), day(month_number)}});
    }
  }
  if (doubtful.empty() || !reads_month_first(context, document)) return {};
  const Confirmed confirmed = confirmed_dates(document);
  std::erase_if(doubtful, [&](const DoubtfulDate& one) {
    const auto known = confirmed.find(name_of(sheet, one));
    return known != confirmed.end() && known->second == iso_text(one.date);
  });
  return doubtful;
}

std::optional<Date> ask_for_date(const Call& call, const std::string& criterion, const DoubtfulDate& about) {
  DialogBuilder dialog(call, say(Says::date_order_title), 240, 92);
  dialog.label(6, 6, 228, 22, say(Says::date_order_question, {criterion, cell_name(about.place.row, about.place.column)}));
  const auto list = dialog.list(6, 30, 228, 34, false);
  dialog.buttons(say(Says::choose_button), say(Says::skip_button));
  dialog.open();
  fill(list, {in_words(about.date).in(call.language), in_words(about.other).in(call.language)});
  list->selectItemPos(0, true);
  dialog.focus(list);
  if (!dialog.run()) return std::nullopt;
  return list->getSelectedItemPos() == 1 ? about.other : about.date;
}

void settle_dates(const Document& document, const AssessedSheet& sheet,
                  const std::vector<std::pair<DoubtfulDate, Date>>& said) {
  if (said.empty()) return;
  Confirmed confirmed = confirmed_dates(document);
  for (const auto& [about, date] : said) {
    if (date != about.date) write_date(document, about.place, date);
    confirmed[name_of(sheet, about)] = iso_text(date);
  }
  std::string all;
  for (const auto& [name, date] : confirmed) all += (all.empty() ? "" : ";") + name + "=" + date;
  set_properties_undoably(document, {{std::string(property::confirmed_dates), all}});
}

}  // namespace thuocdo
