// What stands in place of the failures where none is listed.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/widgets/emptypage.h"

namespace chainpoints {

class NoFailures : public EmptyPage
{
    Q_OBJECT
public:
    using EmptyPage::EmptyPage;

    struct Asked
    {
        std::optional<std::string> chain; ///< of this one; none: of all
        bool narrowed = false;            ///< not simply the open ones
        bool isAnswered = false;
        std::optional<Error> problem; ///< of the last question
    };
    void tell(const Asked& asked, const ChainsNews& news);

private:
    void tellNoneIsOpen(const std::optional<std::string>& chain, std::vector<ChainView> chains);
};

} // namespace chainpoints
