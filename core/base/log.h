// The log: to stderr and, where a folder is given, to a rotating file. Safe from any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace chainpoints::log {

enum class Level { Debug, Info, Warning, Error };

/// Starts logging to stderr from `stderrLevel` on, and to folder/chainpoints.log from Info on (10 MB x 5
/// files). An empty folder means no file. Returns a sentence where the file cannot be written (stderr works
/// all the same), else "".
[[nodiscard]] std::string start(const std::filesystem::path& folder, Level stderrLevel);

/// `component` is the part that speaks ("sepolia", "http"). Messages are whole sentences in English without
/// secrets.
void debug(std::string_view component, std::string_view message);
void info(std::string_view component, std::string_view message);
void warning(std::string_view component, std::string_view message);
void error(std::string_view component, std::string_view message);

/// Registers a value that must never be written: each occurrence in a message becomes "***". Values of under
/// 4 letters are ignored.
void redact(const std::string& secret);
/// `text` with every registered secret replaced.
[[nodiscard]] std::string redacted(std::string_view text);
/// The same of the first `bytes` of a text that may be huge; fewer where these would end within a secret.
[[nodiscard]] std::string redactedHead(std::string_view text, std::size_t bytes);

} // namespace chainpoints::log
