// The settings of one chain, and the test of its nodes.
#pragma once

#include "core/settings/settingsdesk.h"
#include "ui/settings/fieldform.h"

namespace chainpoints {

class ProbeView;

class ChainForm : public QWidget
{
    Q_OBJECT
public:
    /// `desk` must outlive this.
    explicit ChainForm(SettingsDesk& desk, QWidget* parent = nullptr);

    /// `draft` is where it comes from; it must live as long as it is shown.
    void show(const ConfigDraft& draft, const ChainSettings& chain);
    [[nodiscard]] ChainSettings chain() const;
    FieldForm& fields() { return *m_fields; }
    ProbeView& probe() { return *m_probe; }

Q_SIGNALS:
    void edited();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    const ConfigDraft* m_draft = nullptr;
    std::optional<std::size_t> m_origin;
    FieldForm* m_fields;
    ProbeView* m_probe;
};

} // namespace chainpoints
