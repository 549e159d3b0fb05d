#include "ui/widgets/growtofit.h"

#include <QLayout>
#include <QWidget>

namespace chainpoints {
namespace {

void grow(QWidget& window)
{
    QLayout* layout = window.layout();
    layout->activate();
    const int needed = layout->hasHeightForWidth() ? layout->totalHeightForWidth(window.width())
                                                   : layout->totalSizeHint().height();
    if (window.height() < needed)
        window.resize(window.width(), needed);
}

} // namespace

void growToFit(QWidget& window)
{
    grow(window);
    // A label that was hidden knows its height only when it has been laid out once.
    QMetaObject::invokeMethod(
        &window, [&window] { grow(window); }, Qt::QueuedConnection);
}

} // namespace chainpoints
