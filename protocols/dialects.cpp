// SPDX-License-Identifier: Apache-2.0
// The table of dialects: a new one is a file of its own and a line here.
#include <algorithm>
#include <array>

#include "protocols/africastalking.hpp"
#include "protocols/arkesel.hpp"
#include "protocols/dialect.hpp"
#include "protocols/hubtel.hpp"
#include "protocols/infobip.hpp"
#include "protocols/junebug.hpp"
#include "protocols/kannel.hpp"
#include "protocols/mtn.hpp"
#include "protocols/nalo.hpp"
#include "protocols/oneapi.hpp"
#include "protocols/simple.hpp"
#include "protocols/telerivet.hpp"
#include "protocols/twilio.hpp"
#include "protocols/vonage.hpp"

namespace kazi::protocols {

std::span<const Dialect> dialects() {
    static const std::array table = {
        africastalking, arkesel, hubtel, infobip,   junebug, kannel, mtn,
        nalo,           oneapi,  simple, telerivet, twilio,  vonage,
    };
    return table;
}

const Dialect* find_dialect(std::string_view name) {
    const auto found = std::ranges::find(dialects(), name, &Dialect::name);
    return found == dialects().end() ? nullptr : &*found;
}

}  // namespace kazi::protocols
