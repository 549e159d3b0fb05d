#include "core/model/types.h"

#include "core/base/hex.h"
#include "core/base/quotable.h"

namespace chainpoints {

template <typename Tag, std::size_t Size>
std::string FixedBytes<Tag, Size>::hex() const
{
    return toHex(bytes);
}

template <typename Tag, std::size_t Size>
Result<FixedBytes<Tag, Size>> FixedBytes<Tag, Size>::parse(std::string_view text)
{
    FixedBytes result;
    if (!fromHex(text, result.bytes))
        return Error{ErrorCode::BadInput, "\"" + quotable(text, 80) + "\" is not 0x and " +
                                              std::to_string(2 * Size) + " hexadecimal digits"};
    return result;
}

template struct FixedBytes<AddressTag, 20>;
template struct FixedBytes<HashTag, 32>;

} // namespace chainpoints
