#include "ui/settings/probetexts.h"

#include "ui/format.h"

namespace chainpoints {

using namespace Qt::StringLiterals;

QString ProbeTexts::step(ProbeStep step)
{
    switch (step) {
    case ProbeStep::Resolve:
        return tr("Find the name");
    case ProbeStep::Connect:
        return tr("Connect");
    case ProbeStep::Network:
        return tr("EVM chain id");
    case ProbeStep::Head:
        return tr("Newest block");
    case ProbeStep::Logs:
        return tr("Logs");
    case ProbeStep::Archive:
        return tr("Old state");
    case ProbeStep::Latency:
        return tr("Time of an answer");
    case ProbeStep::Open:
        return tr("Open");
    case ProbeStep::Version:
        return tr("Version");
    case ProbeStep::Rights:
        return tr("Rights");
    case ProbeStep::Schema:
        return tr("Tables");
    case ProbeStep::Clock:
        return tr("Clock");
    }
    return {};
}

QString ProbeTexts::outcome(const ProbeFinding& finding)
{
    return finding.passed ? passed(finding) : QString::fromStdString(finding.text);
}

QString ProbeTexts::passed(const ProbeFinding& finding)
{
    const auto number = [&](std::size_t i) {
        return i < finding.numbers.size() ? finding.numbers[i] : std::int64_t(0);
    };
    switch (finding.step) {
    case ProbeStep::Resolve:
        return tr("%n address(es)", nullptr, int(number(0)));
    case ProbeStep::Connect:
        return tr("%1 ms").arg(format::number(number(0)));
    case ProbeStep::Network:
        return QString::number(number(0));
    case ProbeStep::Head:
        return tr("%1, %2 s old").arg(format::number(number(0)), format::number(number(1)));
    case ProbeStep::Logs:
        return tr("%1 blocks at once; %2 are wanted")
            .arg(format::number(number(0)), format::number(number(1)));
    case ProbeStep::Archive:
        return tr("it has that of block %1").arg(format::number(number(0)));
    case ProbeStep::Latency:
        return tr("%1 ms; 95 of 100 within %2 ms").arg(format::number(number(0)), format::number(number(1)));
    case ProbeStep::Open:
        return number(0) == 1 ? tr("it is there") : tr("it will be made");
    case ProbeStep::Version:
        return QString::fromStdString(finding.text);
    case ProbeStep::Rights:
        return tr("it can be written");
    case ProbeStep::Schema:
        return number(0) == 0           ? tr("none yet")
               : number(0) == number(1) ? tr("current")
                                        : tr("version %1, becomes %2").arg(number(0)).arg(number(1));
    case ProbeStep::Clock:
        return tr("%1 s apart").arg(format::number(std::abs(number(0))));
    }
    return {};
}

QString ProbeTexts::remedy(ProbeRemedy remedy)
{
    switch (remedy) {
    case ProbeRemedy::None:
        return {};
    case ProbeRemedy::CheckName:
        return tr("Check the name in the address, and this machine's name server.");
    case ProbeRemedy::CheckServer:
        return tr("Check host and port, and that the server runs.");
    case ProbeRemedy::CheckCertificate:
        return tr("Check that the address begins with the right http or https, and the certificate.");
    case ProbeRemedy::CheckKey:
        return tr("Check the key or password, and that the plan pays for this.");
    case ProbeRemedy::CheckChainId:
        return tr("The node is of another network: check the EVM chain id, or give another node.");
    case ProbeRemedy::WaitForNode:
        return tr("The node is behind its network: wait, or give another node.");
    case ProbeRemedy::AskLessOften:
        return tr("The node limits requests: try again later, or give another node.");
    case ProbeRemedy::AskAnother:
        return tr("This node cannot do it: give another node.");
    case ProbeRemedy::CheckStartBlock:
        return tr("Check the start block.");
    case ProbeRemedy::NeedsArchive:
        return tr("Only opening balances need it; then give an archive node.");
    case ProbeRemedy::GiveMoreTime:
        return tr("It is slow: try again, or give another one.");
    case ProbeRemedy::CheckDatabase:
        return tr("Check path, host, user and password.");
    case ProbeRemedy::UpgradeServer:
        return tr("Upgrade the server.");
    case ProbeRemedy::GrantRights:
        return tr("Grant the user all rights on this database.");
    case ProbeRemedy::UseOtherDatabase:
        return tr("Give an empty database, or one of this program.");
    case ProbeRemedy::SetClocks:
        return tr("Set both clocks.");
    }
    return {};
}

} // namespace chainpoints
