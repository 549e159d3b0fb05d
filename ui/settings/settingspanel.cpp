#include "ui/settings/settingspanel.h"

#include "ui/panels.h"
#include "ui/settings/appearancepage.h"
#include "ui/settings/applydialog.h"
#include "ui/settings/applynotes.h"
#include "ui/settings/cachepage.h"
#include "ui/settings/chainfollowing.h"
#include "ui/settings/chainspage.h"
#include "ui/settings/databasepage.h"
#include "ui/settings/notificationspage.h"
#include "ui/settings/pointspage.h"
#include "ui/settings/secretspage.h"
#include "ui/vectoricon.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/notice.h"

#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

SettingsPanel::SettingsPanel(const PanelParts& parts, QWidget* parent)
    : Panel(parts.desk, parent), m_settingsDesk(parts.settingsDesk),
      m_file(parts.info.settingsFile.toStdString()), m_place(new Notice), m_stack(new QStackedWidget),
      m_tabs(new QTabWidget), m_problem(new EmptyPage), m_notice(new Notice), m_revert(new QPushButton),
      m_apply(new QPushButton)
{
    setObjectName(u"settingsPanel"_s);
    m_tabs->setObjectName(u"settingsTabs"_s);
    m_tabs->setDocumentMode(true);
    m_problem->setObjectName(u"settingsProblem"_s);
    m_notice->setObjectName(u"settingsNotice"_s);
    m_place->setObjectName(u"settingsPlace"_s);
    m_revert->setObjectName(u"settingsRevert"_s);
    m_apply->setObjectName(u"settingsApply"_s);
    m_stack->addWidget(m_problem);
    m_stack->addWidget(m_tabs);
    auto* bar = new QHBoxLayout;
    bar->addWidget(m_place, 1, Qt::AlignVCenter);
    bar->addWidget(m_revert);
    bar->addWidget(m_apply);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_stack, 1);
    column->addWidget(m_notice);
    column->addLayout(bar);
    add(new ChainsPage(m_settingsDesk,
                       new ChainFollowing(parts.desk, parts.prompts, parts.info.settingsFile)));
    add(new DatabasePage(m_settingsDesk, parts.prompts));
    add(new CachePage);
    add(new PointsPage);
    auto* secrets = new SecretsPage(m_settingsDesk, parts.prompts, SecretsPage::Engine::Runs);
    add(secrets);
    connect(secrets, &SecretsPage::restartWanted, this, &SettingsPanel::restartEngine);
    if (parts.notifier) {
        auto* notifications = new NotificationsPage(*parts.notifier);
        add(notifications);
        connect(notifications, &NotificationsPage::changeWanted, this, &Panel::notificationsWanted);
    }
    add(new AppearancePage(parts.appearance));
    connect(m_tabs, &QTabWidget::currentChanged, this, &SettingsPanel::enterPage);
    connect(m_revert, &QPushButton::clicked, this, &SettingsPanel::read);
    connect(m_apply, &QPushButton::clicked, this, &SettingsPanel::propose);
    connect(m_problem, &EmptyPage::offerTaken, this, &SettingsPanel::read);
    retranslate();
    setBusy(false);
}

void SettingsPanel::add(SettingsPage* page)
{
    m_pages.push_back(page);
    m_tabs->addTab(page, {});
    connect(page, &SettingsPage::edited, this, &SettingsPanel::onEdit);
}

void SettingsPanel::enterPage()
{
    if (m_draft)
        m_pages[std::size_t(m_tabs->currentIndex())]->enter(m_settings);
}

void SettingsPanel::restartEngine()
{
    if (hasUnappliedEdits())
        return say(tr("Apply or discard the changes first."), theme::Tone::Warning);
    m_settingsDesk.applyAgain(*m_draft);
}

QString SettingsPanel::title() const
{
    return tr("Settings");
}

QIcon SettingsPanel::icon() const
{
    return lineIcon([](QPainter& painter) {
        for (const auto& [y, knob] : {std::pair(3.6, 10.4), std::pair(8.0, 5.2), std::pair(12.4, 9.2)}) {
            painter.drawLine(QPointF(1.6, y), QPointF(knob - 1.6, y));
            painter.drawEllipse(QPointF(knob, y), 1.6, 1.6);
            painter.drawLine(QPointF(knob + 1.6, y), QPointF(14.4, y));
        }
    });
}

void SettingsPanel::refresh()
{
    const bool isTesting =
        std::ranges::any_of(m_pages, [](const SettingsPage* page) { return page->isTesting(); });
    if (isVisible() && !m_isBusy && !isTesting && !hasUnappliedEdits())
        read();
}

bool SettingsPanel::hasUnappliedEdits() const
{
    return m_draft && m_settings != m_draft->settings;
}

void SettingsPanel::read()
{
    setBusy(true);
    m_settingsDesk.read(m_file, this, [this](Result<ConfigDraft> draft) { take(std::move(draft)); });
}

void SettingsPanel::take(Result<ConfigDraft> draft)
{
    setBusy(false);
    m_notice->say({});
    m_stack->setCurrentWidget(draft ? static_cast<QWidget*>(m_tabs) : m_problem);
    if (!draft) {
        m_draft.reset();
        m_settings = {};
        m_unusable = q(draft.error().message);
        showUnusable();
        return setBusy(false);
    }
    // The pages may show what a test found.
    if (m_draft && m_draft->exists == draft->exists && m_draft->text == draft->text && !hasUnappliedEdits())
        return enterPage();
    m_draft = std::move(*draft);
    m_settings = m_draft->settings;
    for (SettingsPage* page : m_pages)
        page->show(*m_draft, m_settings);
    setBusy(false);
    enterPage();
}

void SettingsPanel::showUnusable()
{
    m_problem->say(theme::Tone::Bad, tr("The configuration cannot be used"), m_unusable);
}

void SettingsPanel::onEdit()
{
    for (const SettingsPage* page : m_pages)
        page->write(m_settings);
    m_notice->say({});
    setBusy(m_isBusy);
}

void SettingsPanel::propose()
{
    const QSignalBlocker goingThrough(m_tabs);
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        const int before = m_tabs->currentIndex();
        m_tabs->setCurrentIndex(int(i)); // a field has the focus only where it is seen
        if (m_pages[i]->goToProblem())
            return say(tr("A field cannot be so; it says why."), theme::Tone::Bad);
        m_tabs->setCurrentIndex(before);
    }
    const auto plan = planOf(*m_draft, m_settings);
    if (!plan)
        return say(q(plan.error().message), theme::Tone::Bad);
    auto* dialog =
        new ApplyDialog(*m_draft, *plan, applyNotes(*m_draft, m_settings, desk().news().chains), this);
    connect(dialog, &QDialog::accepted, this, [this, plan = *plan] { apply(plan); });
    m_settingsDesk.listSecrets(*m_draft, m_settings, dialog, [dialog](const Result<SecretsView>& view) {
        if (view)
            dialog->addNote(noteOfMissing(view->secrets));
    });
    dialog->open();
}

void SettingsPanel::apply(const ConfigPlan& plan)
{
    setBusy(true);
    m_settingsDesk.write(*m_draft, plan, this, [this](const Result<void>& written) {
        setBusy(false);
        if (!written)
            return say(q(written.error().message), theme::Tone::Bad);
        read();
    });
}

void SettingsPanel::setBusy(bool busy)
{
    m_isBusy = busy;
    const bool differs = hasUnappliedEdits();
    m_apply->setEnabled(differs && !busy);
    m_revert->setEnabled(differs && !busy);
    m_tabs->setEnabled(!busy);
    const QString file = QDir::toNativeSeparators(q(m_file.string()));
    m_place->say(differs ? tr("Changes are not applied yet: %1").arg(file) : file,
                 differs ? std::optional(theme::Tone::Warning) : std::nullopt);
}

void SettingsPanel::say(const QString& sentence, theme::Tone tone)
{
    m_notice->say(sentence, tone);
}

void SettingsPanel::retranslate()
{
    m_tabs->setAccessibleName(tr("What is set"));
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        m_tabs->setTabText(int(i), m_pages[i]->title());
    m_revert->setText(tr("Di&scard changes"));
    m_apply->setText(tr("App&ly…"));
    if (!m_unusable.isEmpty())
        showUnusable();
    m_problem->offer(tr("Read it again"));
    setBusy(m_isBusy);
}

void SettingsPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    refresh();
}

void SettingsPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
