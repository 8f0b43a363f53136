// What people are told about their points, for every rule kind: tests/golden/KIND.txt shows answers with state, points,
// unrounded value, findings and why, in both languages, to be read and checked by a person.
//
// With THUOCDO_UPDATE_GOLDEN=1 in the environment the files are written anew instead of compared.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <initializer_list>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "scoring/comparison.h"
#include "scoring/scorecard.h"

namespace thuocdo {
namespace {

Decimal dec(const char* text) { return Decimal::parse_plain(text).value(); }

using Fields = std::initializer_list<std::pair<const char*, Value>>;

Answer answer(Fields fields) {
  Answer result;
  for (const auto& [field, value] : fields) result.set(field, value);
  result.reason = "Chưa đủ kinh phí";
  result.evidence = "12/BC-STTTT ngày 15/12/2023";
  return result;
}

Answer not_applicable() {
  Answer result = answer({});
  result.not_applicable = true;
  return result;
}

// One file: criteria of one kind, each followed by its answers.
class Dump {
 public:
  explicit Dump(std::string kind) : kind_(std::move(kind)) {
    programme_.criterion_places = 3;
    programme_.total_places = 3;
    programme_.not_applicable = NotApplicablePolicy::remove;
    out_ << "Rule kind \"" << kind_ << "\": answers, and what becomes of them. Points have 3 decimal places.\n";
  }

  Programme& programme() { return programme_; }

  Criterion& criterion(const std::string& heading, const char* maximum, Rule rule) {
    criterion_ = Criterion{};
    criterion_.id = criterion_.number = "1.2";
    criterion_.maximum = dec(maximum);
    criterion_.set_rule(std::move(rule));
    criterion_.may_not_apply = true;
    out_ << "\n" << std::string(100, '=') << "\n" << heading << "; maximum " << maximum << "\n";
    return criterion_;
  }

  void show(const Answer& given) {
    Findings findings;
    const CriterionResult result = score_criterion(programme_, criterion_, given, &findings);
    out_ << "\n";
    for (const auto& [field, value] : given.fields) {
      out_ << (field == given.fields.front().first ? "" : ", ") << field << " = " << shown(value);
    }
    if (given.not_applicable) out_ << "(marked: does not apply)";
    for (const SuppliedValue& one : given.supplied) out_ << " [supplied: " << one.field << " = " << shown(one.value) << "]";
    if (given.fields.empty() && !given.not_applicable) out_ << "(nothing filled in)";
    out_ << "\n  " << state_text(result.state) << (result.impossible ? ", impossible" : "") << "; points "
         << result.points.text() << " of " << result.maximum.text() << "; unrounded " << result.unrounded.text();
    if (!result.condition_met) out_ << "; condition not met";
    if (result.share) out_ << "; share " << result.share->text();
    const Text reasons = why(programme_, criterion_, given, result);
    out_ << "\n  vi: " << reasons.vi << "\n  en: " << reasons.en << "\n";
    for (const Finding& found : findings) {
      out_ << "  " << severity_text(found.severity) << " " << found.code_text()
           << (found.field.empty() ? "" : " [" + found.field + "]") << "\n     " << found.message.vi << "\n     "
           << found.message.en << "\n";
    }
  }

  void show(Fields fields) { show(answer(fields)); }

  // What consolidation makes of a normalised criterion.
  void show_final(Fields fields, const std::shared_ptr<const Comparison>& comparison) {
    const Answer given = answer(fields);
    const CriterionResult result = compared(programme_, criterion_, score_criterion(programme_, criterion_, given), comparison);
    const Text reasons = why(programme_, criterion_, given, result);
    out_ << "\n(at consolidation)\n  " << state_text(result.state) << "; points " << result.points.text() << " of "
         << result.maximum.text() << "; unrounded " << result.unrounded.text() << "\n  vi: " << reasons.vi << "\n  en: " << reasons.en << "\n";
  }

  void compare() const {
    const std::string path = std::string(THUOCDO_SOURCE_DIR) + "/tests/golden/" + kind_ + ".txt";
    if (const char* update = std::getenv("THUOCDO_UPDATE_GOLDEN"); update && std::string(update) == "1") {
      std::ofstream(path, std::ios::binary) << out_.str();
      return;
    }
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file) << path << " is missing";
    std::string expected;
    std::string got;
    std::istringstream now(out_.str());
    for (int line = 1;; ++line) {
      const bool more_expected = static_cast<bool>(std::getline(file, expected));
      const bool more_got = static_cast<bool>(std::getline(now, got));
      ASSERT_EQ(more_expected, more_got) << path << ":" << line << ": one of the two ends here";
      if (!more_expected) break;
      ASSERT_EQ(expected, got) << path << ":" << line;
    }
  }

 private:
  static std::string shown(const Value& value) {
    if (const auto* number = std::get_if<Decimal>(&value)) return number->text();
    if (const auto* text = std::get_if<std::string>(&value)) return "\"" + *text + "\"";
    if (const auto* error = std::get_if<CellError>(&value)) return "error " + error->text;
    return "(empty cell)";
  }

  std::string kind_;
  Programme programme_;
  Criterion criterion_;
  std::ostringstream out_;
};

TEST(Golden, YesNo) {
  Dump dump("yes-no");
  dump.criterion("Yes 2, no 0", "2", YesNo{dec("2"), dec("0")});
  dump.show({{"value", "Có"}});
  dump.show({{"value", "KHÔNG"}});
  dump.show({{"value", Decimal(1)}});
  dump.show({{"value", "có lẽ"}});
  dump.show({{"value", std::monostate{}}});
  dump.show({{"value", CellError{"#N/A"}}});
  dump.show(not_applicable());
  dump.show({{"value", "KAD"}});
  Answer bare;
  bare.set("value", "Không");
  dump.show(bare);
  bare.set("value", "Có");
  dump.show(bare);
  dump.criterion("The same, which applies to every unit", "2", YesNo{dec("2"), dec("0.5")}).may_not_apply = false;
  dump.show(not_applicable());
  dump.show({{"value", "không"}});
  dump.compare();
}

TEST(Golden, Choice) {
  Dump dump("choice");
  dump.criterion("Three levels", "10",
                 Choice{{{"bi-thu", {"Trưởng ban là Bí thư hoặc Chủ tịch", "Headed by the secretary or chairman"}, dec("10")},
                         {"pho", {"Trưởng ban là Phó Chủ tịch", "Headed by a vice chairman"}, dec("5")},
                         {"chua", {"Chưa có Ban Chỉ đạo", "No steering committee yet"}, dec("0")}}});
  dump.show({{"value", "bi-thu"}});
  dump.show({{"value", "Trưởng ban là Phó Chủ tịch"}});
  dump.show({{"value", "chua co ban chi dao"}});
  dump.show({{"value", "Trưởng ban là Giám đốc"}});
  dump.show(Fields{});
  dump.show(not_applicable());
  dump.compare();
}

TEST(Golden, Steps) {
  Dump dump("steps");
  dump.criterion("Meetings of the steering committee", "20",
                 Steps{{"cuộc họp", "meetings"},
                       {{dec("4"), dec("20")}, {dec("3"), dec("15")}, {dec("2"), dec("10")}, {dec("1"), dec("5")}},
                       dec("0")});
  dump.show({{"value", Decimal(6)}});
  dump.show({{"value", Decimal(4)}});
  dump.show({{"value", Decimal(3)}});
  dump.show({{"value", Decimal(0)}});
  dump.show({{"value", "1.234"}});
  dump.show({{"value", dec("2.5")}});
  dump.show({{"value", Decimal(-1)}});
  dump.show(Fields{});
  dump.criterion("One threshold, and points below it", "5",
                 Steps{{"tin bài", "articles"}, {{dec("40"), dec("5")}}, dec("1.5")});
  dump.show({{"value", Decimal(40)}});
  dump.show({{"value", Decimal(39)}});
  dump.compare();
}

TEST(Golden, Count) {
  Dump dump("count");
  dump.criterion("1 point for each, at most 5", "5", CountPoints{{"ứng dụng", "applications"}, dec("1"), dec("5")});
  dump.show({{"value", Decimal(3)}});
  dump.show({{"value", Decimal(12)}});
  dump.show({{"value", "12 cái"}});
  dump.criterion("Small steps", "2", CountPoints{{"văn bản", "documents"}, dec("0.0125"), dec("2")});
  dump.show({{"value", Decimal(7)}});
  dump.show({{"value", "1 000"}});
  dump.show({{"value", "1.234,5"}});
  dump.compare();
}

RatioRule ratio(const char* part) {
  RatioRule rule;
  rule.a = {"Số máy tính có phần mềm diệt vi-rút", "Computers with antivirus software"};
  rule.b = {"Tổng số máy tính", "All computers"};
  rule.part = dec(part);
  return rule;
}

TEST(Golden, Ratio) {
  Dump dump("ratio");
  dump.criterion("a/b × the maximum", "5", ratio("5"));
  dump.show({{"a", Decimal(12)}, {"b", Decimal(20)}});
  dump.show({{"a", Decimal(1)}, {"b", Decimal(3)}});
  dump.show({{"a", Decimal(398959)}, {"b", Decimal(403086)}});
  dump.show({{"a", Decimal(20)}, {"b", Decimal(20)}});
  dump.show({{"a", Decimal(0)}, {"b", Decimal(20)}});
  dump.show({{"a", Decimal(21)}, {"b", Decimal(20)}});
  dump.show({{"a", Decimal(0)}, {"b", Decimal(0)}});
  dump.show({{"a", Decimal(3)}, {"b", Decimal(0)}});
  dump.show({{"a", "1.234"}, {"b", "5.678"}});
  dump.show({{"a", "1 234"}, {"b", "5 678"}});
  dump.show({{"a", dec("2.5")}, {"b", Decimal(4)}});
  dump.show({{"a", Decimal(12)}});
  dump.show(Fields{});
  dump.show({{"a", "KAD"}, {"b", "KAD"}});
  dump.show({{"a", Decimal(12)}, {"b", "KAD"}});

  dump.criterion("a/b × a part of the maximum", "50", ratio("45"));
  dump.show({{"a", Decimal(7)}, {"b", Decimal(9)}});

  RatioRule complement = ratio("4");
  complement.complement = true;
  complement.excess = Outcome::full;
  dump.criterion("The complement, more than all counts as all", "4", complement);
  dump.show({{"a", Decimal(3)}, {"b", Decimal(10)}});
  dump.show({{"a", Decimal(11)}, {"b", Decimal(10)}});

  RatioRule target = ratio("10");
  target.target = dec("0.8");
  target.zero_base = Outcome::full;
  dump.criterion("Against a target of 80 %, all points when there is nothing to count", "10", target);
  dump.show({{"a", Decimal(5)}, {"b", Decimal(9)}});
  dump.show({{"a", Decimal(8)}, {"b", Decimal(10)}});
  dump.show({{"a", Decimal(0)}, {"b", Decimal(0)}});

  RatioRule between = ratio("10");
  between.floor = dec("0.5");
  between.ceiling = dec("0.9");
  between.whole = false;
  between.zero_base = Outcome::not_applicable;
  dump.criterion("Between 50 % and 90 %, any figures, left out when there is nothing to count", "10", between);
  dump.show({{"a", dec("4.9")}, {"b", Decimal(10)}});
  dump.show({{"a", Decimal(5)}, {"b", Decimal(10)}});
  dump.show({{"a", dec("6.2")}, {"b", Decimal(10)}});
  dump.show({{"a", Decimal(9)}, {"b", Decimal(10)}});
  dump.show({{"a", Decimal(0)}, {"b", Decimal(0)}});

  RatioRule nothing = ratio("10");
  nothing.zero_base = Outcome::zero;
  dump.criterion("No points when there is nothing to count", "10", nothing);
  dump.show({{"a", Decimal(0)}, {"b", Decimal(0)}});

  RatioRule less = ratio("5");
  less.a = {"Số văn bản gửi qua mạng", "Documents sent online"};
  less.b = {"Tổng số văn bản đi", "All documents sent"};
  less.exceptions = {{"mat", {"văn bản mật", "secret documents"}}, {"giay", {"văn bản buộc gửi giấy", "documents that must go on paper"}}};
  dump.criterion("Less what does not count", "5", less);
  dump.show({{"a", Decimal(12)}, {"b", Decimal(20)}, {"except:mat", Decimal(3)}, {"except:giay", Decimal(0)}});
  dump.show({{"a", Decimal(17)}, {"b", Decimal(20)}, {"except:mat", Decimal(1)}, {"except:giay", Decimal(2)}});
  dump.show({{"a", Decimal(18)}, {"b", Decimal(20)}, {"except:mat", Decimal(1)}, {"except:giay", Decimal(2)}});
  dump.show({{"a", Decimal(0)}, {"b", Decimal(20)}, {"except:mat", Decimal(21)}, {"except:giay", Decimal(2)}});
  dump.show({{"a", Decimal(0)}, {"b", Decimal(20)}, {"except:mat", Decimal(18)}, {"except:giay", Decimal(2)}});
  dump.show({{"a", Decimal(1)}, {"b", Decimal(20)}, {"except:mat", Decimal(18)}, {"except:giay", Decimal(2)}});
  dump.show({{"a", Decimal(12)}, {"b", Decimal(20)}, {"except:giay", Decimal(2)}});
  less.complement = true;
  less.excess = Outcome::full;
  less.zero_base = Outcome::not_applicable;
  dump.criterion("The complement, left out when nothing is left", "5", less);
  dump.show({{"a", Decimal(3)}, {"b", Decimal(20)}, {"except:mat", Decimal(10)}, {"except:giay", Decimal(0)}});
  dump.show({{"a", Decimal(0)}, {"b", Decimal(2)}, {"except:mat", Decimal(1)}, {"except:giay", Decimal(1)}});
  dump.compare();
}

TEST(Golden, Items) {
  Dump dump("items");
  dump.criterion("Three items that are met or not", "0.3",
                 Items{{{"day-du", {"Xác định đầy đủ nhiệm vụ", "All tasks named"}, dec("0.1"), {}},
                        {"cu-the", {"Cụ thể hóa nhiệm vụ", "Tasks made concrete"}, dec("0.1"), {}},
                        {"ket-qua", {"Xác định rõ kết quả", "Results named"}, dec("0.1"), {}}},
                       dec("0.3")});
  dump.show({{"item:day-du", "Có"}, {"item:cu-the", "Không"}, {"item:ket-qua", "Có"}});
  dump.show({{"item:day-du", "Có"}, {"item:ket-qua", "Có"}});
  dump.show({{"item:day-du", "Có"}, {"item:cu-the", "một phần"}, {"item:ket-qua", "Có"}});
  dump.criterion("With a counted item, capped", "4",
                 Items{{{"ke-hoach", {"Có kế hoạch", "There is a plan"}, dec("2"), {}},
                        {"lop", {"Số lớp tập huấn", "Training courses"}, dec("0.5"), dec("3")}},
                       dec("4")});
  dump.show({{"item:ke-hoach", "Có"}, {"item:lop", Decimal(2)}});
  dump.show({{"item:ke-hoach", "Có"}, {"item:lop", Decimal(40)}});
  dump.show({{"item:ke-hoach", "Không"}, {"item:lop", Decimal(40)}});
  dump.show({{"item:ke-hoach", "Có"}, {"item:lop", dec("1.5")}});
  dump.compare();
}

TEST(Golden, Judged) {
  Dump dump("judged");
  dump.criterion("Any points", "10", Judged{});
  dump.show({{"value", dec("7.25")}});
  dump.show({{"value", dec("7.0005")}});
  dump.show({{"value", Decimal(11)}});
  dump.show({{"value", dec("-0.5")}});
  dump.criterion("In steps of 0.5", "10", Judged{dec("0.5")});
  dump.show({{"value", "7,5"}});
  dump.show({{"value", dec("7.3")}});
  dump.show(Fields{});
  dump.compare();
}

TEST(Golden, Information) {
  Dump dump("information");
  dump.criterion("A figure", "0", Information{{"người", "people"}, true});
  dump.show({{"value", Decimal(1234)}});
  dump.show({{"value", Decimal(-3)}});
  dump.show(Fields{});
  dump.criterion("A text", "0", Information{{"địa chỉ", "address"}, false});
  dump.show({{"value", "  https://gialai.gov.vn  "}});
  dump.show({{"value", CellError{"#REF!"}}});
  dump.compare();
}

Date day(const char* iso) { return parse_date(iso).value(); }

TEST(Golden, Deadline) {
  Dump dump("deadline");
  DeadlineRule plan{{"ban hành kế hoạch", "issuing the plan"},
                {{day("2023-01-31"), dec("2")}, {day("2023-02-28"), dec("1")}},
                dec("0.5"), dec("0"), {}, false, {}};
  dump.criterion("Two days, and points when later", "2", plan);
  dump.show({{"value", "31/01/2023"}});
  dump.show({{"value", "2023-02-01"}});
  dump.show({{"value", Decimal(44985)}});
  dump.show({{"value", "1/3/2023"}});
  dump.show({{"value", "Không ban hành"}});
  dump.show({{"value", "29/02/2023"}});
  dump.show({{"value", Decimal(2023)}});
  dump.show(Fields{});
  dump.show(not_applicable());
  plan.not_before = day("2022-12-01");
  plan.within_survey = true;
  plan.survey = Period{day("2023-01-01"), day("2023-12-31")};
  dump.criterion("The same, within a year", "2", plan);
  dump.show({{"value", "01/01/2023"}});
  dump.show({{"value", "31/12/2022"}});
  dump.show({{"value", "2024-01-01T00:00:00"}});
  dump.compare();
}

TEST(Golden, Best) {
  Dump dump("best");
  RatioRule share = ratio("3");
  share.zero_base = Outcome::not_applicable;
  const BestOf network{{{"wan", {"Kết nối mạng diện rộng của tỉnh", "Joined to the province's network"}, YesNo{dec("5"), dec("0")}},
                        {"rieng", {"Có mạng riêng", "A network of its own"}, share},
                        {"khac", {"Giải pháp khác", "Another solution"},
                         Items{{{"an-toan", {"Có phương án an toàn", "A security plan"}, dec("1"), {}},
                                {"diem", {"Số điểm kết nối", "Points of access"}, dec("0.5"), dec("2")}},
                               dec("3")}}}};
  dump.criterion("Three cases, each with a rule of its own", "5", network);
  dump.show({{"wan:value", "Có"}});
  dump.show({{"rieng:a", Decimal(2)}, {"rieng:b", Decimal(3)}});
  dump.show({{"wan:value", "Không"}, {"rieng:a", Decimal(2)}, {"rieng:b", Decimal(3)}, {"khac:item:an-toan", "Có"}, {"khac:item:diem", Decimal(4)}});
  dump.show({{"rieng:a", Decimal(3)}, {"rieng:b", Decimal(3)}, {"khac:item:an-toan", "Có"}, {"khac:item:diem", Decimal(4)}});
  dump.show({{"wan:value", "Có"}, {"rieng:a", Decimal(2)}});
  dump.show({{"wan:value", "Có"}, {"rieng:a", Decimal(4)}, {"rieng:b", Decimal(3)}});
  dump.show({{"wan:value", "Có"}, {"rieng:a", Decimal(0)}, {"rieng:b", Decimal(0)}});
  dump.show({{"rieng:a", Decimal(0)}, {"rieng:b", Decimal(0)}});
  dump.show({{"wan:value", "có lẽ"}});
  dump.show({{"wan:value", "  "}});
  dump.show(not_applicable());
  dump.compare();
}

TEST(Golden, Formula) {
  Dump dump("formula");
  const std::vector<std::string> names = {"x", "y"};
  FormulaRule formula;
  formula.variables = {{"x", {"Số dịch vụ có hồ sơ trực tuyến", "Services used online"}, true},
                       {"y", {"Kinh phí bố trí (triệu đồng)", "Funds (million dong)"}, false}};
  formula.branches = {{"ca-hai", {"Có dịch vụ và có kinh phí", "Services and funds"}, *parse_expression("max * x / (y + 10) + 0.5", names).expression},
                      {"mot", {"Chỉ có dịch vụ", "Services only"}, *parse_expression("min(x, 2) - 1", names).expression},
                      {"khong", {"Không có", "None"}, *parse_expression("0", names).expression}};
  dump.criterion("Three cases", "5", formula);
  dump.show({{"branch", "ca-hai"}, {"var:x", Decimal(2)}, {"var:y", dec("12.5")}});
  dump.show({{"branch", "Có dịch vụ và có kinh phí"}, {"var:x", Decimal(90)}, {"var:y", dec("12.5")}});
  dump.show({{"branch", "mot"}, {"var:x", Decimal(7)}});
  dump.show({{"branch", "mot"}, {"var:x", Decimal(0)}});
  dump.show({{"branch", "khong"}});
  dump.show({{"branch", "khong"}, {"var:x", "không biết"}});
  dump.show({{"branch", "ca-hai"}, {"var:x", Decimal(2)}});
  dump.show({{"branch", "ca-hai"}, {"var:x", dec("1.5")}, {"var:y", Decimal(1)}});
  dump.show({{"var:x", Decimal(2)}});
  dump.show({{"branch", "khác"}});
  dump.show(not_applicable());

  FormulaRule only;
  only.variables = {{"x", {"Số hồ sơ đúng hạn", "Files in time"}, true}, {"y", {"Số hồ sơ", "Files"}, true}};
  only.branches = {{"mot", {}, *parse_expression("max * x / y", names).expression}};
  dump.criterion("One expression, no division by 0", "10", only);
  dump.show({{"var:x", Decimal(1)}, {"var:y", Decimal(3)}});
  dump.show({{"var:x", Decimal(0)}, {"var:y", Decimal(0)}});
  dump.show(Fields{});
  only.zero_divisor_is_zero = true;
  dump.criterion("The same, where a division by 0 gives no points", "10", only);
  dump.show({{"var:x", Decimal(0)}, {"var:y", Decimal(0)}});
  dump.compare();
}

TEST(Golden, Condition) {
  Dump dump("condition");
  const Text name{"Không để xảy ra mất an toàn thông tin", "No security incident"};
  dump.criterion("Not ranked when it is not met", "0", ConditionRule{true}).name = name;
  dump.show({{"value", "Có"}});
  dump.show({{"value", "Không"}});
  dump.show({{"value", "có lẽ"}});
  dump.show(Fields{});
  dump.show(not_applicable());
  dump.criterion("Only reported", "0", ConditionRule{false}).name = name;
  dump.show({{"value", "Không"}});
  dump.compare();
}

Answer supplied(Answer given, std::initializer_list<std::pair<const char*, Value>> values) {
  for (const auto& [field, value] : values) given.supplied.push_back({field, value, "Báo cáo tháng 12", "so-lieu.csv", 7});
  return given;
}

TEST(Golden, Survey) {
  Dump dump("survey");
  Criterion& criterion = dump.criterion("A survey on a scale of 100", "15", Survey{{"Mức độ hài lòng của người dân", "Satisfaction of the people"}, dec("100")});
  criterion.supplied_by = {"Viện Nghiên cứu", "the institute"};
  criterion.sole_supplier = true;
  dump.show(Answer());
  dump.show(supplied(Answer(), {{"value", dec("86.5")}}));
  dump.show(supplied(Answer(), {{"value", dec("100")}}));
  dump.compare();
}

TEST(Golden, SuppliedFigures) {
  Dump dump("supplied-figures");
  Criterion& criterion = dump.criterion("A ratio for which a centre has figures", "5", ratio("5"));
  criterion.supplied_by = {"Trung tâm Giám sát", "the monitoring centre"};
  dump.show({{"a", Decimal(18)}, {"b", Decimal(20)}});
  dump.show(supplied(answer({{"a", Decimal(18)}, {"b", Decimal(20)}}), {{"a", Decimal(12)}, {"b", Decimal(20)}}));
  dump.show(supplied(answer({{"a", Decimal(18)}}), {{"a", Decimal(18)}, {"b", Decimal(24)}}));
  dump.show(supplied(not_applicable(), {{"a", Decimal(12)}, {"b", Decimal(20)}}));
  dump.show(supplied(Answer(), {{"a", "Không áp dụng"}}));
  dump.show(supplied(answer({{"b", Decimal(20)}}), {{"a", Decimal(30)}}));
  Criterion& sole = dump.criterion("The same, which only the centre has", "5", ratio("5"));
  sole.supplied_by = {"Trung tâm Giám sát", "the monitoring centre"};
  sole.sole_supplier = true;
  dump.show(Fields{});
  dump.show(supplied(Answer(), {{"a", Decimal(12)}}));
  dump.show(supplied(Answer(), {{"a", Decimal(12)}, {"b", Decimal(20)}}));
  dump.compare();
}

TEST(Golden, Normalised) {
  Dump dump("normalised");
  Normalised best{Normalised::Against::best, {"Hồ sơ trực tuyến", "Online files"}, {"Nghìn dân", "Thousand people"}, dec("4"), {}, true, Outcome::refuse};
  dump.criterion("Against the best of the tier", "4", best);
  dump.show({{"a", Decimal(30)}, {"b", Decimal(8)}});
  dump.show({{"a", Decimal(0)}, {"b", Decimal(8)}});
  dump.show({{"a", Decimal(0)}, {"b", Decimal(0)}});
  dump.show({{"a", Decimal(3)}, {"b", Decimal(0)}});
  dump.show({{"a", Decimal(3)}});
  dump.show(not_applicable());
  const auto against = compare({{"x-1", Ratio(Decimal(30)) / Ratio(Decimal(7))}, {"x-2", Ratio(dec("0.5"))}});
  dump.show_final({{"a", Decimal(30)}, {"b", Decimal(8)}}, against);
  best.reference = dec("5");
  best.zero_base = Outcome::zero;
  dump.criterion("Against the best of last year", "4", best);
  dump.show({{"a", Decimal(30)}, {"b", Decimal(8)}});
  dump.show({{"a", Decimal(48)}, {"b", Decimal(8)}});
  dump.show({{"a", Decimal(0)}, {"b", Decimal(0)}});
  dump.criterion("Between the least and the greatest", "2", Normalised{Normalised::Against::range, {"Số tin bài", "Articles"}, {}, dec("2"), {}, true, Outcome::refuse});
  dump.show({{"a", Decimal(30)}});
  dump.show_final({{"a", Decimal(30)}}, compare({{"x-1", Ratio(Decimal(90))}, {"x-2", Ratio(Decimal(10))}, {"x-3", Ratio(Decimal(30))}}));
  dump.show_final({{"a", Decimal(30)}}, compare({{"x-1", Ratio(Decimal(30))}, {"x-2", Ratio(Decimal(30))}}));
  dump.compare();
}

TEST(Golden, RollUp) {
  Dump dump("roll-up");
  RollUp rule{"xa", "2.1", dec("3"), false, dec("5"), false, {"Xã, phường, thị trấn", "Communes"}};
  dump.criterion("Communes with at least 3 points at criterion 2.1", "5", rule);
  dump.show({{"a", Decimal(7)}, {"b", Decimal(9)}});
  dump.show({{"a", Decimal(10)}, {"b", Decimal(9)}});
  dump.show({{"a", Decimal(0)}, {"b", Decimal(0)}});
  dump.show(Fields{});
  rule.criterion = {};
  rule.from = dec("0.8");
  rule.from_share = rule.absent_left_out = true;
  dump.criterion("Communes with 80 % of the points in all, those without a sheet left out", "5", rule);
  dump.show({{"a", Decimal(9)}, {"b", Decimal(9)}});
  dump.compare();
}

// Where a criterion that does not apply is worth all its points.
TEST(Golden, NotApplicableWithAllPoints) {
  Dump dump("not-applicable-full");
  dump.programme().not_applicable = NotApplicablePolicy::full;
  dump.criterion("Yes 2, no 0", "2", YesNo{dec("2"), dec("0")});
  dump.show(not_applicable());
  Answer without_reason;
  without_reason.not_applicable = true;
  dump.show(without_reason);
  dump.compare();
}

}  // namespace
}  // namespace thuocdo
