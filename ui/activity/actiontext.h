// What is said of an action and its parts, the same in lists and in full.
#pragma once

#include "core/access/views.h"
#include "ui/theme.h"

#include <QCoreApplication>

namespace chainpoints {

/// Translated; ask again after a change of the language.
class ActionText
{
    Q_DECLARE_TR_FUNCTIONS(ActionText)
public:
    /// "Retry", "Roll back"
    [[nodiscard]] static QString word(ActionKind kind);
    [[nodiscard]] static QString word(ActionState state);
    [[nodiscard]] static theme::Tone toneOf(ActionState state);
    /// Where it was asked for: "window", "command line", "api".
    [[nodiscard]] static QString place(const std::string& requestedFrom);
    /// Of the action as a whole: the worst of its parts, but waiting as long as one waits; cancelled where
    /// some were.
    [[nodiscard]] static ActionState stateOf(const ActionView& action);
    /// The kinds whose word holds the text, in either case.
    [[nodiscard]] static std::vector<ActionKind> kindsWith(const QString& text);

    /// "Roll back to block 1,234", "Retry of 12"
    [[nodiscard]] static QString what(const ActionView& action);
    /// "3 done, 1 failed"
    [[nodiscard]] static QString counts(const ActionView& action);
    /// A sentence of what came of a part; `sentence` is the engine's own, which is told where it says more.
    [[nodiscard]] static QString result(const ActionView& action, ActionState state,
                                        const std::string& sentence);
    /// Of the whole action: its only part's result, else the counts. `sentence`: of its only part.
    [[nodiscard]] static QString result(const ActionView& action, const std::string& sentence);

private:
    [[nodiscard]] static QString done(const ActionView& action);
    [[nodiscard]] static QString skipped(ActionKind kind);
};

} // namespace chainpoints
