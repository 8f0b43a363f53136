// The figures of a round without assessment, for people and for machines.
//
//   out << collection_text(result, page);
//   write_result(folder, collection_files(result), 1);         // report/ranking_report.h
//
// As for a ranking, the files depend on the sheets and the programme alone.
//   data.csv       tier,unit,name,criterion,number,criterion_name,field,label,value,text,note,evidence,page,link
//                  one line for each field of each criterion of each unit that sent a sheet; value: a decimal with a
//                  point, an ISO date, "co", "khong", the id of a level, "na" where it does not apply, empty where it was
//                  not answered; text: what people read for it, in Vietnamese
//   findings.csv   file,sheet,cell,severity,code,criterion,field,message_vi,message_en
//   result.json    {"engine","programme","digest","units_digest","round","assessed":false,"tiers":[{"key","name",
//                  "received":[{"unit","name","answered","asked","check_code","file"}],"missing":[{"unit","name",
//                  "reason","files"}]}],"refused_files","findings"}
#pragma once

#include <string>
#include <vector>

#include "programme/atomic_files.h"
#include "ranking/collection.h"
#include "report/page.h"

namespace thuocdo {

std::string collection_text(const Collection& result, const Page& page);

std::string data_csv(const Collection& result);
std::string collection_json(const Collection& result);
// data.csv, findings.csv, result.json.
// The result must outlive the files.
std::vector<MadeFile> collection_files(const Collection& result);

}  // namespace thuocdo
