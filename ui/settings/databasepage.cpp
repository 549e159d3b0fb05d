#include "ui/settings/databasepage.h"

#include "ui/settings/fieldform.h"
#include "ui/settings/fieldproblems.h"
#include "ui/settings/formarea.h"
#include "ui/settings/probeview.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace chainpoints {

using namespace Qt::StringLiterals;

DatabasePage::DatabasePage(SettingsDesk& desk, Prompts& prompts, QWidget* parent)
    : SettingsPage(parent), m_desk(desk), m_prompts(prompts), m_choose(new QPushButton),
      m_fields(new FieldForm(u"database_"_s, databaseProblem)),
      m_probe(new ProbeView(u"database"_s, [this] { return start(); }))
{
    setObjectName(u"databasePage"_s);
    m_choose->setObjectName(u"databaseChoose"_s);
    m_choose->setAutoDefault(false);
    m_fields->addChoice("driver", {u"sqlite"_s, u"mysql"_s}, false, u"sqlite"_s);
    m_fields->addLine("path", u"chainpoints.db"_s, false, m_choose);
    m_fields->addLine("host", u"127.0.0.1"_s);
    m_fields->addLine("port", u"3306"_s);
    m_fields->addLine("name", u"chainpoints"_s);
    m_fields->addLine("user", u"chainpoints"_s);
    m_fields->addLine("password", u"{secret:db}"_s, true);
    m_fields->addChoice("tls.required", {QString(), u"true"_s, u"false"_s}, false, {});
    m_fields->addLine("tls.ca", u"ca.pem"_s);
    m_fields->addLine("tls.cert", u"client.pem"_s);
    m_fields->addLine("tls.key", u"client.key"_s);
    auto* column = new QVBoxLayout(this);
    column->addWidget(new FormArea(m_fields, u"databaseScroll"_s));
    column->addWidget(m_probe);
    column->addStretch(1);
    connect(m_choose, &QPushButton::clicked, this, &DatabasePage::choose);
    connect(m_fields, &FieldForm::edited, this, [this] {
        showRows();
        m_probe->forget();
        Q_EMIT edited();
    });
    retranslate();
    showRows();
}

QString DatabasePage::title() const
{
    return tr("Database");
}

void DatabasePage::show(const ConfigDraft& draft, const Settings& settings)
{
    m_draft = &draft;
    m_probe->forget();
    m_fields->show(settings.database);
    showRows();
}

void DatabasePage::write(Settings& settings) const
{
    settings.database = m_fields->texts();
}

bool DatabasePage::goToProblem()
{
    return m_fields->goToProblem();
}

bool DatabasePage::isTesting() const
{
    return m_probe->isRunning();
}

std::unique_ptr<ProbeRun> DatabasePage::start()
{
    Settings settings;
    write(settings);
    return m_desk.tryDatabase(*m_draft, settings);
}

void DatabasePage::choose()
{
    const Prompts::File question{.title = tr("Database file"),
                                 .suggested = m_fields->text("path"),
                                 .filter = tr("Databases (*.db)"),
                                 .suffix = u"db"_s,
                                 .replaces = false};
    m_prompts.saveFile(this, question, [this](const QString& file) { m_fields->setText("path", file); });
}

void DatabasePage::showRows()
{
    const bool isServer = m_fields->text("driver") == u"mysql";
    m_fields->setRowVisible("path", !isServer);
    for (const char* key :
         {"host", "port", "name", "user", "password", "tls.required", "tls.ca", "tls.cert", "tls.key"})
        m_fields->setRowVisible(key, isServer);
}

void DatabasePage::retranslate()
{
    m_fields->describe("driver", tr("K&ind"),
                       tr("sqlite is a file on this machine; mysql a server, MySQL or MariaDB."));
    m_fields->describe("path", tr("&Database file"),
                       tr("Is made if it is not there. Counted from the configuration's folder."));
    m_fields->describe("host", tr("H&ost"), {});
    m_fields->describe("port", tr("&Port"), {});
    m_fields->describe("name", tr("Database &name"), tr("It must be there; its tables are made."));
    m_fields->describe("user", tr("&User"), tr("It needs all rights on this database."));
    m_fields->describe("password", tr("Pass&word"),
                       tr("The name of a secret as {secret:NAME}; its value is stored on the page Secrets."));
    m_fields->describe("tls.required", tr("&Encryption"), {});
    m_fields->nameChoices("tls.required", {tr("required, but for a server on this machine"), tr("required"),
                                           tr("not required")});
    m_fields->describe("tls.ca", tr("Trusted autho&rities"),
                       tr("A PEM file: the server must show a certificate of one of these."));
    m_fields->describe("tls.cert", tr("Own &certificate"),
                       tr("A PEM file, where the server asks for one; with its key below."));
    m_fields->describe("tls.key", tr("&Key of the certificate"), {});
    m_choose->setText(tr("Choose…"));
}

void DatabasePage::changeEvent(QEvent* event)
{
    SettingsPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
