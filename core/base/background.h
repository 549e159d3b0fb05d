// Work that shall hold up nobody.
#pragma once

namespace chainpoints {

enum class Background {
    BehindWindow, ///< about an eighth of a processor that a thread of usual rank wants for itself
    BehindAll,    ///< some 6 %: only what the others leave
};

/// Ranks the calling thread so from now on. Without effect where the system refuses.
void becomeBackgroundThread(Background rank);

} // namespace chainpoints
