// The query of a request as typed values. What is unknown, given twice or malformed is told, not ignored:
// a misspelt filter would answer with everything.
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/http/apimessages.h"

#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace chainpoints {

/// Take every key that the call knows, then look at `problem`.
class QueryReader
{
public:
    explicit QueryReader(const ApiRequest& request) : m_request(request) {}

    [[nodiscard]] std::optional<std::string> text(const std::string& key);
    /// One of `words`; `fallback` where the key is not there.
    [[nodiscard]] std::string word(const std::string& key, std::initializer_list<std::string_view> words,
                                   const std::string& fallback);
    [[nodiscard]] std::optional<UnixTime> time(const std::string& key);
    /// 1 to 10000, else 200.
    [[nodiscard]] std::size_t limit();
    /// The cursor of the page before, as the call itself made it; empty where there is none. Cursors belong
    /// to one call and its filters: all other keys must be taken before.
    [[nodiscard]] std::string cursor();
    /// The opaque text for the end of a page; empty stays empty.
    [[nodiscard]] std::string sealed(const std::string& next) const;

    /// BadInput with a sentence for the first thing that is wrong.
    [[nodiscard]] Result<void> problem() const;

private:
    void wrong(const std::string& sentence);
    [[nodiscard]] std::string seal() const;

    const ApiRequest& m_request;
    std::set<std::string> m_taken;
    std::string m_filters; ///< what the cursor belongs to
    std::optional<std::string> m_problem;
};

/// Whether path and query are UTF-8.
[[nodiscard]] bool isText(const ApiRequest& request);

} // namespace chainpoints
