// The arithmetic of a decision over named figures, such as "max * (x - 1) / y", read once when the programme is loaded.
//
//   Decimal numbers with a point, names of variables, + - * / with their usual precedence, parentheses,
//   min(…, …) with two or more parts, and "max": the criterion's maximum. That is all.
//
//   ParsedExpression read = parse_expression("max * x / y", {"x", "y"});
//   read.expression->value({Ratio(Decimal(3)), Ratio(Decimal(4))}, Decimal(10)).number    // 7.5
//   read.expression->words(Notation::vietnamese, Decimal(10), {"x", "y"})                // "10 × x / y"
//
// Values are exact; what does not fit is an overflowed Ratio. Texts have at most 500 bytes and 32 parentheses within
// one another.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "finding/text.h"
#include "number/decimal.h"
#include "number/ratio.h"

namespace thuocdo {

class Expression {
 public:
  struct Value {
    Ratio number;
    std::string divisor;  // the part of the text that was divided by although it is 0; empty when none was
  };

  Expression() = default;  // of value 0

  // `figures` by variable, in the order given to the parser; those that the expression does not use may be anything.
  Value value(const std::vector<Ratio>& figures, const Decimal& maximum) const;
  // For people: the maximum as a number, decimal comma in Vietnamese, "×" and "−"; `figures` are what stands for the
  // variables: their names, or "3".
  std::string words(Notation notation, const Decimal& maximum, const std::vector<std::string>& figures) const;
  bool uses(std::size_t variable) const;
  bool is_constant() const;  // uses no variable
  const std::string& text() const { return text_; }

 private:
  friend class ExpressionParser;
  enum class Kind { number, variable, maximum, add, subtract, multiply, divide, least, open, close, comma };
  struct Sign {  // one token of the text, in its order
    Kind kind;
    Decimal number;
    std::size_t variable = 0;
  };
  struct Step {  // one step of the calculation, in the order of a stack machine
    Kind kind;
    Decimal number;
    std::size_t variable = 0;
    std::size_t parts = 2;  // of least
    std::size_t from = 0;   // of divide: where the divisor stands in the text
    std::size_t to = 0;
  };

  std::string text_;
  std::vector<Sign> signs_;
  std::vector<Step> steps_;
};

struct ParsedExpression {
  std::optional<Expression> expression;
  std::size_t position = 0;  // of the error, in letters from 1
  Text problem;              // what is wrong there
};
// `variables` are names of letters, digits and "_" that begin with a letter, other than "max" and "min".
ParsedExpression parse_expression(std::string_view text, const std::vector<std::string>& variables);

bool is_variable_name(std::string_view name);

}  // namespace thuocdo
