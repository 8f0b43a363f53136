#include "sheet/merge_parts.h"

#include <algorithm>

#include "programme/digest.h"

namespace thuocdo {
namespace {

constexpr std::size_t mark_length = 12;

std::string shown(const Value* value) {
  if (value == nullptr) return {};
  if (const auto* number = std::get_if<Decimal>(value)) return number->text(Notation::vietnamese);
  if (const auto* text = std::get_if<std::string>(value)) return tidy(*text);
  if (const auto* error = std::get_if<CellError>(value)) return error->text;
  return {};
}

}  // namespace

std::string answer_mark(const Criterion& criterion, const Answer& answer) {
  std::string text;
  const auto add = [&](std::string_view part) { text += std::to_string(part.size()) + ":" + std::string(part) + ","; };
  for (const Field& field : criterion.asked_fields()) add(shown(answer.find(field.name)));
  add(tidy(answer.reason));
  add(tidy(answer.evidence));
  add(tidy(answer.page));
  // Only where there is one: parts that were divided before links counted have the same marks.
  if (const std::string link = tidy(answer.link); !link.empty()) add(link);
  return sha256_hex(text).substr(0, mark_length);
}

AnswerMarks answer_marks(const CriteriaSet& set, const Answers& answers) {
  AnswerMarks marks;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    if (!set.criteria[i].is_group()) marks[set.criteria[i].id] = answer_mark(set.criteria[i], answers.by_criterion[i]);
  }
  return marks;
}

std::string marks_text(const AnswerMarks& marks) {
  std::string text;
  for (const auto& [id, mark] : marks) text += (text.empty() ? "" : ";") + id + "=" + mark;
  return text;
}

AnswerMarks marks_of_text(std::string_view text) {
  AnswerMarks marks;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t end = std::min(text.find(';', from), text.size());
    const std::string_view one = text.substr(from, end - from);
    if (const std::size_t equals = one.find('='); equals != one.npos) {
      marks.emplace(std::string(one.substr(0, equals)), std::string(one.substr(equals + 1)));
    }
    from = end + 1;
  }
  return marks;
}

bool same_answer(const Criterion& criterion, const Answer& a, const Answer& b) {
  for (const Field& field : criterion.asked_fields()) {
    const Value nothing;
    const Value* of_a = a.find(field.name);
    const Value* of_b = b.find(field.name);
    const Value& first = of_a ? *of_a : nothing;
    const Value& second = of_b ? *of_b : nothing;
    if (is_blank(first) != is_blank(second)) return false;
    if (!is_blank(first) && !same_value(field, first, second) && shown(&first) != shown(&second)) return false;
  }
  return tidy(a.reason) == tidy(b.reason) && tidy(a.evidence) == tidy(b.evidence) && tidy(a.page) == tidy(b.page) &&
         tidy(a.link) == tidy(b.link);
}

Text answer_words(const Criterion& criterion, const Answer& answer) {
  Text words;
  const auto add = [&](const Text& label, const std::string& text) {
    if (text.empty()) return;
    words.vi += (words.vi.empty() ? "" : "; ") + label.vi + text;
    words.en += (words.en.empty() ? "" : "; ") + label.en + text;
  };
  std::string figures;
  for (const Field& field : criterion.asked_fields()) {
    const std::string value = shown(answer.find(field.name));
    if (!value.empty()) figures += (figures.empty() ? "" : " / ") + value;
  }
  add({}, figures);
  add({"lý do: ", "reason: "}, tidy(answer.reason));
  add({"tài liệu: ", "evidence: "}, tidy(answer.evidence));
  add({"trang: ", "page: "}, tidy(answer.page));
  add({"liên kết hoặc tệp: ", "link or file: "}, tidy(answer.link));
  if (words.vi.empty()) return {"(trống)", "(empty)"};
  return words;
}

Merge merge_parts(const CriteriaSet& set, const Answers& whole, const std::vector<SheetPart>& parts) {
  Merge merge;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    if (criterion.is_group()) continue;
    const Answer& here = whole.by_criterion[i];
    const std::string mark_here = answer_mark(criterion, here);
    std::vector<int> changed;  // parts that say something else than the whole, and than the whole said before
    bool outside = false, here_changed = false;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const SheetPart& part = parts[p];
      const Answer& there = part.answers.by_criterion[i];
      const auto base = part.base.find(criterion.id);
      const bool own = std::find(part.criteria.begin(), part.criteria.end(), criterion.id) != part.criteria.end();
      if (same_answer(criterion, here, there)) continue;
      // Without a mark nobody knows who changed it: somebody must choose.
      if (base != part.base.end() && base->second == answer_mark(criterion, there)) continue;
      changed.push_back(static_cast<int>(p));
      outside = outside || !own;
      here_changed = here_changed || base == part.base.end() || base->second != mark_here;
    }
    if (changed.empty()) continue;
    const Answer& first = parts[static_cast<std::size_t>(changed.front())].answers.by_criterion[i];
    const bool agree = std::all_of(changed.begin(), changed.end(), [&](int p) {
      return same_answer(criterion, first, parts[static_cast<std::size_t>(p)].answers.by_criterion[i]);
    });
    const int index = static_cast<int>(i);
    if (!agree) {
      merge.conflicts.push_back({index, MergeConflict::Why::two_parts, std::move(changed)});
    } else if (outside) {
      merge.conflicts.push_back({index, MergeConflict::Why::outside, std::move(changed)});
    } else if (here_changed) {
      merge.conflicts.push_back({index, MergeConflict::Why::both_changed, std::move(changed)});
    } else {
      merge.taken.push_back({index, changed.front()});
    }
  }
  return merge;
}

}  // namespace thuocdo
