// A chain with very many users in a database of its own, written by the program's own stores.
#pragma once

#include "core/config/config.h"

#include <filesystem>
#include <string>

namespace chainpoints::bench {

struct Crowd
{
    std::string chain = "crowd";
    int users = 1'000'000;
    int changesEach = 10; ///< ledger rows of each user, on average
    int hours = 72;       ///< that all this takes; all settled
};

/// The chain's settings, as they were when it was gathered. Nobody is to follow it.
[[nodiscard]] ChainConfig configOf(const Crowd& crowd);

/// Makes `file`, a SQLite database. Ends the program with a sentence where that fails.
void gather(const Crowd& crowd, const Config& config, const std::filesystem::path& file);

} // namespace chainpoints::bench
