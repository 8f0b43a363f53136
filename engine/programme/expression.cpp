#include "programme/expression.h"

#include <algorithm>

namespace thuocdo {
namespace {

constexpr std::size_t longest = 500;
constexpr int deepest = 32;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

// Recursive descent; every level writes the steps of its parts and then its own.
class ExpressionParser {
 public:
  using Kind = Expression::Kind;

  ExpressionParser(std::string_view text, const std::vector<std::string>& variables) : text_(text), variables_(variables) {
    built_.text_ = std::string(text);
  }

  ParsedExpression parse() {
    if (text_.size() > longest) {
      fail(longest, "dài hơn 500 ký tự", "longer than 500 bytes");
    } else {
      sum();
      skip_blanks();
      if (!failed() && at_ < text_.size()) fail(at_, "thừa “" + shown() + "”", "\"" + shown() + "\" is too much");
    }
    if (!failed()) result_.expression = std::move(built_);
    return std::move(result_);
  }

 private:
  bool failed() const { return result_.position > 0; }

  void fail(std::size_t byte, std::string vi, std::string en) {
    if (failed()) return;
    std::size_t letters = 1;
    for (std::size_t i = 0; i < byte && i < text_.size(); ++i) {
      if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) ++letters;
    }
    result_.position = letters;
    result_.problem = {std::move(vi), std::move(en)};
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  bool next_is(char sign) {
    skip_blanks();
    return at_ < text_.size() && text_[at_] == sign;
  }
  // The letter at this place, all its bytes.
  std::string shown() const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
    return std::string(text_.substr(at_, end - at_));
  }

  void sign(Kind kind, Decimal number = {}, std::size_t variable = 0) { built_.signs_.push_back({kind, number, variable}); }
  void step(Kind kind, Decimal number = {}, std::size_t variable = 0) {
    built_.steps_.push_back({kind, number, variable});
  }

  void sum() {
    product();
    while (!failed() && (next_is('+') || next_is('-'))) {
      const Kind kind = text_[at_++] == '+' ? Kind::add : Kind::subtract;
      sign(kind);
      product();
      step(kind);
    }
  }

  void product() {
    part();
    while (!failed() && (next_is('*') || next_is('/'))) {
      const Kind kind = text_[at_++] == '*' ? Kind::multiply : Kind::divide;
      sign(kind);
      skip_blanks();
      const std::size_t from = at_;
      part();
      step(kind);
      built_.steps_.back().from = from;
      built_.steps_.back().to = at_;
    }
  }

  void part() {
    if (failed()) return;
    skip_blanks();
    if (at_ >= text_.size() || std::string_view("+-*/),").find(text_[at_]) != std::string_view::npos) {
      return fail(at_, "thiếu một số hoặc một biến", "a number or a variable is missing");
    }
    if (is_digit(text_[at_])) return number();
    if (is_letter(text_[at_])) return name();
    if (text_[at_] != '(') return fail(at_, "không đọc được “" + shown() + "”", "\"" + shown() + "\" cannot be read");
    if (enter()) {
      sum();
      leave();
    }
  }

  void number() {
    const std::size_t from = at_;
    while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.')) ++at_;
    const std::string_view digits = text_.substr(from, at_ - from);
    const auto value = Decimal::parse_plain(digits);
    if (!value) return fail(from, "“" + std::string(digits) + "” không phải là số", "\"" + std::string(digits) + "\" is no number");
    sign(Kind::number, *value);
    step(Kind::number, *value);
  }

  void name() {
    const std::size_t from = at_;
    while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]) || text_[at_] == '_')) ++at_;
    const std::string_view word = text_.substr(from, at_ - from);
    if (word == "max") {
      sign(Kind::maximum);
      return step(Kind::maximum);
    }
    if (word == "min") return least();
    const auto known = std::find(variables_.begin(), variables_.end(), word);
    if (known == variables_.end()) {
      return fail(from, "không có biến “" + std::string(word) + "”", "there is no variable \"" + std::string(word) + "\"");
    }
    const auto index = static_cast<std::size_t>(known - variables_.begin());
    sign(Kind::variable, {}, index);
    step(Kind::variable, {}, index);
  }

  void least() {
    sign(Kind::least);
    if (!next_is('(')) return fail(at_, "thiếu “(” sau min", "\"(\" is missing behind min");
    if (!enter()) return;
    std::size_t parts = 0;
    do {
      if (parts > 0) {
        ++at_;
        sign(Kind::comma);
      }
      sum();
      ++parts;
    } while (!failed() && next_is(','));
    if (!failed() && parts < 2) return fail(at_, "min cần ít nhất hai phần", "min needs two parts or more");
    step(Kind::least);
    built_.steps_.back().parts = parts;
    leave();
  }

  bool enter() {
    if (++depth_ > deepest) {
      fail(at_, "quá nhiều ngoặc lồng nhau", "too many parentheses within one another");
      return false;
    }
    ++at_;
    sign(Kind::open);
    return true;
  }
  void leave() {
    if (failed()) return;
    if (!next_is(')')) return fail(at_, "thiếu “)”", "\")\" is missing");
    ++at_;
    --depth_;
    sign(Kind::close);
  }

  std::string_view text_;
  const std::vector<std::string>& variables_;
  std::size_t at_ = 0;
  int depth_ = 0;
  Expression built_;
  ParsedExpression result_;
};

ParsedExpression parse_expression(std::string_view text, const std::vector<std::string>& variables) {
  return ExpressionParser(text, variables).parse();
}

bool is_variable_name(std::string_view name) {
  if (name.empty() || !is_letter(name.front()) || name == "max" || name == "min") return false;
  return std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

Expression::Value Expression::value(const std::vector<Ratio>& figures, const Decimal& maximum) const {
  if (steps_.empty()) return {};
  std::vector<Ratio> stack;
  const auto take = [&] {
    const Ratio top = stack.back();
    stack.pop_back();
    return top;
  };
  for (const Step& step : steps_) {
    switch (step.kind) {
      case Kind::number: stack.push_back(Ratio(step.number)); continue;
      case Kind::variable: stack.push_back(figures[step.variable]); continue;
      case Kind::maximum: stack.push_back(Ratio(maximum)); continue;
      case Kind::least: {
        Ratio smallest = take();
        for (std::size_t i = 1; i < step.parts; ++i) smallest = min(take(), smallest);
        stack.push_back(smallest);
        continue;
      }
      default: break;
    }
    const Ratio right = take();
    const Ratio left = take();
    if (step.kind == Kind::divide && right == Ratio()) return {Ratio(), text_.substr(step.from, step.to - step.from)};
    stack.push_back(step.kind == Kind::add        ? left + right
                    : step.kind == Kind::subtract ? left - right
                    : step.kind == Kind::multiply ? left * right
                                                  : left / right);
  }
  return {stack.back(), {}};
}

std::string Expression::words(Notation notation, const Decimal& maximum, const std::vector<std::string>& figures) const {
  std::string words;
  for (const Sign& sign : signs_) {
    switch (sign.kind) {
      case Kind::number: words += sign.number.text(notation); break;
      case Kind::variable: words += figures[sign.variable]; break;
      case Kind::maximum: words += maximum.text(notation); break;
      case Kind::add: words += " + "; break;
      case Kind::subtract: words += " − "; break;
      case Kind::multiply: words += " × "; break;
      case Kind::divide: words += " / "; break;
      case Kind::least: words += "min"; break;
      case Kind::open: words += "("; break;
      case Kind::close: words += ")"; break;
      case Kind::comma: words += "; "; break;
    }
  }
  return words;
}

bool Expression::uses(std::size_t variable) const {
  return std::any_of(steps_.begin(), steps_.end(), [&](const Step& step) { return step.kind == Kind::variable && step.variable == variable; });
}

bool Expression::is_constant() const {
  return std::none_of(steps_.begin(), steps_.end(), [](const Step& step) { return step.kind == Kind::variable; });
}

}  // namespace thuocdo
