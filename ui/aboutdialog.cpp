#include "ui/aboutdialog.h"

#include "ui/vectoricon.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

void addFact(QFormLayout& facts, const QString& name, const QString& value)
{
    if (value.isEmpty())
        return;
    auto* text = new QLabel(value);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setWordWrap(true);
    text->setAccessibleName(name);
    auto* label = new QLabel(name);
    label->setAlignment(Qt::AlignTop);
    facts.addRow(label, text);
}

} // namespace

AboutDialog::AboutDialog(const WindowInfo& info, QWidget* parent) : QDialog(parent)
{
    setObjectName(u"aboutDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About chainpoints"));

    auto* picture = new QLabel;
    picture->setPixmap(applicationIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    picture->setAlignment(Qt::AlignTop);
    auto* title = new QLabel(u"chainpoints "_s + QLatin1StringView(CHAINPOINTS_VERSION));
    title->setObjectName(u"aboutTitle"_s);
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.5);
    title->setFont(large);
    auto* purpose = new QLabel(tr("Exact points for the holders of a token, on every chain it lives on."));
    purpose->setWordWrap(true);

    auto* facts = new QFormLayout;
    facts->setHorizontalSpacing(14);
    addFact(*facts, tr("Configuration"), info.configFile);
    addFact(*facts, tr("Database"), info.databaseFile);
    addFact(*facts, tr("Nodes of the demo"), info.demoNodes.join(u'\n'));
    addFact(*facts, u"Qt"_s, QLatin1StringView(qVersion()));

    auto* close = new QPushButton(tr("Close"));
    close->setObjectName(u"aboutClose"_s);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto* words = new QVBoxLayout;
    words->setSpacing(8);
    words->addWidget(title);
    words->addWidget(purpose);
    words->addSpacing(6);
    words->addLayout(facts);
    auto* top = new QHBoxLayout;
    top->setSpacing(18);
    top->addWidget(picture);
    top->addLayout(words, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 20, 22, 16);
    layout->setSpacing(16);
    layout->addLayout(top);
    layout->addStretch();
    layout->addLayout(buttons);
    setMinimumWidth(560);
}

} // namespace chainpoints
