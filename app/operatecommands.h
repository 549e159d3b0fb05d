// The commands by which operators ask for something: their options, and the request that comes of them.
#pragma once

#include "app/commandline.h"

#include <CLI/CLI.hpp>

namespace chainpoints {

/// An option that takes a time; what cannot be read as one is a usage error.
void addTime(CLI::App& command, const std::string& name, std::optional<UnixTime>& target,
             const std::string& help);
void addChain(CLI::App& command, std::optional<std::string>& chain);

/// Lives while the command line is parsed, since the options are bound to it.
class OperateCommands
{
public:
    explicit OperateCommands(CLI::App& app);
    OperateCommands(const OperateCommands&) = delete;
    OperateCommands& operator=(const OperateCommands&) = delete;

    /// After parsing: throws CLI::ParseError where options do not fit together.
    void check() const;
    /// After parsing: none if none of these commands was named.
    [[nodiscard]] std::optional<OperateOptions> options() const;

private:
    CLI::App* add(CLI::App& app, ActionKind kind, const std::string& name, const std::string& help);
    /// `all`: what --all means.
    void addFailures(CLI::App& command, const char* all);
    void addRecalculation(CLI::App& command);

    std::vector<std::pair<CLI::App*, ActionKind>> m_commands;
    std::optional<std::string> m_chain;
    std::vector<std::int64_t> m_ids;
    bool m_all = false;
    std::int64_t m_block = 0;
    std::int64_t m_action = 0;
    std::optional<UnixTime> m_at;
    ActionDetails m_details;
    std::string m_file;
    bool m_preview = false;
    bool m_yes = false;
};

} // namespace chainpoints
