// What a decision may leave open and a programme settles, as sentences: rounding, caps, b = 0, a > b, what does not
// apply, ranking and ties, late sheets, the time of the figures. For the sheet's cover and for whoever asks.
//
//   for (const Text& sentence : conventions(programme, tier)) …
//   // "Điểm từng tiêu chí được làm tròn đến 2 chữ số thập phân rồi mới cộng; …"
//
// Where the programme is silent and a default stands in, the sentence says so.
#pragma once

#include <vector>

#include "programme/programme.h"

namespace thuocdo {

std::vector<Text> conventions(const Programme& programme, const Tier& tier);

}  // namespace thuocdo
