// The arithmetic of a decision: what it comes to, how it is shown, and what is told about an error in it.
#include "programme/expression.h"

#include <gtest/gtest.h>

namespace thuocdo {
namespace {

Decimal dec(const char* text) { return Decimal::parse_plain(text).value(); }

// With x = 3, y = 4, z = 0 and a maximum of 10.
std::string value(std::string_view text) {
  const ParsedExpression read = parse_expression(text, {"x", "y", "z"});
  if (!read.expression) return std::to_string(read.position) + ": " + read.problem.en;
  const Expression::Value found = read.expression->value({Ratio(Decimal(3)), Ratio(Decimal(4)), Ratio()}, Decimal(10));
  return found.divisor.empty() ? found.number.text() : "divided by " + found.divisor;
}

TEST(Expression, HasItsValue) {
  EXPECT_EQ(value("max * x / y"), "7.5");
  EXPECT_EQ(value("x"), "3");
  EXPECT_EQ(value("0.25"), "0.25");
  EXPECT_EQ(value("1 + 2 * x"), "7");
  EXPECT_EQ(value("(1 + 2) * x"), "9");
  EXPECT_EQ(value("10 - 4 - 3"), "3");
  EXPECT_EQ(value("x / y / 2"), "0.375");
  EXPECT_EQ(value("x/(y*2)"), "0.375");
  EXPECT_EQ(value("1 / x"), "1/3");
  EXPECT_EQ(value("1 - x"), "-2");
  EXPECT_EQ(value("min(x, y)"), "3");
  EXPECT_EQ(value("min( max , y , x + 0.5 ) * 2"), "7");
  EXPECT_EQ(value("min(min(9, 8), min(7, x / y))"), "0.75");
  EXPECT_EQ(value("\n max\t*(x)"), "30");
}

TEST(Expression, SaysWhatItWasDividedBy) {
  EXPECT_EQ(value("x / z"), "divided by z");
  EXPECT_EQ(value("x / (y - 4)"), "divided by (y - 4)");
  EXPECT_EQ(value("0 / z"), "divided by z");
  EXPECT_EQ(value("z * (x / z)"), "divided by z");
  EXPECT_EQ(value("z / x"), "0");
}

TEST(Expression, TellsWhereItCannotBeRead) {
  EXPECT_EQ(value(""), "1: a number or a variable is missing");
  EXPECT_EQ(value("x +"), "4: a number or a variable is missing");
  EXPECT_EQ(value("x + w"), "5: there is no variable \"w\"");
  EXPECT_EQ(value("X"), "1: there is no variable \"X\"");
  EXPECT_EQ(value("max(x, y)"), "4: \"(\" is too much");
  EXPECT_EQ(value("(x"), "3: \")\" is missing");
  EXPECT_EQ(value("x)"), "2: \")\" is too much");
  EXPECT_EQ(value("x y"), "3: \"y\" is too much");
  EXPECT_EQ(value("-x"), "1: a number or a variable is missing");
  EXPECT_EQ(value("x * × y"), "5: \"×\" cannot be read");
  EXPECT_EQ(value("x ÷ y"), "3: \"÷\" is too much");
  EXPECT_EQ(value("é × y"), "1: \"é\" cannot be read");
  EXPECT_EQ(value("1.2.3"), "1: \"1.2.3\" is no number");
  EXPECT_EQ(value("1,5"), "2: \",\" is too much");
  EXPECT_EQ(value(".5"), "1: \".\" cannot be read");
  EXPECT_EQ(value("1e3"), "2: \"e\" is too much");
  EXPECT_EQ(value("min"), "4: \"(\" is missing behind min");
  EXPECT_EQ(value("min(x)"), "6: min needs two parts or more");
  EXPECT_EQ(value("min(x, )"), "8: a number or a variable is missing");
  EXPECT_EQ(value("()"), "2: a number or a variable is missing");
  EXPECT_EQ(value("1234567890123456789"), "1: \"1234567890123456789\" is no number");
  EXPECT_EQ(parse_expression("x + w", {"x"}).problem.vi, "không có biến “w”");
}

TEST(Expression, IsBounded) {
  EXPECT_EQ(value(std::string(32, '(') + "x" + std::string(32, ')')), "3");
  EXPECT_EQ(value(std::string(33, '(') + "x" + std::string(33, ')')), "33: too many parentheses within one another");
  EXPECT_EQ(value(std::string(100'000, '(')), "501: longer than 500 bytes");
  std::string sum = "1";
  while (sum.size() + 2 <= 500) sum += "+1";
  EXPECT_EQ(value(sum), "250");
  EXPECT_EQ(value(sum + "+1"), "501: longer than 500 bytes");
  std::string power = "9";
  while (power.size() + 2 <= 500) power += "*9";
  EXPECT_EQ(value(power), "overflow");
  EXPECT_EQ(value("min(1, " + power.substr(0, 401) + ")"), "overflow");
  EXPECT_EQ(value("1 / (" + power.substr(0, 401) + ")"), "overflow");
}

TEST(Expression, IsShownToPeople) {
  const Expression read = *parse_expression("max*(x-0.5)/min(y,2)", {"x", "y"}).expression;
  EXPECT_EQ(read.words(Notation::vietnamese, dec("2.5"), {"x", "y"}), "2,5 × (x − 0,5) / min(y; 2)");
  EXPECT_EQ(read.words(Notation::plain, dec("2.5"), {"3", "4"}), "2.5 × (3 − 0.5) / min(4; 2)");
  EXPECT_TRUE(read.uses(0) && read.uses(1));
  EXPECT_FALSE(read.is_constant());
  EXPECT_TRUE(parse_expression("max / 2", {"x"}).expression->is_constant());
  EXPECT_FALSE(parse_expression("max / 2", {"x"}).expression->uses(0));
}

TEST(Expression, NamesOfVariables) {
  for (const char* good : {"x", "so_ho", "B1", "a"}) EXPECT_TRUE(is_variable_name(good)) << good;
  for (const char* wrong : {"", "1x", "max", "min", "x-1", "số", "x y", "_x"}) EXPECT_FALSE(is_variable_name(wrong)) << wrong;
}

}  // namespace
}  // namespace thuocdo
