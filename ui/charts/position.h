// From exact text to a place on the screen. The way back does not exist: people read the text.
#pragma once

#include <QByteArray>

#include <string>

namespace chainpoints {

[[nodiscard]] inline double positionOf(const std::string& exact)
{
    return QByteArray::fromStdString(exact).toDouble();
}

} // namespace chainpoints
