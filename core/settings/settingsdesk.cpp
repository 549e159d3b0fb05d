#include "core/settings/settingsdesk.h"

#include "core/base/log.h"
#include "core/rpc/nodeprobe.h"

#include <utility>

namespace chainpoints {
namespace {

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

Result<SecretKeeper> keeperOf(const SettingsParts& parts, const ConfigDraft& draft, const Settings& settings)
{
    auto config = readSecretsConfigText(uncheckedText(draft, settings), draft.file);
    if (!config)
        return config.error();
    return SecretKeeper(parts.keychain, std::move(*config));
}

} // namespace

SettingsDesk::SettingsDesk(SettingsParts parts, QObject* parent)
    : QObject(parent), m_parts(std::make_shared<const SettingsParts>(std::move(parts)))
{
}

SettingsDesk::~SettingsDesk()
{
    for (Thread& one : m_threads)
        one.thread.request_stop();
}

void SettingsDesk::inMainThread(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

template <typename T>
void SettingsDesk::ask(QObject* context, std::function<Result<T>()> call, std::function<void(Result<T>)> then)
{
    m_parts->inKeychainThread(
        [this, context = QPointer(context), call = std::move(call), then = std::move(then)] {
            auto result = std::make_shared<Result<T>>(call());
            inMainThread([context, then, result] {
                if (context)
                    then(std::move(*result));
            });
        });
}

void SettingsDesk::read(const std::filesystem::path& file, QObject* context,
                        std::function<void(Result<ConfigDraft>)> then)
{
    ask<ConfigDraft>(
        context, [file] { return readDraft(file); }, std::move(then));
}

void SettingsDesk::write(const ConfigDraft& draft, const ConfigPlan& plan, QObject* context,
                         std::function<void(Result<void>)> then)
{
    ask<void>(
        this, [draft, plan] { return writePlan(draft, plan); },
        [this, file = q(draft.file.string()), context = QPointer(context),
         then = std::move(then)](const Result<void>& written) {
            if (context)
                then(written);
            if (written)
                Q_EMIT applied(file);
        });
}

void SettingsDesk::listSecrets(const ConfigDraft& draft, const Settings& settings, QObject* context,
                               std::function<void(Result<SecretsView>)> then)
{
    const auto list = [parts = m_parts, draft, settings]() -> Result<SecretsView> {
        const auto keeper = keeperOf(*parts, draft, settings);
        if (!keeper)
            return keeper.error();
        return SecretsView{keeper->list(), keeper->folder()};
    };
    ask<SecretsView>(context, list, std::move(then));
}

void SettingsDesk::storeSecret(const ConfigDraft& draft, const std::string& name, const std::string& secret,
                               SecretPlace place, QObject* context,
                               std::function<void(Result<SecretPlace>)> then)
{
    const auto store = [parts = m_parts, draft, name, secret, place]() -> Result<SecretPlace> {
        const auto keeper = keeperOf(*parts, draft, draft.settings);
        return keeper ? keeper->store(name, secret, place) : keeper.error();
    };
    ask<SecretPlace>(context, store, std::move(then));
}

void SettingsDesk::removeSecret(const ConfigDraft& draft, const std::string& name, QObject* context,
                                std::function<void(Result<std::optional<SecretPlace>>)> then)
{
    const auto remove = [parts = m_parts, draft, name]() -> Result<std::optional<SecretPlace>> {
        const auto keeper = keeperOf(*parts, draft, draft.settings);
        return keeper ? keeper->remove(name) : keeper.error();
    };
    ask<std::optional<SecretPlace>>(context, remove, std::move(then));
}

void SettingsDesk::readOwnSecret(const std::string& name, const std::filesystem::path& folder,
                                 QObject* context,
                                 std::function<void(Result<std::optional<std::string>>)> then)
{
    ask<std::optional<std::string>>(
        context,
        [parts = m_parts, name, folder] {
            return SecretKeeper(parts->keychain, {folder, {}}).readOwn(name);
        },
        std::move(then));
}

void SettingsDesk::keepOwnSecret(const std::string& name, const std::string& secret,
                                 const std::filesystem::path& folder, QObject* context,
                                 std::function<void(Result<void>)> then)
{
    ask<void>(
        context,
        [parts = m_parts, name, secret, folder] {
            return SecretKeeper(parts->keychain, {folder, {}}).keepOwn(name, secret);
        },
        std::move(then));
}

void SettingsDesk::applyAgain(const ConfigDraft& draft)
{
    // Later: whoever asks is gone when the session ends.
    inMainThread([this, file = q(draft.file.string())] { Q_EMIT applied(file); });
}

std::unique_ptr<ProbeRun> SettingsDesk::tryChain(const ConfigDraft& draft, const ChainSettings& chain)
{
    return start(textToTryChain(draft, chain), draft.file, [](const Config& config) {
        Trials trials;
        for (const SecretText& url : config.chains.front().rpc)
            trials.targets << q(url.shown);
        trials.one = [nodes = nodesToProbe(config.chains.front())](int target, const ProbeListener& found,
                                                                   std::stop_token stop) {
            probeNode(nodes[static_cast<std::size_t>(target)], found, std::move(stop));
        };
        return trials;
    });
}

std::unique_ptr<ProbeRun> SettingsDesk::tryDatabase(const ConfigDraft& draft, const Settings& settings)
{
    return start(textToTryDatabase(draft, settings), draft.file, [parts = m_parts](const Config& config) {
        return Trials{
            {q(shown(config.database))},
            [parts, database = config.database](int, const ProbeListener& found, std::stop_token stop) {
                const auto open = [&](sql::Access access) { return parts->openDatabase(database, access); };
                probeDatabase(database, open, found, std::move(stop));
            }};
    });
}

std::unique_ptr<ProbeRun> SettingsDesk::start(const std::string& text, const std::filesystem::path& file,
                                              std::function<Trials(const Config&)> trialsOf)
{
    auto run = std::make_unique<ProbeRun>();
    const auto resolved = [parts = m_parts, text, file] {
        return readConfigText(text, file, SecretResolver(parts->keychain.read));
    };
    ask<Config>(
        run.get(), resolved,
        [this, run = QPointer(run.get()), trialsOf = std::move(trialsOf)](const Result<Config>& config) {
            if (run->m_stop.stop_requested())
                Q_EMIT run->ended();
            else if (config)
                runTrials(run, trialsOf(*config));
            else {
                Q_EMIT run->refused(q(log::redacted(config.error().message)));
                Q_EMIT run->ended();
            }
        });
    return run;
}

void SettingsDesk::runTrials(const QPointer<ProbeRun>& run, const Trials& trials)
{
    m_threads.remove_if([](const Thread& one) { return one.isDone.load(); });
    Q_EMIT run->started(trials.targets);
    if (!run)
        return;
    const auto left = std::make_shared<int>(trials.targets.size()); // window's thread
    for (int target = 0; target < trials.targets.size(); ++target) {
        Thread& one = m_threads.emplace_back();
        const auto tell = [this, run, target](const ProbeFinding& finding) {
            inMainThread([run, target, finding] {
                if (run && !run->m_stop.stop_requested())
                    Q_EMIT run->found(target, finding);
            });
        };
        const auto end = [this, run, left] {
            inMainThread([run, left] {
                if (--*left == 0 && run)
                    Q_EMIT run->ended();
            });
        };
        one.thread = std::jthread([&one, tell, end, target, trial = trials.one,
                                   asked = run->m_stop.get_token()](std::stop_token closing) {
            std::stop_source stop;
            const std::stop_callback first(asked, [&stop] { stop.request_stop(); });
            const std::stop_callback second(closing, [&stop] { stop.request_stop(); });
            trial(target, tell, stop.get_token());
            end();
            one.isDone = true;
        });
    }
}

} // namespace chainpoints
