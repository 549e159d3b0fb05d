#include "app/keychain.h"

#include <QEventLoop>
#include <QTimer>
#include <qt6keychain/keychain.h>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kPatienceMilliseconds = 5000;

/// Runs the job, which deletes itself at its end. `whenDone` is called if it succeeded.
/// False: there is no such entry.
template <typename Job, typename WhenDone>
Result<bool> run(Job* job, const std::string& name, WhenDone whenDone)
{
    job->setInsecureFallback(false);
    job->setKey(QString::fromStdString(name));
    Result<bool> outcome = Error{ErrorCode::Unreachable, "the keychain did not answer within 5 seconds"};
    QEventLoop loop;
    QObject::connect(job, &QKeychain::Job::finished, &loop, [&](QKeychain::Job* done) {
        outcome = done->error() == QKeychain::NoError;
        if (*outcome)
            whenDone();
        else if (done->error() != QKeychain::EntryNotFound)
            outcome = Error{ErrorCode::Unreachable,
                            "the keychain cannot be used: " + done->errorString().toStdString()};
        loop.quit();
    });
    QTimer::singleShot(kPatienceMilliseconds, &loop, &QEventLoop::quit);
    job->start();
    loop.exec();
    return outcome;
}

Result<std::optional<std::string>> readSecret(const std::string& name)
{
    auto* job = new QKeychain::ReadPasswordJob(u"chainpoints"_s);
    std::optional<std::string> secret;
    auto read = run(job, name, [&] { secret = job->textData().toStdString(); });
    if (!read)
        return read.error();
    return secret;
}

Result<void> storeSecret(const std::string& name, const std::string& secret)
{
    auto* job = new QKeychain::WritePasswordJob(u"chainpoints"_s);
    job->setTextData(QString::fromStdString(secret));
    auto stored = run(job, name, [] {});
    return stored ? Result<void>() : stored.error();
}

Result<bool> removeSecret(const std::string& name)
{
    // Not every keychain tells that there was nothing to remove.
    auto there = readSecret(name);
    if (!there)
        return there.error();
    if (!*there)
        return false;
    return run(new QKeychain::DeletePasswordJob(u"chainpoints"_s), name, [] {});
}

} // namespace

KeychainAccess systemKeychain()
{
    return {readSecret, storeSecret, removeSecret};
}

} // namespace chainpoints
