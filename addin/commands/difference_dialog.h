// Asks about places in which parts that are merged differ: which of them is used for each.
//
//   std::vector<Difference> all = {{.about = "1.1 …", .offers = {{"Giữ …", ""}, {"Lấy của …", "Phòng B"}}, .told = "…"}};
//   if (!ask_about_differences(call, {Says::merge_title, Says::merge_intro, Says::merge_choice_label}, all)) …   // given up
//   all[0].chosen
#pragma once

#include <string>
#include <vector>

#include "commands/command.h"

namespace thuocdo {

struct Difference {
  struct Offer {
    std::string words;
    std::string mark;  // beside the line once it is chosen; empty for none
  };
  std::string about;   // the line
  std::vector<Offer> offers;
  std::string told;    // below the list
  std::size_t chosen = 0;
};

struct DifferenceWords {
  Says title, intro, choice;
};

bool ask_about_differences(const Call& call, const DifferenceWords& words, std::vector<Difference>& differences);

}  // namespace thuocdo
