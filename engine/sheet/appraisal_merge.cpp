// What several reviewers say about one unit, put together.
#include <algorithm>

#include "sheet/appraisal_file.h"

namespace thuocdo {
namespace {

class Merging {
 public:
  Merging(const Programme& programme, const Tier& tier, const Answers& answers, const std::vector<UnitAppraisal>& parts)
      : programme_(programme), tier_(tier), answers_(answers), parts_(parts), merge_{Appraisal(tier.set), {}, {}} {}

  AppraisalMerge run() {
    decide(AppraisalStage::first);
    explain();
    decide(AppraisalStage::second);
    decide(AppraisalStage::final);
    return std::move(merge_);
  }

 private:
  struct Place {
    const UnitAppraisal* part;
    const ReadDecision* decision;
  };

  const Criterion& criterion(int index) const { return tier_.set.criteria[static_cast<std::size_t>(index)]; }

  void decide(AppraisalStage stage) {
    std::map<int, std::vector<Place>> by_criterion;
    for (const UnitAppraisal& part : parts_) {
      for (const ReadDecision& one : part.decisions) {
        if (one.stage == stage && usable(part, one)) add(by_criterion[one.criterion], {&part, &one});
      }
    }
    for (const auto& [index, places] : by_criterion) {
      if (places.size() == 1) {
        merge_.appraisal[index].at(stage) = places.front().decision->appraisal;
      } else {
        conflict(stage, index, places);
      }
    }
  }

  bool usable(const UnitAppraisal& part, const ReadDecision& one) {
    Findings found = check_appraisal(programme_, criterion(one.criterion), answers_[one.criterion], merge_.appraisal[one.criterion], one.stage, one.appraisal);
    for (Finding& about : found) merge_.findings.push_back(about.in_file(part.file).at_line(one.line));
    return !has_blocking(found);
  }

  // Reviewers who agree word by word count once.
  void add(std::vector<Place>& places, const Place& place) const {
    for (const Place& other : places) {
      if (same_appraisal(criterion(place.decision->criterion), other.decision->appraisal, place.decision->appraisal)) return;
    }
    places.push_back(place);
  }

  void conflict(AppraisalStage stage, int index, const std::vector<Place>& places) {
    AppraisalConflict conflict{stage, index, {}, {}};
    for (const Place& place : places) {
      conflict.decisions.push_back(*place.decision);
      conflict.files.push_back(place.part->file);
    }
    const auto named = [](const Place& place) {
      return place.decision->appraisal.appraiser.empty() ? place.part->file : place.decision->appraisal.appraiser;
    };
    for (std::size_t i = 1; i < places.size(); ++i) {
      merge_.findings.push_back(conflict_finding(criterion(index), stage, named(places[0]), named(places[i])).in_file(places[i].part->file).at_line(places[i].decision->line));
    }
    merge_.conflicts.push_back(std::move(conflict));
  }

  void explain() {
    const std::vector<int> open = open_to_explanation(programme_, tier_, answers_, merge_.appraisal);
    for (const UnitAppraisal& part : parts_) {
      for (const ReadExplanation& one : part.explanations) {
        const bool is_open = std::find(open.begin(), open.end(), one.criterion) != open.end();
        Findings found = check_explanation(criterion(one.criterion), one.explanation, is_open);
        for (Finding& about : found) merge_.findings.push_back(about.in_file(part.file).at_line(one.line));
        if (found.empty()) merge_.appraisal[one.criterion].explanation = one.explanation;
      }
    }
  }

  const Programme& programme_;
  const Tier& tier_;
  const Answers& answers_;
  const std::vector<UnitAppraisal>& parts_;
  AppraisalMerge merge_;
};

}  // namespace

AppraisalMerge merge_appraisals(const Programme& programme, const Tier& tier, const Answers& answers, const std::vector<UnitAppraisal>& parts) {
  return Merging(programme, tier, answers, parts).run();
}

Finding conflict_finding(const Criterion& criterion, AppraisalStage stage, const std::string& one, const std::string& other) {
  const auto same = [](const std::string& text) { return Text{text, text}; };
  return finding(Code::appraisal_conflict, std::vector<Text>{same(criterion.id), stage_label(stage), same(one), same(other)}).about(criterion.id, "verdict");
}

}  // namespace thuocdo
