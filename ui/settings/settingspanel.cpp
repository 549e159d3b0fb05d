#include "ui/settings/settingspanel.h"

#include "ui/overview/chaintext.h"
#include "ui/panels.h"
#include "ui/settings/applydialog.h"
#include "ui/settings/chainspage.h"
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

/// Whether a chain that was there would be another one.
bool isOther(const ChainSettings& chain, const std::vector<ChainSettings>& before)
{
    const auto differs = [&](const char* key) {
        const SettingsTexts& was = before[*chain.origin].texts;
        const auto now = chain.texts.find(key);
        return now == chain.texts.end() || now->second != was.at(key);
    };
    return chain.origin && (differs("name") || differs("chain_id") || differs("contract"));
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
    bar->addWidget(m_place, 1);
    bar->addWidget(m_revert);
    bar->addWidget(m_apply);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_stack, 1);
    column->addWidget(m_notice);
    column->addLayout(bar);
    add(new ChainsPage(m_settingsDesk));
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
    if (isVisible() && !m_isBusy && (!m_draft || m_settings == m_draft->settings))
        read();
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
        m_problem->say(theme::Tone::Bad, tr("The configuration cannot be used"), q(draft.error().message));
        return setBusy(false);
    }
    m_draft = std::move(*draft);
    m_settings = m_draft->settings;
    for (SettingsPage* page : m_pages)
        page->show(*m_draft, m_settings);
    setBusy(false);
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
    auto* dialog = new ApplyDialog(*m_draft, *plan, notes(), this);
    connect(dialog, &QDialog::accepted, this, [this, plan = *plan] { apply(plan); });
    dialog->open();
}

QStringList SettingsPanel::notes() const
{
    QStringList notes;
    const QString kept = QDir::toNativeSeparators(q(m_file.filename().string() + ".bak"));
    notes
        << (m_draft->hasComments
                ? tr("The comments in the file are lost. The former file is kept beside it as %1.").arg(kept)
                : tr("The former file is kept beside it as %1.").arg(kept));
    if (std::ranges::any_of(m_settings.chains, [this](const ChainSettings& chain) {
            return isOther(chain, m_draft->settings.chains);
        }))
        notes << tr(
            "The database keeps the name, EVM chain id and contract of a chain for good: the engine does "
            "not start with others for the same chain.");
    QStringList others;
    for (const ChainView& chain : desk().news().chains)
        if (chain.owner && *chain.owner != thisProcess())
            others << tr("process %1 on %2").arg(chain.owner->pid).arg(q(chain.owner->host));
    others.removeDuplicates();
    notes << (others.isEmpty()
                  ? tr("The engine of this window starts again with these settings.")
                  : tr("The chains are followed by %1, which reads these settings at its next start.")
                        .arg(others.join(tr(", "))));
    return notes;
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
    const bool differs = m_draft && m_settings != m_draft->settings;
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
    if (!m_draft && !m_problem->headline().isEmpty())
        m_problem->say(theme::Tone::Bad, tr("The configuration cannot be used"), {});
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
