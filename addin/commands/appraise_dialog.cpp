#include "commands/appraise_dialog.h"

#include <vector>

#include "commands/dialog_builder.h"
#include "settings/chosen_result.h"

namespace thuocdo {

ReviewRequest ask_for_review(const Call& call, const AssessedSheet& sheet, const LiveReview& review, const Text& stands, const std::filesystem::path& result_folder) {
  ReviewRequest request{{}, result_folder};
  DialogBuilder dialog(call, say(Says::appraise_title), 320, 192);
  dialog.message(6, 6, 308, 20, stands);
  dialog.label(6, 30, 308, 10, say(Says::appraise_result_label));
  const auto folder = dialog.edit(6, 41, 152, result_folder.string());
  const auto browse = dialog.button(162, 40, 74, say(Says::appraise_result_button));
  const auto from_register = dialog.button(240, 40, 74, say(Says::appraise_rank_button));
  const auto rank = dialog.message(6, 58, 308, 18, {" ", " "});
  struct Offer {
    ReviewStep step;
    Says words;
    bool possible;
  };
  const bool first = review.stage == AppraisalStage::first, final = review.stage == AppraisalStage::final;
  const std::vector<Offer> offers = {{ReviewStep::split, Says::appraise_split_button, true},
                                     {ReviewStep::merge, Says::appraise_merge_button, true},
                                     {ReviewStep::write, Says::appraise_write_button, true},
                                     {ReviewStep::second, Says::appraise_second_button, first},
                                     {ReviewStep::final, Says::appraise_final_button, !final},
                                     {ReviewStep::enter, Says::appraise_enter_button, true},
                                     {ReviewStep::accept, Says::appraise_accept_button, !final}};
  std::vector<Reference<css::awt::XButton>> buttons;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const int column = static_cast<int>(i % 2), row = static_cast<int>(i / 2);
    buttons.push_back(dialog.button(6 + column * 156, 82 + row * 20, 152, say(offers[i].words)));
    dialog.on_press(buttons.back(), [&, i] {
      request.step = offers[i].step;
      dialog.end();
    });
  }
  dialog.close_button();
  ResultReader reader;
  const auto text = [&] { return tidy(from_uno(folder->getText())); };
  const auto look = [&] {
    const Text line = text().empty() ? say(Says::appraise_result_none) : rank_line(sheet, review.scores, reader.read(text(), call.language));
    rank->setText(to_uno(line.in(call.language)));
  };
  dialog.on_press(browse, [&] {
    const std::filesystem::path chosen = pick_folder(call, text());
    if (!chosen.empty()) folder->setText(to_uno(chosen.string()));
    look();
  });
  dialog.on_press(from_register, [&] {
    request.step = ReviewStep::rank;
    dialog.end();
  });
  dialog.on_change(folder, look);
  dialog.open();
  for (std::size_t i = 0; i < offers.size(); ++i) enable(buttons[i], offers[i].possible);
  look();
  dialog.focus(buttons[2]);
  dialog.run();
  request.result_folder = text();
  return request;
}

}  // namespace thuocdo
