#include "core/proof/keccak.h"

#include <QCryptographicHash>

#include <algorithm>

namespace chainpoints {

Hash keccak256(std::span<const std::uint8_t> bytes)
{
    QCryptographicHash hash(QCryptographicHash::Keccak_256);
    hash.addData(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    const QByteArray digest = hash.result();
    Hash result;
    std::copy(digest.begin(), digest.end(), result.bytes.begin());
    return result;
}

} // namespace chainpoints
