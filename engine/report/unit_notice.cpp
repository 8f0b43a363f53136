#include "report/unit_notice.h"

#include "programme/deadline.h"
#include "report/explanation.h"
#include "report/numbers.h"
#include "report/official_parts.h"

namespace thuocdo {
namespace {

constexpr Language vi = Language::vietnamese;

class Notice {
 public:
  Notice(const Consolidation& result, const TierRanking& tier, const Unit& unit)
      : result_(result), programme_(*result.programme), tier_(tier), unit_(unit), subject_(inside_sentence(programme_.title.vi)), document_("Thông báo kết quả: " + unit.name) {
    put_marks(document_, {&tier.tier->set});
    const bool own = result.above != nullptr;  // a district tells its communes
    const std::string place = programme_.approval && !own ? programme_.approval->place.vi : std::string();
    put_letterhead(document_, {own ? std::string() : issuer_of(programme_, nullptr), own ? result.above->name : programme_.authority.vi, {}, place});
    document_.paragraph("title", "THÔNG BÁO");
    document_.paragraph("subject", "Kết quả " + subject_ + " của " + unit.name);
    document_.paragraph("rule-subject", {});
    document_.paragraph("body", approval_named(programme_, result.above, "Căn cứ ", " phê duyệt kết quả " + subject_ + ", " + (own ? result.above->name : programme_.authority.vi) +
                                                                                      " thông báo kết quả của " + unit.name + " như sau:"));
  }

  NamedFile ranked(const RankedUnit& unit, const AssessedSheet& sheet) {
    const int places = programme_.total_places;
    document_.paragraph("heading-1", "1. Kết quả");
    item("Thứ hạng", std::to_string(unit.rank) + "/" + std::to_string(tier_.ranked.size()) + " đơn vị được xếp hạng, cấp " + tier_.tier->name.vi + (unit.tied ? " (đồng hạng)" : ""));
    item("Tổng điểm", fixed_text(unit.total, places, vi) + "/" + fixed_text(unit.maximum, places, vi) + " (" + percent_text(unit.total, unit.maximum, vi) + ")");
    if (programme_.ranking.by == RankBy::share) item("Điểm xếp hạng", fixed_text(unit.published, places, vi));
    if (!unit.decided_by.empty()) item("Tiêu chí phân định với đơn vị liền trước có cùng điểm", unit.decided_by);
    if (unit.band != nullptr) item("Xếp loại", unit.band->name.vi);
    if (!unit.check_code.empty()) item("Mã kiểm tra của phiếu được dùng", unit.check_code);
    if (unit.self && unit.self->closed) appraised(unit);
    document_.paragraph("heading-1", "2. Điểm và lý do từng tiêu chí");
    std::vector<PageRow> rows;
    std::vector<bool> strong;
    const CriteriaSet& set = tier_.tier->set;
    for (std::size_t i = 0; i < set.criteria.size(); ++i) {
      const Criterion& criterion = set.criteria[i];
      const auto& result = unit.results[i];
      const bool none = result.state == State::missing && !criterion.is_group();
      PageRow row{{criterion.number}, {set.printed_name(criterion).vi}, {shown_maximum(criterion, unit.results.whole(i), programme_.criterion_places, vi)}, {none ? std::string("–") : fixed_text(result.points, programme_.criterion_places, vi)}, {}};
      if (!criterion.is_group()) {
        if (result.state != State::scored) row[4].push_back(state_label(result.state).vi);
        put_appraisal(unit, i, row[4]);
        for (const ExplainedLine& line : explanation(sheet, static_cast<int>(i), vi)) {
          // Group and points stand beside it; why repeats the rule and the answers.
          if (line.label == "Nhóm" || line.label == "Điểm" || line.label == "Nguồn" || line.label == "Cách tính" || line.label == "Trả lời") continue;
          row[4].push_back(Line().bold(line.label + ": ").text(line.content));
        }
      }
      rows.push_back(std::move(row));
      strong.push_back(criterion.is_group());
    }
    document_.table({{15, "cell-centre"}, {46, "cell"}, {17, "cell-number"}, {17, "cell-number"}, {70, "cell"}}, {"STT", "Tiêu chí", "Điểm tối đa", "Điểm", "Vì sao"}, rows, strong);
    return finished();
  }

  NamedFile unranked(UnrankedReason reason) {
    document_.paragraph("heading-1", "1. Kết quả");
    item("Không được xếp hạng", unranked_label(reason).vi);
    if (reason != UnrankedReason::condition_unmet) item("Theo quy định", consequence_label(consequence(programme_, Timeliness::late)).vi);
    return finished();
  }

 private:
  // How much the closed appraisal changed; why stands with each criterion.
  void appraised(const RankedUnit& unit) {
    std::size_t changed = 0;
    for (std::size_t i = 0; i < unit.results.size(); ++i) {
      if (!tier_.tier->set.criteria[i].is_group() && unit.is_changed(i)) ++changed;
    }
    const Decimal claimed = unit.self->own.total;
    item("Tổng điểm đơn vị tự đánh giá", fixed_text(claimed, programme_.total_places, vi));
    const Decimal difference = subtract(unit.total, claimed).value_or(Decimal());
    item("Thay đổi qua thẩm định", changed == 0 ? std::string("không có") : std::to_string(changed) + " tiêu chí, " + (Decimal() < difference ? "+" : "") + fixed_text(difference, programme_.total_places, vi) + " điểm");
  }

  // What the unit claimed and what the closed appraisal made of it.
  void put_appraisal(const RankedUnit& unit, std::size_t index, std::vector<Line>& cell) const {
    if (!unit.self || !unit.self->closed || unit.self->decided[index].verdict.empty()) return;
    const SelfAssessed::Decided& decided = unit.self->decided[index];
    const auto verdict = appraisal_verdict(decided.verdict);
    const auto basis = appraisal_basis(decided.basis);
    const auto& own = unit.self->own.results[index];
    cell.push_back(Line().bold("Thẩm định: ").text((verdict ? verdict_label(*verdict).vi : decided.verdict) + (basis ? " (" + basis_label(*basis).vi + ")" : "") +
                                                   (decided.comment.empty() ? "" : ": " + decided.comment)));
    cell.push_back(Line().bold("Đơn vị tự đánh giá: ").text(own.state == State::missing ? "–" : fixed_text(own.points, programme_.criterion_places, vi)));
  }

  void item(const std::string& label, const std::string& content) { document_.paragraph("item", Line("- " + label + ": ").bold(content).text(".")); }

  NamedFile finished() {
    document_.paragraph("body", Line("Ý kiến của đơn vị về kết quả này đề nghị gửi trước ngày ").blank("thời hạn").text("./."));
    put_signature(document_, {Line("- " + unit_.name + ";"), Line("- ").blank("nơi nhận khác").text(";"), Line("- Lưu: VT, ").blank("").text(".")}, Line().blank("QUYỀN HẠN CỦA NGƯỜI KÝ"));
    return {std::string(notice_prefix) + unit_.code + ".odt", document_.take()};
  }

  const Consolidation& result_;
  const Programme& programme_;
  const TierRanking& tier_;
  const Unit& unit_;
  const std::string subject_;
  TextDocument document_;
};

}  // namespace

NamedFile unit_notice(const Consolidation& result, const TierRanking& tier, const RankedUnit& unit, const AssessedSheet& sheet) {
  return Notice(result, tier, *unit.unit).ranked(unit, sheet);
}

NamedFile unit_notice(const Consolidation& result, const TierRanking& tier, const UnrankedUnit& unit) { return Notice(result, tier, *unit.unit).unranked(unit.reason); }

}  // namespace thuocdo
