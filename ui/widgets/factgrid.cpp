#include "ui/widgets/factgrid.h"

#include <QGridLayout>

namespace chainpoints {

FactGrid::FactGrid(int columns, QWidget* parent) : QWidget(parent), m_columns(columns)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(fontMetrics().averageCharWidth() * 2);
}

void FactGrid::setFacts(const std::vector<Fact>& facts)
{
    if (m_labels.empty())
        make(static_cast<int>(facts.size()));
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto [caption, value] = m_labels[i];
        if (caption->text() != facts[i].caption)
            caption->setText(facts[i].caption);
        if (value->text() != facts[i].value)
            value->setText(facts[i].value);
    }
}

void FactGrid::make(int count)
{
    auto* grid = static_cast<QGridLayout*>(layout());
    const int rows = (count + m_columns - 1) / m_columns;
    for (int i = 0; i < count; ++i) {
        auto* caption = new QLabel(this);
        auto* value = new QLabel(this);
        caption->setForegroundRole(QPalette::PlaceholderText);
        value->setTextFormat(Qt::PlainText);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        caption->setBuddy(value);
        grid->addWidget(caption, i % rows, 2 * (i / rows));
        grid->addWidget(value, i % rows, 2 * (i / rows) + 1);
        m_labels.emplace_back(caption, value);
    }
    for (int column = 0; column < m_columns; ++column)
        grid->setColumnStretch(2 * column + 1, 1);
}

} // namespace chainpoints
