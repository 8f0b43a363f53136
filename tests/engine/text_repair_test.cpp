// Repair of texts: what is certain is repaired, everything else stays as it was written.
#include "sheet/text_repair.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "programme/store.h"
#include "sheet/vietnamese_syllable.h"

namespace thuocdo {
namespace {

void expect_repair(std::string_view before, std::string_view after, TextFault fault) {
  const RepairedText result = repair_text(before);
  EXPECT_EQ(result.text, after);
  ASSERT_FALSE(result.faults.empty()) << before;
  EXPECT_EQ(result.faults.front(), fault);
}

void expect_kept(std::string_view text) {
  const RepairedText result = repair_text(text);
  EXPECT_EQ(result.text, text);
  EXPECT_TRUE(result.faults.empty()) << text << " → " << result.text;
}

TEST(TextRepair, DecodesTcvn3) {
  expect_repair("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", TextFault::tcvn3);
  expect_repair("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc", TextFault::tcvn3);
  expect_repair("QuyÕt ®Þnh sè 15/Q§-UBND ngµy 02/3/2023", "Quyết định số 15/QĐ-UBND ngày 02/3/2023", TextFault::tcvn3);
  expect_repair("Th«ng t\u00AD", "Thông tư", TextFault::tcvn3);
  expect_repair("QUYÕT §ÞNH CñA ñY BAN", "QUYẾT ĐỊNH CỦA ỦY BAN", TextFault::tcvn3);
  expect_repair("ch\u00ADa cã hÖ thèng", "chưa có hệ thống", TextFault::tcvn3);
}

TEST(TextRepair, DecodesVni) {
  expect_repair("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", TextFault::vni);
  expect_repair("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc", TextFault::vni);
  expect_repair("Quyeát ñònh soá 15/QÑ-UBND ngaøy 02/3/2023", "Quyết định số 15/QĐ-UBND ngày 02/3/2023", TextFault::vni);
  expect_repair("QUYEÁT ÑÒNH", "QUYẾT ĐỊNH", TextFault::vni);
  expect_repair("ñaõ ban haønh keá hoaïch", "đã ban hành kế hoạch", TextFault::vni);
}

TEST(TextRepair, LeavesWhatIsNotCertain) {
  expect_kept("Quyết định số 15/QĐ-UBND ngày 02/3/2023");
  expect_kept("Tù do");           // ù is a Vietnamese letter, too
  expect_kept("hßa và Quyết");    // both kinds mixed
  expect_kept("café");
  expect_kept("naïve");
  expect_kept("Münster, Köln, Malmö");
  expect_kept("Événement à Bruxelles, ça va");
  expect_kept("§ 5");
  expect_kept("10 m²");
  expect_kept("© 2023 «Sở»");
  expect_kept("100 %, 5 °C, ±2");
  expect_kept("https://gialai.gov.vn/a?b=1");
  expect_kept("\xff\xfe");
  expect_kept("");
}

TEST(TextRepair, TakesOutBlanksThatAreNone) {
  expect_repair("\u00A04 ", "4", TextFault::blanks);
  expect_repair("số\u00A015", "số 15", TextFault::blanks);
  expect_repair("\uFEFFQĐ\u200B 15", "QĐ 15", TextFault::blanks);
  expect_kept(" hai  dấu cách ");
}

TEST(TextRepair, Composes) {
  expect_repair("Co\u0301", "Có", TextFault::decomposed);
  expect_repair("Tie\u0302\u0301ng Vie\u0323\u0302t", "Tiếng Việt", TextFault::decomposed);
}

TEST(TextRepair, KnowsSyllables) {
  for (const char* word : {"nghĩa", "Việt", "hòa", "hoà", "giếng", "gì", "quyết", "quý", "ủy", "uỷ", "khuya", "yêu", "đường", "QUẬN", "ươm"}) {
    EXPECT_TRUE(is_vietnamese_syllable(word)) << word;
  }
  for (const char* word : {"cồp", "strength", "ça", "kôn", "cê", "ngiên", "quốc1", "zô", "Coọng", "héì"}) {
    EXPECT_FALSE(is_vietnamese_syllable(word)) << word;
  }
}

// Every Vietnamese word of the delivered programmes is a syllable, and none of their texts is taken for an old encoding.
TEST(TextRepair, LeavesDeliveredTextsAlone) {
  ProgrammeStore store({std::filesystem::path(THUOCDO_SOURCE_DIR) / "templates"});
  int texts = 0;
  for (const std::string& key : store.keys()) {
    const auto programme = store.find(key);
    ASSERT_TRUE(programme) << key;
    for (const Tier& tier : programme->tiers) {
      for (const Criterion& criterion : tier.set.criteria) {
        for (const std::string* text : {&criterion.name.vi, &criterion.method.vi, &criterion.evidence.vi}) {
          expect_kept(*text);
          ++texts;
        }
      }
    }
  }
  EXPECT_GT(texts, 500);
}

Field field_of(FieldType type) {
  Field field;
  field.name = "value";
  field.type = type;
  return field;
}

TEST(AnswerRepair, MakesNumbersOfTextsWithOneReading) {
  const Field count = field_of(FieldType::count);
  const auto number = [](const std::optional<RepairedAnswer>& repaired) {
    return repaired && std::holds_alternative<Decimal>(repaired->value) ? std::get<Decimal>(repaired->value).text() : "none";
  };
  EXPECT_EQ(number(repair_answer(count, std::string("\u00A012 "))), "12");
  EXPECT_EQ(number(repair_answer(count, std::string("12"))), "12");
  EXPECT_EQ(number(repair_answer(field_of(FieldType::number), std::string("1.234,5"))), "1234.5");
  EXPECT_EQ(number(repair_answer(count, std::string("1.234"))), "none");
  EXPECT_EQ(number(repair_answer(count, std::string("mười hai"))), "none");
  EXPECT_EQ(number(repair_answer(count, Decimal(12))), "none");
  EXPECT_FALSE(repair_answer(count, std::string("  ")));
  EXPECT_FALSE(repair_answer(count, std::string("Không áp dụng")));
  EXPECT_FALSE(repair_answer(field_of(FieldType::text), std::string("12")));
}

TEST(AnswerRepair, WritesChoicesAsTheListHasThem) {
  Field choice = field_of(FieldType::yes_no);
  choice.options.resize(2);
  choice.options[0].text.vi = "Có";
  choice.options[1].text.vi = "Không";
  const auto text = [&](std::string given) {
    const auto repaired = repair_answer(choice, Value(std::move(given)));
    return repaired ? std::get<std::string>(repaired->value) : "none";
  };
  EXPECT_EQ(text("Co\u0301"), "Có");
  EXPECT_EQ(text("Cã "), "none");  // ã is Vietnamese: not certain
  EXPECT_EQ(text("kh«ng"), "Không");
  EXPECT_EQ(text("Có"), "none");
}

TEST(AnswerRepair, MakesDatesOfTexts) {
  const auto repaired = repair_answer(field_of(FieldType::date), std::string("25/12/2023"));
  ASSERT_TRUE(repaired);
  EXPECT_EQ(iso_text(std::get<Date>(repaired->value)), "2023-12-25");
}

}  // namespace
}  // namespace thuocdo
