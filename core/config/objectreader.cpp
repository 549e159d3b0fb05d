#include "core/config/objectreader.h"

#include "core/config/jsontext.h"
#include "core/config/netaddress.h"
#include "core/config/secrets.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

namespace chainpoints {
namespace {

using nlohmann::json;

const json& emptyObject()
{
    static const json empty = json::object();
    return empty;
}

/// How the message shows what was found. Containers are only named: their contents may be anything.
std::string describe(const json& value)
{
    switch (value.type()) {
    case json::value_t::object:
        return "an object";
    case json::value_t::array:
        return value.empty() ? "an empty list" : "a list";
    case json::value_t::string:
        return quoted(hidePossiblePassword(value.get_ref<const std::string&>()));
    default:
        return value.dump();
    }
}

bool hasControlCharacter(const std::string& text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
}

std::string joined(const std::vector<std::string>& words, const std::string& lastSeparator)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text += (i == 0 ? "" : i + 1 == words.size() ? lastSeparator : ", ") + words[i];
    return text;
}

/// Letters to insert, remove or replace to turn one into the other.
std::size_t editDistance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row[b.size()];
}

std::string remedyFor(const std::string& unknown, const std::vector<std::string>& known)
{
    constexpr std::size_t kLongestKey = 40;
    const std::string* nearest = nullptr;
    std::size_t distance = std::max<std::size_t>(2, std::min(unknown.size(), kLongestKey) / 3) + 1;
    for (const std::string& key : known) {
        if (unknown.size() > kLongestKey)
            break;
        if (const std::size_t d = editDistance(unknown, key); d < distance) {
            distance = d;
            nearest = &key;
        }
    }
    return nearest != nullptr ? "did you mean \"" + *nearest + "\"?"
                              : "known here: " + joined(known, " and ");
}

} // namespace

void ReadingNotes::wrong(const std::string& path, const std::string& sentence)
{
    if (!m_wrong)
        m_wrong = Error{ErrorCode::BadInput, (path.empty() ? "the whole file" : path) + ": " + sentence};
}

void ReadingNotes::missing(const std::string& path, const std::string& what)
{
    if (!m_missing)
        m_missing = Error{ErrorCode::BadInput, path + ": the key is missing; expected " + what};
}

ValueReader::ValueReader(const json* value, std::string path, ReadingNotes& notes)
    : m_value(value), m_path(std::move(path)), m_notes(&notes)
{
}

bool ValueReader::isInteger(std::int64_t min, std::int64_t max) const
{
    if (!isThere() || !m_value->is_number_integer())
        return false;
    if (m_value->is_number_unsigned() && m_value->get<std::uint64_t>() > INT64_MAX)
        return false;
    const auto value = m_value->get<std::int64_t>();
    return value >= min && value <= max;
}

bool ValueReader::is(const std::string& text) const
{
    return isThere() && *m_value == text;
}

std::int64_t ValueReader::integer(std::int64_t min, std::int64_t max, std::int64_t fallback) const
{
    if (isInteger(min, max))
        return m_value->get<std::int64_t>();
    expected("an integer from " + std::to_string(min) + " to " + std::to_string(max));
    return fallback;
}

bool ValueReader::boolean(bool fallback) const
{
    if (!isThere())
        return fallback;
    if (m_value->is_boolean())
        return m_value->get<bool>();
    expected("true or false");
    return fallback;
}

std::string ValueReader::text(const std::string& what, const std::string& fallback) const
{
    if (!isThere())
        return fallback;
    std::string text = textWithSecrets(what);
    if (!mentionsSecret(text))
        return text;
    wrong("a {secret:NAME} reference is not possible here, only in \"rpc\"; expected " + what);
    return fallback;
}

std::string ValueReader::textWithSecrets(const std::string& what) const
{
    if (!isThere())
        return {};
    if (!m_value->is_string()) {
        expected(what);
        return {};
    }
    std::string text = m_value->get<std::string>();
    if (!hasControlCharacter(text))
        return text;
    expected(what + " without control characters");
    return {};
}

std::string ValueReader::word(const std::vector<std::string>& words, const std::string& fallback) const
{
    std::vector<std::string> choices;
    choices.reserve(words.size());
    for (const std::string& word : words)
        choices.push_back(quoted(word));
    std::string chosen = text(joined(choices, " or "), fallback);
    if (std::find(words.begin(), words.end(), chosen) != words.end())
        return chosen;
    expected(joined(choices, " or "));
    return fallback;
}

ObjectReader ValueReader::object() const
{
    if (isThere() && !m_value->is_object())
        expected("an object");
    return {isThere() && m_value->is_object() ? *m_value : emptyObject(), m_path, *m_notes};
}

std::vector<ValueReader> ValueReader::elements(const std::string& what) const
{
    std::vector<ValueReader> result;
    if (!isThere())
        return result;
    if (!m_value->is_array())
        expected("a list of " + what);
    else
        for (std::size_t i = 0; i < m_value->size(); ++i)
            result.emplace_back(&(*m_value)[i], elementPath(m_path, i), *m_notes);
    return result;
}

std::vector<ValueReader> ValueReader::oneOrMoreElements(const std::string& what) const
{
    std::vector<ValueReader> result = elements(what);
    if (result.empty())
        expected("a list of " + what + " with at least one of them");
    return result;
}

void ValueReader::expected(const std::string& what, const std::string& reason) const
{
    if (isThere())
        wrong("expected " + what + ", found " + describe(*m_value) + (reason.empty() ? "" : ": " + reason));
}

ObjectReader::ObjectReader(const json& object, std::string path, ReadingNotes& notes)
    : m_object(object), m_path(std::move(path)), m_notes(notes)
{
}

ValueReader ObjectReader::take(const std::string& key)
{
    m_known.push_back(key);
    const auto found = m_object.find(key);
    std::string path = keyPath(m_path, key);
    m_notes.asked(path);
    return {found == m_object.end() ? nullptr : &*found, std::move(path), m_notes};
}

ValueReader ObjectReader::require(const std::string& key, const std::string& what)
{
    ValueReader value = take(key);
    if (!value.isThere())
        m_notes.missing(value.path(), what);
    return value;
}

void ObjectReader::finish()
{
    for (const auto& item : m_object.items())
        if (std::find(m_known.begin(), m_known.end(), item.key()) == m_known.end())
            m_notes.wrong(keyPath(m_path, item.key()), "unknown key; " + remedyFor(item.key(), m_known));
}

} // namespace chainpoints
