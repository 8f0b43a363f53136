// The answers of tests/samples/<programme>/<name>: lines criterion,field,value, where the field is one of the criterion's,
// or "na" (does not apply; the value is the reason), "reason", "evidence", "page", "link".
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "programme/csv.h"
#include "programme/programme.h"
#include "scoring/answer.h"

namespace thuocdo::test {

inline Answers read_sample(const std::string& programme, const Tier& tier, const std::string& name) {
  std::ifstream file(THUOCDO_SOURCE_DIR "/tests/samples/" + programme + "/" + name);
  std::stringstream text;
  text << file.rdbuf();
  Answers answers(tier.set);
  const ReadCsv csv = read_csv(text.str());
  EXPECT_EQ(csv.error_line, 0);
  EXPECT_GT(csv.lines.size(), 1u) << name;
  for (std::size_t i = 1; i < csv.lines.size(); ++i) {
    const std::vector<std::string>& cells = csv.lines[i].cells;
    const int index = cells.size() == 3 ? tier.set.index(cells[0]) : -1;
    if (index < 0) {
      ADD_FAILURE() << name << ", line " << csv.lines[i].line;
      continue;
    }
    Answer& answer = answers[index];
    if (cells[1] == "na") {
      answer.not_applicable = true;
      answer.reason = cells[2];
    } else if (cells[1] == "reason") {
      answer.reason = cells[2];
    } else if (cells[1] == "evidence") {
      answer.evidence = cells[2];
    } else if (cells[1] == "page") {
      answer.page = cells[2];
    } else if (cells[1] == "link") {
      answer.link = cells[2];
    } else {
      answer.set(cells[1], cells[2]);
    }
  }
  return answers;
}

// A line of tests/samples/<programme>/expected.csv: whose answers a sample holds, and what they come to. A fifth cell is the
// total that the sheets of the units below make of it: no matter of one sheet.
struct ExpectedSample {
  std::string tier, name, unit, total, maximum;
};

inline std::vector<ExpectedSample> expected_samples(const std::string& programme) {
  std::ifstream file(THUOCDO_SOURCE_DIR "/tests/samples/" + programme + "/expected.csv");
  std::stringstream text;
  text << file.rdbuf();
  std::vector<ExpectedSample> samples;
  const ReadCsv csv = read_csv(text.str());
  for (std::size_t i = 1; i < csv.lines.size(); ++i) {
    const std::vector<std::string>& cells = csv.lines[i].cells;
    if (cells.size() == 4 || cells.size() == 5) {
      samples.push_back({cells[0].substr(0, cells[0].rfind('-')), cells[0], cells[1], cells[2], cells[3]});
    } else {
      ADD_FAILURE() << "expected.csv, line " << csv.lines[i].line;
    }
  }
  return samples;
}

}  // namespace thuocdo::test
