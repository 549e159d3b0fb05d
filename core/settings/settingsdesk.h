// Settings for a window: calls run in threads of their own, answers come as values into the window's thread.
#pragma once

#include "core/model/probe.h"
#include "core/settings/configfile.h"
#include "core/settings/secretkeeper.h"
#include "core/storage/databaseprobe.h"

#include <QObject>
#include <QPointer>

#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <stop_token>
#include <thread>

namespace chainpoints {

struct SettingsParts
{
    /// Runs a job later in the one thread that may use the keychain.
    std::function<void(std::function<void()>)> inKeychainThread;
    KeychainAccess keychain;
    std::function<Result<std::unique_ptr<sql::Connection>>(const DatabaseConfig&, sql::Access)> openDatabase;
};

/// Where the secrets of a configuration are.
struct SecretsView
{
    std::vector<SecretState> secrets; ///< by name
    std::filesystem::path folder;     ///< of their files; empty: there is none
};

/// A test that runs. Its owner destroys it to hear no more; it ends by itself then.
class ProbeRun : public QObject
{
    Q_OBJECT
public:
    ~ProbeRun() override { stop(); }
    /// Nothing is told afterwards but the end.
    void stop() { m_stop.request_stop(); }

Q_SIGNALS:
    /// First, unless the settings cannot be used: what is tried, such as the addresses of a chain's nodes.
    void started(const QStringList& targets);
    /// The settings cannot be used, which ends it.
    void refused(const QString& sentence);
    void found(int target, const chainpoints::ProbeFinding& finding);
    /// The last of all.
    void ended();

private:
    friend class SettingsDesk;
    std::stop_source m_stop;
};

/// Made and destroyed in the window's thread. Must outlive the thread that `inKeychainThread` runs jobs in.
class SettingsDesk : public QObject
{
    Q_OBJECT
public:
    explicit SettingsDesk(SettingsParts parts, QObject* parent = nullptr);
    /// Waits for tests that run: a database that is silent may take some seconds.
    ~SettingsDesk() override;

    // `then` is called later, unless `context` is gone by then.
    void read(const std::filesystem::path& file, QObject* context,
              std::function<void(Result<ConfigDraft>)> then);
    /// As writePlan(); after a success tells applied(), then `then`.
    void write(const ConfigDraft& draft, const ConfigPlan& plan, QObject* context,
               std::function<void(Result<void>)> then);

    // Secrets; as SecretKeeper does it. What is typed may name new ones, so the settings need not be in the
    // file yet.
    void listSecrets(const ConfigDraft& draft, const Settings& settings, QObject* context,
                     std::function<void(Result<SecretsView>)> then);
    void storeSecret(const ConfigDraft& draft, const std::string& name, const std::string& secret,
                     SecretPlace place, QObject* context, std::function<void(Result<SecretPlace>)> then);
    void removeSecret(const ConfigDraft& draft, const std::string& name, QObject* context,
                      std::function<void(Result<std::optional<SecretPlace>>)> then);
    // Secrets of the window, which no configuration names, with their files in `folder`; as SecretKeeper's
    // own.
    void readOwnSecret(const std::string& name, const std::filesystem::path& folder, QObject* context,
                       std::function<void(Result<std::optional<std::string>>)> then);
    void keepOwnSecret(const std::string& name, const std::string& secret,
                       const std::filesystem::path& folder, QObject* context,
                       std::function<void(Result<void>)> then);
    /// Tells applied() later: the file is as it was, and its secrets are to be looked up anew.
    void applyAgain(const ConfigDraft& draft);

    // Neither writes a file. The caller owns what is returned.
    [[nodiscard]] std::unique_ptr<ProbeRun> tryChain(const ConfigDraft& draft, const ChainSettings& chain);
    [[nodiscard]] std::unique_ptr<ProbeRun> tryDatabase(const ConfigDraft& draft, const Settings& settings);

Q_SIGNALS:
    /// The file holds other settings now, or its secrets are others.
    void applied(const QString& file);

private:
    struct Thread
    {
        std::atomic<bool> isDone = false;
        std::jthread thread;
    };
    using Trial = std::function<void(int target, const ProbeListener& found, std::stop_token stop)>;
    /// What there is to try of a configuration.
    struct Trials
    {
        QStringList targets;
        Trial one; ///< in a thread for each target
    };

    template <typename T>
    void ask(QObject* context, std::function<Result<T>()> call, std::function<void(Result<T>)> then);
    void inMainThread(std::function<void()> call);
    [[nodiscard]] std::unique_ptr<ProbeRun> start(const std::string& text, const std::filesystem::path& file,
                                                  std::function<Trials(const Config&)> trialsOf);
    void runTrials(const QPointer<ProbeRun>& run, const Trials& trials);

    const std::shared_ptr<const SettingsParts> m_parts;
    std::list<Thread> m_threads;
};

} // namespace chainpoints
