// About: what this is, which version, and which files it works with.
#pragma once

#include "ui/windowinfo.h"

#include <QDialog>

namespace chainpoints {

/// Deletes itself when closed. What is empty in `info` is left out.
class AboutDialog : public QDialog
{
    Q_OBJECT
public:
    AboutDialog(const WindowInfo& info, QWidget* parent);
};

} // namespace chainpoints
