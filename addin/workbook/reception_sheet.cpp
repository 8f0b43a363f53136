#include "workbook/reception_sheet.h"

#include <algorithm>

#include "report/register_parts.h"
#include "submission/moment.h"

namespace thuocdo {
namespace {

Tone tone_of(ReceiptState state) {
  switch (state) {
    case ReceiptState::accepted: return Tone::good;
    case ReceiptState::late:
    case ReceiptState::undecided: return Tone::caution;
    case ReceiptState::refused: return Tone::bad;
    case ReceiptState::replaced: return Tone::quiet;
  }
  return Tone::plain;
}

Tone tone_of(UnitState state) {
  switch (state) {
    case UnitState::in_time:
    case UnitState::within_grace:
    case UnitState::accepted_late: return Tone::good;
    case UnitState::late:
    case UnitState::undecided: return Tone::caution;
    case UnitState::refused: return Tone::bad;
    case UnitState::missing: return Tone::quiet;
  }
  return Tone::plain;
}

// What waits for a person first, what is fine last.
int order_of(const ReceivedFile& file) {
  if (file.receipt.number == 0) return 1;
  switch (file.receipt.state) {
    case ReceiptState::undecided: return 0;
    case ReceiptState::refused: return 2;
    case ReceiptState::late: return 3;
    case ReceiptState::accepted: return 4;
    case ReceiptState::replaced: return 5;
  }
  return 6;
}

std::string points(const Receipt& receipt) { return receipt.total.empty() ? std::string() : receipt.total; }

}  // namespace

std::string reasons_text(const Findings& reasons, Language language) {
  std::string text;
  for (const Finding& reason : reasons) text += (text.empty() ? "" : "\n") + reason.message.in(language);
  return text;
}

ReportTable reception_table(const Reception& done, const Programme& programme, const std::string& round, const std::string& book,
                            const std::map<std::string, std::string>& links, Language language) {
  const auto word = [&](const char* vi, const char* en) { return Text{vi, en}.in(language); };
  ReportTable table;
  table.language = language;
  table.name = word("Tiếp nhận", "Reception");
  table.title = word("Kết quả tiếp nhận phiếu", "What was received");
  table.lines.push_back({programme.title.in(language) + word(" · kỳ ", " · round ") + round + word(" · sổ ", " · register ") + book, Tone::plain});
  std::map<ReceiptState, std::size_t> counts;
  std::size_t unreadable = 0;
  for (const ReceivedFile& file : done.files) file.receipt.number == 0 ? ++unreadable : ++counts[file.receipt.state];
  std::string summary;
  for (const auto& [state, count] : counts) summary += (summary.empty() ? "" : " · ") + state_label(state).in(language) + ": " + std::to_string(count);
  if (unreadable > 0) summary += (summary.empty() ? "" : " · ") + word("Không đọc được: ", "Not readable: ") + std::to_string(unreadable);
  table.lines.push_back({summary.empty() ? word("Chưa tệp nào được xem.", "No file was looked at.") : summary, Tone::strong});
  if (const std::size_t left = done.asked - std::min(done.asked, done.files.size()); left > 0) {
    table.lines.push_back({std::to_string(left) + word(" tệp chưa được xem. Tiếp nhận lại thì làm tiếp từ đó.", " files were not looked at. Receiving them again goes on from there."), Tone::caution});
  }
  if (done.stopped) table.lines.push_back({done.stopped->finding().message.in(language), Tone::bad});
  if (counts[ReceiptState::late] + counts[ReceiptState::undecided] > 0) {
    table.lines.push_back({word("Phiếu trễ hạn hoặc chờ quyết định: Thước Đo → Quyết định tiếp nhận…", "What is late or waits for a decision: Thước Đo → Decide on receipts…"), Tone::quiet});
  }
  table.columns = {{word("Số", "No."), 1700},        {word("Kết quả", "Outcome"), 2900},    {word("Đơn vị", "Unit"), 4300}, {word("Tệp (Ctrl + bấm chuột để mở)", "File (Ctrl + click opens it)"), 4300},
                   {word("Nhận lúc", "Received"), 2700}, {word("Chữ ký", "Signature"), 2700}, {word("Điểm", "Points"), 2200},  {word("Lý do", "Reasons"), 6800}};
  std::vector<const ReceivedFile*> files;
  for (const ReceivedFile& file : done.files) files.push_back(&file);
  std::stable_sort(files.begin(), files.end(), [](const ReceivedFile* a, const ReceivedFile* b) { return order_of(*a) < order_of(*b); });
  const Page page{language};
  for (const ReceivedFile* file : files) {
    const Receipt& receipt = file->receipt;
    const bool registered = receipt.number > 0;
    const Tone tone = registered ? tone_of(receipt.state) : Tone::bad;
    const Unit* unit = programme.unit(receipt.unit);
    std::string reasons = reasons_text(findings_told(*file), language);
    if (!file->is_new && registered) reasons = word("Đã có trong sổ từ trước.", "In the register already.") + (reasons.empty() ? "" : "\n" + reasons);
    const auto link = links.find(file->name);
    table.rows.push_back({{registered ? std::to_string(receipt.number) : "–", Tone::plain, registered},
                          {registered ? state_label(receipt.state).in(language) : word("Không đọc được", "Not readable"), tone},
                          {unit != nullptr ? unit->name : receipt.unit},
                          {file->name, Tone::plain, false, link == links.end() ? std::string() : link->second},
                          {registered ? moment_shown(receipt.received_at(), language) : std::string()},
                          {registered ? signature_shown(receipt, page) : std::string()},
                          {points(receipt), Tone::plain, !points(receipt).empty()},
                          {reasons, reasons.empty() || receipt.state == ReceiptState::accepted ? Tone::plain : tone}});
  }
  return table;
}

namespace {

// The whole programme, then each unit that consolidates others.
ReportTable levels_table(const Standing& standing, const StandingPart& part, const std::string& head, Language language) {
  const auto word = [&](const char* vi, const char* en) { return Text{vi, en}.in(language); };
  ReportTable table;
  table.language = language;
  table.name = word("Các cấp", "Levels");
  table.title = word("Tình hình từng cấp", "How each level stands");
  table.lines = {{head, Tone::plain},
                 {word("Trong các cột số là phiếu của mọi đơn vị ở dưới; “Đã khóa” là số đơn vị trực thuộc đã khóa hoặc ghi vắng.",
                       "The numbers are of the sheets of all units below; \"Closed\" counts the units directly below that are closed or marked absent."), Tone::quiet}};
  table.columns = {{word("Cấp", "Level"), 4300},       {word("Trạng thái", "State"), 2500},     {word("Khóa lúc", "Closed at"), 2500}, {word("Đơn vị", "Units"), 2100},
                   {word("Đã nhận", "Accepted"), 2400}, {word("Trễ", "Late"), 1700},        {word("Chờ", "To decide"), 2000}, {word("Chưa nộp", "Missing"), 2500},
                   {word("Vắng", "Absent"), 2000},     {word("Còn (ngày)", "Days left"), 1900}, {word("Gói số", "Bundle"), 2000},      {word("Đã khóa", "Closed"), 2400}};
  const auto number = [](std::size_t value, Tone tone = Tone::plain) { return ReportCell{std::to_string(value), value > 0 ? tone : Tone::plain, true}; };
  for (const LevelStanding& level : standing.levels) {
    if (part.above != nullptr && level.unit != part.above) continue;
    table.rows.push_back({{level_name(*standing.programme, level.unit).in(language), level.unit == nullptr ? Tone::strong : Tone::plain},
                          {state_label(level.state).in(language), level.state == LevelState::open ? Tone::plain : Tone::good},
                          {level.state == LevelState::open ? std::string() : moment_shown(level.at, language)},
                          number(level.units),
                          number(level.submitted),
                          number(level.late, Tone::caution),
                          number(level.undecided, Tone::caution),
                          number(level.missing, Tone::bad),
                          number(level.absent),
                          level.days_left < 0 ? ReportCell{word("hết hạn", "over")} : ReportCell{std::to_string(level.days_left), Tone::plain, true},
                          level.bundle > 0 ? ReportCell{std::to_string(level.bundle), Tone::plain, true} : ReportCell{},
                          {std::to_string(level.closed) + word(" trong ", " of ") + std::to_string(level.directly)}});
  }
  return table;
}

ReportTable letters_table(const Standing& standing, const StandingPart& part, const std::string& head, Language language) {
  const auto word = [&](const char* vi, const char* en) { return Text{vi, en}.in(language); };
  ReportTable table;
  table.language = language;
  table.name = word("Thư nhắc", "Reminders");
  table.title = word("Thư nhắc nộp phiếu", "Letters that remind");
  const std::vector<Reminder> all = reminders(standing, part);
  table.lines = {{head, Tone::plain},
                 {all.empty() ? word("Không đơn vị nào phải nhắc.", "There is nobody to remind.")
                              : word("Mỗi dòng là một thư: sao chép ô “Thư” rồi dán vào thư điện tử hoặc văn bản.", "Each row is a letter: copy the cell \"Letter\" into a mail or a document."),
                  Tone::quiet}};
  table.columns = {{word("Mã", "Code"), 2400}, {word("Gửi đơn vị", "To"), 4800}, {word("Vì sao", "Why"), 3600}, {word("Thư", "Letter"), 15200}};
  for (const Reminder& one : all) {
    std::string letter = one.text.in(language);
    while (letter.ends_with('\n')) letter.pop_back();
    const std::string why = one.state ? state_label(*one.state).in(language) : word("Đôn đốc ", "To remind ") + std::to_string(one.below.size()) + word(" đơn vị trực thuộc", " units below");
    table.rows.push_back({{one.unit->code}, {one.unit->name}, {why, one.state ? tone_of(*one.state) : Tone::plain}, {std::move(letter)}});
  }
  return table;
}

}  // namespace

std::vector<ReportTable> standing_tables(const Standing& standing, const std::string& book, Language language, const StandingPart& part) {
  const auto word = [&](const char* vi, const char* en) { return Text{vi, en}.in(language); };
  const Page page{language};
  ReportTable table;
  table.language = language;
  table.name = word("Tình hình nộp", "Standing");
  table.title = word("Tình hình nộp phiếu", "Who has submitted");
  const std::string round = standing.round != nullptr ? standing.round->name.in(language) : word("kỳ ", "round ") + standing.programme->round;
  const std::string of_part = part.above != nullptr ? " · " + part.above->name : std::string();
  const std::string head = standing.programme->title.in(language) + " · " + round + word(" · sổ ", " · register ") + book + word(" · lúc ", " · at ") + moment_shown(standing.at, language) + of_part;
  table.lines.push_back({head, Tone::plain});
  for (const TierStanding& tier : standing.tiers) {
    SheetCount count;
    for (const UnitStanding& unit : tier.units) {
      if (part.has(unit, standing)) count.add(unit);
    }
    if (count.units == 0 && part.above != nullptr) continue;
    table.lines.push_back({tier.tier->name.in(language) + ": " + submitted_text(count).in(language) + " · " + days_left_text(tier, page), Tone::strong});
  }
  if (!standing.of_nobody.empty()) {
    table.lines.push_back({std::to_string(standing.of_nobody.size()) + word(" tệp trong sổ không rõ của đơn vị nào.", " files in the register belong to nobody known."), Tone::caution});
  }
  table.columns = {{word("Cấp", "Tier"), 2500}, {word("Mã", "Code"), 2200}, {word("Đơn vị", "Unit"), 4400},         {word("Trạng thái", "State"), 3000},
                   {word("Trễ (ngày làm việc)", "Late (working days)"), 3500}, {word("Nhận lúc", "Received"), 2700}, {word("Số", "No."), 1700}, {word("Chữ ký", "Signature"), 3000},
                   {word("Lý do", "Reasons"), 3900}};
  for (const TierStanding& tier : standing.tiers) {
    for (const UnitStanding& unit : tier.units) {
      if (!part.has(unit, standing)) continue;
      const Tone tone = tone_of(unit.state);
      const Receipt* receipt = unit.receipt ? &*unit.receipt : nullptr;
      const bool late = unit.working_days_late > 0;
      Findings reasons;
      if (receipt != nullptr && receipt->state != ReceiptState::accepted) {
        std::copy_if(receipt->reasons.begin(), receipt->reasons.end(), std::back_inserter(reasons), [](const Finding& one) { return one.severity != Severity::note; });
      }
      const bool absent = !unit.absent.empty() && unit.state >= UnitState::late;
      std::string why = reasons_text(reasons, language);
      if (absent) why = unit.absent + (why.empty() ? "" : "\n") + why;
      table.rows.push_back({{tier.tier->name.in(language)},
                            {unit.unit->code},
                            {unit.unit->name},
                            {(absent ? state_label(LevelState::absent) : state_label(unit.state)).in(language), absent ? Tone::quiet : tone},
                            {late ? std::to_string(unit.working_days_late) : std::string(), Tone::plain, late},
                            {receipt != nullptr ? moment_shown(receipt->received_at(), language) : std::string()},
                            {receipt != nullptr ? std::to_string(receipt->number) : std::string(), Tone::plain, receipt != nullptr},
                            {receipt != nullptr ? signature_shown(*receipt, page) : std::string()},
                            {std::move(why)}});
    }
  }
  return {std::move(table), levels_table(standing, part, head, language), letters_table(standing, part, head, language)};
}

}  // namespace thuocdo
