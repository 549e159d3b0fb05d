#include "core/http/queryreader.h"

#include <QByteArray>
#include <QStringDecoder>

#include <algorithm>
#include <charconv>

namespace chainpoints {
namespace {

constexpr std::size_t kDefaultLimit = 200;
constexpr std::size_t kMostRows = 10'000;
constexpr std::size_t kSealLetters = 8;

/// FNV-1a: tells cursors of different questions apart; it protects nothing.
std::uint32_t fingerprint(const std::string& text)
{
    std::uint32_t hash = 2166136261U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

bool isUtf8(const std::string& text)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    [[maybe_unused]] const QString decoded = decoder(QByteArrayView(text.data(), std::ssize(text)));
    return !decoder.hasError();
}

} // namespace

bool isText(const ApiRequest& request)
{
    return isUtf8(request.path) && std::ranges::all_of(request.query, [](const auto& pair) {
               return isUtf8(pair.first) && isUtf8(pair.second);
           });
}

std::optional<std::string> QueryReader::text(const std::string& key)
{
    m_taken.insert(key);
    std::optional<std::string> found;
    for (const auto& [name, value] : m_request.query) {
        if (name != key)
            continue;
        if (found)
            wrong("\"" + key + "\" is given twice");
        found = value;
    }
    if (found && found->empty())
        found.reset();
    if (key != "cursor" && key != "limit")
        m_filters += key + "=" + found.value_or("") + "&";
    return found;
}

std::string QueryReader::word(const std::string& key, std::initializer_list<std::string_view> words,
                              const std::string& fallback)
{
    const auto given = text(key);
    if (!given)
        return fallback;
    if (std::ranges::find(words, *given) != words.end())
        return *given;
    std::string known;
    for (const std::string_view each : words)
        known += (known.empty() ? "" : ", ") + std::string(each);
    wrong("\"" + key + "\" must be one of: " + known);
    return fallback;
}

std::optional<UnixTime> QueryReader::time(const std::string& key)
{
    const auto given = text(key);
    if (!given)
        return std::nullopt;
    auto parsed = parseTime(*given);
    if (parsed)
        return *parsed;
    wrong("\"" + key + "\" must be a time: Unix seconds, or like 2025-01-01T15:00:00Z");
    return std::nullopt;
}

std::size_t QueryReader::limit()
{
    const auto given = text("limit");
    if (!given)
        return kDefaultLimit;
    std::size_t number = 0;
    const auto [end, failed] = std::from_chars(given->data(), given->data() + given->size(), number);
    if (failed == std::errc() && end == given->data() + given->size() && number >= 1 && number <= kMostRows)
        return number;
    wrong("\"limit\" must be a number from 1 to 10000");
    return kDefaultLimit;
}

std::string QueryReader::cursor()
{
    const auto given = text("cursor");
    if (!given)
        return {};
    const auto decoded = QByteArray::fromBase64Encoding(QByteArray::fromStdString(*given),
                                                        QByteArray::Base64UrlEncoding |
                                                            QByteArray::AbortOnBase64DecodingErrors);
    const std::string plain = decoded ? decoded.decoded.toStdString() : std::string();
    if (plain.size() > kSealLetters && plain.starts_with(seal()))
        return plain.substr(kSealLetters);
    wrong(
        "\"cursor\" is not the next_cursor of a page of this call with the same filters; begin at the first "
        "page");
    return {};
}

std::string QueryReader::sealed(const std::string& next) const
{
    if (next.empty())
        return {};
    return QByteArray::fromStdString(seal() + next)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        .toStdString();
}

Result<void> QueryReader::problem() const
{
    for (const auto& [name, value] : m_request.query)
        if (!m_taken.contains(name)) {
            std::string known;
            for (const std::string& key : m_taken)
                known += (known.empty() ? "" : ", ") + key;
            return Error{ErrorCode::BadInput,
                         "there is no \"" + name + "\" here; known are: " + (known.empty() ? "none" : known)};
        }
    if (m_problem)
        return Error{ErrorCode::BadInput, *m_problem};
    return {};
}

void QueryReader::wrong(const std::string& sentence)
{
    if (!m_problem)
        m_problem = sentence;
}

std::string QueryReader::seal() const
{
    const std::string digits = std::to_string(fingerprint(m_request.path + "?" + m_filters) % 100'000'000U);
    return std::string(kSealLetters - digits.size(), '0') + digits;
}

} // namespace chainpoints
