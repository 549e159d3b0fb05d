// How points are gained: the interval and the rates.
#pragma once

#include "ui/settings/settingspage.h"

namespace chainpoints {

class FieldForm;

class PointsPage : public SettingsPage
{
    Q_OBJECT
public:
    explicit PointsPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void show(const ConfigDraft& draft, const Settings& settings) override;
    void write(Settings& settings) const override;
    bool goToProblem() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    FieldForm* m_fields;
};

} // namespace chainpoints
