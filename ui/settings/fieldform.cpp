#include "ui/settings/fieldform.h"

#include "ui/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kAboveLabel = 4; ///< so that it stands beside the text of its field

QFont fixedFont()
{
    return QFontDatabase::systemFont(QFontDatabase::FixedFont);
}

} // namespace

FieldForm::FieldForm(const QString& prefix, Check check, QWidget* parent)
    : QWidget(parent), m_prefix(prefix), m_check(std::move(check)), m_grid(new QGridLayout(this))
{
    // A QFormLayout of Qt 6.4 writes behind its memory when rows are hidden.
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setColumnStretch(1, 1);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(8);
}

FieldForm::Row& FieldForm::add(const std::string& key, QWidget* edit, QWidget* beside)
{
    edit->setObjectName(m_prefix + QString::fromStdString(key));
    auto* label = new QLabel(this);
    label->setBuddy(edit);
    auto* hint = new QLabel(this);
    hint->setObjectName(edit->objectName() + u"Hint"_s);
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    auto* line = new QHBoxLayout;
    line->addWidget(edit, 1);
    if (beside)
        line->addWidget(beside);
    // A widget of its own for both would be told too late how many lines the hint takes.
    auto* stack = new QVBoxLayout;
    stack->setSpacing(2);
    stack->addLayout(line);
    stack->addWidget(hint);
    label->setContentsMargins(0, kAboveLabel, 0, 0);
    m_grid->addWidget(label, int(m_rows.size()), 0, Qt::AlignLeft | Qt::AlignTop);
    m_grid->addLayout(stack, int(m_rows.size()), 1);
    m_rows.push_back({key, label, edit, hint, beside, {}, {}, {}, {}});
    return m_rows.back();
}

void FieldForm::addLine(const std::string& key, const QString& example, bool isCode, QWidget* beside)
{
    auto* edit = new QLineEdit(this);
    edit->setPlaceholderText(example);
    if (isCode)
        edit->setFont(fixedFont());
    connect(edit, &QLineEdit::textChanged, this, &FieldForm::onEdit);
    Row& row = add(key, edit, beside);
    row.text = [edit] { return edit->text(); };
    row.setText = [edit](const QString& text) {
        edit->setText(text);
        edit->setCursorPosition(0);
    };
}

void FieldForm::addLines(const std::string& key, const QString& example, int lines)
{
    auto* edit = new QPlainTextEdit(this);
    edit->setPlaceholderText(example);
    edit->setTabChangesFocus(true);
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit->setFont(fixedFont());
    edit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * lines + 14);
    connect(edit, &QPlainTextEdit::textChanged, this, &FieldForm::onEdit);
    Row& row = add(key, edit, nullptr);
    row.text = [edit] {
        QStringList kept;
        for (const QString& line : edit->toPlainText().split(u'\n'))
            if (!line.trimmed().isEmpty())
                kept << line.trimmed();
        return kept.join(u'\n');
    };
    row.setText = [edit](const QString& text) { edit->setPlainText(text); };
}

void FieldForm::addChoice(const std::string& key, const QStringList& words, bool isEditable,
                          const QString& fallback)
{
    auto* edit = new QComboBox(this);
    edit->setEditable(isEditable);
    for (const QString& word : words)
        edit->addItem(word, word);
    connect(edit, &QComboBox::currentTextChanged, this, &FieldForm::onEdit);
    Row& row = add(key, edit, nullptr);
    row.fallback = fallback;
    row.text = [edit] { return edit->isEditable() ? edit->currentText() : edit->currentData().toString(); };
    row.setText = [edit](const QString& text) {
        if (edit->isEditable())
            edit->setEditText(text);
        else
            edit->setCurrentIndex(std::max(0, edit->findData(text)));
    };
}

void FieldForm::nameChoices(const std::string& key, const QStringList& names)
{
    auto* edit = qobject_cast<QComboBox*>(row(key).edit);
    const QSignalBlocker noEdit(edit);
    for (int i = 0; i < names.size(); ++i)
        edit->setItemText(i, names[i]);
}

const FieldForm::Row& FieldForm::row(const std::string& key) const
{
    return *std::ranges::find(m_rows, key, &Row::key);
}

FieldForm::Row& FieldForm::row(const std::string& key)
{
    return *std::ranges::find(m_rows, key, &Row::key);
}

void FieldForm::describe(const std::string& key, const QString& label, const QString& hint)
{
    Row& of = row(key);
    of.label->setText(label);
    of.hintText = hint;
    of.edit->setAccessibleName(QString(label).remove(u'&'));
    showProblems();
}

void FieldForm::setRowVisible(const std::string& key, bool visible)
{
    Row& of = row(key);
    of.isVisible = visible;
    for (QWidget* part : {static_cast<QWidget*>(of.label), of.edit, of.beside})
        if (part)
            part->setVisible(visible);
    showProblems();
}

QString FieldForm::text(const std::string& key) const
{
    return row(key).text().trimmed();
}

void FieldForm::setText(const std::string& key, const QString& text)
{
    row(key).setText(text);
}

QWidget* FieldForm::field(const std::string& key) const
{
    return row(key).edit;
}

SettingsTexts FieldForm::texts() const
{
    SettingsTexts texts = m_shown;
    for (const Row& one : m_rows) {
        const QString text = one.text().trimmed();
        // A default that was not written down is not written down now either.
        const bool isDefault = text.isEmpty() || (text == one.fallback && !m_shown.contains(one.key));
        if (!one.isVisible || isDefault)
            texts.erase(one.key);
        else
            texts[one.key] = text.toStdString();
    }
    return texts;
}

void FieldForm::show(const SettingsTexts& texts)
{
    m_isFilling = true;
    m_shown = texts;
    for (const Row& one : m_rows) {
        const auto found = texts.find(one.key);
        const QString text = found == texts.end() ? one.fallback : QString::fromStdString(found->second);
        if (one.text() != text)
            one.setText(text);
    }
    m_isFilling = false;
    showProblems();
}

void FieldForm::setChecking(bool checking)
{
    m_isChecking = checking;
    showProblems();
}

bool FieldForm::goToProblem()
{
    setChecking(true);
    const auto wrong = std::ranges::find_if(m_rows, [this](const Row& one) {
        return one.isVisible && !m_check(one.key, one.text().trimmed()).isEmpty();
    });
    if (wrong != m_rows.end())
        wrong->edit->setFocus();
    return wrong != m_rows.end();
}

void FieldForm::onEdit()
{
    if (m_isFilling)
        return;
    showProblems();
    Q_EMIT edited();
}

void FieldForm::showProblems()
{
    for (Row& one : m_rows) {
        const QString problem = m_isChecking ? m_check(one.key, one.text().trimmed()) : QString();
        one.hint->setText(problem.isEmpty() ? one.hintText : u"⚠ "_s + problem);
        one.hint->setVisible(one.isVisible && !one.hint->text().isEmpty());
        QPalette colors = palette();
        colors.setColor(QPalette::WindowText, problem.isEmpty() ? colors.color(QPalette::PlaceholderText)
                                                                : theme::color(theme::Tone::Bad));
        one.hint->setPalette(colors);
        one.edit->setAccessibleDescription(one.hint->text());
    }
}

void FieldForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_rows.empty())
        showProblems();
}

} // namespace chainpoints
