// Theme, language, time zone.
#pragma once

#include "ui/appearance.h"
#include "ui/settings/settingspage.h"

class QComboBox;
class QFormLayout;
class QLabel;

namespace chainpoints {

/// What is chosen applies at once, as in the menu View; the configuration's file holds nothing of it.
class AppearancePage : public SettingsPage
{
    Q_OBJECT
public:
    /// `appearance` must outlive this.
    explicit AppearancePage(Appearance& appearance, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void show(const ConfigDraft&, const Settings&) override {}
    void write(Settings&) const override {}

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Choice
    {
        QLabel* label;
        QComboBox* box;
    };
    Choice addChoice(QFormLayout& form, const QString& name, int words);
    void showChosen();
    void retranslate();

    Appearance& m_appearance;
    QLabel* m_intro;
    Choice m_theme{};
    Choice m_language{};
    Choice m_zone{};
};

} // namespace chainpoints
