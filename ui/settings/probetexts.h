// What the steps of a connection test are called, found out and need, for people.
#pragma once

#include "core/model/probe.h"

#include <QCoreApplication>
#include <QString>

namespace chainpoints {

class ProbeTexts
{
    Q_DECLARE_TR_FUNCTIONS(ProbeTexts)
public:
    [[nodiscard]] static QString step(ProbeStep step);
    /// What was found; where the step failed, the raw error.
    [[nodiscard]] static QString outcome(const ProbeFinding& finding);
    /// What helps; empty where nothing failed, or where the error says it.
    [[nodiscard]] static QString remedy(ProbeRemedy remedy);

private:
    [[nodiscard]] static QString passed(const ProbeFinding& finding);
};

} // namespace chainpoints
