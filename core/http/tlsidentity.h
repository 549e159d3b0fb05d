// What the API shows of itself over TLS: certificate and key, read again when they change. Internal to
// core/http.
#pragma once

#include "core/base/result.h"
#include "core/config/tlsfiles.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

struct ssl_ctx_st;

namespace chainpoints {

/// Safe from any thread.
class TlsIdentity
{
public:
    using Context = std::shared_ptr<ssl_ctx_st>;

    /// BadInput: a file cannot be read, is no PEM, or key and certificate do not belong together. TLS 1.2 and
    /// newer.
    [[nodiscard]] static Result<std::unique_ptr<TlsIdentity>> load(const TlsFiles& files);

    /// For a new connection. Looks at the files once a second at most. While changed ones do not fit, which
    /// is told in the log once, it stays the one before.
    [[nodiscard]] Context current();

private:
    using FileTime = std::filesystem::file_time_type;
    struct Stamp
    {
        FileTime certificate;
        FileTime key;

        bool operator==(const Stamp&) const = default;
    };

    TlsIdentity(TlsFiles files, Context context, Stamp stamp);
    [[nodiscard]] static Result<Context> read(const TlsFiles& files);
    [[nodiscard]] static Stamp stampOf(const TlsFiles& files);

    const TlsFiles m_files;
    std::mutex m_mutex; ///< guards all below
    Context m_context;
    Stamp m_stamp;
    std::chrono::steady_clock::time_point m_lookedAt;
    std::string m_problem; ///< that was told
};

} // namespace chainpoints
