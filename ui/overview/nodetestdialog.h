// Tries the nodes of one chain as the configuration's file names them, at once.
#pragma once

#include "core/settings/settingsdesk.h"

#include <QDialog>

namespace chainpoints {

class Notice;
class ProbeView;

/// Deletes itself when it is closed, which ends the test.
class NodeTestDialog : public QDialog
{
    Q_OBJECT
public:
    /// The desk must outlive it.
    NodeTestDialog(SettingsDesk& desk, const std::filesystem::path& file, const QString& chain,
                   QWidget* parent = nullptr);

private:
    void take(const Result<ConfigDraft>& draft);

    SettingsDesk& m_desk;
    const QString m_chain;
    ConfigDraft m_draft;
    ChainSettings m_settings;
    Notice* m_problem;
    ProbeView* m_probe;
};

} // namespace chainpoints
