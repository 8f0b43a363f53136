#include "functions/known_sets.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

namespace thuocdo {
namespace {

using Sets = std::map<std::string, KnownSet, std::less<>>;

Sets load_sets() {
  Sets sets;
  for (const std::string& key : office_programmes().keys()) {
    const std::shared_ptr<const Programme> programme = office_programmes().find(key);
    if (!programme) continue;
    for (const Tier& tier : programme->tiers) {
      sets.emplace(known_set_name(*programme, tier, nullptr), KnownSet{programme, &tier});
      for (const Stage& round : programme->rounds_without_assessment) {
        sets.emplace(known_set_name(*programme, tier, &round), KnownSet{programme, &tier, &round});
      }
    }
  }
  return sets;
}

// The newest sets, and all that were before them: somebody may still hold a pointer into those.
struct Versions {
  std::mutex mutex;
  std::vector<std::unique_ptr<const Sets>> all;
  std::atomic<const Sets*> newest = nullptr;

  void publish(Sets sets) {
    all.push_back(std::make_unique<const Sets>(std::move(sets)));
    newest.store(all.back().get(), std::memory_order_release);
  }
};

Versions& versions() {
  static Versions versions;
  return versions;
}

const Sets& all_sets() {
  Versions& known = versions();
  if (const Sets* newest = known.newest.load(std::memory_order_acquire)) return *newest;
  const std::lock_guard lock(known.mutex);
  if (known.newest.load(std::memory_order_relaxed) == nullptr) known.publish(load_sets());
  return *known.newest.load(std::memory_order_relaxed);
}

bool same(const Sets& a, const Sets& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& other) {
    return one.first == other.first && one.second.programme == other.second.programme;
  });
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
  static ProgrammeStore store(templates_folder(), own_programmes_folder());
  return store;
}

bool refresh_known_sets() {
  all_sets();
  office_programmes().refresh();
  Versions& known = versions();
  const std::lock_guard lock(known.mutex);
  Sets sets = load_sets();
  if (same(sets, *known.newest.load(std::memory_order_relaxed))) return false;
  known.publish(std::move(sets));
  return true;
}

std::string known_set_name(const Programme& programme, const Tier& tier, const Stage* without_assessment) {
  const std::string name = programme.key + "/" + tier.key;
  return without_assessment == nullptr ? name : name + "/" + without_assessment->key;
}

const KnownSet* known_set(std::string_view name) {
  const Sets& sets = all_sets();
  const auto found = sets.find(name);
  return found == sets.end() ? nullptr : &found->second;
}

const Programme* known_programme(std::string_view name) {
  for (const auto& [set_name, known] : all_sets()) {
    if (set_name == name || known.programme->key == name) return known.programme.get();
  }
  return nullptr;
}

}  // namespace thuocdo
