#include "ui/activity/actiontext.h"

#include "ui/format.h"

namespace chainpoints {

QString ActionText::word(ActionKind kind)
{
    switch (kind) {
    case ActionKind::Pause:
        return tr("Pause");
    case ActionKind::Resume:
        return tr("Resume");
    case ActionKind::Retry:
        return tr("Retry");
    case ActionKind::Dismiss:
        return tr("Dismiss");
    case ActionKind::Restore:
        return tr("Restore");
    case ActionKind::CheckAgain:
        return tr("Check again");
    case ActionKind::Rollback:
        return tr("Roll back");
    case ActionKind::Disable:
        return tr("Disable user");
    case ActionKind::Enable:
        return tr("Enable user");
    case ActionKind::Recalculate:
        return tr("Recalculate");
    case ActionKind::ImportOpening:
        return tr("Import opening balances");
    case ActionKind::Cancel:
        break;
    }
    return tr("Cancel");
}

QString ActionText::word(ActionState state)
{
    switch (state) {
    case ActionState::Waiting:
        return tr("Waiting");
    case ActionState::Done:
        return tr("Done");
    case ActionState::Failed:
        return tr("Failed");
    case ActionState::Skipped:
        return tr("Nothing to do");
    case ActionState::Cancelled:
        break;
    }
    return tr("Cancelled");
}

theme::Tone ActionText::toneOf(ActionState state)
{
    switch (state) {
    case ActionState::Waiting:
        return theme::Tone::Busy;
    case ActionState::Done:
        return theme::Tone::Good;
    case ActionState::Failed:
        return theme::Tone::Bad;
    case ActionState::Skipped:
    case ActionState::Cancelled:
        break;
    }
    return theme::Tone::Idle;
}

QString ActionText::place(const std::string& requestedFrom)
{
    return requestedFrom == "window"         ? tr("window")
           : requestedFrom == "command line" ? tr("command line")
           : requestedFrom == "api"          ? tr("HTTP")
                                             : QString::fromStdString(requestedFrom);
}

ActionState ActionText::stateOf(const ActionView& action)
{
    return action.waiting > 0     ? ActionState::Waiting
           : action.failed > 0    ? ActionState::Failed
           : action.cancelled > 0 ? ActionState::Cancelled
           : action.done > 0      ? ActionState::Done
                                  : ActionState::Skipped;
}

std::vector<ActionKind> ActionText::kindsWith(const QString& text)
{
    std::vector<ActionKind> kinds;
    for (int kind = 0; kind <= int(ActionKind::Cancel); ++kind)
        if (word(ActionKind(kind)).contains(text, Qt::CaseInsensitive))
            kinds.push_back(ActionKind(kind));
    return kinds;
}

QString ActionText::what(const ActionView& action)
{
    if (action.details.block)
        return tr("%1 to block %2").arg(word(action.kind), format::number(action.details.block->value()));
    if (action.details.action)
        return tr("%1 action %2").arg(word(action.kind)).arg(action.details.action->value());
    return action.parts() > 1 ? tr("%1 of %2").arg(word(action.kind), format::number(action.parts()))
                              : word(action.kind);
}

QString ActionText::counts(const ActionView& action)
{
    QStringList parts;
    if (action.done > 0)
        parts += tr("%1 done").arg(format::number(action.done));
    if (action.failed > 0)
        parts += tr("%1 failed").arg(format::number(action.failed));
    if (action.skipped > 0)
        parts += tr("%1 with nothing to do").arg(format::number(action.skipped));
    if (action.cancelled > 0)
        parts += tr("%1 cancelled").arg(format::number(action.cancelled));
    if (action.waiting > 0)
        parts += tr("%1 waiting").arg(format::number(action.waiting));
    return parts.isEmpty() ? tr("There was nothing to do") : parts.join(tr(", "));
}

QString ActionText::result(const ActionView& action, ActionState state, const std::string& sentence)
{
    switch (state) {
    case ActionState::Waiting:
        return tr("Waiting for the process that follows the chain");
    case ActionState::Done:
        return done(action);
    case ActionState::Failed:
        return sentence.empty() ? tr("It failed") : QString::fromStdString(sentence);
    case ActionState::Skipped:
        return skipped(action.kind);
    case ActionState::Cancelled:
        break;
    }
    return tr("An operator cancelled it before it was done");
}

QString ActionText::result(const ActionView& action, const std::string& sentence)
{
    return action.parts() == 1 && action.finished() ? result(action, stateOf(action), sentence)
                                                    : counts(action);
}

QString ActionText::done(const ActionView& action)
{
    const ActionDetails& details = action.details;
    switch (action.kind) {
    case ActionKind::Pause:
        return tr("The chain is paused");
    case ActionKind::Resume:
        return tr("The chain is followed again");
    case ActionKind::Retry:
        return tr("The points are settled");
    case ActionKind::Dismiss:
        return tr("The failure is set aside");
    case ActionKind::Restore:
        return tr("The failure is listed again");
    case ActionKind::CheckAgain:
        return tr("The nodes were checked; the chain goes on");
    case ActionKind::Rollback:
        return details.block ? tr("The chain went back to block %1 and goes on from there")
                                   .arg(format::number(details.block->value()))
                             : tr("The chain was taken back and goes on from there");
    case ActionKind::Disable:
        return tr("The user gains nothing from %1 on, or until a later decision")
            .arg(format::zonedMinute(details.from));
    case ActionKind::Enable:
        return tr("The user gains again from %1 on, or until a later decision")
            .arg(format::zonedMinute(details.from));
    case ActionKind::Recalculate:
        return tr("Rates and exclusions are those of the configuration, also in settled time");
    case ActionKind::ImportOpening:
        return tr("The opening balances are recorded");
    case ActionKind::Cancel:
        break;
    }
    return tr("What waited is cancelled");
}

QString ActionText::skipped(ActionKind kind)
{
    switch (kind) {
    case ActionKind::Pause:
        return tr("The chain was paused already");
    case ActionKind::Resume:
        return tr("The chain was followed already");
    case ActionKind::Restore:
        return tr("The failure was not set aside, or is resolved");
    case ActionKind::Dismiss:
        return tr("The failure was set aside before, or is resolved");
    case ActionKind::Retry:
        return tr("The failure was resolved already");
    default:
        return word(ActionState::Skipped);
    }
}

} // namespace chainpoints
