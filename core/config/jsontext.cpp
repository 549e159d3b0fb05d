#include "core/config/jsontext.h"

#include "core/base/quotable.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace chainpoints {
namespace {

// nlohmann::json::out_of_range.406
constexpr int kNumberTooLarge = 406;

using nlohmann::json;

constexpr std::size_t kLongestQuote = 60;
// Settings need five. The library walks a tree by recursion, and a file of a megabyte could hold half a
// million.
constexpr std::size_t kDeepest = 32;

std::string nameIn(const json& element, std::size_t index)
{
    if (element.is_object() && element.contains("name") && element["name"].is_string())
        return element["name"].get<std::string>();
    return std::to_string(index);
}

void visitBelow(const json& value, const std::string& path,
                const std::function<void(const std::string& path, const json& value)>& found)
{
    if (value.is_object()) {
        for (const auto& [key, member] : value.items())
            visitBelow(member, keyPath(path, key), found);
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i)
            visitBelow(value[i], path + "[" + nameIn(value[i], i) + "]", found);
    } else {
        found(path, value);
    }
}

bool startsCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

/// The tree's builder. The library's own silently keeps the last of two equal keys.
class TreeBuilder : public nlohmann::json_sax<json>
{
public:
    explicit TreeBuilder(std::string_view text) : m_text(text) {}

    json& root() { return m_root; }
    [[nodiscard]] const std::string& problem() const { return m_problem; }

    bool null() override { return add(nullptr) != nullptr; }
    bool boolean(bool value) override { return add(value) != nullptr; }
    bool number_integer(number_integer_t value) override { return add(value) != nullptr; }
    bool number_unsigned(number_unsigned_t value) override { return add(value) != nullptr; }
    bool number_float(number_float_t value, const string_t& /*text*/) override
    {
        return add(value) != nullptr;
    }
    bool string(string_t& value) override { return add(std::move(value)) != nullptr; }
    bool binary(binary_t& /*value*/) override { return false; }
    bool start_object(std::size_t /*size*/) override { return open(json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t /*size*/) override { return open(json::array()); }
    bool end_array() override { return close(); }

    bool key(string_t& key) override
    {
        Level& level = m_open.back();
        level.key = std::move(key);
        if (!level.node->contains(level.key))
            return true;
        m_problem = currentPath() + ": the key is given twice";
        return false;
    }

    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& error) override
    {
        // "[...] parse error at line 1, column 2: syntax error while parsing value - WHAT; last read: '...';
        // expected ..."
        std::string what = error.what();
        if (const std::size_t dash = what.find(" - "); dash != std::string::npos)
            what.erase(0, dash + 3);
        what.erase(std::min(what.size(), what.find("; last read: ")));
        if (error.id == kNumberTooLarge)
            what = "a number is too large";
        m_problem = place(position) + ": " + what;
        return false;
    }

private:
    struct Level
    {
        json* node;
        std::string key;
    };

    json* add(json value)
    {
        if (m_open.empty()) {
            m_root = std::move(value);
            return &m_root;
        }
        Level& level = m_open.back();
        if (level.node->is_object())
            return &((*level.node)[level.key] = std::move(value));
        level.node->push_back(std::move(value));
        return &level.node->back();
    }
    bool open(json container)
    {
        m_open.push_back({add(std::move(container)), {}});
        if (m_open.size() <= kDeepest)
            return true;
        m_problem = "lists and objects are nested more than " + std::to_string(kDeepest) + " deep";
        return false;
    }
    bool close()
    {
        m_open.pop_back();
        return true;
    }
    [[nodiscard]] std::string currentPath() const
    {
        std::string path;
        for (const Level& level : m_open)
            path = level.node->is_object() ? keyPath(path, level.key)
                                           : elementPath(path, level.node->size() - 1);
        return path;
    }
    /// `position` counts the bytes read, the offending one included.
    [[nodiscard]] std::string place(std::size_t position) const
    {
        const std::string_view before = m_text.substr(0, position == 0 ? 0 : position - 1);
        const std::size_t lineStart = before.rfind('\n') + 1;
        const auto line = std::count(before.begin(), before.end(), '\n') + 1;
        const std::string_view inLine = before.substr(lineStart);
        return "line " + std::to_string(line) + ", column " + std::to_string(characterCount(inLine) + 1);
    }

    std::string_view m_text;
    json m_root;
    std::vector<Level> m_open;
    std::string m_problem;
};

} // namespace

Result<json> parseJsonText(std::string_view text)
{
    // Each release of the library words this one differently.
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return Error{ErrorCode::BadInput, "line 1, column 1: unexpected end of input"};
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return Error{ErrorCode::BadInput, "line 1, column 1: the file is UTF-16; save it as UTF-8"};
    TreeBuilder builder(text);
    if (!json::sax_parse(text.begin(), text.end(), &builder, nlohmann::detail::input_format_t::json, true,
                         true))
        return Error{ErrorCode::BadInput, builder.problem()};
    return std::move(builder.root());
}

std::string keyPath(const std::string& parent, const std::string& key)
{
    const bool plain =
        !key.empty() && key.size() <= kLongestQuote && std::all_of(key.begin(), key.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                   c == '-' || c == '$';
        });
    if (!plain)
        return parent + "[" + quoted(key) + "]";
    return parent.empty() ? key : parent + "." + key;
}

std::string elementPath(const std::string& parent, std::size_t index)
{
    return parent + "[" + std::to_string(index) + "]";
}

void visitValues(const json& tree,
                 const std::function<void(const std::string& path, const json& value)>& found)
{
    visitBelow(tree, {}, found);
}

std::size_t characterCount(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), startsCharacter));
}

std::string quoted(const std::string& text)
{
    std::size_t end = 0;
    for (std::size_t characters = 0; end < text.size(); ++end)
        if (startsCharacter(text[end]) && ++characters > kLongestQuote)
            break;
    const std::string cut = end < text.size() ? text.substr(0, end) + "..." : text;
    return quotable(json(cut).dump(-1, ' ', false, json::error_handler_t::replace));
}

} // namespace chainpoints
