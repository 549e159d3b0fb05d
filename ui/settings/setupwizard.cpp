#include "ui/settings/setupwizard.h"

#include "ui/settings/appearancepage.h"
#include "ui/settings/chainspage.h"
#include "ui/settings/changestable.h"
#include "ui/settings/databasepage.h"
#include "ui/settings/secretspage.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/notice.h"

#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

enum Step { LanguageStep, DatabaseStep, ChainsStep, SecretsStep, ReviewStep };

} // namespace

SetupWizard::SetupWizard(Parts parts, QWidget* parent)
    : QDialog(parent), m_parts(std::move(parts)), m_title(new QLabel), m_intro(new QLabel),
      m_stack(new QStackedWidget), m_review(new ChangesTable(u"setupReview"_s)), m_problem(new EmptyPage),
      m_notice(new Notice), m_cancel(new QPushButton), m_back(new QPushButton), m_next(new QPushButton)
{
    setObjectName(u"setupWizard"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    m_title->setObjectName(u"setupTitle"_s);
    QFont bold = m_title->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.2);
    m_title->setFont(bold);
    m_intro->setObjectName(u"setupIntro"_s);
    m_intro->setWordWrap(true);
    m_problem->setObjectName(u"setupProblem"_s);
    m_notice->setObjectName(u"setupNotice"_s);
    m_pages = {new AppearancePage(m_parts.appearance), new DatabasePage(m_parts.desk, m_parts.prompts),
               new ChainsPage(m_parts.desk),
               new SecretsPage(m_parts.desk, m_parts.prompts, SecretsPage::Engine::IsNotThere)};
    for (SettingsPage* page : m_pages) {
        m_stack->addWidget(page);
        connect(page, &SettingsPage::edited, this, [this] { m_notice->say({}); });
    }
    m_stack->addWidget(m_review);
    m_stack->addWidget(m_problem);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_intro);
    column->addWidget(m_stack, 1);
    column->addWidget(m_notice);
    column->addLayout(buttons);
    for (const auto& [button, name] :
         {std::pair(m_cancel, u"setupCancel"_s), std::pair(m_back, u"setupBack"_s),
          std::pair(m_next, u"setupNext"_s)}) {
        button->setObjectName(name);
        button->setAutoDefault(false);
    }
    m_next->setDefault(true);
    connect(m_cancel, &QPushButton::clicked, this, &SetupWizard::reject);
    connect(m_back, &QPushButton::clicked, this,
            [this] { goTo(m_step == ReviewStep && !asksForSecrets() ? ChainsStep : m_step - 1); });
    connect(m_next, &QPushButton::clicked, this, &SetupWizard::next);
    connect(m_problem, &EmptyPage::offerTaken, this, &SetupWizard::read);
    resize(980, 640);
    goTo(LanguageStep);
    read();
}

void SetupWizard::read()
{
    m_next->setEnabled(false);
    m_parts.desk.read(m_parts.file, this, [this](Result<ConfigDraft> draft) { take(std::move(draft)); });
}

void SetupWizard::take(Result<ConfigDraft> draft)
{
    if (!draft) {
        m_problem->say(theme::Tone::Bad, tr("The configuration cannot be used"),
                       QString::fromStdString(draft.error().message));
        m_stack->setCurrentWidget(m_problem);
        return;
    }
    m_draft = std::move(*draft);
    m_begun = m_draft->settings;
    if (!m_draft->exists) {
        m_begun.database["path"] = m_parts.suggestedDatabase.toStdString();
        m_begun.chains.emplace_back();
    }
    for (SettingsPage* page : m_pages)
        page->show(*m_draft, m_begun);
    m_begun = typed();
    m_next->setEnabled(true);
    goTo(m_step);
}

Settings SetupWizard::typed() const
{
    Settings settings = m_begun;
    for (const SettingsPage* page : m_pages)
        page->write(settings);
    return settings;
}

bool SetupWizard::isLast() const
{
    return m_step == ReviewStep;
}

bool SetupWizard::asksForSecrets() const
{
    return m_draft && namesSecret(*m_draft, typed());
}

void SetupWizard::goTo(int step)
{
    m_step = step;
    m_stack->setCurrentIndex(step);
    m_notice->say({});
    m_back->setEnabled(step > 0);
    retranslate();
    if (m_draft && !isLast())
        m_pages[std::size_t(step)]->enter(typed());
}

void SetupWizard::next()
{
    if (isLast())
        return finish();
    if (m_pages[std::size_t(m_step)]->goToProblem())
        return;
    const int step = m_step == ChainsStep && !asksForSecrets() ? ReviewStep : m_step + 1;
    if (step == ReviewStep) {
        auto plan = planOf(*m_draft, typed());
        if (!plan)
            return say(plan.error());
        m_plan = std::move(*plan);
        m_review->show(*m_plan, !m_draft->exists);
    }
    goTo(step);
}

void SetupWizard::finish()
{
    m_next->setEnabled(false);
    m_back->setEnabled(false);
    m_parts.desk.write(*m_draft, *m_plan, this, [this](const Result<void>& written) {
        if (written)
            return accept();
        m_next->setEnabled(true);
        m_back->setEnabled(true);
        say(written.error());
    });
}

void SetupWizard::say(const Error& error)
{
    m_notice->say(QString::fromStdString(error.message), theme::Tone::Bad);
}

void SetupWizard::reject()
{
    if (!m_draft || typed() == m_begun)
        return QDialog::reject();
    m_parts.prompts.ask(this,
                        {.title = tr("Leave the set-up"),
                         .text = tr("What was typed is not saved yet."),
                         .yes = tr("Leave without saving"),
                         .no = tr("Stay")},
                        [this](bool yes) {
                            if (yes)
                                QDialog::reject();
                        });
}

void SetupWizard::retranslate()
{
    setWindowTitle(tr("Set up"));
    const QStringList titles{tr("Language"), tr("Database"), tr("Chains"), tr("Secrets"), tr("Review")};
    const int left = asksForSecrets() ? 0 : 1; // steps that are left out
    m_title->setText(tr("Step %1 of %2: %3")
                         .arg(isLast() ? m_step + 1 - left : m_step + 1)
                         .arg(titles.size() - left)
                         .arg(titles[m_step]));
    const QString file = QDir::toNativeSeparators(QString::fromStdString(m_parts.file.string()));
    const QStringList intros{
        {},
        tr("Where everything is kept. The test changes nothing."),
        tr("One chain is enough to begin with; all of this can be changed later in the settings."),
        {},
        tr("This is written into %1, and opened.").arg(file)};
    m_intro->setText(intros[m_step]);
    m_intro->setVisible(!m_intro->text().isEmpty());
    m_cancel->setText(tr("Cancel"));
    m_back->setText(tr("Bac&k"));
    m_next->setText(isLast() ? tr("&Save and start") : tr("Ne&xt"));
    m_problem->offer(tr("Read it again"));
    if (isLast() && m_plan)
        m_review->show(*m_plan, !m_draft->exists);
}

void SetupWizard::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
