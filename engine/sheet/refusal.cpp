#include "sheet/refusal.h"

#include <utility>

namespace thuocdo {

Refusal refuse_damaged(Text what) { return {Code::file_damaged, std::move(what), {}, {}, {}}; }

Refusal refuse_abnormal(Text what) { return {Code::file_hostile, std::move(what), {}, {}, {}}; }

Refusal refuse_over_limit(Text what, std::size_t allowed) {
  const std::string number = std::to_string(allowed);
  return {Code::file_over_limit, std::move(what), {number, number}, {}, {}};
}

}  // namespace thuocdo
