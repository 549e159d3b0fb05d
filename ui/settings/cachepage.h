// Where blocks that are not confirmed yet wait.
#pragma once

#include "ui/settings/settingspage.h"

namespace chainpoints {

class FieldForm;

class CachePage : public SettingsPage
{
    Q_OBJECT
public:
    explicit CachePage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void show(const ConfigDraft& draft, const Settings& settings) override;
    void write(Settings& settings) const override;
    bool goToProblem() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    /// Only Redis has fields.
    void showRows();
    void retranslate();

    FieldForm* m_fields;
};

} // namespace chainpoints
