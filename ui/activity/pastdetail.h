// One thing that happened, in full: what it is, and lines of text below.
#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace chainpoints {

class Headline;

class PastDetail : public QWidget
{
    Q_OBJECT
public:
    /// `name`: what the object name of the text begins with.
    explicit PastDetail(const QString& name, QWidget* parent = nullptr);

    void show(const QString& headline, const QStringList& lines);
    /// Nothing is selected; `sentence` tells how to see something.
    void hint(const QString& sentence);
    void setTextName(const QString& accessibleName);

private:
    Headline* m_headline;
    QPlainTextEdit* m_text;
};

} // namespace chainpoints
