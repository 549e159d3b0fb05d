#include "app/demo/play.h"

#include <nlohmann/json.hpp>

#include <QFile>

#include <map>
#include <random>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kHolders = 12;
constexpr int kBlockSpacing = 12;
constexpr int kConfirmations = 6;

// Function selectors of PointsToken (contracts/README.md).
constexpr const char* kMint = "0x40c10f19";
constexpr const char* kTransfer = "0xa9059cbb";
constexpr const char* kBurn = "0x42966c68";

std::string word(const mpz_class& value)
{
    const std::string digits = value.get_str(16);
    return std::string(64 - digits.size(), '0') + digits;
}

std::string word(const std::string& address)
{
    return std::string(24, '0') + address.substr(2);
}

std::string textArgument(const std::string& text)
{
    std::string hex;
    for (const char c : text)
        hex += word(mpz_class(static_cast<unsigned long>(static_cast<unsigned char>(c)))).substr(62);
    return word(mpz_class(static_cast<unsigned long>(text.size()))) + hex + std::string(64 - hex.size(), '0');
}

Result<std::string> deployment(const std::string& admin)
{
    QFile file(u":/demo/PointsToken.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::NotFound, "the token's artefact is missing from the program"};
    const auto artefact = nlohmann::json::parse(file.readAll().toStdString(), nullptr, false);
    // constructor(string name, string symbol, uint8 decimals, address admin)
    return artefact.value("bytecode", "") + word(mpz_class(128)) + word(mpz_class(192)) +
           word(mpz_class(18)) + word(admin) + textArgument("Demo Points Token") + textArgument("DEMO");
}

/// The holders: accounts that anvil signs for, who can send, and some addresses without a key, who can only
/// receive.
std::vector<std::string> holders(const std::vector<std::string>& accounts)
{
    std::vector<std::string> result(accounts.begin() + 1, accounts.end());
    for (int i = static_cast<int>(result.size()); i < kHolders; ++i)
        result.push_back("0x" + std::string(39, '0').replace(0, 4, "ca5e") + "0123456789abcdef"[i]);
    return result;
}

} // namespace

std::string mintCall(const std::string& receiver, const mpz_class& amount)
{
    return kMint + word(receiver) + word(amount);
}

Result<DemoToken> play(Anvil& anvil, UnixTime start, int hours, unsigned seed)
{
    auto accounts = anvil.accounts();
    if (!accounts)
        return accounts.error();
    const std::string admin = accounts->front();
    const auto people = holders(*accounts);
    const std::size_t senders = accounts->size() - 1;
    auto code = deployment(admin);
    if (!code)
        return code.error();

    UnixTime now = start + kBlockSpacing;
    auto token = anvil.mine(now, {{admin, "", *code}});
    if (!token)
        return token.error();
    DemoToken result{*token, admin, BlockHeight(1), BlockHeight(1)};
    BlockHeight height(1);

    std::mt19937 random(seed);
    const auto pick = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    const mpz_class whole = powerOfTen(18);
    std::map<std::string, mpz_class> balances;

    const UnixTime end = start + hours * 3600;
    for (now = now + kBlockSpacing; now < end;
         now = now + (240 + static_cast<std::int64_t>(pick(60)) * kBlockSpacing)) {
        std::vector<Anvil::Send> sends;
        const std::string& lucky = people[pick(people.size())];
        const mpz_class minted = whole * static_cast<unsigned long>(10 + pick(490));
        sends.push_back({admin, result.address, mintCall(lucky, minted)});
        balances[lucky] += minted;
        const std::string& sender = people[pick(senders)];
        const std::string& receiver = people[pick(people.size())];
        if (const mpz_class moved = balances[sender] / 3; moved > 0) {
            sends.push_back({sender, result.address, kTransfer + word(receiver) + word(moved)});
            balances[sender] -= moved;
            balances[receiver] += moved;
        }
        if (pick(3) == 0) {
            // Only who has the role can burn: the admin burns what it mints itself.
            const mpz_class burnt = whole * static_cast<unsigned long>(1 + pick(20));
            sends.push_back({admin, result.address, mintCall(admin, burnt * 2)});
            sends.push_back({admin, result.address, kBurn + word(burnt)});
        }
        if (auto mined = anvil.mine(now, sends); !mined)
            return mined.error();
        result.played = ++height;
    }
    if (auto mined = anvil.mineEmpty(end, kConfirmations + 1, kBlockSpacing); !mined)
        return mined.error();
    return result;
}

} // namespace chainpoints
