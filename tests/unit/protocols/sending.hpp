// SPDX-License-Identifier: Apache-2.0
// What the tests of build_send have in common.
#pragma once

#include <string>
#include <string_view>

#include "protocols/dialect.hpp"

namespace kazi::protocols {

/// The value of a header, or "(absent)".
inline std::string header(const HttpRequest& request, std::string_view name) {
    for (const Header& one : request.headers) {
        if (one.name == name) return one.value;
    }
    return "(absent)";
}

/// The request that a dialect makes of a message, at the moment of the signed examples.
inline HttpRequest send(std::string_view dialect, const OutboundSms& sms,
                        const RouteSettings& settings) {
    CallbackContext context;
    context.now_s = 1'709'622'551;
    return find_dialect(dialect)->build_send(sms, settings, context);
}

}  // namespace kazi::protocols
