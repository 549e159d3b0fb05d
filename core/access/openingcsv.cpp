#include "core/access/openingcsv.h"

#include <map>

namespace chainpoints {
namespace {

constexpr std::string_view kHeader = "user_address,balance_raw";

Error atLine(std::size_t line, const std::string& cause)
{
    return {ErrorCode::BadInput, "line " + std::to_string(line) + ": " + cause};
}

bool isUint256(const RawAmount& amount)
{
    return !amount.isNegative() && mpz_sizeinbase(amount.value().get_mpz_t(), 2) <= 256;
}

/// Neither field has a quote in it.
std::string_view unquoted(std::string_view field)
{
    return field.size() > 1 && field.front() == '"' && field.back() == '"' ? field.substr(1, field.size() - 2)
                                                                           : field;
}

Result<OpeningBalance> parseLine(std::string_view text, std::size_t line)
{
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos || text.find(',', comma + 1) != std::string_view::npos)
        return atLine(line, "two fields are expected, " + std::string(kHeader));
    auto address = Address::parse(unquoted(text.substr(0, comma)));
    if (!address)
        return atLine(line, "user_address: " + address.error().message);
    if (address->isZero())
        return atLine(line, "user_address: the zero address holds nothing; remove the line");
    auto balance = RawAmount::fromDecimal(unquoted(text.substr(comma + 1)));
    if (!balance)
        return atLine(line, "balance_raw: " + balance.error().message +
                                "; it is a whole number of the token's smallest units, such as 1500000");
    if (!isUint256(*balance))
        return atLine(line, "balance_raw is " + balance->decimal() + ", but balances are 0 to 2^256-1");
    return OpeningBalance{address->hex(), std::move(*balance)};
}

} // namespace

Result<std::vector<OpeningBalance>> parseOpeningCsv(std::string_view text)
{
    std::vector<OpeningBalance> openings;
    std::map<std::string, std::size_t> lineOf;
    bool header = false;
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF"; // as spreadsheets write it
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    for (std::size_t line = 1; !text.empty(); ++line) {
        const std::size_t end = text.find('\n');
        std::string_view row = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (row.ends_with('\r'))
            row.remove_suffix(1);
        if (!header) {
            if (row != kHeader && row != "\"user_address\",\"balance_raw\"")
                return atLine(line, "the first line must be " + std::string(kHeader));
            header = true;
            continue;
        }
        if (row.empty())
            continue;
        auto opening = parseLine(row, line);
        if (!opening)
            return opening.error();
        const auto [known, isNew] = lineOf.emplace(opening->address, line);
        if (!isNew)
            return atLine(line, opening->address + " is in line " + std::to_string(known->second) +
                                    " already; a user has one opening balance");
        openings.push_back(std::move(*opening));
    }
    if (!header)
        return atLine(1, "the file is empty; the first line must be " + std::string(kHeader));
    if (openings.empty())
        return Error{ErrorCode::BadInput, "there is no line behind the first"};
    return openings;
}

} // namespace chainpoints
