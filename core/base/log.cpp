#include "core/base/log.h"

#include "core/base/logsink.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace chainpoints::log {
namespace {

constexpr std::size_t kFileBytes = 10 * 1024 * 1024;
constexpr std::size_t kFiles = 5;
constexpr std::size_t kShortestSecret = 4;

// Logging is the one process-wide thing: every layer speaks to it and none depends on how it is set up.
struct State
{
    std::mutex mutex;
    std::shared_ptr<spdlog::logger> logger;
    std::vector<std::string> secrets;
};

State& state()
{
    static State instance;
    return instance;
}

spdlog::level::level_enum toSpdlog(Level level)
{
    switch (level) {
    case Level::Debug:
        return spdlog::level::debug;
    case Level::Info:
        return spdlog::level::info;
    case Level::Warning:
        return spdlog::level::warn;
    case Level::Error:
        return spdlog::level::err;
    }
    return spdlog::level::info;
}

/// As a URL's path or query writes it.
std::string inUrl(const std::string& text)
{
    static constexpr std::string_view kPlain = "-._~";
    static constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || kPlain.find(c) != std::string_view::npos)
            encoded += c;
        else
            encoded += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
    return encoded;
}

/// As it stands between the quotes of a JSON text.
std::string inJson(const std::string& text)
{
    std::string encoded;
    for (const char c : text) {
        if (c == '"' || c == '\\')
            encoded += '\\';
        encoded += c;
    }
    return encoded;
}

void write(Level level, std::string_view component, std::string_view message)
{
    const std::string clean = redacted(message);
    rememberLine(level, component, clean);
    std::shared_ptr<spdlog::logger> logger;
    {
        const std::scoped_lock lock(state().mutex);
        logger = state().logger;
    }
    if (logger)
        logger->log(toSpdlog(level), "[{}] {}", component, clean);
}

} // namespace

std::string start(const std::filesystem::path& folder, Level stderrLevel)
{
    auto console = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    console->set_level(toSpdlog(stderrLevel));
    std::vector<spdlog::sink_ptr> sinks{console};
    std::string problem;
    if (!folder.empty()) {
        try {
            std::filesystem::create_directories(folder);
            const auto path = (folder / "chainpoints.log").string();
            auto file = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, kFileBytes, kFiles);
            file->set_level(spdlog::level::info);
            sinks.push_back(std::move(file));
        } catch (const std::exception& e) {
            problem = "The log file in " + folder.string() + " cannot be written: " + e.what();
        }
    }
    auto logger = std::make_shared<spdlog::logger>("chainpoints", sinks.begin(), sinks.end());
    logger->set_level(spdlog::level::debug);
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %^%l%$ %v", spdlog::pattern_time_type::utc);
    logger->flush_on(spdlog::level::info);
    // A full disk must not turn each log line into an exception.
    logger->set_error_handler([](const std::string&) {});
    const std::scoped_lock lock(state().mutex);
    state().logger = std::move(logger);
    return problem;
}

void debug(std::string_view component, std::string_view message)
{
    write(Level::Debug, component, message);
}

void info(std::string_view component, std::string_view message)
{
    write(Level::Info, component, message);
}

void warning(std::string_view component, std::string_view message)
{
    write(Level::Warning, component, message);
}

void error(std::string_view component, std::string_view message)
{
    write(Level::Error, component, message);
}

void redact(const std::string& secret)
{
    if (secret.size() < kShortestSecret)
        return;
    const std::scoped_lock lock(state().mutex);
    for (const std::string& form : {secret, inUrl(secret), inJson(secret)})
        if (std::ranges::find(state().secrets, form) == state().secrets.end())
            state().secrets.push_back(form);
    // One that holds another goes first, or its rest would stay.
    std::ranges::stable_sort(state().secrets, std::greater(), &std::string::size);
}

std::string redacted(std::string_view text)
{
    std::string clean(text);
    const std::scoped_lock lock(state().mutex);
    for (const std::string& secret : state().secrets)
        for (std::size_t at = clean.find(secret); at != std::string::npos; at = clean.find(secret, at + 3))
            clean.replace(at, secret.size(), "***");
    return clean;
}

std::string redactedHead(std::string_view text, std::size_t bytes)
{
    std::size_t end = std::min(bytes, text.size());
    {
        const std::scoped_lock lock(state().mutex);
        const auto& secrets = state().secrets;
        // Each time it moves, it may have come to lie within another one.
        for (auto secret = secrets.begin(); secret != secrets.end();) {
            const std::size_t before = secret->size() - 1;
            const std::size_t first = end > before ? end - before : 0;
            const std::size_t at = text.substr(first, end - first + before).find(*secret);
            if (at != std::string_view::npos && first + at + secret->size() > end) {
                end = first + at;
                secret = secrets.begin();
            } else {
                ++secret;
            }
        }
    }
    return redacted(text.substr(0, end));
}

} // namespace chainpoints::log
