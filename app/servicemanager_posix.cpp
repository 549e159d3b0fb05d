#include "app/servicemanager.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace chainpoints {
namespace {

std::optional<std::int64_t> numberFrom(const char* variable)
{
    const char* value = std::getenv(variable);
    if (value == nullptr)
        return std::nullopt;
    const std::string_view text = value;
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

} // namespace

void tellServiceManager(const std::string& state)
{
    const char* path = std::getenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    if (path == nullptr || (*path != '/' && *path != '@') || std::strlen(path) >= sizeof address.sun_path)
        return;
    const std::size_t length = std::strlen(path);
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path, length);
    // A name that is no file begins with a zero byte.
    if (*path == '@')
        address.sun_path[0] = '\0';
    const int handle = ::socket(AF_UNIX, SOCK_DGRAM, 0);
    if (handle < 0)
        return;
    // Nobody who listens is no fault of ours.
    (void)::sendto(handle, state.data(), state.size(), 0, reinterpret_cast<const sockaddr*>(&address),
                   static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length));
    ::close(handle);
}

std::optional<std::chrono::milliseconds> watchdogTime()
{
    const auto microseconds = numberFrom("WATCHDOG_USEC");
    const auto process = numberFrom("WATCHDOG_PID");
    if (!microseconds || *microseconds <= 0 || (process && *process != ::getpid()))
        return std::nullopt;
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(*microseconds));
}

} // namespace chainpoints
