#include "ui/settings/cachepage.h"

#include "ui/settings/fieldform.h"
#include "ui/settings/fieldproblems.h"
#include "ui/settings/formarea.h"

#include <QEvent>
#include <QVBoxLayout>

namespace chainpoints {

using namespace Qt::StringLiterals;

CachePage::CachePage(QWidget* parent)
    : SettingsPage(parent), m_fields(new FieldForm(u"cache_"_s, cacheProblem))
{
    setObjectName(u"cachePage"_s);
    m_fields->addChoice("driver", {u"embedded"_s, u"redis"_s}, false, u"embedded"_s);
    m_fields->addLine("url", u"redis://127.0.0.1:6379/0"_s, true);
    m_fields->addLine("prefix", u"chainpoints"_s);
    m_fields->addLine("timeout_ms", u"2000"_s);
    m_fields->addLines("sentinels", u"127.0.0.1:26379"_s, 3);
    m_fields->addLine("sentinel_password", u"{secret:sentinel}"_s, true);
    auto* column = new QVBoxLayout(this);
    column->addWidget(new FormArea(m_fields, u"cacheScroll"_s));
    column->addStretch();
    connect(m_fields, &FieldForm::edited, this, [this] {
        showRows();
        Q_EMIT edited();
    });
    retranslate();
    showRows();
}

QString CachePage::title() const
{
    return tr("Cache");
}

void CachePage::show(const ConfigDraft&, const Settings& settings)
{
    m_fields->show(settings.cache);
    showRows();
}

void CachePage::write(Settings& settings) const
{
    settings.cache = m_fields->texts();
}

bool CachePage::goToProblem()
{
    return m_fields->goToProblem();
}

void CachePage::showRows()
{
    const bool isRedis = m_fields->text("driver") == u"redis";
    for (const char* key : {"url", "prefix", "timeout_ms", "sentinels", "sentinel_password"})
        m_fields->setRowVisible(key, isRedis);
}

void CachePage::retranslate()
{
    m_fields->describe(
        "driver", tr("K&ind"),
        tr("Keeps blocks until they are confirmed; without it they are fetched again. embedded "
           "is in the database, redis a server."));
    m_fields->describe(
        "url", tr("&Address"),
        tr("redis://HOST:PORT/NUMBER, rediss:// with TLS; a password as :{secret:NAME}@ before "
           "the host."));
    m_fields->describe("prefix", tr("Ke&y prefix"),
                       tr("Two installations on one server need different ones."));
    m_fields->describe("timeout_ms", tr("&Patience (ms)"),
                       tr("Milliseconds that the server may be silent; the default is 2000."));
    m_fields->describe("sentinels", tr("Se&ntinels"),
                       tr("HOST:PORT, one a line; the host in the address is then the master's name. Empty: "
                          "there are none."));
    m_fields->describe("sentinel_password", tr("Sentinels' pass&word"),
                       tr("As {secret:NAME}; its value is stored on the page Secrets."));
}

void CachePage::changeEvent(QEvent* event)
{
    SettingsPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
