// One page of the settings panel.
#pragma once

#include "core/config/configdraft.h"

#include <QWidget>

namespace chainpoints {

/// Shows a part of the settings; nothing that is typed applies before the panel writes it.
class SettingsPage : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Translated.
    [[nodiscard]] virtual QString title() const = 0;
    /// `draft` lives until the next call.
    virtual void show(const ConfigDraft& draft, const Settings& settings) = 0;
    /// Puts what is typed into its part of `settings`.
    virtual void write(Settings& settings) const = 0;
    /// It comes into view; `typed` is what stands on all pages, applied or not.
    virtual void enter(const Settings& typed) { static_cast<void>(typed); }
    /// Goes to the first field that cannot be so; false: there is none.
    virtual bool goToProblem() { return false; }
    /// A connection is tried, which show() would end.
    [[nodiscard]] virtual bool isTesting() const { return false; }

Q_SIGNALS:
    void edited();
};

} // namespace chainpoints
