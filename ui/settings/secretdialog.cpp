#include "ui/settings/secretdialog.h"

#include "ui/settings/secrettexts.h"
#include "ui/widgets/growtofit.h"
#include "ui/widgets/notice.h"

#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kWidth = 600;

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

SecretDialog::SecretDialog(SettingsDesk& desk, ConfigDraft draft, SecretState secret,
                           std::filesystem::path folder, QWidget* parent)
    : QDialog(parent), m_desk(desk), m_draft(std::move(draft)), m_secret(std::move(secret)),
      m_folder(std::move(folder)), m_intro(new QLabel), m_valueName(new QLabel), m_value(new QLineEdit),
      m_reveal(new QPushButton), m_placeName(new QLabel), m_place(new QComboBox), m_notice(new Notice),
      m_cancel(new QPushButton), m_go(new QPushButton)
{
    setObjectName(u"secretDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    m_value->setObjectName(u"secretValue"_s);
    m_reveal->setObjectName(u"secretReveal"_s);
    m_place->setObjectName(u"secretPlace"_s);
    m_notice->setObjectName(u"secretNotice"_s);
    m_cancel->setObjectName(u"secretCancel"_s);
    m_go->setObjectName(u"secretGo"_s);
    m_intro->setWordWrap(true);
    m_value->setEchoMode(QLineEdit::Password);
    m_value->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_valueName->setBuddy(m_value);
    m_placeName->setBuddy(m_place);
    m_place->addItem({}, int(SecretPlace::Keychain));
    if (!m_folder.empty())
        m_place->addItem({}, int(SecretPlace::File));
    if (m_secret.place == SecretPlace::File)
        m_place->setCurrentIndex(m_place->count() - 1);
    for (QPushButton* button : {m_reveal, m_cancel})
        button->setAutoDefault(false);
    m_go->setDefault(true);

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(10);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_valueName, 0, 0);
    grid->addWidget(m_value, 0, 1);
    grid->addWidget(m_reveal, 0, 2);
    grid->addWidget(m_placeName, 1, 0);
    grid->addWidget(m_place, 1, 1, 1, 2);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_go);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(14);
    column->addWidget(m_intro);
    column->addLayout(grid);
    column->addWidget(m_notice);
    column->addLayout(buttons);
    setFixedWidth(kWidth);

    connect(m_value, &QLineEdit::textChanged, this, [this] {
        say({});
        setBusy(false);
    });
    connect(m_reveal, &QPushButton::pressed, this, [this] { m_value->setEchoMode(QLineEdit::Normal); });
    connect(m_reveal, &QPushButton::released, this, [this] { m_value->setEchoMode(QLineEdit::Password); });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &SecretDialog::store);
    retranslate();
    m_value->setFocus();
}

/// What is pasted may end with a line's end.
QString SecretDialog::typed() const
{
    QString text = m_value->text();
    while (text.endsWith(u'\n') || text.endsWith(u'\r'))
        text.chop(1);
    return text;
}

SecretPlace SecretDialog::place() const
{
    return SecretPlace(m_place->currentData().toInt());
}

void SecretDialog::store()
{
    setBusy(true);
    say(tr("Storing…"), theme::Tone::Busy);
    m_desk.storeSecret(m_draft, m_secret.name, typed().toStdString(), place(), this,
                       [this, place = place()](const Result<SecretPlace>& used) {
                           setBusy(false);
                           if (used) {
                               Q_EMIT stored(*used == place);
                               return accept();
                           }
                           say(SecretTexts::problem(used.error(), m_secret, m_folder), theme::Tone::Bad);
                           m_value->setFocus();
                       });
}

void SecretDialog::say(const QString& sentence, std::optional<theme::Tone> tone)
{
    m_notice->say(sentence, tone);
    growToFit(*this);
}

void SecretDialog::setBusy(bool busy)
{
    m_value->setEnabled(!busy);
    m_place->setEnabled(!busy && m_place->count() > 1);
    m_reveal->setEnabled(!busy);
    m_go->setEnabled(!busy && !typed().isEmpty());
}

void SecretDialog::retranslate()
{
    setWindowTitle(tr("Store a secret"));
    m_intro->setText(tr("The value of “%1”. It takes the place of a former one, and is never shown again.")
                         .arg(q(m_secret.name)));
    m_valueName->setText(tr("&Value"));
    m_value->setAccessibleName(tr("Value"));
    m_reveal->setText(tr("S&how"));
    m_reveal->setToolTip(tr("As long as it is held down"));
    m_placeName->setText(tr("Kept &in"));
    m_place->setAccessibleName(tr("Kept in"));
    m_place->setItemText(0, tr("the keychain of this system"));
    if (!m_folder.empty())
        m_place->setItemText(
            1, tr("the file %1").arg(QDir::toNativeSeparators(q((m_folder / m_secret.name).string()))));
    m_cancel->setText(tr("Cancel"));
    m_go->setText(tr("&Store"));
    setBusy(false);
}

void SecretDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
