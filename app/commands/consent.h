// Before settled points change: shows whose, and how, and asks.
#pragma once

#include "app/commandline.h"
#include "core/base/result.h"
#include "core/config/config.h"

namespace chainpoints {

enum class Consent {
    Given,
    Withheld, ///< the answer was no
    Looked,   ///< only the preview was wanted
};

/// Prints the table to stdout where the request changes settled points. BadInput where nobody can be asked
/// and --yes was not said.
[[nodiscard]] Result<Consent> askConsent(const Config& config, const ActionRequest& request,
                                         const OperateOptions& options);

} // namespace chainpoints
