#include "ui/activity/pastdetail.h"

#include "ui/widgets/headline.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kLines = 7;

} // namespace

PastDetail::PastDetail(const QString& name, QWidget* parent)
    : QWidget(parent), m_headline(new Headline), m_text(new QPlainTextEdit)
{
    m_text->setObjectName(name + u"Detail"_s);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(kLines * fontMetrics().lineSpacing());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_headline);
    column->addWidget(m_text, 1);
}

void PastDetail::show(const QString& headline, const QStringList& lines)
{
    m_headline->name(headline);
    // Written anew the text would lose what is selected in it.
    if (const QString text = lines.join(u'\n'); m_text->toPlainText() != text)
        m_text->setPlainText(text);
}

void PastDetail::hint(const QString& sentence)
{
    m_headline->hint(sentence);
    m_text->clear();
}

void PastDetail::setTextName(const QString& accessibleName)
{
    m_text->setAccessibleName(accessibleName);
}

} // namespace chainpoints
