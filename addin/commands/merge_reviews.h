// Merging in a reviewer's working copy: takes in what other reviewers decided of the same submission in the same round, as one step;
// where they differ, somebody chooses. Arguments as for merging parts: Parts (paths, or a folder), Choices ("1.4=b.ods;2.1=": whose
// verdict is used; this copy's where nothing is said).
#pragma once

#include "commands/command.h"

namespace thuocdo {

CommandOutcome merge_reviews(const Call& call, const Document& document);

}  // namespace thuocdo
