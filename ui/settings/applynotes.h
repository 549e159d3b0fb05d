// What follows from changed settings, before they apply.
#pragma once

#include "core/access/chainviews.h"
#include "core/config/configdraft.h"

#include <QStringList>

namespace chainpoints {

/// Sentences, translated. `chains` tells who follows them now.
[[nodiscard]] QStringList applyNotes(const ConfigDraft& draft, const Settings& settings,
                                     const std::vector<ChainView>& chains);

} // namespace chainpoints
