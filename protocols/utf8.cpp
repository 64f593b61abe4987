// SPDX-License-Identifier: Apache-2.0
// Apart from its users because ICU's macro does not survive our conversion warnings.
#include "protocols/utf8.hpp"

#include <unicode/utf8.h>

namespace kazi::protocols {

std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at) {
    UChar32 c = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
    U8_NEXT(text.data(), at, text.size(), c);
#pragma GCC diagnostic pop
    if (c < 0) return std::nullopt;
    return static_cast<char32_t>(c);
}

}  // namespace kazi::protocols
