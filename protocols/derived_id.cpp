// SPDX-License-Identifier: Apache-2.0
// Parts are joined by LF: of all parts only the last, the text, may hold one.
#include "protocols/derived_id.hpp"

#include "protocols/signature.hpp"

namespace kazi::protocols {

std::string derive_message_id(std::string_view dialect, std::string_view route,
                              const InboundSms& sms, std::string_view sent_at, std::int64_t now_s) {
    constexpr std::int64_t window_s = 60;
    const std::string window = std::to_string(now_s / window_s);
    std::string parts(dialect);
    for (const std::string_view part :
         {route, std::string_view(sms.from), std::string_view(sms.to),
          sent_at.empty() ? std::string_view(window) : sent_at, std::string_view(sms.text)}) {
        parts.append("\n").append(part);
    }
    return sha256_hex(parts);
}

}  // namespace kazi::protocols
