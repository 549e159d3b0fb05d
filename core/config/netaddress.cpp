#include "core/config/netaddress.h"

#include "core/config/secrets.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace chainpoints {
namespace {

constexpr std::size_t kLongestHost = 253;
constexpr std::size_t kLongestLabel = 63;
constexpr int kGroups = 8;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetterOrDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// `whole` must be a number of that base and at most `maxDigits` digits.
std::optional<int> number(std::string_view whole, std::size_t maxDigits, int base = 10)
{
    int value = 0;
    const char* end = whole.data() + whole.size();
    if (whole.empty() || whole.size() > maxDigits || whole.front() == '-')
        return std::nullopt;
    const auto parsed = std::from_chars(whole.data(), end, value, base);
    return parsed.ec == std::errc() && parsed.ptr == end ? std::optional(value) : std::nullopt;
}

/// The text up to `separator` or the end; removes both from `rest`.
std::string_view takeUntil(std::string_view& rest, char separator)
{
    const std::size_t at = rest.find(separator);
    const std::string_view part = rest.substr(0, at);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
    return part;
}

std::optional<std::array<int, 4>> parseIpv4(std::string_view text)
{
    std::array<int, 4> bytes{};
    if (std::count(text.begin(), text.end(), '.') != 3)
        return std::nullopt;
    for (int& byte : bytes) {
        const std::string_view part = takeUntil(text, '.');
        const auto value = number(part, 3);
        // Some read a leading zero as octal: which host is meant is not certain then.
        if (!value || *value > 255 || (part.size() > 1 && part.front() == '0'))
            return std::nullopt;
        byte = *value;
    }
    return bytes;
}

/// Appends the groups of a run without "::"; the last two may be written as IPv4 where the address ends with
/// the run. False where something else is in it.
bool readGroups(std::string_view run, bool endsAddress, std::array<int, kGroups>& groups, int& count)
{
    while (!run.empty()) {
        const bool isLast = endsAddress && run.find(':') == std::string_view::npos;
        const bool endsInColon = run.ends_with(':');
        const std::string_view part = takeUntil(run, ':');
        if (const auto v4 = isLast ? parseIpv4(part) : std::nullopt; v4 && count <= kGroups - 2) {
            groups[static_cast<std::size_t>(count++)] = (*v4)[0] * 256 + (*v4)[1];
            groups[static_cast<std::size_t>(count++)] = (*v4)[2] * 256 + (*v4)[3];
            continue;
        }
        const auto group = number(part, 4, 16);
        if (!group || count == kGroups || (run.empty() && endsInColon))
            return false;
        groups[static_cast<std::size_t>(count++)] = *group;
    }
    return true;
}

std::optional<std::array<int, kGroups>> parseIpv6(std::string_view text)
{
    std::array<int, kGroups> groups{};
    std::array<int, kGroups> tail{};
    int count = 0;
    int tailCount = 0;
    const std::size_t gap = text.find("::");
    if (!readGroups(text.substr(0, gap), gap == std::string_view::npos, groups, count))
        return std::nullopt;
    if (gap == std::string_view::npos)
        return count == kGroups ? std::optional(groups) : std::nullopt;
    if (!readGroups(text.substr(gap + 2), true, tail, tailCount) || count + tailCount >= kGroups)
        return std::nullopt;
    std::copy_n(tail.begin(), tailCount, groups.end() - tailCount);
    return groups;
}

bool isHostName(std::string_view text)
{
    if (text.ends_with('.'))
        text.remove_suffix(1);
    if (text.empty() || text.size() > kLongestHost || text.ends_with('.'))
        return false;
    std::string_view label;
    while (!text.empty()) {
        label = takeUntil(text, '.');
        // The underscore is no letter of DNS, but of the names in container networks.
        const bool shaped = std::all_of(label.begin(), label.end(),
                                        [](char c) { return isLetterOrDigit(c) || c == '-' || c == '_'; });
        if (!shaped || label.empty() || label.size() > kLongestLabel || label.front() == '-' ||
            label.back() == '-')
            return false;
    }
    // "10.0.0.300" and "127.1" are addresses gone wrong, not names.
    return !std::all_of(label.begin(), label.end(), isDigit);
}

Error reason(const std::string& sentence)
{
    return {ErrorCode::BadInput, sentence};
}

/// "host", "host:port", "[v6]", "[v6]:port".
Result<HostPort> splitHost(std::string_view text, std::optional<int> portWhereMissing)
{
    HostPort result;
    if (text.starts_with('[')) {
        text.remove_prefix(1);
        const bool closed = text.find(']') != std::string_view::npos;
        const std::string_view host = takeUntil(text, ']');
        if (!closed || !parseIpv6(host) || !(text.empty() || text.starts_with(':')))
            return reason("there is no IPv6 address between the brackets");
        result.host = host;
    } else {
        const std::string_view host = text.substr(0, text.find(':'));
        text.remove_prefix(host.size());
        if (host.empty())
            return reason("the host is missing");
        if (text.find(':', 1) != std::string_view::npos)
            return reason("an IPv6 address must stand in brackets, like [::1]");
        if (!parseIpv4(host) && !isHostName(host))
            return reason("the host is neither a name nor an address");
        result.host = host;
    }
    if (text.empty() && !portWhereMissing)
        return reason("the port is missing");
    const std::optional<int> port = text.empty() ? portWhereMissing : number(text.substr(1), 5);
    if (!port || *port < 1 || *port > 65535)
        return reason("the port is not a number from 1 to 65535");
    result.port = *port;
    return result;
}

std::string hide(const std::string& written, std::size_t start, std::size_t end)
{
    const std::string shape = blankReferences(written);
    const std::size_t at = shape.substr(0, end).rfind('@');
    const std::size_t colon = shape.find(':', start);
    if (at == std::string::npos || colon == std::string::npos || colon > at)
        return written;
    const std::string password = written.substr(colon + 1, at - colon - 1);
    if (password.starts_with("{secret:") && password.find('}') == password.size() - 1)
        return written;
    return written.substr(0, colon + 1) + "***" + written.substr(at);
}

/// Where the part between "//" and the path begins; 0 where there is no "//".
std::size_t authorityStart(const std::string& text)
{
    const std::size_t slashes = text.find("://");
    return slashes == std::string::npos ? 0 : slashes + 3;
}

} // namespace

Result<HostPort> parseHostPort(std::string_view text)
{
    return splitHost(text, std::nullopt);
}

bool isLoopback(std::string_view host)
{
    if (const auto v4 = parseIpv4(host))
        return (*v4)[0] == 127;
    if (const auto v6 = parseIpv6(host))
        return *v6 == std::array<int, kGroups>{0, 0, 0, 0, 0, 0, 0, 1};
    std::string name(host);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return name == "localhost";
}

Result<HttpUrl> parseHttpUrl(std::string_view text)
{
    std::string scheme(text.substr(0, text.find("://")));
    std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                   [](char c) { return static_cast<char>(c | 0x20); });
    if (scheme.size() == text.size() || (scheme != "http" && scheme != "https"))
        return reason("it does not begin with http:// or https://");
    for (const char c : text)
        if (c <= ' ' || c > '~' || std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos)
            return reason("it holds a blank or another character that must be percent-encoded in a URL");
    if (text.find('#') != std::string_view::npos)
        return reason("it has a fragment (#), which is never sent");

    text.remove_prefix(scheme.size() + 3);
    std::string_view authority = text.substr(0, text.find_first_of("/?"));
    HttpUrl result;
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        const std::string_view user = authority.substr(0, at);
        if (const std::size_t colon = user.find(':'); colon != std::string_view::npos)
            result.password = user.substr(colon + 1);
        authority.remove_prefix(at + 1);
    }
    const auto server = splitHost(authority, scheme == "http" ? 80 : 443);
    if (!server)
        return server.error();
    result.host = server->host;
    return result;
}

std::string hidePassword(const std::string& url)
{
    const std::size_t start = authorityStart(url);
    return hide(url, start, blankReferences(url).find_first_of("/?#", start));
}

std::string hidePossiblePassword(const std::string& text)
{
    return hide(text, authorityStart(text.substr(0, text.find('@'))), std::string::npos);
}

} // namespace chainpoints
