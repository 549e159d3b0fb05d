// What must hold for every input: ends the program where it does not, which is how a fuzzer learns of it.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

namespace chainpoints {

inline void require(bool holds, const std::string& what)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what.c_str());
    std::abort();
}

/// Sentences for people stand on one line.
inline void requireSentence(const std::string& message)
{
    bool clean = !message.empty();
    for (const char c : message)
        clean = clean && static_cast<unsigned char>(c) >= ' ' && c != 0x7f;
    require(clean, "an error is one line of text: \"" + message + "\"");
}

} // namespace chainpoints
