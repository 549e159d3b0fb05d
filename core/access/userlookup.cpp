#include "core/access/userlookup.h"

#include "core/storage/sql/rows.h"

#include <algorithm>

namespace chainpoints {

Error noAddress(const std::string& text)
{
    return {ErrorCode::BadInput, text + " is no address; write 0x and 40 hexadecimal digits"};
}

Result<FoundUser> findUser(sql::Connection& connection, const std::string& address)
{
    auto parsed = Address::parse(address);
    if (!parsed)
        return noAddress(address);
    std::optional<FoundUser> user;
    auto read =
        sql::forEachRow(connection, "SELECT id, status FROM user WHERE user_address = ?", {parsed->hex()},
                        [&](const sql::Statement& row) -> Result<void> {
                            user = FoundUser{UserId(row.integer(0)), parsed->hex(),
                                             row.integer(1) != 0 ? UserStatus::Normal : UserStatus::Disabled};
                            return {};
                        });
    if (!read)
        return read.error();
    if (!user)
        return Error{ErrorCode::NotFound, "there is no user " + parsed->hex()};
    return std::move(*user);
}

Result<std::vector<ChainRecord>> chainsNamed(sql::Connection& connection,
                                             const std::optional<std::string>& name)
{
    ChainStore store(connection);
    if (name) {
        auto one = store.byName(*name);
        if (!one)
            return one.error();
        return std::vector<ChainRecord>{std::move(*one)};
    }
    auto all = store.all();
    if (all)
        std::ranges::sort(*all, {}, &ChainRecord::name);
    return all;
}

} // namespace chainpoints
