#include "core/http/querytext.h"

#include <httplib.h>

#include <algorithm>
#include <string_view>

namespace chainpoints {

std::vector<std::pair<std::string, std::string>> queryOf(const std::string& target)
{
    std::vector<std::pair<std::string, std::string>> query;
    const std::size_t mark = target.find('?');
    if (mark == std::string::npos)
        return query;
    const auto decoded = [](std::string_view text) {
        return httplib::detail::decode_url(std::string(text), true);
    };
    std::string_view rest = std::string_view(target).substr(mark + 1);
    rest = rest.substr(0, rest.find('#'));
    while (!rest.empty()) {
        const std::string_view part = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
        if (part.empty())
            continue;
        const std::size_t equals = std::min(part.find('='), part.size());
        query.emplace_back(decoded(part.substr(0, equals)),
                           decoded(part.substr(std::min(equals + 1, part.size()))));
    }
    return query;
}

} // namespace chainpoints
