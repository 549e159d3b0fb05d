#include "core/storage/textsearch.h"

#include <cctype>

namespace chainpoints {

std::string holdsText(std::initializer_list<const char*> columns, const std::string& text,
                      std::vector<sql::Value>& parameters)
{
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '!')
            pattern += '!';
        pattern += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    pattern += '%';
    std::string condition;
    for (const char* column : columns) {
        condition +=
            (condition.empty() ? "(LOWER(" : " OR LOWER(") + std::string(column) + ") LIKE ? ESCAPE '!'";
        parameters.emplace_back(pattern);
    }
    return condition + ")";
}

} // namespace chainpoints
