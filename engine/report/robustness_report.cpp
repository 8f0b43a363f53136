#include "report/robustness_report.h"

#include <algorithm>

#include "report/csv.h"
#include "report/json_parts.h"
#include "report/numbers.h"
#include "report/table.h"

namespace thuocdo {
namespace {

// Of the draws, in percent.
std::string share(int count, const Robustness& found) { return percent_plain(Decimal(count), Decimal(found.options.draws)); }
std::string share(int count, const Robustness& found, Language language) {
  return percent_text(Decimal(count), Decimal(found.options.draws), language);
}

const Criterion& criterion_of(const TierPlan& plan, const Check& check) {
  return plan.ranking->tier->set.criteria[static_cast<std::size_t>(check.claim.criterion)];
}
const Unit& unit_of(const TierPlan& plan, const Check& check) { return *plan.ranking->ranked[check.claim.unit].unit; }

std::string ranks_table(const Programme& programme, const Robustness& found, const TierRobustness& tier, const Page& page) {
  Table table({{page.say({"Hạng", "Rank"}), Align::right},
               {page.say({"Đơn vị", "Unit"})},
               {page.say({"Điểm", "Points"}), Align::right},
               {page.say({"Hạng 5–95 %", "Rank 5–95%"}), Align::right},
               {page.say({"Giữa", "Median"}), Align::right},
               {page.say({"Nhóm", "Bracket"}), Align::right},
               {page.say({"Giữ hạng", "Same rank"}), Align::right}});
  int bracket = 0;
  for (const UnitRobustness& unit : tier.units) {
    if (bracket != 0 && unit.bracket != bracket) table.add_line();
    bracket = unit.bracket;
    const std::string range = unit.low == unit.high ? std::to_string(unit.low)
                                                    : std::to_string(unit.low) + "–" + std::to_string(unit.high);
    table.add({std::to_string(unit.unit->rank), unit.unit->unit->name,
               fixed_text(unit.unit->published, programme.total_places, page.language), range, std::to_string(unit.middle),
               std::to_string(unit.bracket), share(unit.same_rank, found, page.language)});
  }
  return table.text(page.width, page.color);
}

std::string plan_table(const TierPlan& plan, const Page& page) {
  Table table({{page.say({"Đơn vị", "Unit"})},
               {page.say({"Tiêu chí", "Criterion"})},
               {page.say({"Tự chấm", "Claimed"}), Align::right},
               {page.say({"Nếu không đạt", "If not"}), Align::right},
               {page.say({"Mất", "At stake"}), Align::right},
               {page.say({"Để giữ", "Settles"})}});
  std::size_t before = plan.ranking->ranked.size();
  for (const Check& check : plan.checks) {
    if (!check.likely) continue;
    const Criterion& criterion = criterion_of(plan, check);
    std::string reasons;
    for (const PlanReason reason : check.reasons) reasons += (reasons.empty() ? "" : "; ") + page.say(plan_reason_label(reason));
    const Notation notation = notation_of(page.language);
    table.add({check.claim.unit == before ? std::string() : unit_of(plan, check).name,
               criterion.number + " " + page.say(criterion.name), check.claim.points.text(notation),
               check.claim.lower.text(notation), check.at_stake.text(notation), reasons});
    before = check.claim.unit;
  }
  return table.text(page.width, page.color);
}

std::string settled_words(const TierPlan& plan, bool after, Language language) {
  std::string words;
  for (const Settled& one : plan.settled) {
    const Text what = one.reason == PlanReason::level ? Text{"xếp loại của từng đơn vị", "each unit's level"} : plan_reason_label(one.reason);
    words += (words.empty() ? "" : "; ") + what.in(language) + " ";
    if (one.reason == PlanReason::level) words += language == Language::vietnamese ? "ít nhất " : "at least ";
    words += percent_text(Decimal(after ? one.after : one.before), Decimal(plan.draws), language);
  }
  return words;
}

}  // namespace

std::string robustness_text(const Consolidation& consolidation, const Robustness& found, const VerificationPlan& plan,
                            const Page& page) {
  const Programme& programme = *consolidation.programme;
  std::string text = paragraph(page.say(programme.title), page) + "\n";
  const std::string draws = Decimal(found.options.draws).text(notation_of(page.language));
  const std::string failing = std::to_string(found.options.failing_percent);
  const std::string weights = std::to_string(found.options.weights_percent);
  text += paragraph(page.say({"Mô phỏng " + draws + " lần (hạt giống " + std::to_string(found.options.seed) +
                                  "): mỗi nội dung tự chấm chưa kiểm tra có " + failing +
                                  " % khả năng không đạt và tụt một bậc; trọng số mỗi tiêu chí thay đổi trong ±" + weights +
                                  " %. Các đơn vị cùng nhóm chưa phân biệt được hơn kém. Hạng công bố không thay đổi.",
                              draws + " draws (seed " + std::to_string(found.options.seed) +
                                  "): each unverified claim fails with a chance of " + failing +
                                  "% and falls by one step; each criterion's weight varies within ±" + weights +
                                  "%. Units of one bracket cannot be told apart. Published ranks do not change."}),
                    page) +
          "\n";
  if (const Text left_out = not_followed(consolidation); !left_out.vi.empty()) text += "\n" + paragraph(page.say(left_out), page) + "\n";
  for (const TierRobustness& tier : found.tiers) {
    text += "\n" + page.paint(page.say(tier.tier->name), Style::strong) + "\n" + ranks_table(programme, found, tier, page);
    for (const TierPlan& one : plan.tiers) {
      if (one.ranking->tier != tier.tier) continue;
      const Text verified{std::to_string(tier.verified) + " nội dung đã thẩm định xong không còn trong danh sách. ",
                          std::to_string(tier.verified) + " appraised claims are no longer on the list. "};
      text += "\n" + paragraph((tier.verified == 0 ? std::string() : page.say(verified)) + page.say(plan_words(one, tier.claims)), page) + "\n";
      if (one.likely() > 0) text += plan_table(one, page);
    }
  }
  return text;
}

std::string robustness_json(const Consolidation& consolidation, const Robustness& found, const VerificationPlan& plan) {
  const Programme& programme = *consolidation.programme;
  Json json;
  json["programme"] = programme.key;
  json["digest"] = programme.digest;
  json["round"] = programme.round;
  json["draws"] = found.options.draws;
  json["seed"] = found.options.seed;
  json["failing_percent"] = found.options.failing_percent;
  json["weights_percent"] = found.options.weights_percent;
  json["tiers"] = Json::array();
  for (const TierRobustness& tier : found.tiers) {
    Json of_tier;
    of_tier["key"] = tier.tier->key;
    of_tier["claims"] = tier.claims;
    of_tier["verified"] = tier.verified;
    of_tier["units"] = Json::array();
    for (const UnitRobustness& unit : tier.units) {
      of_tier["units"].push_back({{"unit", unit.unit->unit->code},
                                  {"name", unit.unit->unit->name},
                                  {"rank", unit.unit->rank},
                                  {"published", unit.unit->published.text()},
                                  {"low", unit.low},
                                  {"middle", unit.middle},
                                  {"high", unit.high},
                                  {"bracket", unit.bracket},
                                  {"same_rank", unit.same_rank},
                                  {"first_three", unit.first_three}});
    }
    of_tier["settled"] = Json::array();
    of_tier["checks"] = Json::array();
    for (const TierPlan& one : plan.tiers) {
      if (one.ranking->tier != tier.tier) continue;
      of_tier["plan_draws"] = one.draws;
      of_tier["shortest"] = one.shortest;
      for (const Settled& settled : one.settled) {
        of_tier["settled"].push_back({{"reason", std::string(plan_reason_text(settled.reason))}, {"before", settled.before}, {"after", settled.after}});
      }
      for (const Check& check : one.checks) {
        Json reasons = Json::array();
        for (const PlanReason reason : check.reasons) reasons.push_back(std::string(plan_reason_text(reason)));
        of_tier["checks"].push_back({{"unit", unit_of(one, check).code},
                                     {"criterion", criterion_of(one, check).id},
                                     {"points", check.claim.points.text()},
                                     {"lower", check.claim.lower.text()},
                                     {"at_stake", check.at_stake.text()},
                                     {"reasons", reasons},
                                     {"likely", check.likely},
                                     {"priority", check.priority},
                                     {"certain", check.certain}});
      }
    }
    json["tiers"].push_back(std::move(of_tier));
  }
  return text_of(json);
}

std::vector<NamedFile> robustness_files(const Consolidation& consolidation, const Robustness& found,
                                        const VerificationPlan& plan) {
  std::string ranks(csv_start);
  ranks += csv_record({"tier", "rank", "unit", "name", "published", "low", "middle", "high", "bracket", "same_rank_percent",
                       "first_three_percent"});
  for (const TierRobustness& tier : found.tiers) {
    for (const UnitRobustness& unit : tier.units) {
      ranks += csv_record({tier.tier->key, std::to_string(unit.unit->rank), unit.unit->unit->code, unit.unit->unit->name,
                           unit.unit->published.text(), std::to_string(unit.low), std::to_string(unit.middle),
                           std::to_string(unit.high), std::to_string(unit.bracket), share(unit.same_rank, found),
                           share(unit.first_three, found)});
    }
  }
  std::string checks(csv_start);
  checks += csv_record({"tier", "unit", "name", "parent", "criterion", "number", "criterion_name", "points", "lower",
                        "at_stake", "reasons", "list", "priority", "answer", "evidence", "page", "link", "to_see", "outcome", "date", "signature"});
  for (const TierPlan& tier : plan.tiers) {
    for (const Check& check : tier.checks) {
      const Criterion& criterion = criterion_of(tier, check);
      const Unit& unit = unit_of(tier, check);
      std::string reasons;
      for (const PlanReason reason : check.reasons) reasons += (reasons.empty() ? "" : " ") + std::string(plan_reason_text(reason));
      checks += csv_record({tier.ranking->tier->key, unit.code, unit.name, unit.parent, criterion.id, criterion.number,
                            criterion.name.vi, check.claim.points.text(), check.claim.lower.text(), check.at_stake.text(), reasons,
                            check.likely ? (check.certain ? "likely certain" : "likely") : "certain", check.likely ? std::to_string(check.priority) : "", check.claim.told->answer.vi, tidy(check.claim.told->evidence),
                            tidy(check.claim.told->page), tidy(check.claim.told->link), to_see(criterion).vi, "", "", ""});
    }
  }
  return {{"robustness.csv", std::move(ranks)},
          {"verification.csv", std::move(checks)},
          {"robustness.json", robustness_json(consolidation, found, plan)}};
}

Text plan_words(const TierPlan& plan, std::size_t claims) {
  const std::string all = std::to_string(claims), likely = std::to_string(plan.likely()), certain = std::to_string(plan.certain());
  const std::string draws_vi = Decimal(plan.draws).text(Notation::vietnamese), draws_en = Decimal(plan.draws).text();
  if (plan.certain() == 0) {
    return {"Không cần kiểm tra: dù nội dung nào không đạt, thứ tự ba đơn vị đầu, ba đơn vị cuối và xếp loại vẫn giữ nguyên.",
            "Nothing to verify: whatever does not hold, the order of the first three and the last three and all levels stand."};
  }
  const auto now = [&](Language language) { return settled_words(plan, false, language); };
  const Text full{" Muốn chắc chắn dù nội dung nào khác không đạt, phải kiểm tra " + certain + " nội dung (tệp verification.csv, cột list ghi certain); không danh sách nào ngắn hơn là đủ.",
                  " To be certain whatever else does not hold, " + counted(certain, "claim has", "claims have") + " to be verified (verification.csv, list: certain); no shorter list is enough."};
  if (plan.likely() == 0) {
    return {"Không cần đi kiểm tra để đạt mức tin cậy 95 %. Tỷ lệ giữ nguyên trong " + draws_vi + " lần mô phỏng: " + now(Language::vietnamese) + "." + full.vi,
            "No visit is needed for a confidence of 95%. Unchanged in " + draws_en + " draws: " + now(Language::english) + "." + full.en};
  }
  Text proven;  // that one claim at least is needed goes without saying
  if (plan.shortest == plan.likely()) {
    proven = {"; không danh sách nào ngắn hơn đạt mức tin cậy 95 %", "; no shorter list reaches a confidence of 95%"};
  } else if (plan.shortest > 1) {
    const std::string least = std::to_string(plan.shortest);
    proven = {"; không danh sách nào dưới " + least + " nội dung đạt mức tin cậy 95 %", "; no list of fewer than " + least + " reaches a confidence of 95%"};
  }
  return {"Phiếu giao việc kiểm tra: " + likely + " trên " + all + " nội dung tự chấm" + proven.vi + ". Nếu kiểm tra thấy đều đúng, tỷ lệ giữ nguyên trong " + draws_vi + " lần mô phỏng là: " +
              settled_words(plan, true, Language::vietnamese) + " (chưa kiểm tra: " + now(Language::vietnamese) + "). Nếu có nội dung không đúng, kết quả thay đổi và cần lập lại phiếu." + full.vi,
          "Work order: " + likely + " of " + all + " claims" + proven.en + ". If all of them prove right, unchanged in " + draws_en + " draws: " + settled_words(plan, true, Language::english) +
              " (unverified: " + now(Language::english) + "). If one does not, the result changes, and a new work order has to be made." + full.en};
}

Text not_followed(const Consolidation& consolidation) {
  Text compared, rolled_up;
  for (const TierRanking& ranking : consolidation.tiers) {
    if (ranking.ranked.empty()) continue;
    const auto name = [&](Text& words, bool (*is_such)(const Rule&)) {
      std::string numbers;
      for (const Criterion& criterion : ranking.tier->set.criteria) {
        if (criterion.rule() && is_such(*criterion.rule())) numbers += (numbers.empty() ? " " : ", ") + criterion.number;
      }
      if (numbers.empty()) return;
      const std::string before = words.vi.empty() ? "" : "; ";
      words = {words.vi + before + ranking.tier->name.vi + numbers, words.en + before + ranking.tier->name.in(Language::english) + numbers};
    };
    name(compared, [](const Rule& rule) { return std::holds_alternative<Normalised>(rule); });
    name(rolled_up, [](const Rule& rule) { return std::holds_alternative<RollUp>(rule); });
  }
  if (compared.vi.empty() && rolled_up.vi.empty()) return {};
  Text words{"Chưa mô phỏng: nội dung không đạt của một đơn vị làm thay đổi điểm của đơn vị khác ở",
             "Not simulated: what a claim that fails does to the points of other units at"};
  if (!compared.vi.empty()) words = {words.vi + " tiêu chí so với các đơn vị cùng cấp (" + compared.vi + ")", words.en + " criteria compared within the tier (" + compared.en + ")"};
  if (!compared.vi.empty() && !rolled_up.vi.empty()) words = {words.vi + " và", words.en + " and"};
  if (!rolled_up.vi.empty()) words = {words.vi + " tiêu chí tính theo tỷ lệ đơn vị trực thuộc đạt (" + rolled_up.vi + ")", words.en + " criteria that count the units below (" + rolled_up.en + ")"};
  return {words.vi + ". Các điểm đó giữ như đã công bố.", words.en + ". Those points stay as published."};
}

std::string evidence_of(const ClaimedAnswer& claim) {
  std::string text;
  for (const std::string* part : {&claim.evidence, &claim.page, &claim.link}) {
    const std::string words = tidy(*part);
    if (!words.empty()) text += (text.empty() ? "" : "; ") + words;
  }
  return text;
}

Text to_see(const Criterion& criterion) {
  if (!criterion.evidence.vi.empty()) return criterion.evidence;
  return {"Tài liệu hoặc số liệu gốc chứng minh câu trả lời", "The documents or original figures that prove the answer"};
}

}  // namespace thuocdo
