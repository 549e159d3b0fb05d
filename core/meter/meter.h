// What is measured while the program works, for /metrics. Like the log, the one place that every part may
// tell something to; nothing is computed from it. Safe from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace prometheus {
class Registry;
}

namespace chainpoints::meter {

using Duration = std::chrono::steady_clock::duration;

enum class Batch {
    Ledger, ///< a page of blocks stored in one transaction
    Points, ///< a batch of users settled in one transaction
};
/// `rows`: transfers, or users.
void batchStored(Batch batch, const std::string& chain, Duration time, std::int64_t rows);

/// A call, or a batch of calls, to a node. `outcome`: "ok", or the kind of fault in one word. `endpoint`:
/// its name as shown to operators, without secrets.
void nodeAsked(const std::string& endpoint, std::string_view outcome, Duration time);

/// Blocks that were known were replaced by others.
void forked(const std::string& chain, std::int64_t depth);

/// An answer of the API with this HTTP status.
void answered(int status, Duration time);

/// Points are settled at the end of each such span.
void settlesEach(std::chrono::seconds interval);

/// All of it.
[[nodiscard]] prometheus::Registry& registry();

/// Measures from its making on.
class Stopwatch
{
public:
    [[nodiscard]] Duration time() const { return std::chrono::steady_clock::now() - m_start; }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

} // namespace chainpoints::meter
