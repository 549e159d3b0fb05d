// Several test classes in one program: each registers itself, main() runs them one after the other.
#pragma once

#include <QObject>

#include <memory>

namespace chainpoints {

using TestFactory = std::unique_ptr<QObject> (*)();
bool registerTest(TestFactory factory);

} // namespace chainpoints

#define CP_REGISTER_TEST(Class)                                                                              \
    static const bool registered##Class =                                                                    \
        chainpoints::registerTest([]() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); })
