#include "core/storage/failuresearch.h"

#include "core/storage/textsearch.h"
#include "core/storage/usersearch.h"

namespace chainpoints {
namespace {

/// "(?, ?, ?)"
std::string places(std::size_t count)
{
    std::string text = "(?";
    for (std::size_t i = 1; i < count; ++i)
        text += ", ?";
    return text + ")";
}

} // namespace

std::string ofCodes(std::span<const std::string> codes, std::vector<sql::Value>& parameters)
{
    if (codes.empty())
        return {};
    for (const std::string& code : codes)
        parameters.emplace_back(code.empty() ? code : code + ":");
    return " AND " + std::string(kReasonCode) + " IN " + places(codes.size());
}

std::string foundBy(const std::string& text, std::vector<sql::Value>& parameters)
{
    if (text.empty())
        return {};
    std::string condition = " AND (" + holdsText({"c.reason"}, text, parameters);
    if (const UserSearch user(text); user.possible())
        if (const std::string address = user.condition(parameters); !address.empty())
            condition += " OR (1 = 1" + address + ")";
    return condition + ")";
}

std::string ofIds(std::span<const std::int64_t> ids, std::vector<sql::Value>& parameters)
{
    if (ids.empty())
        return {};
    parameters.insert(parameters.end(), ids.begin(), ids.end());
    return " AND c.id IN " + places(ids.size());
}

} // namespace chainpoints
