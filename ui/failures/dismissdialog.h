// Asks why failures are dismissed.
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace chainpoints {

class DismissDialog : public QDialog
{
    Q_OBJECT
public:
    explicit DismissDialog(std::size_t failures, QWidget* parent = nullptr);

Q_SIGNALS:
    /// The note is not empty; the dialog closes.
    void confirmed(const QString& note);

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QString note() const;
    void confirm();
    void retranslate();

    const std::size_t m_failures;
    QLabel* m_intro;
    QLabel* m_noteName;
    QLineEdit* m_note;
    QPushButton* m_go;
    QPushButton* m_cancel;
};

} // namespace chainpoints
