// The root of a Merkle-Patricia trie over a list, as in a block's header.
#pragma once

#include "core/model/types.h"
#include "core/proof/rlp.h"

#include <span>

namespace chainpoints {

/// The root of the trie that holds each value, none of them empty, under the RLP of its index.
[[nodiscard]] Hash orderedTrieRoot(std::span<const rlp::Bytes> values);

} // namespace chainpoints
