// What the officer sees beside the sheet while filling it in: the points, what would still bring the most, what must be
// corrected, and the days that are left. Texts only, in one language; whoever shows them adds nothing.
//
//   const LiveScore live = live_score(sheet, date_in_vietnam(now), Language::vietnamese);
//   live.total                         // "74,50/100 điểm (74,50%)"
//   live.gains[0].text                 // "+5 · 1.3 · chưa trả lời · Số cuộc họp …"
//   live.gains[0].place.cell           // "F12": where the officer does something about it
//   explained(sheet, criterion, …)     // the criterion under the cursor, in full
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "programme/date.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

struct LiveGroup {
  std::string name;    // "I. Nguồn nhân lực"
  std::string points;  // "12,50/20"
  int permille = 0;    // how full its bar is, 0 to 1000
};

struct LiveEntry {
  std::string text;    // one line; what matters most stands first, so that it may be cut
  int criterion = -1;  // index in the tier's set; -1 where it is about none
  Place place;         // empty where there is no cell to go to
};

struct LiveScore {
  enum class State {
    refused,    // one of ours that cannot be scored; the findings say why
    collected,  // of a round without assessment: no points
    assessed,
  };
  State state = State::refused;
  std::string unit;                // "Sở Tài chính", or what the sheet calls it
  std::string total;               // empty unless assessed
  int permille = 0;                // of the maximum
  std::vector<std::string> lines;  // class, share filled in, time left, standing of the criteria; each a sentence
  std::vector<LiveGroup> groups;   // of the top level
  std::string gains_title;
  std::vector<LiveEntry> gains;  // the most points first
  std::string findings_title;
  std::vector<LiveEntry> findings;  // the grave ones first
};

LiveScore live_score(const AssessedSheet& sheet, const Date& today, Language language);

// "Hạn nộp: hết ngày 24/12/2023 (còn 12 ngày)"; empty for a sheet that is not usable.
std::string deadline_line(const AssessedSheet& sheet, const Date& today, Language language);

// The criterion or group that has an answer, points or the like in this row of the sheet; -1 for none.
int criterion_at(const AssessedSheet& sheet, std::string_view sheet_name, int row);
// Title, every line of explanation(), and what was found; empty when the sheet is not usable.
std::string explained(const AssessedSheet& sheet, int criterion, Language language);

}  // namespace thuocdo
