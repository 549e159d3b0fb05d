#include "tests/support/testmain.h"

#ifdef CHAINPOINTS_TEST_WIDGETS
#include <QApplication>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif
#include <QTest>

#include <algorithm>
#include <vector>

namespace chainpoints {
namespace {

std::vector<TestFactory>& testFactories()
{
    static std::vector<TestFactory> factories;
    return factories;
}

} // namespace

bool registerTest(TestFactory factory)
{
    testFactories().push_back(factory);
    return true;
}

} // namespace chainpoints

/// `program CLASS ARGS` runs only that class, with Qt Test's usual arguments.
int main(int argc, char** argv)
{
    const Application application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    const QString wanted = arguments.value(1).startsWith(QLatin1Char('T')) ? arguments.takeAt(1) : QString();
    int failures = 0;
    bool ran = false;
    for (const chainpoints::TestFactory factory : chainpoints::testFactories()) {
        const auto test = factory();
        if (!wanted.isEmpty() && wanted != QLatin1String(test->metaObject()->className()))
            continue;
        failures += QTest::qExec(test.get(), arguments);
        ran = true;
    }
    return ran ? std::min(failures, 100) : 1;
}
