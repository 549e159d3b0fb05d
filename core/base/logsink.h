// From the log to its memory. Internal to core/base.
#pragma once

#include "core/base/log.h"

namespace chainpoints::log {

/// `message` is redacted already.
void rememberLine(Level level, std::string_view component, std::string_view message);

} // namespace chainpoints::log
