// The dates of a decision, to the second, in Vietnam's time.
#include "programme/deadline.h"

#include <gtest/gtest.h>

namespace thuocdo {
namespace {

Date day(const char* iso) { return *parse_date(iso); }
Instant at(const char* iso) {
  const auto instant = parse_instant(iso);
  EXPECT_TRUE(instant) << iso;
  return instant.value_or(Instant{});
}

// "Before 15/9/2019", a Sunday; late is what comes more than five working days after it.
Programme binh_thuan() {
  Programme programme;
  programme.late = LatePolicy::not_assessed;
  programme.grace_working_days = 5;
  programme.tiers.resize(1);
  programme.tiers[0].before = day("2019-09-15");
  return programme;
}

Timeliness received(const Programme& programme, const char* iso) {
  return timeliness(programme, programme.tiers[0], at(iso));
}

TEST(Deadline, FiveWorkingDaysAfterASundayEndWithTheFriday) {
  const Programme programme = binh_thuan();
  EXPECT_EQ(received(programme, "2019-09-14T23:59:59+07:00"), Timeliness::in_time);
  EXPECT_EQ(received(programme, "2019-09-15T00:00+07:00"), Timeliness::within_grace);
  EXPECT_EQ(received(programme, "2019-09-20T23:59+07:00"), Timeliness::within_grace);
  EXPECT_EQ(received(programme, "2019-09-20T23:59:59+07:00"), Timeliness::within_grace);
  EXPECT_EQ(received(programme, "2019-09-21T00:00+07:00"), Timeliness::late);
  EXPECT_EQ(consequence(programme, Timeliness::within_grace), Consequence::assessed);
  EXPECT_EQ(consequence(programme, Timeliness::late), Consequence::not_assessed);
}

TEST(Deadline, AHolidayMovesTheEndByAWorkingDay) {
  Programme programme = binh_thuan();
  programme.holidays = {day("2019-09-18")};
  EXPECT_EQ(received(programme, "2019-09-21T00:00+07:00"), Timeliness::within_grace);
  EXPECT_EQ(received(programme, "2019-09-23T23:59+07:00"), Timeliness::within_grace);  // Monday
  EXPECT_EQ(received(programme, "2019-09-24T00:00+07:00"), Timeliness::late);
  programme.grace_working_days = 4;  // so that the moved day is the next one
  EXPECT_EQ(iso_text(last_days(programme, programme.tiers[0]).within_grace), "2019-09-20");
  programme.holidays = {day("2019-09-15"), day("2019-09-21")};  // no working days anyway
  EXPECT_EQ(iso_text(last_days(programme, programme.tiers[0]).within_grace), "2019-09-19");
}

TEST(Deadline, BeforeADayLastsUntilTheEndOfTheDayBefore) {
  Programme programme;
  programme.tiers.resize(1);
  programme.tiers[0].before = day("2019-10-18");
  EXPECT_EQ(received(programme, "2019-10-17T23:59:59+07:00"), Timeliness::in_time);
  EXPECT_EQ(received(programme, "2019-10-18T00:00:00+07:00"), Timeliness::late);  // no grace
  EXPECT_EQ(consequence(programme, Timeliness::late), Consequence::ranked_last);
  EXPECT_EQ(consequence(programme, Timeliness::in_time), Consequence::assessed);
}

TEST(Deadline, CountsInVietnamsTimeWhateverTheClockSays) {
  const Programme programme = binh_thuan();
  EXPECT_EQ(received(programme, "2019-09-20T16:59:59Z"), Timeliness::within_grace);
  EXPECT_EQ(received(programme, "2019-09-20T17:00Z"), Timeliness::late);
  EXPECT_EQ(received(programme, "2019-09-20T12:00-05:00"), Timeliness::late);
  EXPECT_EQ(iso_text(date_in_vietnam(at("2019-09-20T16:59:59Z"))), "2019-09-20");
  EXPECT_EQ(iso_text(date_in_vietnam(at("2019-09-20T17:00Z"))), "2019-09-21");
}

TEST(Deadline, DaysOfGraceStartAfterTheNamedDay) {
  EXPECT_EQ(iso_text(working_days_after(day("2019-09-16"), 1, {})), "2019-09-17");  // Monday itself does not count
  EXPECT_EQ(iso_text(working_days_after(day("2019-09-20"), 1, {})), "2019-09-23");  // Friday
  EXPECT_EQ(iso_text(working_days_after(day("2019-09-20"), 0, {})), "2019-09-20");
  EXPECT_EQ(iso_text(working_days_after(day("2019-12-31"), 1, {day("2020-01-01")})), "2020-01-02");
}

TEST(Deadline, InstantsNeedADateATimeAndAZone) {
  for (const char* wrong : {"", "2019-09-20", "2019-09-20T23:59", "2019-09-31T23:59Z", "2019-09-20T24:00Z",
                            "2019-09-20T23:60Z", "2019-09-20T23:59+7", "2019-09-20T23:59Zx", "2019-09-20 23:59Z",
                            "2019-09-20T23:5aZ", "2019-09-20T23:59+07:00:00"}) {
    EXPECT_FALSE(parse_instant(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace thuocdo
