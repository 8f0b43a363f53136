// A published result as a static web page: one folder that any web server, or none, can show. Ranking by tier, search by
// unit, each unit's scorecard with a chart, print view, Vietnamese and English, by keyboard, on a phone, without network.
//
//   WebPage page = web_page(result_folder, *programme);
//   write_files("trang", page.files);        // index.html, ranking.csv …, result.json, result.schema.json
//
// The page is made from the files that consolidate wrote, so that what is shown is what was approved; the programme gives
// the names and rules of the criteria and must be the one that the result was computed with.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "programme/atomic_files.h"
#include "programme/programme.h"

namespace thuocdo {

struct WebPage {
  std::vector<NamedFile> files;  // empty when a finding is blocking
  Findings findings;
};

WebPage web_page(const std::filesystem::path& result_folder, const Programme& programme);
// Not beside sheets or other workbooks: there the page's result.json would make a result of their folder.
bool is_place_for_web_page(const std::filesystem::path& folder);

}  // namespace thuocdo
