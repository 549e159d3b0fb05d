#include "ui/widgets/factgrid.h"

#include <QFontDatabase>
#include <QGridLayout>

#include <algorithm>

namespace chainpoints {

FactGrid::FactGrid(int columns, QWidget* parent) : QWidget(parent), m_columns(columns)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSizeConstraint(QLayout::SetNoConstraint); // its columns depend on the width, not the reverse
    grid->setHorizontalSpacing(fontMetrics().averageCharWidth() * 2);
}

void FactGrid::setFacts(const std::vector<Fact>& facts)
{
    if (m_labels.empty())
        make(facts);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto [caption, value] = m_labels[i];
        if (caption->text() != facts[i].caption)
            caption->setText(facts[i].caption);
        if (value->text() != facts[i].value)
            value->setText(facts[i].value);
    }
    arrange();
}

QSize FactGrid::minimumSizeHint() const
{
    return {widthOf(1), layout()->minimumSize().height()};
}

void FactGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void FactGrid::make(const std::vector<Fact>& facts)
{
    for (const Fact& fact : facts) {
        auto* caption = new QLabel(this);
        auto* value = new QLabel(this);
        caption->setForegroundRole(QPalette::PlaceholderText);
        value->setTextFormat(Qt::PlainText);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        if (fact.isAddress)
            value->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        caption->setBuddy(value);
        m_labels.emplace_back(caption, value);
    }
}

void FactGrid::arrange()
{
    int columns = m_columns;
    while (columns > 1 && widthOf(columns) > width())
        --columns;
    if (columns == m_arranged || m_labels.empty())
        return;
    m_arranged = columns;
    auto* grid = static_cast<QGridLayout*>(layout());
    const int count = int(m_labels.size());
    const int rows = (count + columns - 1) / columns;
    for (int i = 0; i < count; ++i) {
        const auto [caption, value] = m_labels[std::size_t(i)];
        grid->addWidget(caption, i % rows, 2 * (i / rows));
        grid->addWidget(value, i % rows, 2 * (i / rows) + 1);
    }
    for (int column = 0; column < m_columns; ++column)
        grid->setColumnStretch(2 * column + 1, column < columns ? 1 : 0);
    updateGeometry();
}

int FactGrid::widthOf(int columns) const
{
    const int count = int(m_labels.size());
    const int rows = (count + columns - 1) / columns;
    const int space = static_cast<const QGridLayout*>(layout())->horizontalSpacing();
    int width = (2 * columns - 1) * space;
    for (int first = 0; first < count; first += rows) {
        int captions = 0;
        int values = 0;
        for (int i = first; i < std::min(first + rows, count); ++i) {
            captions = std::max(captions, m_labels[std::size_t(i)].first->sizeHint().width());
            values = std::max(values, m_labels[std::size_t(i)].second->sizeHint().width());
        }
        width += captions + values;
    }
    return width;
}

} // namespace chainpoints
