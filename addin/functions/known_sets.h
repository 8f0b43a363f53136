// The criteria sets that cell functions and commands know: every programme of the templates folder, loaded once for
// the life of the office.
//
//   const KnownSet* set = known_set("gialai-dti-2023/so");     // null when there is none
//
// Thread-safe. After the first call a look-up neither locks nor reads files.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "programme/store.h"
#include "scoring/answer.h"

namespace thuocdo {

struct KnownSet {
  std::shared_ptr<const Programme> programme;
  const Tier* tier = nullptr;

  // The answer that the values make; nothing when more is answered than the criterion asks for.
  std::optional<Answer> answer(int criterion, std::vector<Value> values) const;
};

// The store of the templates folder, for whoever needs the programmes themselves.
ProgrammeStore& office_programmes();
// "programme/tier".
const KnownSet* known_set(std::string_view name);
// By "programme" or "programme/tier".
const Programme* known_programme(std::string_view name);

}  // namespace thuocdo
