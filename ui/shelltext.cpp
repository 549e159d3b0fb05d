#include "ui/shelltext.h"

namespace chainpoints {

using namespace Qt::StringLiterals;

QString quotedForShell(const QString& text)
{
    return u'\'' + QString(text).replace(u"'"_s, u"'\\''"_s) + u'\'';
}

} // namespace chainpoints
