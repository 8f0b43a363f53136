// Dividing in a reviewer's working copy: a copy for each reviewer in which only his criteria of the round are seen and open, with his
// name. They are merged again with merge_reviews.h. Arguments as for dividing a sheet: Division ("Tổ 1|1,2;Tổ 2|3"), Folder.
#pragma once

#include "commands/command.h"

namespace thuocdo {

CommandOutcome split_review(const Call& call, const Document& document);

}  // namespace thuocdo
