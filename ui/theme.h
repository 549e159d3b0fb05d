// Light and dark: palettes, and the colours that mean something. Contrast of text on its ground is at
// least 4.5:1, of marks 3:1; colours are told apart by colour-blind people too, and nothing is told by colour
// alone.
#pragma once

#include "core/model/chainstate.h"

#include <QColor>
#include <QIcon>

namespace chainpoints::theme {

enum class Theme { System, Light, Dark };
/// As settings keep it: "system", "light", "dark".
[[nodiscard]] QString toText(Theme theme);
/// What is none of these is System.
[[nodiscard]] Theme themeFromText(const QString& text);

/// Applies to the whole application (style Fusion). Window thread.
void apply(Theme theme);
/// Whether the palette in force is dark.
[[nodiscard]] bool isDark();

/// What a colour says; the later, the more it asks to be looked at.
enum class Tone { Good, Busy, Idle, Warning, Bad };
[[nodiscard]] QColor color(Tone tone);
/// The window's colour with a touch of the tone: a ground for text.
[[nodiscard]] QColor tint(Tone tone);
[[nodiscard]] Tone toneOf(ChainState state);
/// A shape of its own for each tone, in its colour.
[[nodiscard]] QIcon icon(Tone tone);
/// "Live", "Backfilling", ...: translated.
[[nodiscard]] QString word(ChainState state);

/// Of the charts: the line of the balance, the bars and the line of the points.
enum class Ink { Balance, PointsBars, PointsTotal, Grid };
[[nodiscard]] QColor color(Ink ink);

} // namespace chainpoints::theme
