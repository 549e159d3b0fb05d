// A configuration that a person is about to change: what it says, what would be another, and the text that
// it becomes.
#pragma once

#include "core/base/result.h"
#include "core/config/configchanges.h"
#include "core/config/settings.h"

#include <filesystem>
#include <string>
#include <vector>

namespace chainpoints {

struct ConfigDraft
{
    std::filesystem::path file;
    bool exists = false;      ///< else it is to be made
    std::string text;         ///< as it was read
    bool hasComments = false; ///< which a change removes
    Settings settings;
};

/// `text` may be nothing: there is no file yet. BadInput where the program could not use it; secrets are not
/// asked for. Pure.
[[nodiscard]] Result<ConfigDraft> draftOf(const std::filesystem::path& file, const std::string* text);

struct ConfigPlan
{
    std::string text; ///< what the file is to hold
    std::vector<ConfigChange> changes;
};

/// BadInput names the key that cannot be so, as the reader of the file would. Pure.
[[nodiscard]] Result<ConfigPlan> planOf(const ConfigDraft& draft, const Settings& settings);

/// The file's text with these settings, which nobody has checked.
[[nodiscard]] std::string uncheckedText(const ConfigDraft& draft, const Settings& settings);

/// Whether the file would name a secret with these settings. Pure.
[[nodiscard]] bool namesSecret(const ConfigDraft& draft, const Settings& settings);

/// Configurations with nothing but that part of the settings, for trying it while others are not complete.
[[nodiscard]] std::string textToTryDatabase(const ConfigDraft& draft, const Settings& settings);
[[nodiscard]] std::string textToTryChain(const ConfigDraft& draft, const ChainSettings& chain);

} // namespace chainpoints
