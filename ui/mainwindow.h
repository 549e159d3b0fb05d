// The main window: the start page until there is a desk, then the panels.
#pragma once

#include "ui/appearance.h"
#include "ui/enginestate.h"
#include "ui/panels.h"
#include "ui/prompts.h"
#include "ui/windowinfo.h"

#include <QMainWindow>
#include <QPointer>

#include <memory>
#include <vector>

class QSettings;
class QStackedWidget;

namespace chainpoints {

class ExportDialog;
class Notifier;
class NotifyChannels;
class ReportExport;
class SearchDialog;
class StartPage;
class StatusLine;
class WindowMenus;
class WorkPage;

struct WindowParts
{
    QSettings& settings; ///< geometry, panel, theme, language, zone; outlives the window, as do the prompts
    Prompts& prompts;
    std::vector<PanelFactory> panels;
    SettingsDesk& settingsDesk;         ///< outlives the window
    std::filesystem::path setupFile;    ///< the configuration that the set-up makes
    QString suggestedDatabase;          ///< path in the data folder, offered by the set-up
    NotifyChannels* channels = nullptr; ///< outlive the window too; without them nobody is told of anything
};

/// Applies theme, language and zone of the settings to the whole application. There is one at a time.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(WindowParts parts, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows the panels. `desk` must outlive them: until closeDesk() or the window's end.
    void open(OperatorDesk& desk, const WindowInfo& info);
    /// Back to the start page. Does nothing where none is open.
    void closeDesk();
    void setEngineState(const EngineState& state);

    /// Of the start page: something is under way, or did not work (with Try again), or neither.
    void showStartProgress(const QString& text);
    void showStartError(const QString& sentence);
    void showStartOffer();

Q_SIGNALS:
    void demoWanted();
    /// What failed with showStartError(), or as EngineFailed without a next attempt, is to be tried once
    /// more. Handle it later: what emits it may go with the desk.
    void tryAgainWanted();
    /// The user closes the window; its state is saved. The app stops the engine then.
    void closing();

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void connectMenus();
    void checkMenus();
    void showSetup();
    void showNotifications();
    void showSearch();
    void showAbout();
    void showExport();
    void followExport();
    void saveState();
    // Show what would be lost, and ask. False: the window may close.
    bool asksAboutEdits();
    bool asksAboutExport();
    /// Tells of the report that ended with what was open before.
    void tellEndedExport();
    void retranslate();

    WindowParts m_parts;
    Appearance m_appearance;
    WindowInfo m_info;
    OperatorDesk* m_desk = nullptr; ///< null: none is open
    WindowMenus* m_menus;
    QStackedWidget* m_pages;
    StartPage* m_startPage;
    StatusLine* m_status;
    Notifier* m_notifier = nullptr; ///< none without channels
    bool m_dropsEdits = false;      ///< it was asked, likewise below
    bool m_dropsExport = false;
    QString m_endedExport; ///< the file that closeDesk() kept from being written; empty: none
    std::unique_ptr<WorkPage> m_work;
    std::unique_ptr<ReportExport> m_writing;
    std::unique_ptr<ExportDialog> m_export;
    QPointer<SearchDialog> m_search; ///< while it is open
};

} // namespace chainpoints
