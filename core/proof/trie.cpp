#include "core/proof/trie.h"

#include "core/proof/keccak.h"

#include <algorithm>

namespace chainpoints {
namespace {

using rlp::Bytes;

/// A key is walked half a byte at a time.
struct Entry
{
    Bytes nibbles;
    std::span<const std::uint8_t> value;
};

Bytes nibblesOf(const Bytes& key)
{
    Bytes nibbles;
    for (const std::uint8_t byte : key) {
        nibbles.push_back(byte >> 4U);
        nibbles.push_back(byte & 0xfU);
    }
    return nibbles;
}

/// The "hex prefix" form of a part of a path: whether it ends in a leaf and whether its length is odd go into
/// the first half byte.
Bytes pathItem(std::span<const std::uint8_t> nibbles, bool leaf)
{
    const bool odd = nibbles.size() % 2 != 0;
    const unsigned flag = (leaf ? 2U : 0U) + (odd ? 1U : 0U);
    Bytes path{static_cast<std::uint8_t>(flag * 16U + (odd ? nibbles.front() : 0U))};
    for (std::size_t i = odd ? 1 : 0; i < nibbles.size(); i += 2)
        path.push_back(static_cast<std::uint8_t>(nibbles[i] * 16U + nibbles[i + 1]));
    return rlp::text(path);
}

/// How a node stands in its parent: itself where that is short, else by its hash.
Bytes reference(Bytes node)
{
    if (node.size() < Hash{}.bytes.size())
        return node;
    return rlp::text(keccak256(node).bytes);
}

std::size_t sharedFrom(std::span<const Entry> entries, std::size_t depth)
{
    // Sorted, so what the first and the last share all share.
    const Bytes& first = entries.front().nibbles;
    const Bytes& last = entries.back().nibbles;
    std::size_t end = depth;
    while (end < first.size() && end < last.size() && first[end] == last[end])
        ++end;
    return end - depth;
}

Bytes node(std::span<const Entry> entries, std::size_t depth);

Bytes branch(std::span<const Entry> entries, std::size_t depth)
{
    Bytes items;
    Bytes own = rlp::text({});
    if (entries.front().nibbles.size() == depth) {
        own = rlp::text(entries.front().value);
        entries = entries.subspan(1);
    }
    for (std::uint8_t nibble = 0; nibble < 16; ++nibble) {
        const auto end = std::find_if(entries.begin(), entries.end(),
                                      [&](const Entry& entry) { return entry.nibbles[depth] != nibble; });
        const auto part = entries.first(static_cast<std::size_t>(end - entries.begin()));
        rlp::append(items, part.empty() ? rlp::text({}) : reference(node(part, depth + 1)));
        entries = entries.subspan(part.size());
    }
    rlp::append(items, own);
    return rlp::list(items);
}

/// The RLP of the node that holds `entries`, sorted, whose paths are walked up to `depth`.
Bytes node(std::span<const Entry> entries, std::size_t depth)
{
    const std::span<const std::uint8_t> path = std::span(entries.front().nibbles).subspan(depth);
    if (entries.size() == 1) {
        Bytes items = pathItem(path, true);
        rlp::append(items, rlp::text(entries.front().value));
        return rlp::list(items);
    }
    const std::size_t shared = sharedFrom(entries, depth);
    if (shared == 0)
        return branch(entries, depth);
    Bytes items = pathItem(path.first(shared), false);
    rlp::append(items, reference(branch(entries, depth + shared)));
    return rlp::list(items);
}

} // namespace

Hash orderedTrieRoot(std::span<const Bytes> values)
{
    if (values.empty())
        return keccak256(rlp::text({}));
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < values.size(); ++i)
        entries.push_back({nibblesOf(rlp::number(i)), values[i]});
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.nibbles < b.nibbles; });
    return keccak256(node(entries, 0));
}

} // namespace chainpoints
