#include "core/http/tlsidentity.h"

#include "core/base/log.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenLooks = 1s;

Error unfit(const char* key, const std::filesystem::path& file, const std::string& remedy)
{
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return {ErrorCode::BadInput, std::string("api.tls.") + key + ": " + file.string() + " cannot be used" +
                                     (reason ? " (" + std::string(reason) + ")" : std::string()) + "; " +
                                     remedy};
}

/// A key with a passphrase must not make the program ask on the terminal.
int noPassphrase(char*, int, int, void*)
{
    return 0;
}

} // namespace

TlsIdentity::TlsIdentity(TlsFiles files, Context context, Stamp stamp)
    : m_files(std::move(files)), m_context(std::move(context)), m_stamp(stamp),
      m_lookedAt(std::chrono::steady_clock::now())
{
}

Result<std::unique_ptr<TlsIdentity>> TlsIdentity::load(const TlsFiles& files)
{
    const Stamp stamp = stampOf(files);
    auto context = read(files);
    if (!context)
        return context.error();
    return std::unique_ptr<TlsIdentity>(new TlsIdentity(files, std::move(*context), stamp));
}

Result<TlsIdentity::Context> TlsIdentity::read(const TlsFiles& files)
{
    ERR_clear_error();
    const Context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!context)
        return unfit("cert", files.certificate, "TLS itself does not work here");
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                        SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_default_passwd_cb(context.get(), noPassphrase);
    if (SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.string().c_str()) != 1)
        return unfit("cert", files.certificate, "name a PEM file that the program may read");
    if (SSL_CTX_use_PrivateKey_file(context.get(), files.key.string().c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context.get()) != 1)
        return unfit("key", files.key,
                     "name the PEM file of the certificate's own key, without a passphrase, that the program "
                     "may read");
    return context;
}

TlsIdentity::Stamp TlsIdentity::stampOf(const TlsFiles& files)
{
    std::error_code ignored; // what is not there is told by reading it
    return {std::filesystem::last_write_time(files.certificate, ignored),
            std::filesystem::last_write_time(files.key, ignored)};
}

TlsIdentity::Context TlsIdentity::current()
{
    const std::lock_guard guard(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lookedAt < kBetweenLooks)
        return m_context;
    m_lookedAt = now;
    const Stamp stamp = stampOf(m_files);
    if (stamp == m_stamp)
        return m_context;
    auto context = read(m_files);
    if (context) {
        m_context = std::move(*context);
        m_stamp = stamp;
        m_problem.clear();
        log::info("http", "The certificate was read again");
    } else if (std::exchange(m_problem, context.error().message) != context.error().message) {
        // Both files of a renewal hardly change in the same instant.
        log::warning("http", context.error().message + "; goes on with the certificate before");
    }
    return m_context;
}

} // namespace chainpoints
