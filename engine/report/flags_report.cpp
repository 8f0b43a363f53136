#include "report/csv.h"
#include "report/ranking_report.h"

namespace thuocdo {

std::string flags_csv(const std::vector<Flag>& all) {
  std::string text(csv_start);
  text += csv_record({"tier", "unit", "name", "flag", "criteria", "others", "message_vi", "message_en"});
  for (const Flag& flag : all) {
    std::string criteria, others;
    for (const std::string& id : flag.criteria) criteria += (criteria.empty() ? "" : " ") + id;
    for (const Unit* unit : flag.others) others += (others.empty() ? "" : " ") + unit->code;
    text += csv_record({flag.tier->key, flag.unit->code, flag.unit->name, std::string(flag_text(flag.kind)), criteria, others, flag.message.vi, flag.message.en});
  }
  return text;
}

}  // namespace thuocdo
