#include "ui/failures/reasontext.h"

#include <array>

namespace chainpoints {
namespace {

struct Entry
{
    const char* code;
    const char* sentence;
    const char* remedy;
};

constexpr const char* kRepair = QT_TRANSLATE_NOOP(
    "ReasonText", "Stored rows were changed or lost. Repair them, then retry; \"chainpoints "
                  "audit\" lists what does not add up.");

/// The codes of core/ledger/ledgercheck and core/points/settlement.
constexpr std::array kEntries{
    Entry{"balance_chain",
          QT_TRANSLATE_NOOP("ReasonText", "A balance does not follow from the one before it"), kRepair},
    Entry{"balance_mismatch",
          QT_TRANSLATE_NOOP("ReasonText", "The balance is not the one that the ledger ends with"), kRepair},
    Entry{"negative_balance", QT_TRANSLATE_NOOP("ReasonText", "The balance falls below zero"),
          QT_TRANSLATE_NOOP("ReasonText",
                            "What the user held before the start block is missing. Import the opening "
                            "balances (chainpoints import-opening), then retry.")},
    Entry{"order", QT_TRANSLATE_NOOP("ReasonText", "The ledger's rows are out of order"), kRepair},
    Entry{"sign", QT_TRANSLATE_NOOP("ReasonText", "An amount has the wrong sign"), kRepair},
    Entry{"unreadable", QT_TRANSLATE_NOOP("ReasonText", "A row of the ledger cannot be read"), kRepair},
};

const Entry* find(const std::string& code)
{
    for (const Entry& entry : kEntries)
        if (entry.code == code)
            return &entry;
    return nullptr;
}

} // namespace

QString ReasonText::sentence(const std::string& code)
{
    const Entry* entry = find(code);
    return entry ? tr(entry->sentence) : QString();
}

QString ReasonText::of(const std::string& code)
{
    if (code.empty())
        return tr("Without a code");
    const QString known = sentence(code);
    return known.isEmpty() ? QString::fromStdString(code) : known;
}

QString ReasonText::remedy(const std::string& code)
{
    const Entry* entry = find(code);
    return entry ? tr(entry->remedy) : QString();
}

} // namespace chainpoints
