// The public explorer of a network, where people look up what a chain says. Pure; nothing is opened here.
#pragma once

#include "core/model/types.h"

#include <QString>
#include <QUrl>

#include <string>

namespace chainpoints {

/// Without a host there are no pages: all URLs are empty.
struct Explorer
{
    QString host;

    [[nodiscard]] QUrl address(const std::string& lowerHex) const;
    [[nodiscard]] QUrl block(BlockHeight height) const;
    /// Empty also for an empty hash.
    [[nodiscard]] QUrl transaction(const std::string& hash) const;
};

/// Without a host where no explorer is known, as for networks of one's own.
[[nodiscard]] Explorer explorerOf(EvmChainId network);

} // namespace chainpoints
