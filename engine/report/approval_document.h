// The draft of the decision that approves a result, with the general report and an annex for each tier, as one .odt in the layout
// of official documents; the annexes also as tables for Calc.
//
//   GeneralReport figures(*programme, result);          // filled from the units' sheets
//   NamedFile decision = approval_document(result, figures);       // "quyet-dinh.odt"
//   std::vector<NamedFile> annexes = annex_tables(result);         // "phu-luc-1-so.ods", …
//
// The documents are Vietnamese, as official documents are. What neither programme nor result says – number, date, signer, laws,
// tasks, remarks – is a marked gap, "[… số]". Every figure of the report has its query in a footnote. The same result gives
// the same bytes.
#pragma once

#include <vector>

#include "ranking/consolidation.h"
#include "ranking/general_report.h"
#include "report/atomic_files.h"

namespace thuocdo {

NamedFile approval_document(const Consolidation& result, const GeneralReport& figures);
std::vector<NamedFile> annex_tables(const Consolidation& result);

// A figure as a sentence and the query behind it, for the document and for machines.
struct ShownFigure {
  std::string value;  // "89.610.747.000 đồng"; empty where no unit gave the figure
  std::string query;  // "Tổng mục value của tiêu chí tc.2 (…), 19/20 đơn vị được xếp hạng cấp Sở, ban, ngành có số liệu"
};
ShownFigure shown_figure(const Programme& programme, const ReportFigure& figure, const std::vector<ReportTally>& tallies);

// {"files":[…],"notices":257,"figures":[{"section","text","kind","value","query","parts":[{"tier","criterion","field","base",
//  "answer","units","counted","not_applicable","met","sum","base_sum"}]}]}
std::string report_figures_json(const Consolidation& result, const GeneralReport& figures, const std::vector<NamedFile>& files, std::size_t notices);

}  // namespace thuocdo
