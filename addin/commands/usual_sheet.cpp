#include "commands/usual_sheet.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "functions/known_sets.h"
#include "settings/settings.h"
#include "sheet/assessed_sheet.h"
#include "workbook/open_document.h"

namespace thuocdo {
namespace {

UsualSheet of_text(const std::string& text) {
  UsualSheet sheet;
  const std::size_t tier = std::min(text.find('/'), text.size());
  const std::size_t unit = std::min(text.find('/', std::min(tier + 1, text.size())), text.size());
  sheet.programme = text.substr(0, tier);
  if (tier < text.size()) sheet.tier = text.substr(tier + 1, unit - tier - 1);
  if (unit < text.size()) sheet.unit = text.substr(unit + 1);
  return sheet;
}

// A sample to copy from names no number of a decision: "…/QĐ-UBND".
bool is_issued(const Programme& programme) {
  return std::any_of(programme.basis.begin(), programme.basis.end(), [](const Basis& one) { return !one.number.empty() && !one.number.starts_with("…"); });
}

}  // namespace

UsualSheet usual_sheet(const Call& call) {
  const std::vector<std::string> keys = office_programmes().keys();
  const auto is_there = [&](const std::string& key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); };
  if (const Document document = call.document(); document.is() && is_our_sheet(document)) {
    const auto identity = identity_of(read_open_document(document));
    if (is_there(identity.programme)) return {identity.programme, identity.tier, identity.unit};
  }
  if (UsualSheet last = of_text(read_settings(call.context).last_sheet); is_there(last.programme)) return last;
  // The newest of those that a decision has issued, of the user's own where there are any.
  UsualSheet newest;
  std::tuple<bool, bool, int> rank;
  for (const std::string& key : keys) {
    const auto programme = office_programmes().find(key);
    if (!programme) continue;
    const std::tuple<bool, bool, int> this_one{office_programmes().is_own(key), is_issued(*programme), programme->year};
    if (!newest.programme.empty() && this_one <= rank) continue;
    newest.programme = key;
    rank = this_one;
  }
  return newest;
}

void remember_usual_sheet(const Call& call, const UsualSheet& made) {
  Settings settings = read_settings(call.context);
  settings.last_sheet = made.programme + "/" + made.tier + "/" + made.unit;
  write_settings(call.context, settings);
}

}  // namespace thuocdo
