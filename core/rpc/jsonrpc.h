// JSON-RPC 2.0 on the wire: calls to text, text to checked answers.
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace simdjson::dom {
class element;
} // namespace simdjson::dom

namespace chainpoints {

struct RpcCall
{
    std::string method;
    std::string params = "[]"; ///< JSON text of the array
};

/// An error object as the node sent it; each text cut to 2000 characters.
struct RpcError
{
    std::int64_t code = 0;
    std::string message;
    std::string data; ///< JSON text where it is not a string
};

/// One call alone, with id 1.
[[nodiscard]] QByteArray requestBody(const RpcCall& call);
/// Calls as an array, with ids 1 to calls.size().
[[nodiscard]] QByteArray batchBody(std::span<const RpcCall> calls);

/// The beginning of an answer on one line, fit for an error sentence: no control characters, no registered
/// secret.
[[nodiscard]] std::string excerpt(std::string_view text);

/// The parsed answer to a request or a batch. Owns the JSON; belongs to one thread.
class RpcReply
{
public:
    enum class Form { Single, Batch };

    /// Reads the answer to `count` calls made by requestBody() (count 1) or batchBody(). Answers of a batch
    /// are found by their ids, in any order. ErrorCode::Protocol unless it is complete JSON with exactly one
    /// result or error for each id, or one error for the whole.
    [[nodiscard]] static Result<RpcReply> parse(const QByteArray& body, std::size_t count, Form form);

    RpcReply(RpcReply&&) noexcept;
    RpcReply& operator=(RpcReply&&) noexcept;
    ~RpcReply();

    /// The node refused the request as a whole; there are no results then.
    [[nodiscard]] const std::optional<RpcError>& wholeError() const;
    /// The error of call `index` (from 0), or null where it succeeded.
    [[nodiscard]] const RpcError* error(std::size_t index) const;
    /// Precondition: no error of this call, no whole error. Lives as long as the reply. May be JSON null.
    [[nodiscard]] const simdjson::dom::element& result(std::size_t index) const;

private:
    struct State;
    explicit RpcReply(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

} // namespace chainpoints
