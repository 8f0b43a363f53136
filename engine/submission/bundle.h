// A district's bundle ("gói hồ sơ"): one .ods that carries, besides sheets to read in Calc, the original files of the district
// and of its communes byte for byte, and a list of them with what the district decided about each.
//
//   Bundle/bundle.xml      the list: whose bundle it is, the programme's digests, each unit with its files (SHA-256, time of
//                          receipt), the district's verdicts, points and rank, or why it is absent
//   Bundle/x-1.ods …       the originals
//
// It is a workbook so that anybody can open it, and so that LibreOffice can sign it: the originals stand in the package's
// manifest, hence the signature covers every one of them. Its sheets are for people; nobody reads them back. What stands in
// the list is a statement: whoever receives a bundle looks at every original and computes all points anew.
//
//   if (holds_bundle(bytes)) { ReadBundle read = read_bundle(bytes); read.bundle->units[0].files[0].bytes … }
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "programme/programme.h"
#include "scoring/appraisal.h"
#include "sheet/limits.h"

namespace thuocdo {

inline constexpr std::string_view bundle_folder = "Bundle/";
inline constexpr std::string_view bundle_list_path = "Bundle/bundle.xml";
inline constexpr std::string_view bundle_list_type = "application/vnd.thuocdo.bundle+xml";

struct BundleFile {
  std::string path;      // in the package
  std::string name;      // as it was received
  std::string digest;    // SHA-256
  std::string received;  // by the unit that made the bundle; ISO with offset
  bool copy = false;     // a PDF that goes with the sheet
  std::string bytes = {};  // when read: empty where the package lacks the file. Not in the list
  bool there = false;      // when read
};

struct BundleDecision {
  std::string criterion;
  std::string verdict, basis, comment, appraiser;
  bool not_applicable = false;
  std::vector<std::pair<std::string, std::string>> fields;  // canonical values
};

struct BundleUnit {
  std::string unit;
  std::string absent;   // why it is; empty where it has a sheet
  std::string answers;  // digest of the submission that was appraised and ranked
  std::string rank;     // empty where it is not ranked
  std::string total, maximum, published;
  bool appraised = false;
  std::vector<BundleDecision> decisions;
  std::vector<BundleFile> files;
};

struct Bundle {
  std::string engine;  // version that made it
  std::string programme, digest, units_digest, round;
  std::string unit;    // whose bundle it is
  std::string closed, closed_by;  // when its level was closed, by whom
  std::vector<BundleUnit> units;  // its own sheet's first
  std::string list_digest = {};   // when read: SHA-256 of the list

  const BundleUnit* find(std::string_view code) const;  // the first of this unit
};

std::string write_bundle_list(const Bundle& bundle);

// Whether the bytes are a package with such a list, whatever is wrong with it.
bool holds_bundle(std::string_view bytes, const Limits& limits = {});

struct ReadBundle {
  std::optional<Bundle> bundle;
  std::vector<std::string> unlisted;  // files beside the list that it does not name
  Findings findings;                  // why there is none
};
// The list alone, and the whole with the bytes of its files. Strict: nothing unknown, within the limits.
ReadBundle read_bundle_list(std::string_view xml, const Limits& limits = {});
enum class BundleFiles { with_bytes, list_only };
ReadBundle read_bundle(std::string_view package, BundleFiles files = BundleFiles::with_bytes, const Limits& limits = {});

// Of what counts; internal comments and questions stay where they were made.
BundleDecision bundle_decision(const Criterion& criterion, const CriterionAppraisal& appraisal);
// Nothing where the set or the verdict does not allow it.
std::optional<CriterionAppraisal> appraisal_of(const Criterion& criterion, const BundleDecision& decision);

}  // namespace thuocdo
