// Tells the service manager (systemd) how the daemon is: Type=notify and its watchdog. Without one nothing
// happens.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace chainpoints {

/// In sd_notify(3)'s words: "READY=1", "WATCHDOG=1", "STOPPING=1".
void tellServiceManager(const std::string& state);

/// After so much silence the daemon is taken for stuck; nothing where nobody watches.
[[nodiscard]] std::optional<std::chrono::milliseconds> watchdogTime();

} // namespace chainpoints
