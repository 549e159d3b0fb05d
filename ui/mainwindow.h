// The main window: the start page until there is a desk, then the panels.
#pragma once

#include "ui/enginestate.h"
#include "ui/panels.h"
#include "ui/prompts.h"

#include <QMainWindow>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

class QSettings;

namespace chainpoints {

class StartPage;

/// Checks and saves the configuration that the set-up dialog made; a sentence for the dialog where that
/// fails.
using SaveConfig = std::function<std::optional<QString>(const QByteArray& json)>;

struct WindowParts
{
    QSettings& settings; ///< geometry, panel, theme, language; outlives the window, as do the prompts
    Prompts& prompts;
    std::vector<PanelFactory> panels;
    SaveConfig saveConfig;
    QString suggestedDatabase; ///< path in the data folder, offered by the set-up dialog
};

/// What is open.
struct WindowInfo
{
    QString configFile;   ///< empty for the demo
    QString databaseFile; ///< shown in the About box
    bool demo = false;
    QStringList demoNodes; ///< URLs of the demo's nodes
};

/// Applies theme and language of the settings to the whole application. There is one at a time.
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
    /// WindowParts::saveConfig took this configuration; it is to be opened.
    void configWanted(const QByteArray& json);
    /// What failed with showStartError() is to be tried once more.
    void tryAgainWanted();
    /// The user closes the window; its state is saved. The app stops the engine then.
    void closing();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    WindowParts m_parts;
    OperatorDesk* m_desk = nullptr;
    StartPage* m_startPage;
};

} // namespace chainpoints
