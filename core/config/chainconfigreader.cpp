#include "core/config/chainconfigreader.h"

#include "core/base/log.h"
#include "core/config/jsontext.h"
#include "core/config/netaddress.h"

#include <algorithm>

namespace chainpoints {
namespace {

constexpr std::int64_t kLargestEvmChainId = 9223372036854775771; // EIP-2294
constexpr std::int64_t kLargestHeight = 9007199254740991;        // 2^53 - 1: every JSON tool keeps it exact
constexpr std::int64_t kShortestTime = 10;                       // milliseconds
constexpr std::int64_t kLongestPoll = 3600000;
constexpr std::int64_t kLongestTimeout = 600000;
constexpr std::size_t kLongestName = 64;

bool isChainName(const std::string& name)
{
    const auto isAlphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !name.empty() && name.size() <= kLongestName && isAlphanumeric(name.front()) &&
           std::all_of(name.begin(), name.end(), [&](char c) { return isAlphanumeric(c) || c == '-'; });
}

std::string readName(const ValueReader& value)
{
    const std::string what =
        "a name of at most 64 small letters, digits and hyphens that does not begin with a hyphen";
    std::string name = value.text(what);
    if (!isChainName(name))
        value.expected(what);
    return name;
}

Address readAddress(const ValueReader& value)
{
    const std::string what = "an address: 0x and 40 hexadecimal digits";
    const auto address = Address::parse(value.text(what));
    if (address)
        return *address;
    value.expected(what);
    return {};
}

Address readContract(const ValueReader& value)
{
    const Address contract = readAddress(value);
    if (contract.isZero())
        value.expected("the address of a token contract");
    return contract;
}

Confirmations readConfirmations(const ValueReader& value)
{
    constexpr std::int64_t kMost = 10000;
    Confirmations result;
    if (!value.isThere())
        return result;
    if (value.isInteger(0, kMost))
        result.count = value.integer(0, kMost);
    else if (value.is("safe"))
        result.kind = Confirmations::Kind::Safe;
    else if (value.is("finalized"))
        result.kind = Confirmations::Kind::Finalized;
    else
        value.expected("an integer from 0 to 10000, \"safe\" or \"finalized\"");
    return result;
}

Verify readVerify(const ValueReader& value)
{
    const std::string word = value.word({"off", "bloom", "full"}, "bloom");
    return word == "off" ? Verify::Off : word == "full" ? Verify::Full : Verify::Bloom;
}

std::optional<std::string> readLabel(const ValueReader& value, std::size_t longest)
{
    const std::string what = "a text of 1 to " + std::to_string(longest) + " characters";
    if (!value.isThere())
        return std::nullopt;
    std::string label = value.text(what);
    if (label.empty() || characterCount(label) > longest)
        value.expected(what);
    return label;
}

SecretText readUrl(const ValueReader& value, const SecretResolver& secrets)
{
    const std::string what = "an http or https URL";
    const std::string written = value.textWithSecrets(what);
    auto text = secrets.resolve(written);
    if (!text) {
        value.wrong(text.error().message);
        return {};
    }
    const auto url = parseHttpUrl(text->resolved);
    if (!url) {
        value.expected(what,
                       (mentionsSecret(written) ? "with its secrets filled in, " : "") + url.error().message);
        return {};
    }
    log::redact(url->password);
    text->shown = hidePassword(written);
    return std::move(*text);
}

ChainConfig readChain(const ValueReader& value, const SecretResolver& secrets)
{
    ObjectReader object = value.object();
    ChainConfig chain;
    chain.name = readName(object.require("name", "the chain's name"));
    chain.evmChainId = EvmChainId(object.require("chain_id", "the network's EVM chain id, like 11155111")
                                      .integer(1, kLargestEvmChainId));
    chain.contract = readContract(object.require("contract", "the token contract's address"));
    chain.startBlock = BlockHeight(object.take("start_block").integer(0, kLargestHeight));
    chain.confirmations = readConfirmations(object.take("confirmations"));
    chain.pollInterval = std::chrono::milliseconds(
        object.take("poll_ms").integer(kShortestTime, kLongestPoll, chain.pollInterval.count()));
    chain.timeout = std::chrono::milliseconds(
        object.take("timeout_ms").integer(kShortestTime, kLongestTimeout, chain.timeout.count()));
    chain.maxRange = object.take("max_range").integer(1, 1000000, chain.maxRange);
    for (const ValueReader& url : object.require("rpc", "a list of URLs").oneOrMoreElements("URLs"))
        chain.rpc.push_back(readUrl(url, secrets));
    if (const ValueReader decimals = object.take("decimals"); decimals.isThere())
        chain.decimals = static_cast<int>(decimals.integer(0, 255));
    chain.symbol = readLabel(object.take("symbol"), 32);
    chain.title = readLabel(object.take("title"), 100);
    for (const ValueReader& address : object.take("exclude").elements("addresses"))
        chain.exclude.push_back(readAddress(address));
    chain.verify = readVerify(object.take("verify"));
    chain.maxRollback = object.take("max_rollback").integer(0, 100000, chain.maxRollback);
    object.finish();
    return chain;
}

/// The chain at `index` against those before it.
void compareWithEarlier(const std::vector<ChainConfig>& chains, std::size_t index, const std::string& path,
                        ReadingNotes& notes)
{
    const ChainConfig& chain = chains[index];
    for (std::size_t i = 0; i < index; ++i) {
        const std::string other = elementPath("chains", i);
        if (chains[i].name == chain.name)
            notes.wrong(keyPath(path, "name"), "each chain needs a name of its own; " + other + " is \"" +
                                                   chain.name + "\" already");
        if (chains[i].evmChainId == chain.evmChainId && chains[i].contract == chain.contract)
            notes.wrong(keyPath(path, "contract"), other + " tracks " + chain.contract.hex() +
                                                       " on EVM chain " +
                                                       std::to_string(chain.evmChainId.value()) + " already");
    }
}

} // namespace

std::vector<ChainConfig> readChains(const ValueReader& list, const SecretResolver& secrets,
                                    ReadingNotes& notes)
{
    std::vector<ChainConfig> chains;
    for (const ValueReader& element : list.oneOrMoreElements("chains")) {
        chains.push_back(readChain(element, secrets));
        if (notes.isFine())
            compareWithEarlier(chains, chains.size() - 1, element.path(), notes);
    }
    return chains;
}

} // namespace chainpoints
