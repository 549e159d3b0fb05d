#include "core/base/time.h"

#include "core/base/quotable.h"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace chainpoints {
namespace {

constexpr std::int64_t kLastFormattable = 253402300799; // 9999-12-31T23:59:59Z

bool readNumber(std::string_view text, int& out)
{
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, out);
    return parsed.ec == std::errc() && parsed.ptr == end && text.front() != '-';
}

} // namespace

std::string formatTime(UnixTime time)
{
    if (time.value() < 0 || time.value() > kLastFormattable)
        return std::to_string(time.value());
    const std::chrono::sys_seconds instant{std::chrono::seconds(time.value())};
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(instant - day);
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return buffer;
}

Result<UnixTime> parseTime(std::string_view text)
{
    const Error wrong{ErrorCode::BadInput,
                      "\"" + quotable(text, 60) +
                          "\" is not a time; write 2025-01-01T15:00:00Z or Unix seconds"};
    std::int64_t seconds = 0;
    const char* end = text.data() + text.size();
    if (const auto parsed = std::from_chars(text.data(), end, seconds);
        !text.empty() && parsed.ec == std::errc() && parsed.ptr == end)
        return seconds < 0 ? Result<UnixTime>(wrong) : UnixTime(seconds);

    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    const bool shaped = text.size() == 20 && text[4] == '-' && text[7] == '-' && text[10] == 'T' &&
                        text[13] == ':' && text[16] == ':' && text[19] == 'Z' &&
                        readNumber(text.substr(0, 4), year) && readNumber(text.substr(5, 2), month) &&
                        readNumber(text.substr(8, 2), day) && readNumber(text.substr(11, 2), hour) &&
                        readNumber(text.substr(14, 2), minute) && readNumber(text.substr(17, 2), second);
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!shaped || !date.ok() || year < 1970 || hour > 23 || minute > 59 || second > 59)
        return wrong;
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    return UnixTime(static_cast<std::int64_t>(days) * 86400 + hour * 3600 + minute * 60 + second);
}

UnixTime wallClock()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return UnixTime(std::chrono::duration_cast<std::chrono::seconds>(now).count());
}

} // namespace chainpoints
