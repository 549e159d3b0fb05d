// The configuration's file on the disk, when a person changes it.
#pragma once

#include "core/config/configdraft.h"

namespace chainpoints {

/// What is in `file`, or a draft of one that is not there. BadInput as draftOf(), and where it cannot be
/// read.
[[nodiscard]] Result<ConfigDraft> readDraft(const std::filesystem::path& file);

/// Writes the planned text, whole or not at all, with the rights that the file had; a new one is readable by
/// its owner only. What was there is kept beside it as NAME.bak. Conflict where the file is no longer what
/// the draft read; BadInput where it cannot be written.
[[nodiscard]] Result<void> writePlan(const ConfigDraft& draft, const ConfigPlan& plan);

} // namespace chainpoints
