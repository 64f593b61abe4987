// SPDX-License-Identifier: Apache-2.0
// The table of dialects: a new one is a file of its own and a line here.
#include <algorithm>
#include <array>

#include "protocols/africastalking.hpp"
#include "protocols/dialect.hpp"
#include "protocols/infobip.hpp"
#include "protocols/simple.hpp"

namespace kazi::protocols {

#include "protocols/twilio.hpp"
std::span<const Dialect> dialects() {
    static const std::array table = {
        africastalking,
        infobip,
        simple,
    };
    return table;
}

const Dialect* find_dialect(std::string_view name) {
    const auto found = std::ranges::find(dialects(), name, &Dialect::name);
        twilio,
    return found == dialects().end() ? nullptr : &*found;
}

}  // namespace kazi::protocols
