// Results of several years by this year's units.
#include "ranking/series.h"

#include <gtest/gtest.h>

#include "report/series_report.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

// Three communes of last year are one since July; another goes on, a third is new.
Programme merged_programme() {
  test::TempFolder folder;
  folder.write("programme.xml", test::small_programme_xml());
  folder.write("xa.xml", test::small_criteria_xml());
  folder.write("units.csv",
               "code,name,tier,parent,placeholder,valid-from,valid-to,merged-into,excluded\n"
               "x-1,Xã Mới,xa,,,2023-07-01,,,\n"
               "x-a,Xã A,xa,,,,2023-06-30,x-b,\n"
               "x-b,Xã B,xa,,,,2023-06-30,x-1,\n"
               "x-c,Xã C,xa,,,,2023-06-30,x-1,\n"
               "x-2,Xã Hai,xa,,,,,,\n");
  LoadedProgramme loaded = load_programme(folder.path());
  EXPECT_TRUE(loaded.programme) << (loaded.findings.empty() ? "" : loaded.findings[0].line(Language::english));
  return std::move(*loaded.programme);
}

PastResult ranked(const char* unit, int rank, const char* published) {
  PastResult result;
  result.unit = unit;
  result.name = std::string("Tên ") + unit;
  result.tier = "xa";
  result.rank = rank;
  result.published = published;
  result.maximum = "100";
  return result;
}

std::string shown(const Series& series) {
  std::string text;
  for (const SeriesUnit& unit : series.units) {
    text += unit.unit->code + ":";
    for (const SeriesYear& year : unit.years) {
      text += " [";
      for (const PastResult& result : year.results) text += result.unit + "=" + result.published + " ";
      text += "]";
    }
    text += "\n";
  }
  return text;
}

TEST(Series, AMergerKeepsTheSeries) {
  const Programme programme = merged_programme();
  const RoundResult last{"2022/result.json", "cu", "2022", {ranked("x-c", 1, "90"), ranked("x-2", 2, "80.5"), ranked("x-a", 3, "70"), ranked("x-b", 4, "60"), ranked("x-z", 5, "50")}};
  const RoundResult now{"2023/result.json", "nay", "2023", {ranked("x-1", 1, "95"), ranked("x-2", 2, "85")}};
  const Series series = series_of({last, now}, programme);
  EXPECT_EQ(shown(series),
            "x-1: [x-a=70 x-b=60 x-c=90 ] [x-1=95 ]\n"
            "x-2: [x-2=80.5 ] [x-2=85 ]\n");
  ASSERT_EQ(series.findings.size(), 1u);
  EXPECT_EQ(series.findings[0].code, Code::series_unit_lost);
  EXPECT_NE(series.findings[0].message.vi.find("x-z"), std::string::npos);

  Page page;
  const std::string text = series_text(series, page);
  for (const char* part : {"Xã Mới", "← Tên x-a (x-a)", "80,5 · hạng 2", "2022", "2023"}) EXPECT_NE(text.find(part), std::string::npos) << text;
  EXPECT_EQ(text.find("← Tên x-2"), std::string::npos);
  EXPECT_NE(series_csv(series).find("x-1,Xã Mới,xa,2022,x-c,Tên x-c,1,90,100,,,\r\n"), std::string::npos) << series_csv(series);
}

TEST(Series, ARoundNamedTwiceIsRefused) {
  const Programme programme = merged_programme();
  const RoundResult one{"a", "p", "2022", {}};
  const Series series = series_of({one, one}, programme);
  ASSERT_EQ(series.findings.size(), 1u);
  EXPECT_EQ(series.findings[0].code, Code::result_round_repeated);
}

TEST(Series, OnlyResultsOfConsolidationAreRead) {
  test::TempFolder folder;
  const auto read = [&](const char* bytes) {
    const ReadResult result = read_result(folder.write("result.json", bytes));
    return result.result ? "read" : std::string(result.findings.at(0).code_text());
  };
  EXPECT_EQ(read(R"({"programme":"p","round":"2022","tiers":[]})"), "read");
  EXPECT_EQ(read(R"({"programme":"p","round":"2022","tiers":[{"key":"xa","ranked":[{"unit":"x-1","name":"A","rank":1,"total":"5","maximum":"10"}],"unranked":[{"unit":"x-2","name":"B","reason":"absent"}]}]})"), "read");
  for (const char* broken : {"", "[", "[]", "{}", R"({"programme":"p","round":"2022","tiers":[{}]})",
                             R"({"programme":"p","round":"2022","tiers":[{"key":"xa","ranked":[{"unit":"x","rank":-1,"total":"5"}],"unranked":[]}]})",
                             R"({"programme":"p","round":"2022","tiers":[{"key":"xa","ranked":[{"unit":"x","rank":1,"total":"5,5"}],"unranked":[]}]})",
                             R"({"programme":"p","round":"2022","tiers":[{"key":"xa","ranked":[{"unit":"x","rank":1e99,"total":"5"}],"unranked":[]}]})",
                             R"({"programme":"p","round":2022,"tiers":[]})"}) {
    EXPECT_EQ(read(broken), "result-unreadable") << broken;
  }
  EXPECT_EQ(read_result(folder.path() / "khong-co").findings.at(0).code, Code::file_unreadable);
  EXPECT_TRUE(read_result(folder.path()).findings.at(0).code == Code::result_unreadable);
}

}  // namespace
}  // namespace thuocdo
