// Work that shall hold up nobody. Internal to core/http.
#pragma once

namespace chainpoints {

/// The calling thread gets, from now on, only what processors the others leave. Without effect where the
/// system refuses.
void becomeBackgroundThread();

} // namespace chainpoints
