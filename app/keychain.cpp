#include "app/keychain.h"

#include <QEventLoop>
#include <QTimer>
#include <qt6keychain/keychain.h>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kPatienceMilliseconds = 5000;

Result<std::optional<std::string>> readSecret(const std::string& name)
{
    auto* job = new QKeychain::ReadPasswordJob(u"chainpoints"_s); // deletes itself when it is finished
    job->setInsecureFallback(false);
    job->setKey(QString::fromStdString(name));

    Result<std::optional<std::string>> outcome =
        Error{ErrorCode::Unreachable, "the keychain did not answer within 5 seconds"};
    QEventLoop loop;
    QObject::connect(job, &QKeychain::Job::finished, &loop, [&](QKeychain::Job* done) {
        if (done->error() == QKeychain::NoError)
            outcome = std::optional(job->textData().toStdString());
        else if (done->error() == QKeychain::EntryNotFound)
            outcome = std::optional<std::string>();
        else
            outcome = Error{ErrorCode::Unreachable,
                            "the keychain cannot be used: " + done->errorString().toStdString()};
        loop.quit();
    });
    QTimer::singleShot(kPatienceMilliseconds, &loop, &QEventLoop::quit);
    job->start();
    loop.exec();
    return outcome;
}

} // namespace

SecretResolver::Keychain systemKeychain()
{
    return readSecret;
}

} // namespace chainpoints
