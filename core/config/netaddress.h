// Host names, IP addresses and URLs as text: whether they can be right, without asking the network.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace chainpoints {

struct HostPort
{
    std::string host; ///< an IPv6 address without its brackets
    int port = 0;     ///< 1 to 65535

    bool operator==(const HostPort&) const = default;
};

/// "127.0.0.1:8787", "[::1]:8787", "localhost:8787". The error says which part is wrong.
[[nodiscard]] Result<HostPort> parseHostPort(std::string_view text);

/// 127.0.0.0/8, ::1 in any notation, or "localhost". `host` is without brackets.
[[nodiscard]] bool isLoopback(std::string_view host);

/// What of a URL has to be known here.
struct HttpUrl
{
    std::string host;     ///< an IPv6 address without its brackets
    std::string password; ///< of user:password@, as written; empty where there is none
};

/// An http or https URL with a host that can exist and a port from 1 to 65535 where one is given; no
/// fragment, no blanks, no braces. The error is a reason that quotes nothing of the URL, since it may hold
/// secrets.
[[nodiscard]] Result<HttpUrl> parseHttpUrl(std::string_view text);

/// `url` as written in the configuration with the password of user:password@ as "***"; a password that is
/// nothing but a {secret:NAME} reference stays.
[[nodiscard]] std::string hidePassword(const std::string& url);

/// The same for a text of which nothing is known, for error messages: hides too much rather than too little.
[[nodiscard]] std::string hidePossiblePassword(const std::string& text);

} // namespace chainpoints
