#include "ui/mainwindow.h"

#include "ui/aboutdialog.h"
#include "ui/banner.h"
#include "ui/exportdialog.h"
#include "ui/format.h"
#include "ui/notify/notificationsdialog.h"
#include "ui/notify/notifier.h"
#include "ui/reportexport.h"
#include "ui/searchdialog.h"
#include "ui/settings/setupwizard.h"
#include "ui/settingskeys.h"
#include "ui/shortcutsdialog.h"
#include "ui/startpage.h"
#include "ui/statusline.h"
#include "ui/vectoricon.h"
#include "ui/windowmenus.h"
#include "ui/workpage.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace chainpoints {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(WindowParts parts, QWidget* parent)
    : QMainWindow(parent), m_parts(std::move(parts)), m_appearance(m_parts.settings),
      m_menus(new WindowMenus(*this)), m_pages(new QStackedWidget(this)), m_startPage(new StartPage(this)),
      m_status(new StatusLine(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(applicationIcon());
    checkMenus();
    m_pages->addWidget(m_startPage);
    setCentralWidget(m_pages);
    setStatusBar(m_status);
    setMinimumSize(760, 480);
    if (!restoreGeometry(m_parts.settings.value(settingskeys::kGeometry).toByteArray()))
        resize(QSize(1280, 800).boundedTo(screen()->availableSize()));

    if (m_parts.channels) {
        m_notifier = new Notifier(m_parts.settings, *m_parts.channels, wallClock, this);
        m_notifier->keepWebhookBy(m_parts.settingsDesk);
    }
    m_menus->setNotifies(m_notifier != nullptr);
    connectMenus();
    connect(m_startPage, &StartPage::demoWanted, this, &MainWindow::demoWanted);
    connect(m_startPage, &StartPage::setupWanted, this, &MainWindow::showSetup);
    connect(m_startPage, &StartPage::tryAgainWanted, this, &MainWindow::tryAgainWanted);
    connect(m_status, &StatusLine::chainClicked, this,
            [this](const QString& chain) { m_work->showChain(chain); });
    retranslate();
}

MainWindow::~MainWindow()
{
    closeDesk();
}

void MainWindow::connectMenus()
{
    connect(m_menus, &WindowMenus::exportWanted, this, &MainWindow::showExport);
    connect(m_menus, &WindowMenus::quitWanted, this, &QWidget::close);
    connect(m_menus, &WindowMenus::panelWanted, this, [this](int index) { m_work->setCurrent(index); });
    connect(m_menus, &WindowMenus::searchWanted, this, &MainWindow::showSearch);
    connect(m_menus, &WindowMenus::refreshWanted, this, [this] {
        if (const int current = m_work->current(); current >= 0) // the others look anew when they are shown
            m_work->panels()[std::size_t(current)]->refresh();
    });
    connect(m_menus, &WindowMenus::themeWanted, &m_appearance, &Appearance::setTheme);
    connect(m_menus, &WindowMenus::languageWanted, &m_appearance, &Appearance::setLanguage);
    connect(m_menus, &WindowMenus::zoneWanted, &m_appearance, &Appearance::setZone);
    connect(&m_appearance, &Appearance::changed, this, &MainWindow::checkMenus);
    connect(m_menus, &WindowMenus::notificationsWanted, this, &MainWindow::showNotifications);
    connect(m_menus, &WindowMenus::shortcutsWanted, this, [this] { (new ShortcutsDialog(*this))->open(); });
    connect(m_menus, &WindowMenus::aboutWanted, this, &MainWindow::showAbout);
}

void MainWindow::open(OperatorDesk& desk, const WindowInfo& info)
{
    closeDesk();
    m_desk = &desk;
    m_info = info;
    m_work = std::make_unique<WorkPage>(
        PanelParts{desk, m_parts.prompts, m_parts.settingsDesk, m_appearance, m_notifier, m_info},
        m_parts.panels);
    m_writing = std::make_unique<ReportExport>(desk);
    followExport();
    m_export = std::make_unique<ExportDialog>(desk, m_parts.prompts, m_parts.settings, *m_writing, this);
    m_pages->addWidget(m_work.get());
    m_pages->setCurrentWidget(m_work.get());
    m_status->setDesk(&desk);
    if (m_notifier)
        m_notifier->setDesk(&desk);

    std::vector<QString> names;
    for (const Panel* panel : m_work->panels()) {
        names.push_back(panel->objectName());
        connect(panel, &Panel::notificationsWanted, this, &MainWindow::showNotifications);
    }
    m_menus->setPanels(names);
    m_menus->setOpen(true);
    connect(m_work.get(), &WorkPage::tryAgainWanted, this, &MainWindow::tryAgainWanted);
    connect(m_work.get(), &WorkPage::currentChanged, m_menus, &WindowMenus::setCurrentPanel);
    m_work->restoreState(m_parts.settings);
    tellEndedExport();
    if (!names.empty())
        m_menus->setCurrentPanel(m_work->current());
    retranslate();
}

void MainWindow::closeDesk()
{
    if (!m_work)
        return;
    m_work->saveState(m_parts.settings);
    m_status->setDesk(nullptr);
    if (m_notifier)
        m_notifier->setDesk(nullptr);
    m_status->setProgress(QString());
    m_menus->setOpen(false);
    m_menus->setPanels({});
    if (m_search)
        m_search->close(); // it goes to places in what is closed
    m_export.reset();
    if (m_writing->isRunning())
        m_endedExport = m_writing->file();
    m_writing.reset();
    m_work.reset();
    m_desk = nullptr;
    m_info = {};
    m_startPage->offer();
    retranslate();
}

void MainWindow::setEngineState(const EngineState& state)
{
    if (m_work)
        m_work->setEngineState(state);
    m_status->setEngineState(state);
}

void MainWindow::showStartProgress(const QString& text)
{
    m_startPage->showProgress(text);
}

void MainWindow::showStartError(const QString& sentence)
{
    m_startPage->showError(sentence);
}

void MainWindow::showStartOffer()
{
    m_startPage->offer();
}

void MainWindow::checkMenus()
{
    m_menus->setTheme(m_appearance.theme());
    m_menus->setLanguage(m_appearance.language());
    m_menus->setZone(m_appearance.zone());
}

void MainWindow::showSetup()
{
    (new SetupWizard(
         {m_parts.settingsDesk, m_parts.prompts, m_appearance, m_parts.setupFile, m_parts.suggestedDatabase},
         this))
        ->open();
}

void MainWindow::showNotifications()
{
    auto* dialog = new NotificationsDialog(*m_notifier, m_parts.channels->hasTray(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showSearch()
{
    m_search = new SearchDialog(m_desk, *this);
    connect(m_search, &SearchDialog::chainWanted, this, [this](const QString& chain) {
        if (m_work)
            m_work->showChain(chain);
    });
    connect(m_search, &SearchDialog::userWanted, this, [this](const QString& chain, const QString& address) {
        if (m_work)
            m_work->showUser(chain, address);
    });
    m_search->open();
}

void MainWindow::showAbout()
{
    (new AboutDialog(m_info, this))->open();
}

void MainWindow::showExport()
{
    const int current = m_work->current();
    m_export->openFor(current < 0 ? std::nullopt : m_work->panels()[std::size_t(current)]->nearestReport());
}

void MainWindow::followExport()
{
    connect(m_writing.get(), &ReportExport::progressed, this, [this] {
        m_status->setProgress(
            tr("Writing %1… Rows so far: %2")
                .arg(QFileInfo(m_writing->file()).fileName(), format::number(m_writing->rows())));
    });
    // Where the dialog is seen, it says the same.
    const auto tell = [this](WorkPage::Say say) {
        m_status->setProgress(QString());
        if (!m_export->isVisible())
            m_work->notify(std::move(say));
    };
    connect(m_writing.get(), &ReportExport::written, this, [this, tell](const QString& file) {
        tell([this, file](Banner& notice) {
            notice.tell(
                theme::Tone::Good, tr("Written: %1").arg(QDir::toNativeSeparators(file)), tr("Open folder"),
                [this, folder = QFileInfo(file).absolutePath()] { m_parts.prompts.showFolder(folder); });
        });
    });
    connect(m_writing.get(), &ReportExport::cancelled, this, [this] { m_status->setProgress(QString()); });
    connect(m_writing.get(), &ReportExport::failed, this,
            [tell](const QString& file, const QString& sentence) {
                tell([file, sentence](Banner& notice) {
                    notice.tell(theme::Tone::Bad,
                                tr("%1 was not written: %2").arg(QFileInfo(file).fileName(), sentence),
                                QString(), {});
                });
            });
}

void MainWindow::saveState()
{
    m_parts.settings.setValue(settingskeys::kGeometry, saveGeometry());
    if (m_work)
        m_work->saveState(m_parts.settings);
    m_parts.settings.sync();
}

bool MainWindow::asksAboutEdits()
{
    if (!m_work || m_dropsEdits)
        return false;
    const auto& panels = m_work->panels();
    const auto edited =
        std::ranges::find_if(panels, [](const Panel* panel) { return panel->hasUnappliedEdits(); });
    if (edited == panels.end())
        return false;
    m_work->setCurrent(int(edited - panels.begin()));
    m_parts.prompts.ask(this,
                        {.title = tr("Changes are not applied"),
                         .text = tr("The settings were changed, but not applied."),
                         .yes = tr("Close without applying"),
                         .no = tr("Back to the settings")},
                        [this](bool yes) {
                            if (!yes)
                                return;
                            m_dropsEdits = true;
                            close();
                        });
    return true;
}

bool MainWindow::asksAboutExport()
{
    if (!m_writing || !m_writing->isRunning() || m_dropsExport)
        return false;
    m_parts.prompts.ask(this,
                        {.title = tr("An export is being written"),
                         .text = tr("%1 is not complete yet. Closing ends the export; no file is written.")
                                     .arg(QFileInfo(m_writing->file()).fileName()),
                         .yes = tr("End the export and close"),
                         .no = tr("Go on writing")},
                        [this](bool yes) {
                            m_dropsEdits = m_dropsEdits && yes;
                            if (!yes)
                                return;
                            m_dropsExport = true;
                            close();
                        });
    return true;
}

void MainWindow::tellEndedExport()
{
    const QString file = std::exchange(m_endedExport, QString());
    if (!file.isEmpty())
        m_work->notify([name = QFileInfo(file).fileName()](Banner& notice) {
            notice.tell(
                theme::Tone::Warning,
                tr("%1 was not written: the export ended when the database was opened anew.").arg(name),
                QString(), {});
        });
}

void MainWindow::retranslate()
{
    m_menus->retranslate();
    if (m_work)
        for (std::size_t i = 0; i < m_work->panels().size(); ++i)
            m_menus->setPanelTitle(int(i), m_work->panels()[i]->title());
    const QString what = m_info.demo ? tr("demo") : QFileInfo(m_info.configFile).fileName();
    setWindowTitle(what.isEmpty() ? u"chainpoints"_s : what + u" – chainpoints"_s);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveState();
    if (asksAboutEdits() || asksAboutExport())
        return event->ignore();
    Q_EMIT closing();
    event->accept();
}

} // namespace chainpoints
