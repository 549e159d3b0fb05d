// The menu bar of the main window.
#pragma once

#include "ui/language.h"
#include "ui/theme.h"
#include "ui/zone.h"

#include <QObject>

#include <map>
#include <vector>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace chainpoints {

/// Every action has an object name and is told of by a signal.
class WindowMenus : public QObject
{
    Q_OBJECT
public:
    explicit WindowMenus(QMainWindow& window);

    /// What needs a desk is off without one.
    void setOpen(bool open);
    /// Whether there is anything by which to tell of something.
    void setNotifies(bool notifies);
    /// The panels' entries: Ctrl+1, Ctrl+2, ...
    void setPanels(const std::vector<QString>& names);
    void setPanelTitle(int index, const QString& title);
    void setCurrentPanel(int index);
    void setTheme(theme::Theme theme);
    void setLanguage(Language language);
    void setZone(zone::Zone zone);
    /// All texts in the language in force.
    void retranslate();

Q_SIGNALS:
    void exportWanted();
    void quitWanted();
    void panelWanted(int index);
    void searchWanted();
    void refreshWanted();
    void themeWanted(chainpoints::theme::Theme theme);
    void languageWanted(chainpoints::Language language);
    void zoneWanted(chainpoints::zone::Zone zone);
    void notificationsWanted();
    void shortcutsWanted();
    void aboutWanted();

private:
    QMenu* addMenu(QMenu* parent, const QString& name);
    QAction* addAction(QMenu* menu, const QString& name);
    QAction* addChoice(QMenu* menu, QActionGroup* group, const QString& name);
    void addThemes();
    void addLanguages();

    QMainWindow& m_window;
    QMenu* m_file;
    QMenu* m_view;
    QMenu* m_themes;
    QMenu* m_languages;
    QMenu* m_help;
    QAction* m_export;
    QAction* m_quit;
    QAction* m_panelsEnd;
    QAction* m_search;
    QAction* m_refresh;
    QAction* m_localTime;
    QAction* m_notifications;
    QAction* m_shortcuts;
    QAction* m_about;
    QActionGroup* m_panelGroup;
    std::map<theme::Theme, QAction*> m_themeActions;
    std::map<Language, QAction*> m_languageActions;
};

} // namespace chainpoints
