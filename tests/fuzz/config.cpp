// Whatever may stand in a configuration file.
#include "core/config/configreader.h"
#include "core/config/netaddress.h"
#include "tests/fuzz/require.h"

#include <filesystem>

using namespace chainpoints;

namespace {

constexpr const char* kSecret = "k3y-of-infura";

SecretResolver secrets()
{
    return SecretResolver([](const std::string& name) -> Result<std::optional<std::string>> {
        if (name == "infura")
            return std::optional<std::string>(kSecret);
        if (name == "url")
            return std::optional<std::string>("https://me:pa55word@whole.example.org/v3");
        if (name == "broken")
            return Error{ErrorCode::Unreachable, "the keychain is locked"};
        return std::optional<std::string>();
    });
}

void readWhole(const std::string& text)
{
    const bool writtenOut = text.find(kSecret) != std::string::npos; // then it is none
    const auto config =
        readConfigText(text, std::filesystem::temp_directory_path() / "fuzzed.json", secrets());
    if (!config) {
        require(config.error().code == ErrorCode::BadInput, "a wrong configuration is bad input");
        requireSentence(config.error().message);
        require(writtenOut || config.error().message.find(kSecret) == std::string::npos,
                "errors hold no secret");
        return;
    }
    require(!config->chains.empty() && !config->points.rates.empty(), "what comes out can be used");
    require(config->points.rates.front().from == UnixTime(0), "the rates begin in 1970");
    for (const ChainConfig& chain : config->chains)
        for (const SecretText& url : chain.rpc)
            require(parseHttpUrl(url.resolved) &&
                        (writtenOut || url.shown.find(kSecret) == std::string::npos),
                    "endpoints are URLs, and what is shown of them holds no secret");
}

void readPieces(const std::string& text)
{
    (void)isLoopback(text);
    (void)hidePossiblePassword(text);
    if (const auto address = parseHostPort(text))
        require(address->port > 0 && address->port < 65536 && !address->host.empty(), "a host and a port");
    if (const auto url = parseHttpUrl(text)) {
        require(!url->host.empty(), "a URL has a host");
        // What follows the authority may hold the same text again, which is no password there.
        const std::string shown = hidePassword(text);
        const std::string shownAuthority = shown.substr(0, shown.find_first_of("/?#", shown.find("://") + 3));
        if (url->password.size() > 3)
            require(shownAuthority.find(":" + url->password + "@") == std::string::npos ||
                        mentionsSecret(url->password),
                    "a password is hidden");
    }
    for (const std::string& name : namesOfSecrets(text))
        require(isSecretName(name), "references hold names");
    require(!mentionsSecret(blankReferences(text)), "no reference stays");
    require(blankReferences(text).size() == text.size(), "positions stay");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    readPieces(text);
    readWhole(text);
    return 0;
}
