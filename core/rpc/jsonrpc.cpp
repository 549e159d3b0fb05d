#include "core/rpc/jsonrpc.h"

#include "core/base/log.h"

#include <simdjson.h>

#include <QString>

namespace chainpoints {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kLongestErrorText = 2000;
constexpr qsizetype kExcerptLength = 120;

void appendCall(std::string& text, const RpcCall& call, std::size_t id)
{
    text += R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"method":")" + call.method +
            R"(","params":)" + call.params + "}";
}

Error protocolError(const std::string& what, const QByteArray& body)
{
    const std::string_view text(body.constData(), static_cast<std::size_t>(body.size()));
    return Error{ErrorCode::Protocol, what + " \"" + excerpt(text) + "\""};
}

/// A text as it is, anything else as JSON.
std::string textOf(const dom::element& value)
{
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS)
        return std::string(text.substr(0, kLongestErrorText));
    return simdjson::minify(value).substr(0, kLongestErrorText);
}

RpcError readError(const dom::element& value)
{
    dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return RpcError{0, textOf(value), {}};
    RpcError error;
    dom::element member;
    if (object["code"].get(member) == simdjson::SUCCESS && member.get(error.code) != simdjson::SUCCESS)
        error.code = 0;
    if (object["message"].get(member) == simdjson::SUCCESS)
        error.message = textOf(member);
    if (object["data"].get(member) == simdjson::SUCCESS && !member.is_null())
        error.data = textOf(member);
    return error;
}

struct Item
{
    bool answered = false;
    std::optional<RpcError> error;
    dom::element result;
};

std::optional<RpcError> errorMember(const dom::object& object)
{
    dom::element member;
    if (object["error"].get(member) != simdjson::SUCCESS || member.is_null())
        return std::nullopt;
    return readError(member);
}

} // namespace

struct RpcReply::State
{
    dom::parser parser;
    std::vector<Item> items;
    std::optional<RpcError> wholeError;

    /// False where the object is no answer to any of the calls.
    bool take(const dom::element& answer)
    {
        dom::object object;
        if (answer.get(object) != simdjson::SUCCESS)
            return false;
        std::optional<RpcError> error = errorMember(object);
        std::int64_t id = 0;
        dom::element member;
        const bool hasId =
            object["id"].get(member) == simdjson::SUCCESS && member.get(id) == simdjson::SUCCESS;
        if (!hasId && error) {
            wholeError = std::move(error);
            return true;
        }
        if (!hasId || id < 1 || static_cast<std::size_t>(id) > items.size())
            return false;
        Item& item = items[static_cast<std::size_t>(id) - 1];
        if (item.answered || (!error && object["result"].get(item.result) != simdjson::SUCCESS))
            return false;
        item.answered = true;
        item.error = std::move(error);
        return true;
    }
};

QByteArray requestBody(const RpcCall& call)
{
    std::string text;
    appendCall(text, call, 1);
    return QByteArray::fromStdString(text);
}

QByteArray batchBody(std::span<const RpcCall> calls)
{
    std::string text = "[";
    for (std::size_t i = 0; i < calls.size(); ++i) {
        if (i > 0)
            text += ',';
        appendCall(text, calls[i], i + 1);
    }
    return QByteArray::fromStdString(text + "]");
}

std::string excerpt(std::string_view text)
{
    // Four bytes a character at most; cut before the conversion, since an answer can have megabytes.
    constexpr std::size_t kMostBytes = 4 * static_cast<std::size_t>(kExcerptLength);
    const QString line = QString::fromStdString(log::redactedHead(text, kMostBytes)).simplified();
    QString clean;
    for (const QChar c : line.left(kExcerptLength))
        clean += c.category() == QChar::Other_Control ? QChar(u' ') : c;
    if (line.size() > kExcerptLength || text.size() > kMostBytes)
        clean += u"...";
    return clean.toStdString();
}

RpcReply::RpcReply(std::unique_ptr<State> state) : m_state(std::move(state)) {}
RpcReply::RpcReply(RpcReply&&) noexcept = default;
RpcReply& RpcReply::operator=(RpcReply&&) noexcept = default;
RpcReply::~RpcReply() = default;

Result<RpcReply> RpcReply::parse(const QByteArray& body, std::size_t count, Form form)
{
    auto state = std::make_unique<State>();
    state->items.resize(count);
    dom::element root;
    if (state->parser.parse(body.constData(), static_cast<std::size_t>(body.size())).get(root) !=
        simdjson::SUCCESS)
        return protocolError("answered no (complete) JSON:", body);

    dom::array array;
    if (form == Form::Batch && root.get(array) == simdjson::SUCCESS) {
        for (const dom::element answer : array)
            if (!state->take(answer))
                return protocolError("mixed up the answers to a batch:", body);
    } else if (form == Form::Batch) {
        dom::object object;
        if (root.get(object) == simdjson::SUCCESS)
            state->wholeError = errorMember(object);
        if (!state->wholeError)
            return protocolError("answered a batch with something that is no array:", body);
    } else if (!state->take(root)) {
        return protocolError("answered something that is no JSON-RPC answer to the call:", body);
    }
    if (!state->wholeError)
        for (const Item& item : state->items)
            if (!item.answered)
                return protocolError("left out answers of a batch:", body);
    return RpcReply(std::move(state));
}

const std::optional<RpcError>& RpcReply::wholeError() const
{
    return m_state->wholeError;
}

const RpcError* RpcReply::error(std::size_t index) const
{
    const std::optional<RpcError>& error = m_state->items[index].error;
    return error ? &*error : nullptr;
}

const simdjson::dom::element& RpcReply::result(std::size_t index) const
{
    return m_state->items[index].result;
}

} // namespace chainpoints
