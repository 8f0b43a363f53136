// Builds the text of a definition file element by element. Private to the room.
//
//   XmlText xml;
//   xml.open("item");
//   xml.attribute("points", Decimal(2));
//   xml.words({"Có kế hoạch", "There is a plan"});
//   xml.close();
//   xml.take()
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "finding/text.h"
#include "number/decimal.h"

namespace thuocdo {

// With `flat` everything stands on one line.
class XmlText {
 public:
  explicit XmlText(bool flat = false) : flat_(flat) {}

  void open(std::string_view name) {
    end_start_tag();
    indent();
    text_.append("<").append(name);
    names_.emplace_back(name);
    in_start_tag_ = true;
  }
  void attribute(std::string_view name, std::string_view value) {
    text_.append(" ").append(name).append("=\"").append(escaped(value)).append("\"");
  }
  void attribute(std::string_view name, const Decimal& value) { attribute(name, value.text()); }
  void attribute(std::string_view name, const std::optional<Decimal>& value) {
    if (value) attribute(name, *value);
  }
  void attribute_if(bool wanted, std::string_view name, std::string_view value) {
    if (wanted) attribute(name, value);
  }
  void close() {
    const std::string name = std::move(names_.back());
    names_.pop_back();
    if (in_start_tag_) {
      text_ += "/>";
      in_start_tag_ = false;
    } else {
      indent();
      text_.append("</").append(name).append(">");
    }
    if (!flat_) text_ += '\n';
  }
  // The <vi> and <en> of the open element.
  void words(const Text& text) {
    leaf("vi", text.vi);
    if (!text.en.empty()) leaf("en", text.en);
  }
  void child_words(std::string_view name, const Text& text) {
    if (text.empty()) return;
    open(name);
    words(text);
    close();
  }
  std::string take() { return std::move(text_); }

 private:
  static std::string escaped(std::string_view text);
  void leaf(std::string_view name, std::string_view value) {
    end_start_tag();
    indent();
    text_.append("<").append(name).append(">").append(escaped(value)).append("</").append(name).append(">");
    if (!flat_) text_ += '\n';
  }
  void end_start_tag() {
    if (in_start_tag_) text_ += flat_ ? ">" : ">\n";
    in_start_tag_ = false;
  }
  void indent() {
    if (!flat_) text_.append(2 * names_.size(), ' ');
  }

  std::string text_;
  std::vector<std::string> names_;
  bool flat_;
  bool in_start_tag_ = false;
};

}  // namespace thuocdo
