#include <algorithm>
#include <functional>

#include "report/csv.h"
#include "report/register_parts.h"
#include "report/register_report.h"
#include "report/table.h"
#include "submission/moment.h"

namespace thuocdo {
namespace {

constexpr std::size_t most_names = 30;  // of missing units in one paragraph

Style style_of_unit(UnitState state) {
  switch (state) {
    case UnitState::in_time:
    case UnitState::within_grace:
    case UnitState::accepted_late: return Style::good;
    case UnitState::late:
    case UnitState::undecided: return Style::caution;
    case UnitState::refused: return Style::bad;
    case UnitState::missing: return Style::faint;
  }
  return Style::plain;
}

bool chosen(const TierStanding& tier, const StandingPart& part) { return part.tier.empty() || tier.tier->key == part.tier; }

std::string signature_of(const UnitStanding& unit, const Page& page) {
  std::string text = signature_shown(*unit.receipt, page);
  if (unit.signed_copy) text += (text.empty() ? "" : "; ") + page.say({"bản PDF: ", "the PDF: "}) + signature_shown(*unit.signed_copy, page);
  return text;
}

std::string tier_text(const TierStanding& tier, const Standing& standing, const StandingPart& part, const Page& page) {
  SheetCount count;
  for (const UnitStanding& unit : tier.units) {
    if (part.has(unit, standing)) count.add(unit);
  }
  if (count.units == 0 && part.above != nullptr) return {};
  std::string text = "\n" + page.paint(page.say(tier.tier->name), Style::strong) + " · " + page.say(submitted_text(count)) + " · " + days_left_text(tier, page) + "\n";
  const bool with_below = std::any_of(tier.units.begin(), tier.units.end(), [&](const UnitStanding& unit) {
    return unit.below != nullptr && !unit.below->stated.rank.empty() && part.has(unit, standing);
  });
  std::vector<TableColumn> columns = {{page.say({"Số", "No."}), Align::right},
               {page.say({"Đơn vị", "Unit"})},
               {page.say({"Trạng thái", "State"})},
               {page.say({"Nhận lúc", "Received"})},
               {page.say({"Trễ (ngày làm việc)", "Late (working days)"}), Align::right},
               {page.say({"Ký số", "Signature"})},
               {page.say({"Khóa", "Level"})}};
  // The layer of the level below: its ranking, as its bundle states it.
  if (with_below) columns.push_back({page.say({"Hạng ở cấp dưới", "Rank below"}), Align::right});
  Table table(columns);
  std::vector<std::string> names;
  std::size_t missing = 0;
  std::string absent;
  for (const UnitStanding& unit : tier.units) {
    if (!part.has(unit, standing)) continue;
    if (!unit.absent.empty() && unit.state >= UnitState::late) {
      absent += (absent.empty() ? "" : "; ") + unit.unit->name + ": " + unit.absent;
      if (!unit.receipt) continue;
    }
    if (!unit.receipt) {
      ++missing;
      if (!unit.unit->placeholder && names.size() < most_names) names.push_back(unit.unit->name);
      continue;
    }
    const bool late = unit.state == UnitState::late || unit.state == UnitState::accepted_late || unit.state == UnitState::within_grace;
    std::vector<TableCell> cells = {std::to_string(unit.receipt->number),
               unit.unit->name,
               {page.say(state_label(unit.state)), style_of_unit(unit.state)},
               moment_shown(unit.receipt->received_at(), page.language),
               late ? std::to_string(unit.working_days_late) : std::string(),
               signature_of(unit, page),
               unit.level == LevelState::open ? std::string() : page.say(state_label(unit.level))};
    if (with_below) cells.push_back(unit.below != nullptr && !unit.below->stated.rank.empty() ? unit.below->stated.rank + " (" + unit.below->stated.published + ")" : std::string());
    table.add(std::move(cells));
  }
  if (!table.empty()) text += "\n" + table.text(page.width, page.color);
  if (!absent.empty()) text += (table.empty() ? "" : "\n") + paragraph(printable(page.say({"Vắng – ", "Absent – "}) + absent), page, 2) + "\n";
  // What somebody has to know of an accepted sheet: that its appraisal begins anew.
  for (const UnitStanding& unit : tier.units) {
    if (!unit.receipt) continue;
    for (const Finding& reason : unit.receipt->reasons) {
      if (reason.code != Code::appraisal_begins_anew) continue;
      text += "\n" + paragraph(page.paint(unit.unit->name + page.say({", số ", ", number "}) + std::to_string(unit.receipt->number), Style::caution) + ": " + page.say(reason.message), page, 2) + "\n";
    }
  }
  if (missing == 0) return text;
  std::string line = page.say({"Chưa nộp (", "Not submitted ("}) + std::to_string(missing) + ")";
  for (std::size_t i = 0; i < names.size(); ++i) line += (i > 0 ? ", " : ": ") + names[i];
  if (!names.empty() && names.size() < missing) {
    const std::string more = std::to_string(missing - names.size());
    line += page.say({" … và " + more + " đơn vị khác", " … and " + more + " more"});
  }
  return text + (table.empty() ? "" : "\n") + paragraph(line, page, 2) + "\n";
}

std::string name_of(const LevelStanding& level, const Standing& standing, const Page& page) {
  return page.say(level_name(*standing.programme, level.unit));
}

std::string state_of_level(const LevelStanding& level, const Page& page) {
  std::string text = page.say(state_label(level.state));
  const auto at = parse_moment(level.at);
  if (at) text += " " + moment_shown(*at, page.language);
  return text;
}

// The whole programme, then each unit that consolidates others.
std::string levels_part(const Standing& standing, const StandingPart& part, const Page& page) {
  Table table({{page.say({"Cấp", "Level"})}, {page.say({"Đã nhận", "Accepted"}), Align::right}, {page.say({"Trễ", "Late"}), Align::right},
               {page.say({"Chờ", "To decide"}), Align::right}, {page.say({"Chưa nộp", "Missing"}), Align::right}, {page.say({"Vắng", "Absent"}), Align::right},
               {page.say({"Còn (ngày)", "Days left"}), Align::right}, {page.say({"Gói số", "Bundle"}), Align::right}, {page.say({"Đã khóa", "Closed"}), Align::right}, {page.say({"Trạng thái", "State"})}});
  const auto some = [](std::size_t number) { return number == 0 ? std::string("–") : std::to_string(number); };
  for (const LevelStanding& level : standing.levels) {
    if (part.above != nullptr && level.unit != part.above) continue;
    table.add({{printable((level.unit != nullptr ? "  " : "") + name_of(level, standing, page)), level.unit == nullptr ? Style::strong : Style::plain},
               std::to_string(level.submitted) + "/" + std::to_string(level.units), {some(level.late), level.late > 0 ? Style::caution : Style::faint},
               {some(level.undecided), level.undecided > 0 ? Style::caution : Style::faint}, {some(level.missing), level.missing > 0 ? Style::bad : Style::faint},
               {some(level.absent), Style::faint}, level.days_left < 0 ? page.say({"hết hạn", "over"}) : std::to_string(level.days_left), level.bundle > 0 ? std::to_string(level.bundle) : std::string(),
               std::to_string(level.closed) + "/" + std::to_string(level.directly),
               {state_of_level(level, page), level.state == LevelState::open ? Style::plain : Style::good}});
  }
  return "\n" + page.paint(page.say({"Các cấp", "Levels"}), Style::strong) + "\n\n" + table.text(page.width, page.color);
}

std::string round_text(const Standing& standing, const Page& page) {
  return standing.round != nullptr ? page.say(standing.round->name) : page.say({"Kỳ ", "Round "}) + standing.programme->round;
}

// What somebody else has to know or to decide before the sheet can be taken: nothing that the unit can put right.
bool is_for_the_desk(Code code) {
  switch (code) {
    case Code::receipt_time_open:
    case Code::receipt_clock_doubt:
    case Code::receipt_clock:
    case Code::receipt_differs:
    case Code::bundle_time_open:
    case Code::bundle_unit_twice:
    case Code::bundle_absent_with_sheet: return true;
    default: return false;
  }
}

// Without the advice at its end, which is meant for whoever reads the register.
Text what_is_wrong(const Finding& reason) {
  const CatalogueEntry& entry = catalogue()[static_cast<std::size_t>(reason.code)];
  const auto without = [](const std::string& message, std::string_view advice) {
    const std::size_t at = advice.empty() ? std::string::npos : message.rfind(" " + std::string(advice.substr(0, advice.find('{'))));
    return at == std::string::npos ? message : message.substr(0, at);
  };
  return {without(reason.message.vi, entry.vi_do), without(reason.message.en, entry.en_do)};
}

// The letter to a unit, in one language.
class Letter {
 public:
  Letter(const Standing& standing, const TierStanding& tier, const UnitStanding& unit, Language language)
      : standing_(standing), tier_(tier), unit_(unit), language_(language) {}

  std::string text() const {
    const Programme& programme = *standing_.programme;
    std::string text = say({"Kính gửi: ", "To: "}) + unit_.unit->name + "\n";
    if (const Unit* above = programme.unit(unit_.unit->parent)) text += say({"(qua ", "(through "}) + above->name + ")\n";
    text += "\n" + opening() + " " + dates() + "\n";
    if (!unit_.receipt) return text + closing();
    std::string reasons;
    for (const Finding& reason : unit_.receipt->reasons) {
      if (reason.severity != Severity::note && !is_for_the_desk(reason.code)) reasons += "  - " + printable(say(what_is_wrong(reason))) + "\n";
    }
    text += "\n" + say({"Phiếu đơn vị đã gửi (tệp ", "The sheet that you sent (file "}) + printable(unit_.receipt->file_name) +
            say({", nhận lúc ", ", received "}) + moment_shown(unit_.receipt->received_at(), language_) +
            (reasons.empty() ? say({") chưa được nhận.", ") could not be accepted."}) : say({") chưa được nhận, vì:", ") could not be accepted:"}) + "\n" + reasons);
    if (reasons.empty()) text += "\n";
    text += say({"Đề nghị đơn vị mở phiếu đang soạn, sửa những điểm trên nếu có, rồi nộp bằng Thước Đo → Nộp phiếu….",
                 "Please open the sheet that you work on, correct what is said above, if anything, and send it with Thước Đo → Submit sheet…."}) + "\n";
    return text + closing();
  }

 private:
  std::string say(const Text& text) const { return text.in(language_); }

  std::string opening() const {
    const Programme& programme = *standing_.programme;
    const std::string what = standing_.round != nullptr ? say(standing_.round->name) : say(programme.title);
    const bool again = unit_.receipt.has_value();
    return say(programme.authority) + say(again ? Text{" đề nghị đơn vị sửa và nộp lại phiếu “", " asks you to correct and send again your sheet for \""}
                                                : Text{" chưa nhận được phiếu “", " has not received your sheet for \""}) +
           what + say({"”.", "\"."});
  }

  std::string dates() const {
    const std::string last = date_text(tier_.last.in_time, language_);
    if (tier_.days_left >= 0) {
      return say({"Hạn nộp: hết ngày ", "It is due by the end of "}) + last + say({", còn ", ", in "}) + std::to_string(tier_.days_left) +
             say({" ngày (", " days ("}) + std::to_string(tier_.working_days_left) + say({" ngày làm việc kể cả hôm nay).", " working days with today)."});
    }
    const std::string over = say({"Hạn nộp đã hết ngày ", "It was due by the end of "}) + last + ".";
    if (end_of_day(tier_.last.within_grace) > standing_.at) {
      return over + say({" Phiếu còn được nhận đến hết ngày ", " It is still taken until the end of "}) + date_text(tier_.last.within_grace, language_) + ".";
    }
    return over;
  }

  std::string closing() const {
    if (standing_.round != nullptr) return {};
    return "\n" + say({"Quá thời gian được nhận mà chưa có phiếu: ", "Without a sheet after that time: "}) +
           say(consequence_label(consequence(*standing_.programme, Timeliness::late))) + ".\n";
  }

  const Standing& standing_;
  const TierStanding& tier_;
  const UnitStanding& unit_;
  Language language_;
};

void each_to_remind(const Standing& standing, const StandingPart& part, const std::function<void(const TierStanding&, const UnitStanding&)>& take) {
  for (const TierStanding& tier : standing.tiers) {
    if (!chosen(tier, part)) continue;
    for (const UnitStanding& unit : tier.units) {
      if (part.has(unit, standing) && unit.is_awaited() && unit.absent.empty()) take(tier, unit);
    }
  }
}

// The letter to a unit about those that it consolidates.
std::string letter_above(const Standing& standing, const LevelStanding& level, Language language) {
  const auto say = [&](const Text& text) { return text.in(language); };
  const Programme& programme = *standing.programme;
  std::string text = say({"Kính gửi: ", "To: "}) + level.unit->name + "\n\n";
  const std::string what = standing.round != nullptr ? say(standing.round->name) : say(programme.title);
  text += say(programme.authority) + say({" đề nghị đơn vị đôn đốc ", " asks you to see to it that "}) + std::to_string(level.awaited.size()) +
          say({" đơn vị trực thuộc chưa có phiếu “", " units below you send their sheet for \""}) + what + say({"”:", "\":"}) + "\n";
  for (const UnitStanding* unit : level.awaited) {
    text += "  - " + unit->unit->name + (unit->state == UnitState::refused ? say({" (phiếu đã gửi không được nhận, phải nộp lại)", " (its sheet was refused and must come again)"}) : std::string()) + "\n";
  }
  text += "\n";
  if (level.days_left >= 0) {
    text += say({"Còn ", "There are "}) + std::to_string(level.days_left) + say({" ngày (", " days left ("}) + std::to_string(level.working_days_left) +
            say({" ngày làm việc kể cả hôm nay).", " working days with today)."});
  } else {
    text += say({"Hạn nộp đã qua ", "The last day was "}) + std::to_string(-level.days_left) + say({" ngày.", " days ago."});
  }
  text += " " + say({"Đơn vị nào không tham gia thì ghi vắng kèm lý do trước khi khóa và lập gói hồ sơ.", "Mark as absent, with the reason, whoever takes no part, before you close your level and make the bundle."}) + "\n";
  return text;
}

void each_above(const Standing& standing, const StandingPart& part, const std::function<void(const LevelStanding&)>& take) {
  for (const LevelStanding& level : standing.levels) {
    if (level.unit == nullptr || level.awaited.empty() || level.state != LevelState::open) continue;
    if (part.above != nullptr && level.unit != part.above) continue;
    const bool of_tier = part.tier.empty() || level.unit->tier == part.tier || level.awaited.front()->unit->tier == part.tier;
    if (of_tier) take(level);
  }
}

}  // namespace

bool StandingPart::has(const UnitStanding& unit, const Standing& standing) const {
  const bool of_tier = tier.empty() || unit.unit->tier == tier;
  return of_tier && (above == nullptr || unit.unit == above || unit_above(*standing.programme, *unit.unit) == above);
}

Text submitted_text(const SheetCount& count) {
  Text text{std::to_string(count.sent) + "/" + std::to_string(count.units) + " đơn vị đã nộp", std::to_string(count.sent) + " of " + counted(std::to_string(count.units), "unit has", "units have") + " submitted"};
  Text apart;
  const auto add = [&](std::size_t number, const Text& words) {
    if (number == 0) return;
    for (const auto language : {&Text::vi, &Text::en}) apart.*language += (apart.*language).empty() ? "" : ", ";
    apart.vi += std::to_string(number) + " " + words.vi;
    apart.en += std::to_string(number) + " " + words.en;
  };
  add(count.grace, {"trong thời gian gia hạn", "within the days of grace"});
  add(count.accepted_late, {"trễ, được chấp nhận", "late and accepted"});
  add(count.late, {"trễ hạn", "late"});
  add(count.undecided, {"chờ quyết định", "waiting for a decision"});
  add(count.refused, {"không được nhận, phải nộp lại", "refused, to be sent again"});
  if (!apart.vi.empty()) text = {text.vi + " (" + apart.vi + ")", text.en + " (" + apart.en + ")"};
  return text;
}

std::string days_left_text(const TierStanding& tier, const Page& page) {
  const std::string last = page.say({"ngày cuối ", "last day "}) + date_text(tier.last.in_time, page.language);
  if (tier.days_left < 0) return last + page.say({" (đã qua ", " ("}) + std::to_string(-tier.days_left) + page.say({" ngày)", " days ago)"});
  return last + page.say({" (còn ", " ("}) + std::to_string(tier.days_left) + page.say({" ngày, ", " days left, "}) +
         std::to_string(tier.working_days_left) + page.say({" ngày làm việc kể cả hôm nay)", " working days with today)"});
}

std::string standing_text(const Standing& standing, const Page& page, const StandingPart& part) {
  std::string text = page.paint(paragraph(page.say(standing.programme->title), page), Style::strong) + "\n";
  text += round_text(standing, page) + page.say({" · tính đến ", " · as of "}) + moment_shown(standing.at, page.language) + "\n";
  if (part.tier.empty()) text += levels_part(standing, part, page);
  for (const TierStanding& one : standing.tiers) {
    if (chosen(one, part)) text += tier_text(one, standing, part, page);
  }
  if (!standing.of_nobody.empty()) {
    text += "\n" + page.paint(page.say({"Tệp không rõ của đơn vị nào", "Files of no unit that takes part"}), Style::strong) + "\n";
    for (const Receipt& receipt : standing.of_nobody) {
      text += "  " + std::to_string(receipt.number) + "  " + page.say(state_label(receipt.state)) + "  " + printable(receipt.file_name) + "\n";
    }
  }
  return text;
}

std::string standing_json(const Standing& standing, const StandingPart& part) {
  Json json;
  json["programme"] = standing.programme->key;
  json["round"] = standing.round != nullptr ? standing.round->key : standing.programme->round;
  json["at"] = moment_text(standing.at);
  json["tiers"] = Json::array();
  for (const TierStanding& one : standing.tiers) {
    if (!chosen(one, part)) continue;
    Json of_tier;
    of_tier["key"] = one.tier->key;
    of_tier["name"] = json_of(one.tier->name);
    of_tier["last_day"] = iso_text(one.last.in_time);
    of_tier["last_day_of_grace"] = iso_text(one.last.within_grace);
    of_tier["days_left"] = one.days_left;
    of_tier["working_days_left"] = one.working_days_left;
    of_tier["units"] = Json::array();
    for (const UnitStanding& unit : one.units) {
      if (!part.has(unit, standing)) continue;
      Json below = nullptr;
      if (unit.below != nullptr) {
        const BundleUnit& stated = unit.below->stated;
        below = {{"bundle", unit.below->bundle}, {"rank", stated.rank}, {"published", stated.published}, {"appraised", stated.appraised},
                 {"received", stated.files.empty() ? "" : stated.files.front().received}};
      }
      of_tier["units"].push_back({{"unit", unit.unit->code},
                                  {"name", unit.unit->name},
                                  {"state", state_text(unit.state)},
                                  {"working_days_late", unit.working_days_late},
                                  {"receipts", unit.receipts},
                                  {"receipt", unit.receipt ? json_of(*unit.receipt) : Json(nullptr)},
                                  {"signed_copy", unit.signed_copy ? json_of(*unit.signed_copy) : Json(nullptr)},
                                  {"level", state_text(unit.level)},
                                  {"absent", unit.absent},
                                  {"below", std::move(below)}});
    }
    json["tiers"].push_back(std::move(of_tier));
  }
  json["levels"] = Json::array();
  for (const LevelStanding& level : standing.levels) {
    if (part.above != nullptr && level.unit != part.above) continue;
    json["levels"].push_back({{"unit", level.unit != nullptr ? level.unit->code : ""}, {"name", level_name(*standing.programme, level.unit).vi}, {"parent", level.unit != nullptr ? level.unit->parent : ""},
                              {"state", state_text(level.state)}, {"at", level.at}, {"who", level.who}, {"basis", level.basis}, {"bundle", level.bundle},
                              {"units", level.units}, {"submitted", level.submitted}, {"late", level.late}, {"undecided", level.undecided},
                              {"missing", level.missing}, {"absent", level.absent}, {"directly", level.directly}, {"closed", level.closed},
                              {"days_left", level.days_left}, {"working_days_left", level.working_days_left}});
  }
  json["bundles"] = Json::array();
  for (const Receipt& receipt : standing.bundles) json["bundles"].push_back(json_of(receipt));
  json["of_nobody"] = Json::array();
  for (const Receipt& receipt : standing.of_nobody) json["of_nobody"].push_back(json_of(receipt));
  return text_of(json);
}

std::string standing_csv(const Standing& standing, const StandingPart& part) {
  std::string text(csv_start);
  text += csv_record({"tier", "unit", "name", "state", "received", "received_from", "working_days_late", "number", "file",
                      "check_code", "signature", "signer", "signed_copy", "total", "maximum", "reasons", "level", "absent"});
  for (const TierStanding& one : standing.tiers) {
    if (!chosen(one, part)) continue;
    for (const UnitStanding& unit : one.units) {
      if (!part.has(unit, standing)) continue;
      std::vector<std::string> fields = {one.tier->key, unit.unit->code, unit.unit->name, std::string(state_text(unit.state))};
      const Receipt none;
      const Receipt& receipt = unit.receipt ? *unit.receipt : none;
      std::string reasons;
      for (const Finding& reason : receipt.reasons) reasons += (reasons.empty() ? "" : " | ") + reason.message.vi;
      for (const std::string& field : {receipt.received, unit.receipt ? std::string(source_text(receipt.received_from)) : std::string(),
                                       unit.receipt ? std::to_string(unit.working_days_late) : std::string(),
                                       unit.receipt ? std::to_string(receipt.number) : std::string(), receipt.file_name, receipt.check_code,
                                       receipt.signature, receipt.signer, unit.signed_copy ? std::to_string(unit.signed_copy->number) : std::string(), receipt.total, receipt.maximum, reasons, std::string(state_text(unit.level)), unit.absent}) {
        fields.push_back(field);
      }
      text += csv_record(fields);
    }
  }
  return text;
}

std::vector<Reminder> reminders(const Standing& standing, const StandingPart& part) {
  std::vector<Reminder> all;
  const auto both = [](const auto& text) { return Text{text(Language::vietnamese), text(Language::english)}; };
  each_to_remind(standing, part, [&](const TierStanding& of_tier, const UnitStanding& unit) {
    all.push_back({unit.unit, unit.state, {}, both([&](Language language) { return Letter(standing, of_tier, unit, language).text(); })});
  });
  each_above(standing, part, [&](const LevelStanding& level) {
    Reminder one{level.unit, std::nullopt, {}, both([&](Language language) { return letter_above(standing, level, language); })};
    for (const UnitStanding* unit : level.awaited) one.below.push_back(unit->unit);
    all.push_back(std::move(one));
  });
  return all;
}

std::string reminders_text(const Standing& standing, const Page& page, const StandingPart& part) {
  std::string text;
  for (const Reminder& one : reminders(standing, part)) text += (text.empty() ? "" : "\n----\n\n") + page.say(one.text);
  return text.empty() ? page.say({"Không đơn vị nào phải nhắc.\n", "There is nobody to remind.\n"}) : text;
}

std::string reminders_json(const Standing& standing, const StandingPart& part) {
  Json json;
  json["reminders"] = Json::array();
  for (const Reminder& one : reminders(standing, part)) {
    Json letter = {{"unit", one.unit->code}, {"name", one.unit->name}, {"tier", one.unit->tier}, {"parent", one.unit->parent},
                   {"state", one.state ? state_text(*one.state) : "below"}};
    if (!one.state) {
      letter["below"] = Json::array();
      for (const Unit* unit : one.below) letter["below"].push_back(unit->code);
    }
    letter["text"] = {{"vi", one.text.vi}, {"en", one.text.en}};
    json["reminders"].push_back(std::move(letter));
  }
  return text_of(json);
}

}  // namespace thuocdo
