// The first line of a detail area.
#pragma once

#include <QLabel>

namespace chainpoints {

class Headline : public QLabel
{
    Q_OBJECT
public:
    explicit Headline(QWidget* parent = nullptr);

    /// What is shown below.
    void name(const QString& thing) { write(thing, true); }
    /// How to see something, where nothing is shown.
    void hint(const QString& sentence) { write(sentence, false); }

private:
    void write(const QString& text, bool bold);
};

} // namespace chainpoints
