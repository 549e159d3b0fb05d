#include "core/cache/redis/protocol.h"

#include <hiredis/hiredis.h>

namespace chainpoints::redis {
namespace {

struct ReplyDeleter
{
    void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

Answer answerOf(const redisReply& reply)
{
    Answer answer;
    switch (reply.type) {
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
    case REDIS_REPLY_ERROR:
        answer.kind = reply.type == REDIS_REPLY_ERROR ? Answer::Kind::Refusal : Answer::Kind::Text;
        answer.text.assign(reply.str, reply.len);
        break;
    case REDIS_REPLY_INTEGER:
        answer.kind = Answer::Kind::Number;
        answer.number = reply.integer;
        break;
    case REDIS_REPLY_ARRAY:
        answer.kind = Answer::Kind::List;
        answer.elements.reserve(reply.elements);
        for (std::size_t i = 0; i < reply.elements; ++i)
            answer.elements.push_back(answerOf(*reply.element[i]));
        break;
    default:
        break;
    }
    return answer;
}

} // namespace

std::string encoded(const Command& command)
{
    std::vector<const char*> words;
    std::vector<std::size_t> lengths;
    for (const std::string& word : command) {
        words.push_back(word.data());
        lengths.push_back(word.size());
    }
    char* bytes = nullptr;
    const auto length =
        redisFormatCommandArgv(&bytes, static_cast<int>(words.size()), words.data(), lengths.data());
    std::string text(bytes, length > 0 ? static_cast<std::size_t>(length) : 0);
    redisFreeCommand(bytes);
    return text;
}

void AnswerReader::Deleter::operator()(redisReader* reader) const
{
    redisReaderFree(reader);
}

AnswerReader::AnswerReader() : m_reader(redisReaderCreate()) {}

void AnswerReader::feed(std::string_view bytes)
{
    // What fails here fails the next answer as well.
    (void)redisReaderFeed(m_reader.get(), bytes.data(), bytes.size());
}

Result<std::optional<Answer>> AnswerReader::next()
{
    void* found = nullptr;
    if (redisReaderGetReply(m_reader.get(), &found) != REDIS_OK)
        return Error{ErrorCode::Database, "does not speak Redis's protocol; is the port right?"};
    const std::unique_ptr<redisReply, ReplyDeleter> reply(static_cast<redisReply*>(found));
    return reply ? std::optional(answerOf(*reply)) : std::nullopt;
}

} // namespace chainpoints::redis
