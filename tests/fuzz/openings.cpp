// Whatever may stand in a list of opening balances.
#include "core/access/openingcsv.h"
#include "tests/fuzz/require.h"

#include <set>

using namespace chainpoints;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto openings = parseOpeningCsv({reinterpret_cast<const char*>(data), size});
    if (!openings) {
        require(openings.error().code == ErrorCode::BadInput, "a wrong list is bad input");
        requireSentence(openings.error().message);
        return 0;
    }
    std::string written = "user_address,balance_raw\n";
    std::set<std::string> users;
    for (const OpeningBalance& opening : *openings) {
        require(users.insert(opening.address).second, "a user has one balance");
        require(!opening.balance.isNegative(), "nobody holds less than nothing");
        written += opening.address + "," + opening.balance.decimal() + "\n";
    }
    const auto again = parseOpeningCsv(written);
    require(again && again->size() == openings->size(), "what was read can be written and read again");
    for (std::size_t i = 0; i < openings->size(); ++i)
        require((*again)[i].address == (*openings)[i].address &&
                    (*again)[i].balance == (*openings)[i].balance,
                "it is the same then");
    return 0;
}
