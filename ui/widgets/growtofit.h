// A dialog does not grow by itself when one of its texts becomes longer.
#pragma once

class QWidget;

namespace chainpoints {

/// Makes the window as high as its layout needs at its width; never lower.
void growToFit(QWidget& window);

} // namespace chainpoints
