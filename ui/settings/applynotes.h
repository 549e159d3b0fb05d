// What follows from changed settings, before they apply.
#pragma once

#include "core/access/chainviews.h"
#include "core/config/configdraft.h"
#include "core/settings/secretkeeper.h"

#include <QStringList>

namespace chainpoints {

/// Sentences, translated. `chains` tells who follows them now.
[[nodiscard]] QStringList applyNotes(const ConfigDraft& draft, const Settings& settings,
                                     const std::vector<ChainView>& chains);
/// Of secrets that are needed and nowhere; translated, empty: there are none.
[[nodiscard]] QString noteOfMissing(const std::vector<SecretState>& secrets);

} // namespace chainpoints
