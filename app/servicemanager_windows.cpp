#include "app/servicemanager.h"

namespace chainpoints {

void tellServiceManager(const std::string&) {}

std::optional<std::chrono::milliseconds> watchdogTime()
{
    return std::nullopt;
}

} // namespace chainpoints
