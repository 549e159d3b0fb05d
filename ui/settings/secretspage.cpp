#include "ui/settings/secretspage.h"

#include "ui/settings/secretdialog.h"
#include "ui/settings/secrettexts.h"
#include "ui/widgets/cellstable.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/notice.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

enum Column { Name, Place, Uses };

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

/// Whether there is something in a file or the keychain, or may be.
bool canBeRemoved(const SecretState& state)
{
    if (state.problem)
        return state.problem->code == ErrorCode::BadInput; // a file that cannot be used
    return state.place && *state.place != SecretPlace::Environment;
}

} // namespace

SecretsPage::SecretsPage(SettingsDesk& desk, Prompts& prompts, Engine engine, QWidget* parent)
    : SettingsPage(parent), m_desk(desk), m_prompts(prompts), m_engine(engine), m_intro(new QLabel),
      m_table(new CellsTable(u"settingsSecrets"_s)), m_empty(new EmptyPage), m_advice(new Notice),
      m_store(new QPushButton), m_remove(new QPushButton), m_outcome(new Notice), m_restart(new QPushButton)
{
    setObjectName(u"secretsPage"_s);
    m_intro->setWordWrap(true);
    m_intro->setForegroundRole(QPalette::PlaceholderText);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_empty->setObjectName(u"secretsEmpty"_s);
    m_advice->setObjectName(u"secretsAdvice"_s);
    m_outcome->setObjectName(u"secretsOutcome"_s);
    for (const auto& [button, name] :
         {std::pair(m_store, u"secretStore"_s), std::pair(m_remove, u"secretRemove"_s),
          std::pair(m_restart, u"secretsRestart"_s)}) {
        button->setObjectName(name);
        button->setAutoDefault(false);
    }
    m_restart->hide();
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_store);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto* outcome = new QHBoxLayout;
    outcome->addWidget(m_outcome, 1);
    outcome->addWidget(m_restart);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(m_intro);
    column->addWidget(m_table, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_advice);
    column->addLayout(buttons);
    column->addLayout(outcome);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SecretsPage::choose);
    connect(m_store, &QPushButton::clicked, this, &SecretsPage::store);
    connect(m_table, &QAbstractItemView::activated, this, &SecretsPage::store);
    connect(m_remove, &QPushButton::clicked, this, &SecretsPage::askToRemove);
    connect(m_restart, &QPushButton::clicked, this, &SecretsPage::restartWanted);
    connect(m_empty, &EmptyPage::offerTaken, this, &SecretsPage::look);
    retranslate();
}

QString SecretsPage::title() const
{
    return tr("Secrets");
}

void SecretsPage::show(const ConfigDraft& draft, const Settings& settings)
{
    m_draft = draft;
    m_settings = settings;
}

void SecretsPage::enter(const Settings& typed)
{
    m_settings = typed;
    look();
}

void SecretsPage::look()
{
    if (!m_draft)
        return;
    m_isLooking = true;
    list();
    m_desk.listSecrets(*m_draft, m_settings, this, [this](const Result<SecretsView>& view) { take(view); });
}

void SecretsPage::take(const Result<SecretsView>& view)
{
    m_isLooking = false;
    m_view = view ? *view : SecretsView();
    m_problem = view ? std::string() : view.error().message;
    list();
}

const SecretState* SecretsPage::current() const
{
    const int row = m_table->currentIndex().row();
    return 0 <= row && row < int(m_view.secrets.size()) ? &m_view.secrets[std::size_t(row)] : nullptr;
}

void SecretsPage::store()
{
    const SecretState* secret = current();
    if (!secret)
        return;
    auto* dialog = new SecretDialog(m_desk, *m_draft, *secret, m_view.folder, this);
    connect(dialog, &SecretDialog::stored, this, [this, name = secret->name](bool isUsed) {
        if (m_engine == Engine::Runs)
            lookWhetherRead(name, isUsed);
        else
            tellStored(name, isUsed);
    });
    dialog->open();
}

/// Typed settings may name what the file does not.
void SecretsPage::lookWhetherRead(const std::string& name, bool isUsed)
{
    // The keychain may take seconds to answer.
    m_outcome->say(tr("“%1” is stored.").arg(q(name)), theme::Tone::Good);
    m_desk.listSecrets(
        *m_draft, m_draft->settings, this, [this, name, isUsed](const Result<SecretsView>& inFile) {
            if (!inFile ||
                std::ranges::find(inFile->secrets, name, &SecretState::name) != inFile->secrets.end())
                return tellStored(name, isUsed);
            m_outcome->say(
                tr("“%1” is stored, but nothing reads it before the changes are applied.").arg(q(name)),
                theme::Tone::Warning);
            look();
        });
}

void SecretsPage::tellStored(const std::string& name, bool isUsed)
{
    tellChange(tr("“%1” is stored.").arg(q(name)),
               tr("“%1” is stored, but another place comes first: the list says which.").arg(q(name)),
               !isUsed);
}

void SecretsPage::askToRemove()
{
    const SecretState* secret = current();
    if (!secret)
        return;
    m_prompts.ask(this,
                  {.title = tr("Remove a secret"),
                   .text = tr("“%1” is removed from its file and from the keychain.").arg(q(secret->name)),
                   .details = SecretTexts::withoutIt(*secret),
                   .yes = tr("Remove")},
                  [this, name = secret->name](bool yes) {
                      if (yes)
                          remove(name);
                  });
}

void SecretsPage::remove(const std::string& name)
{
    m_desk.removeSecret(
        *m_draft, name, this, [this, name = q(name)](const Result<std::optional<SecretPlace>>& left) {
            if (!left) {
                m_outcome->say(q(left.error().message), theme::Tone::Bad);
                return look();
            }
            tellChange(tr("“%1” is removed.").arg(name),
                       tr("“%1” is removed, but another place has it: the list says which.").arg(name),
                       left->has_value());
        });
}

void SecretsPage::tellChange(const QString& done, const QString& elsewhere, bool isElsewhere)
{
    const QString since = m_engine == Engine::Runs
                              ? u' ' + tr("The engine goes on with the former ones until it starts again.")
                              : QString();
    m_outcome->say(isElsewhere ? elsewhere : done + since,
                   isElsewhere ? theme::Tone::Warning : theme::Tone::Good);
    m_restart->setVisible(m_engine == Engine::Runs && (!isElsewhere || m_restart->isVisibleTo(this)));
    look();
}

void SecretsPage::list()
{
    std::vector<CellsModel::Row> rows;
    for (const SecretState& secret : m_view.secrets) {
        QStringList uses;
        for (const std::string& use : secret.uses)
            uses << q(use);
        rows.push_back({{q(secret.name)},
                        {SecretTexts::place(secret, m_view.folder),
                         secret.problem ? q(secret.problem->message) : QString(),
                         theme::icon(SecretTexts::tone(secret))},
                        {uses.join(tr(", "))}});
    }
    const bool isEmpty = rows.empty();
    m_table->hold();
    m_table->cells().setRows(std::move(rows));
    m_table->restore();
    m_table->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    if (m_isLooking)
        m_empty->say(theme::Tone::Busy, tr("Looking for the secrets"), tr("The keychain has 5 seconds."));
    else if (!m_problem.empty())
        m_empty->say(theme::Tone::Bad, tr("The secrets cannot be listed"), q(m_problem));
    else
        m_empty->say(theme::Tone::Idle, tr("No secret is named"),
                     tr("Write {secret:NAME} in the place of a password or a key, with a name of yours."));
    m_empty->offer(m_problem.empty() || m_isLooking ? QString() : tr("Look again"));
    if (!isEmpty && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    choose();
}

void SecretsPage::choose()
{
    const SecretState* secret = current();
    m_store->setEnabled(secret);
    m_remove->setEnabled(secret && canBeRemoved(*secret));
    if (secret)
        m_advice->say(SecretTexts::advice(*secret, m_view.folder), SecretTexts::tone(*secret));
    else
        m_advice->say({});
}

void SecretsPage::retranslate()
{
    m_intro->setText(
        tr("Passwords and keys that the configuration names as {secret:NAME}. They are looked for in the "
           "environment, in a file, in the keychain, in this order, and never shown. What is stored or "
           "removed here is so at once; an engine looks them up when it starts, a test each time."));
    m_table->setAccessibleName(tr("Secrets of the configuration"));
    m_table->cells().setColumns({{tr("Secret")}, {tr("Where it is")}, {tr("Used by")}});
    m_table->setWidest(Name, QString(20, u'x'));
    m_table->setLeast(Name, QString(10, u'x'));
    m_table->setWidest(Place, QString(44, u'x'), RowTable::Icon::With);
    m_table->setLeast(Place, QString(24, u'x'));
    m_table->setFlexible(Uses, QString(20, u'x'), QString(40, u'x'));
    m_table->fitColumns();
    m_store->setText(tr("S&tore…"));
    m_remove->setText(tr("Re&move…"));
    m_restart->setText(tr("&Restart the engine"));
    m_outcome->say({}); // its words are those of the other language
    list();
}

void SecretsPage::changeEvent(QEvent* event)
{
    SettingsPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
