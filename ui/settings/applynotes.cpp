#include "ui/settings/applynotes.h"

#include "ui/overview/chaintext.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <array>

namespace chainpoints {
namespace {

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

std::string textOf(const SettingsTexts& texts, const char* key)
{
    const auto found = texts.find(key);
    return found == texts.end() ? std::string() : found->second;
}

/// Whether a chain that was there would be another one.
bool isOther(const ChainSettings& chain, const std::vector<ChainSettings>& before)
{
    return chain.origin &&
           std::ranges::any_of(std::array{"name", "chain_id", "contract"}, [&](const char* key) {
               return textOf(chain.texts, key) != textOf(before[*chain.origin].texts, key);
           });
}

class ApplyNotes
{
    Q_DECLARE_TR_FUNCTIONS(ApplyNotes)
public:
    static QString ofFile(const ConfigDraft& draft)
    {
        const QString kept = QDir::toNativeSeparators(q(draft.file.filename().string() + ".bak"));
        return draft.hasComments
                   ? tr("The comments in the file are lost. The former file is kept beside it as %1.")
                         .arg(kept)
                   : tr("The former file is kept beside it as %1.").arg(kept);
    }
    static QStringList ofData(const Settings& before, const Settings& now)
    {
        QStringList notes;
        if (std::ranges::any_of(now.chains,
                                [&](const ChainSettings& chain) { return isOther(chain, before.chains); }))
            notes << tr(
                "The database keeps the name, EVM chain id and contract of a chain for good: the engine "
                "does not start with others for the same chain.");
        if (std::ranges::any_of(std::array{"driver", "path", "host", "port", "name"}, [&](const char* key) {
                return textOf(before.database, key) != textOf(now.database, key);
            }))
            notes << tr("Nothing is copied into another database; “chainpoints migrate-storage” does that.");
        if (textOf(before.points, "interval_seconds") != textOf(now.points, "interval_seconds"))
            notes << tr(
                "The database keeps the interval of the points for good: the engine does not start with "
                "another one.");
        return notes;
    }
    static QString ofSecrets(const std::vector<SecretState>& secrets)
    {
        QStringList missing;
        for (const SecretState& secret : secrets)
            if (secret.isNeeded && !secret.place && !secret.problem)
                missing << q(secret.name);
        return missing.isEmpty() ? QString()
                                 : tr("These secrets are nowhere yet: %1. The engine does not start without "
                                      "them; the page Secrets stores them.")
                                       .arg(missing.join(tr(", ")));
    }
    static QString ofEngine(const std::vector<ChainView>& chains)
    {
        QStringList others;
        for (const ChainView& chain : chains)
            if (chain.owner && *chain.owner != thisProcess())
                others << tr("process %1 on %2").arg(chain.owner->pid).arg(q(chain.owner->host));
        others.removeDuplicates();
        return others.isEmpty()
                   ? tr("The engine of this window starts again with these settings.")
                   : tr("The chains are followed by %1, which reads these settings at its next start.")
                         .arg(others.join(tr(", ")));
    }
};

} // namespace

QString noteOfMissing(const std::vector<SecretState>& secrets)
{
    return ApplyNotes::ofSecrets(secrets);
}

QStringList applyNotes(const ConfigDraft& draft, const Settings& settings,
                       const std::vector<ChainView>& chains)
{
    return QStringList{ApplyNotes::ofFile(draft)} + ApplyNotes::ofData(draft.settings, settings) +
           QStringList{ApplyNotes::ofEngine(chains)};
}

} // namespace chainpoints
