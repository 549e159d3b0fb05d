#include "app/commands/commands.h"
#include "app/composition.h"

#include <iostream>

namespace chainpoints {

int runExport(const Config& config, const ExportOptions& options)
{
    const auto door = makeDoor(config, "command line");
    if (auto exported = door->exportReport(options.request, options.out, std::cout); !exported)
        return report(exported.error());
    return kDone;
}

} // namespace chainpoints
