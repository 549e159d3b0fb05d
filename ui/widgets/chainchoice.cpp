#include "ui/widgets/chainchoice.h"

#include <QEvent>
#include <QSignalBlocker>

#include <algorithm>

namespace chainpoints {

ChainChoice::ChainChoice(QWidget* parent) : QComboBox(parent)
{
    setObjectName(QStringLiteral("chainFilter"));
    setSizeAdjustPolicy(AdjustToContents);
    addItem({});
    connect(this, &QComboBox::currentIndexChanged, this, &ChainChoice::chosen);
    retranslate();
}

void ChainChoice::setChains(const std::vector<ChainView>& chains)
{
    QStringList names;
    for (const ChainView& chain : chains)
        names += QString::fromStdString(chain.name);
    QStringList present;
    for (int i = 1; i < count(); ++i)
        present += itemText(i);
    if (names == present)
        return;
    const QString before = currentIndex() > 0 ? currentText() : QString();
    const auto place = static_cast<int>(names.indexOf(before)) + 1;
    {
        const QSignalBlocker blocker(this);
        while (count() > 1)
            removeItem(1);
        addItems(names);
        setCurrentIndex(place);
    }
    if (place == 0 && !before.isEmpty())
        Q_EMIT chosen();
}

std::optional<std::string> ChainChoice::chain() const
{
    return currentIndex() > 0 ? std::optional(currentText().toStdString()) : std::nullopt;
}

void ChainChoice::choose(const std::optional<std::string>& chain)
{
    setCurrentIndex(chain ? std::max(0, findText(QString::fromStdString(*chain))) : 0);
}

void ChainChoice::changeEvent(QEvent* event)
{
    QComboBox::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ChainChoice::retranslate()
{
    setAccessibleName(tr("Chain"));
    setItemText(0, tr("All chains"));
}

} // namespace chainpoints
