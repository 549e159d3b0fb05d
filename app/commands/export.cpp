#include "app/commands/commands.h"
#include "app/composition.h"

#include <iostream>

namespace chainpoints {

int runExport(const Config& config, const ExportOptions& options)
{
    auto connection = openReader(config);
    if (!connection)
        return report(connection.error());
    if (auto exported = exportReport(**connection, options.request, options.out, std::cout); !exported)
        return report(exported.error());
    return kDone;
}

} // namespace chainpoints
