#include "app/demo/anvil.h"

#include "app/stopsignals.h"
#include "core/base/hex.h"

#include <nlohmann/json.hpp>

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QStandardPaths>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kPatienceMilliseconds = 10'000;
constexpr int kLookMilliseconds = 100; // for a stop
// Enough for the deployment, and little enough that several transactions fit into a block.
constexpr const char* kGas = "0x2dc6c0";

QString anvilProgram()
{
    const QString named = qEnvironmentVariable("CHAINPOINTS_ANVIL");
    return named.isEmpty() ? QStandardPaths::findExecutable(u"anvil"_s) : named;
}

Error stopped()
{
    return {ErrorCode::Stopped, "the demo was stopped"};
}

/// Waits for "Listening on 127.0.0.1:PORT".
Result<std::string> listeningAddress(QProcess& process, const std::stop_token& stop)
{
    static const QRegularExpression pattern(u"Listening on (127\\.0\\.0\\.1:\\d+)"_s);
    QString output;
    const QDeadlineTimer deadline(kPatienceMilliseconds);
    while (process.state() != QProcess::NotRunning && !deadline.hasExpired()) {
        if (stop.stop_requested())
            return stopped();
        process.waitForReadyRead(kLookMilliseconds);
        output += QString::fromUtf8(process.readAll());
        if (const auto match = pattern.match(output); match.hasMatch())
            return "http://" + match.captured(1).toStdString();
    }
    return Error{ErrorCode::Unreachable, "anvil does not start: " + process.errorString().toStdString() +
                                             " " + output.right(300).toStdString()};
}

} // namespace

Result<std::unique_ptr<Anvil>> Anvil::start(EvmChainId chainId, UnixTime startTime, std::stop_token stop)
{
    const QString program = anvilProgram();
    if (program.isEmpty())
        return Error{ErrorCode::NotFound,
                     "the demo needs anvil, a local test chain: \"npm ci\" in contracts/ brings it; name "
                     "it by CHAINPOINTS_ANVIL or put it on the PATH"};
    auto anvil = std::unique_ptr<Anvil>(new Anvil(std::move(stop)));
    QProcess& process = anvil->m_process;
    process.setProcessChannelMode(QProcess::MergedChannels);
#ifdef Q_OS_UNIX
    process.setChildProcessModifier(dieWithParent);
#endif
    // cancun: later rules make anvil slower with every block.
    process.start(program, {u"--port"_s, u"0"_s, u"--chain-id"_s, QString::number(chainId.value()),
                            u"--timestamp"_s, QString::number(startTime.value()), u"--hardfork"_s,
                            u"cancun"_s, u"--max-persisted-states"_s, u"0"_s, u"--no-mining"_s,
                            u"--cache-path"_s, anvil->m_cache.path()});
    auto url = listeningAddress(process, anvil->m_stop);
    if (!url)
        return url.error();
    anvil->m_url = *url;
    // Its log, a line for each call, would fill the pipe and stop it.
    QObject::connect(&process, &QProcess::readyRead, &process, [&process] { process.readAll(); });
    return anvil;
}

Anvil::~Anvil()
{
    m_process.terminate();
    if (!m_process.waitForFinished(1000))
        m_process.kill();
    m_process.waitForFinished(1000);
}

Result<nlohmann::json> Anvil::call(const std::string& method, const nlohmann::json& parameters)
{
    QNetworkAccessManager network;
    network.setProxy(QNetworkProxy::NoProxy);
    network.setTransferTimeout(kPatienceMilliseconds);
    QNetworkRequest request(QUrl(QString::fromStdString(m_url)));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const nlohmann::json body{{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", parameters}};
    const std::unique_ptr<QNetworkReply> reply(network.post(request, QByteArray::fromStdString(body.dump())));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    {
        const std::stop_callback onStop(
            m_stop, [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
        loop.exec();
    }
    if (m_stop.stop_requested())
        return stopped();
    const auto answer = nlohmann::json::parse(reply->readAll().toStdString(), nullptr, false);
    if (!answer.is_object() || !answer.contains("result"))
        return Error{ErrorCode::Unreachable, "anvil refuses " + method + ": " +
                                                 (answer.is_discarded() ? "no answer" : answer.dump())};
    return answer["result"];
}

Result<std::vector<std::string>> Anvil::accounts()
{
    auto accounts = call("eth_accounts", nlohmann::json::array());
    if (!accounts)
        return accounts.error();
    return accounts->get<std::vector<std::string>>();
}

Result<std::string> Anvil::mine(UnixTime time, const std::vector<Send>& transactions)
{
    std::vector<std::string> hashes;
    for (const Send& send : transactions) {
        nlohmann::json transaction{{"from", send.from}, {"data", send.data}, {"gas", kGas}};
        if (!send.to.empty())
            transaction["to"] = send.to;
        auto hash = call("eth_sendTransaction", nlohmann::json::array({transaction}));
        if (!hash)
            return hash.error();
        hashes.push_back(hash->get<std::string>());
    }
    if (auto mined = call("evm_mine", nlohmann::json::array({toHexQuantity(time.value())})); !mined)
        return mined.error();
    std::string contract;
    for (const std::string& hash : hashes) {
        auto receipt = call("eth_getTransactionReceipt", nlohmann::json::array({hash}));
        if (!receipt)
            return receipt.error();
        if (!receipt->is_object() || receipt->value("status", "") != "0x1")
            return Error{ErrorCode::Unreachable, "a transaction of the demo failed: " + receipt->dump()};
        if ((*receipt)["contractAddress"].is_string())
            contract = (*receipt)["contractAddress"].get<std::string>();
    }
    return contract;
}

Result<void> Anvil::mineEmpty(UnixTime first, int count, int spacing)
{
    for (int i = 0; i < count; ++i)
        if (auto mined =
                call("evm_mine", nlohmann::json::array({toHexQuantity(first.value() + i * spacing)}));
            !mined)
            return mined.error();
    return {};
}

Result<void> Anvil::mineEvery(int seconds)
{
    auto set = call("evm_setIntervalMining", nlohmann::json::array({seconds}));
    return set ? Result<void>() : set.error();
}

} // namespace chainpoints
