// A keychain in memory.
#pragma once

#include "core/settings/secretkeeper.h"

#include <map>
#include <mutex>

namespace chainpoints {

/// Any thread.
class TestKeychain
{
public:
    void set(const std::string& name, const std::string& secret)
    {
        const std::scoped_lock lock(m_mutex);
        m_secrets[name] = secret;
    }
    [[nodiscard]] std::string secret(const std::string& name) const
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_secrets.find(name);
        return found == m_secrets.end() ? std::string() : found->second;
    }
    /// Cannot be used from now on, as where no desktop runs; with an empty sentence it can again.
    void fail(const std::string& sentence)
    {
        const std::scoped_lock lock(m_mutex);
        m_failure = sentence;
    }
    [[nodiscard]] int questions() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_questions;
    }

    [[nodiscard]] KeychainAccess access()
    {
        return {[this](const std::string& name) { return read(name); },
                [this](const std::string& name, const std::string& secret) { return store(name, secret); },
                [this](const std::string& name) { return remove(name); }};
    }

private:
    Result<std::optional<std::string>> read(const std::string& name)
    {
        const std::scoped_lock lock(m_mutex);
        ++m_questions;
        if (!m_failure.empty())
            return Error{ErrorCode::Unreachable, m_failure};
        const auto found = m_secrets.find(name);
        return found == m_secrets.end() ? std::optional<std::string>() : std::optional(found->second);
    }
    Result<void> store(const std::string& name, const std::string& secret)
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_failure.empty())
            return Error{ErrorCode::Unreachable, m_failure};
        m_secrets[name] = secret;
        return {};
    }
    Result<bool> remove(const std::string& name)
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_failure.empty())
            return Error{ErrorCode::Unreachable, m_failure};
        return m_secrets.erase(name) > 0;
    }

    mutable std::mutex m_mutex;
    std::map<std::string, std::string> m_secrets;
    std::string m_failure;
    int m_questions = 0;
};

} // namespace chainpoints
