// What the tests of the configuration share: the shortest configuration, and reading it.
#pragma once

#include "core/config/configreader.h"

#include <nlohmann/json.hpp>

#include <QString>

namespace chainpoints {

inline const std::filesystem::path kFile =
    std::filesystem::temp_directory_path() / "chainpoints-config" / "config.json";
inline constexpr auto kContract = "0xAbCdEf0123456789aBcDeF0123456789ABCDEF01";

/// The shortest configuration that works.
inline nlohmann::json minimal()
{
    return nlohmann::json{{"chains",
                           {{{"name", "sepolia"},
                             {"chain_id", 11155111},
                             {"contract", kContract},
                             {"rpc", {"https://a.example.org"}}}}}};
}

inline nlohmann::json secondChain()
{
    nlohmann::json chain = minimal()["chains"][0];
    chain["name"] = "base-sepolia";
    chain["chain_id"] = 84532;
    return chain;
}

inline SecretResolver secrets()
{
    return SecretResolver([](const std::string& name) -> Result<std::optional<std::string>> {
        if (name == "infura")
            return std::optional<std::string>("k3y-of-infura");
        if (name == "url")
            return std::optional<std::string>("https://me:pa55word@whole.example.org/v3");
        if (name == "broken")
            return std::optional<std::string>("has blank and s3cret");
        return std::optional<std::string>();
    });
}

inline Result<Config> read(const nlohmann::json& tree)
{
    return readConfigText(tree.dump(), kFile, secrets());
}

inline QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

/// The message of a configuration that must be refused.
inline QString refusal(const Result<Config>& result)
{
    if (result)
        return QStringLiteral("(accepted)");
    return result.error().code == ErrorCode::BadInput ? q(result.error().message)
                                                      : QStringLiteral("(wrong code)");
}

} // namespace chainpoints
