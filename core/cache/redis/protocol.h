// Redis's protocol (RESP 2) as values: words to bytes, bytes to answers.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct redisReader;

namespace chainpoints::redis {

/// A command's name and arguments; any bytes.
using Command = std::vector<std::string>;

struct Answer
{
    enum class Kind {
        Text, ///< `text` holds
        Number,
        Nothing,
        List,
        Refusal, ///< `text` holds Redis's error, like "NOAUTH Authentication required."
    };
    Kind kind = Kind::Nothing;
    std::string text;
    std::int64_t number = 0;
    std::vector<Answer> elements;
};

[[nodiscard]] std::string encoded(const Command& command);

/// Bytes in, answers out.
class AnswerReader
{
public:
    AnswerReader();

    /// Takes bytes as they come.
    void feed(std::string_view bytes);
    /// The next answer, or none before all its bytes are there. An error (Database): this is not Redis that
    /// speaks; nothing more can be read.
    [[nodiscard]] Result<std::optional<Answer>> next();

private:
    struct Deleter
    {
        void operator()(redisReader* reader) const;
    };
    std::unique_ptr<redisReader, Deleter> m_reader;
};

} // namespace chainpoints::redis
