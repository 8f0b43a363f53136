#include "functions/known_sets.h"

#include <map>

namespace thuocdo {
namespace {

using Sets = std::map<std::string, KnownSet, std::less<>>;

Sets load_sets() {
  Sets sets;
  for (const std::string& key : office_programmes().keys()) {
    const std::shared_ptr<const Programme> programme = office_programmes().find(key);
    if (!programme) continue;
    for (const Tier& tier : programme->tiers) {
      sets.emplace(key + "/" + tier.key, KnownSet{programme, &tier});
    }
  }
  return sets;
}

const Sets& all_sets() {
  static const Sets sets = load_sets();
  return sets;
}

}  // namespace

std::optional<Answer> KnownSet::answer(int criterion, std::vector<Value> values) const {
  const std::vector<Field>& fields = tier->set.criteria[static_cast<std::size_t>(criterion)].fields();
  while (values.size() > fields.size() && is_blank(values.back())) values.pop_back();
  if (values.size() > fields.size()) return std::nullopt;
  Answer answer;
  answer.fields.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) answer.fields.emplace_back(fields[i].name, std::move(values[i]));
  return answer;
}

ProgrammeStore& office_programmes() {
  static ProgrammeStore store(templates_folder());
  return store;
}

const KnownSet* known_set(std::string_view name) {
  const auto found = all_sets().find(name);
  return found == all_sets().end() ? nullptr : &found->second;
}

const Programme* known_programme(std::string_view name) {
  for (const auto& [set_name, known] : all_sets()) {
    if (set_name == name || known.programme->key == name) return known.programme.get();
  }
  return nullptr;
}

}  // namespace thuocdo
