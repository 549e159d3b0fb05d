// The area of a form.
#pragma once

#include <QScrollArea>

namespace chainpoints {

class FieldForm;

/// As high as the form where there is room, so that what follows stands right below it; else it scrolls.
class FormArea : public QScrollArea
{
    Q_OBJECT
public:
    FormArea(FieldForm* form, const QString& name, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    FieldForm* m_form;
};

} // namespace chainpoints
