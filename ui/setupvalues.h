// What the set-up dialog asks for, as typed, and the configuration (SPEC 9) that it makes.
#pragma once

#include <QByteArray>
#include <QString>

#include <map>

namespace chainpoints {

enum class SetupField { Name, NetworkId, Contract, StartBlock, Confirmations, Rpc, Database };

using SetupValues = std::map<SetupField, QString>;

/// A sentence for each field that cannot be so; translated. What the file's reader refuses beyond that, it
/// says itself.
[[nodiscard]] std::map<SetupField, QString> problemsOf(const SetupValues& values);

/// Precondition: no problems.
[[nodiscard]] QByteArray configOf(const SetupValues& values);

} // namespace chainpoints
