// What is on the pictures: one function for each thing that people see, by panel. A new one is written into
// the file of its panel, and into the list there.
#pragma once

#include "tests/ui/shownwindow.h"

#include <functional>

namespace chainpoints {

/// Where a scene is played: a new window, which has nothing open yet.
struct Stage
{
    ShownWindow& shown;
    const TestDatabase& filled; ///< of two chains, their holders and what befell them
    const TestDatabase& empty;  ///< of the same two chains, not followed yet
    /// Takes a picture, and looks for what is wrong with it. Its name belongs to no other picture.
    std::function<void(const QString& name, QWidget* dialog)> take;

    void keep(const QString& name, QWidget* dialog = nullptr) const { take(name, dialog); }
};

struct Scene
{
    const char* name;
    void (*play)(Stage& stage);
};

[[nodiscard]] std::vector<Scene> frameScenes();
[[nodiscard]] std::vector<Scene> overviewScenes();
[[nodiscard]] std::vector<Scene> userScenes();
[[nodiscard]] std::vector<Scene> failureScenes();
[[nodiscard]] std::vector<Scene> activityScenes();
[[nodiscard]] std::vector<Scene> settingsScenes();

} // namespace chainpoints
