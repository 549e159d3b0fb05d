#include "ui/settings/appearancepage.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace chainpoints {

using namespace Qt::StringLiterals;

AppearancePage::AppearancePage(Appearance& appearance, QWidget* parent)
    : SettingsPage(parent), m_appearance(appearance), m_intro(new QLabel)
{
    setObjectName(u"appearancePage"_s);
    m_intro->setWordWrap(true);
    m_intro->setForegroundRole(QPalette::PlaceholderText);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(10);
    m_language = addChoice(*form, u"appearanceLanguage"_s, 2);
    m_theme = addChoice(*form, u"appearanceTheme"_s, 3);
    m_zone = addChoice(*form, u"appearanceZone"_s, 2);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(14);
    column->addWidget(m_intro);
    column->addLayout(form);
    column->addStretch();
    // Words stand in the order of their values.
    connect(m_language.box, &QComboBox::activated, this,
            [this](int place) { m_appearance.setLanguage(Language(place)); });
    connect(m_theme.box, &QComboBox::activated, this,
            [this](int place) { m_appearance.setTheme(theme::Theme(place)); });
    connect(m_zone.box, &QComboBox::activated, this,
            [this](int place) { m_appearance.setZone(zone::Zone(place)); });
    connect(&m_appearance, &Appearance::changed, this, &AppearancePage::showChosen);
    retranslate();
    showChosen();
}

AppearancePage::Choice AppearancePage::addChoice(QFormLayout& form, const QString& name, int words)
{
    const Choice choice{new QLabel, new QComboBox};
    choice.box->setObjectName(name);
    choice.box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    choice.label->setBuddy(choice.box);
    for (int word = 0; word < words; ++word)
        choice.box->addItem({});
    form.addRow(choice.label, choice.box);
    return choice;
}

QString AppearancePage::title() const
{
    return tr("Appearance");
}

void AppearancePage::showChosen()
{
    m_language.box->setCurrentIndex(int(m_appearance.language()));
    m_theme.box->setCurrentIndex(int(m_appearance.theme()));
    m_zone.box->setCurrentIndex(int(m_appearance.zone()));
}

void AppearancePage::retranslate()
{
    const auto describe = [](const Choice& choice, const QString& label, const QStringList& words) {
        choice.label->setText(label);
        choice.box->setAccessibleName(QString(label).remove(u'&'));
        for (int word = 0; word < words.size(); ++word)
            choice.box->setItemText(word, words[word]);
    };
    m_intro->setText(
        tr("What is chosen here applies at once, for this person on this machine. The menu View has "
           "the same."));
    describe(m_language, tr("Lan&guage"), {nameOf(Language::English), nameOf(Language::Chinese)});
    describe(m_theme, tr("&Theme"), {tr("As the system"), tr("Light"), tr("Dark")});
    describe(m_zone, tr("Time &zone"),
             {u"UTC"_s, tr("Local time (%1)").arg(zone::nameOf(zone::rulesOf(zone::Zone::Local)))});
}

void AppearancePage::changeEvent(QEvent* event)
{
    SettingsPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
