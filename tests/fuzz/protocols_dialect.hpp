// SPDX-License-Identifier: Apache-2.0
// Fuzzes every function of one dialect: the first byte chooses parser, content type and settings.
#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "protocols/decode.hpp"
#include "protocols/dialect.hpp"
#include "protocols/ussd_input.hpp"

namespace kazi::protocols::fuzz {

inline void require(bool condition) {
    if (!condition) std::abort();
}

inline void check_turn(const Parsed<UssdTurn>& parsed) {
    if (!parsed) return;
    require(parsed->from.starts_with('+') && !parsed->session_id.empty());
    UssdTurn turn = *parsed;
    settle_accumulated(turn, std::nullopt);
    settle_accumulated(turn, turn.accumulated);
    (void)to_json(turn);
}

inline void check_sms(const Parsed<InboundSms>& parsed) {
    if (!parsed) return;
    require(parsed->from.starts_with('+') && !parsed->message_id.empty() && !parsed->to.empty());
    (void)to_json(*parsed);
}

inline void check_send(const Dialect& dialect, int status, std::string_view body,
                       const RouteSettings& settings) {
    const auto results = dialect.parse_send({status, "", std::string(body), {}}, settings);
    require(!results.empty());
    for (const SendResult& result : results)
        (void)to_json(result);
}

inline int run(std::string_view name, const std::uint8_t* bytes, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view body(reinterpret_cast<const char*>(bytes) + 2, size - 2);
    const unsigned choice = bytes[0];
    static constexpr std::array<std::string_view, 4> types = {
        "", "application/x-www-form-urlencoded", "application/json", "text/plain; charset=utf-16"};
    const std::array headers = {HeaderView{"content-type", types[choice & 3U]},
                                HeaderView{"x-kazi-signature", body},
                                HeaderView{"authorization", body}};
    const bool get = (choice & 4U) != 0;
    const Callback callback{get ? "GET" : "POST", get ? body : "/hooks/r/x", body, headers};
    RouteSettings settings;
    settings.allow_get = true;
    settings.no_id = (choice & 8U) != 0;
    settings.ussd_accumulated = (choice & 16U) != 0;
    if ((choice & 32U) != 0) settings.secrets = {"s"};
    if ((choice & 64U) != 0) settings.signature_method = "basic";
    const Dialect& dialect = *find_dialect(name);
    switch (bytes[1] % 4) {
        case 0:
            check_sms(dialect.parse_sms(callback, settings, {}));
            break;
        case 1:
            (void)dialect.parse_dlr(callback, settings, {});
            break;
        case 2:
            check_turn(dialect.parse_ussd(callback, settings, {}));
            break;
        default:
            check_send(dialect, (choice & 128U) != 0 ? 201 : 400, body, settings);
    }
    return 0;
}

}  // namespace kazi::protocols::fuzz
