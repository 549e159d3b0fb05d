#include "ui/windowmenus.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace chainpoints {

using namespace Qt::StringLiterals;

WindowMenus::WindowMenus(QMainWindow& window)
    : QObject(&window), m_window(window), m_file(addMenu(nullptr, u"fileMenu"_s)),
      m_view(addMenu(nullptr, u"viewMenu"_s)), m_themes(new QMenu(&window)), m_languages(new QMenu(&window)),
      m_help(addMenu(nullptr, u"helpMenu"_s)), m_panelGroup(new QActionGroup(this))
{
    m_export = addAction(m_file, u"exportAction"_s);
    m_export->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    connect(m_export, &QAction::triggered, this, &WindowMenus::exportWanted);
    m_file->addSeparator();
    m_quit = addAction(m_file, u"quitAction"_s);
    m_quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    m_quit->setMenuRole(QAction::QuitRole);
    connect(m_quit, &QAction::triggered, this, &WindowMenus::quitWanted);

    m_panelsEnd = m_view->addSeparator();
    m_search = addAction(m_view, u"searchAction"_s);
    m_search->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_P));
    connect(m_search, &QAction::triggered, this, &WindowMenus::searchWanted);
    m_refresh = addAction(m_view, u"refreshAction"_s);
    m_refresh->setShortcuts({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)});
    connect(m_refresh, &QAction::triggered, this, &WindowMenus::refreshWanted);
    m_view->addSeparator();
    m_localTime = addAction(m_view, u"localTimeAction"_s);
    m_localTime->setCheckable(true);
    m_localTime->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_T));
    connect(m_localTime, &QAction::triggered, this,
            [this](bool local) { Q_EMIT zoneWanted(local ? zone::Zone::Local : zone::Zone::Utc); });
    addThemes();
    addLanguages();
    m_notifications = addAction(m_view, u"notificationsAction"_s);
    connect(m_notifications, &QAction::triggered, this, &WindowMenus::notificationsWanted);

    m_shortcuts = addAction(m_help, u"shortcutsAction"_s);
    m_shortcuts->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Slash), QKeySequence(Qt::Key_F1)});
    connect(m_shortcuts, &QAction::triggered, this, &WindowMenus::shortcutsWanted);
    m_about = addAction(m_help, u"aboutAction"_s);
    m_about->setMenuRole(QAction::AboutRole);
    connect(m_about, &QAction::triggered, this, &WindowMenus::aboutWanted);

    setOpen(false);
    retranslate();
}

QMenu* WindowMenus::addMenu(QMenu* parent, const QString& name)
{
    auto* menu = new QMenu(&m_window);
    menu->setObjectName(name);
    if (parent)
        parent->addMenu(menu);
    else
        m_window.menuBar()->addMenu(menu);
    return menu;
}

QAction* WindowMenus::addAction(QMenu* menu, const QString& name)
{
    auto* action = new QAction(&m_window);
    action->setObjectName(name);
    menu->addAction(action);
    return action;
}

QAction* WindowMenus::addChoice(QMenu* menu, QActionGroup* group, const QString& name)
{
    QAction* action = addAction(menu, name);
    action->setCheckable(true);
    group->addAction(action);
    return action;
}

void WindowMenus::addThemes()
{
    m_themes->setObjectName(u"themeMenu"_s);
    m_view->addMenu(m_themes);
    auto* group = new QActionGroup(this);
    using theme::Theme;
    for (const auto& [value, name] :
         {std::pair(Theme::System, u"themeSystemAction"_s), std::pair(Theme::Light, u"themeLightAction"_s),
          std::pair(Theme::Dark, u"themeDarkAction"_s)}) {
        QAction* action = addChoice(m_themes, group, name);
        connect(action, &QAction::triggered, this, [this, wanted = value] { Q_EMIT themeWanted(wanted); });
        m_themeActions.emplace(value, action);
    }
}

void WindowMenus::addLanguages()
{
    m_languages->setObjectName(u"languageMenu"_s);
    m_view->addMenu(m_languages);
    auto* group = new QActionGroup(this);
    for (const Language language : {Language::English, Language::Chinese}) {
        QAction* action = addChoice(m_languages, group, u"languageAction_"_s + toText(language));
        action->setText(nameOf(language));
        connect(action, &QAction::triggered, this, [this, language] { Q_EMIT languageWanted(language); });
        m_languageActions.emplace(language, action);
    }
}

void WindowMenus::setOpen(bool open)
{
    m_export->setEnabled(open);
    m_refresh->setEnabled(open);
}

void WindowMenus::setNotifies(bool notifies)
{
    m_notifications->setVisible(notifies);
}

void WindowMenus::setPanels(const std::vector<QString>& names)
{
    qDeleteAll(m_panelGroup->actions());
    for (const QString& name : names) {
        const int index = int(m_panelGroup->actions().size());
        auto* action = new QAction(&m_window);
        action->setObjectName(name + u"Action"_s);
        action->setCheckable(true);
        if (index < 9)
            action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + index)));
        if (name == u"settingsPanel")
            action->setShortcuts({action->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Comma)});
        connect(action, &QAction::triggered, this, [this, index] { Q_EMIT panelWanted(index); });
        m_panelGroup->addAction(action);
        m_view->insertAction(m_panelsEnd, action);
    }
}

void WindowMenus::setPanelTitle(int index, const QString& title)
{
    m_panelGroup->actions().at(index)->setText(title);
}

void WindowMenus::setCurrentPanel(int index)
{
    m_panelGroup->actions().at(index)->setChecked(true);
}

void WindowMenus::setTheme(theme::Theme theme)
{
    m_themeActions.at(theme)->setChecked(true);
}

void WindowMenus::setLanguage(Language language)
{
    m_languageActions.at(language)->setChecked(true);
}

void WindowMenus::setZone(zone::Zone zone)
{
    m_localTime->setChecked(zone == zone::Zone::Local);
}

void WindowMenus::retranslate()
{
    m_file->setTitle(tr("&File"));
    m_export->setText(tr("&Export…"));
    m_quit->setText(tr("&Quit"));
    m_view->setTitle(tr("&View"));
    m_search->setText(tr("&Search anything…"));
    m_refresh->setText(tr("&Refresh"));
    m_localTime->setText(
        tr("&Local time instead of UTC (%1)").arg(zone::nameOf(zone::rulesOf(zone::Zone::Local))));
    m_themes->setTitle(tr("&Theme"));
    m_themeActions.at(theme::Theme::System)->setText(tr("&System"));
    m_themeActions.at(theme::Theme::Light)->setText(tr("&Light"));
    m_themeActions.at(theme::Theme::Dark)->setText(tr("&Dark"));
    m_languages->setTitle(tr("L&anguage"));
    m_notifications->setText(tr("&Notifications…"));
    m_help->setTitle(tr("&Help"));
    m_shortcuts->setText(tr("&Keyboard shortcuts"));
    m_about->setText(tr("&About chainpoints"));
}

} // namespace chainpoints
