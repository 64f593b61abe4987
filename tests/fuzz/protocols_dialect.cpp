// SPDX-License-Identifier: Apache-2.0
// Fuzzes every function of one dialect, named by KAZI_FUZZ_DIALECT: the first byte chooses content
// type and settings, the second the parser.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "protocols/decode.hpp"
#include "protocols/dialect.hpp"
#include "protocols/ussd_input.hpp"

using namespace kazi::protocols;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

const Dialect& fuzzed() {
    static const Dialect* const found = find_dialect(KAZI_FUZZ_DIALECT);
    require(found != nullptr);
    return *found;
}

void check(const UssdTurn& turn) {
    require(!turn.session_id.empty());
    UssdTurn settled = turn;
    settle_accumulated(settled, std::nullopt);
    settle_accumulated(settled, settled.accumulated);
    (void)to_json(settled);
}

void check(const InboundSms& sms) {
    require(sms.from.starts_with('+') && !sms.message_id.empty() && !sms.to.empty());
    if (sms.part) require(sms.part->index >= 1 && sms.part->index <= sms.part->total);
    (void)to_json(sms);
}

void check(const DeliveryReport& report) {
    require(!report.message_id.empty() && (report.final || !is_final(report.status)));
    (void)to_json(report);
}

template <class T>
void check(const Batch<T>& batch) {
    for (const auto& entry : batch) {
        if (entry) check(*entry);
    }
}

/// `parse` may be null: the dialect has no such thing.
template <class T>
void check(Parsed<T> (*parse)(const Callback&, const RouteSettings&, const CallbackContext&),
           const Callback& callback, const RouteSettings& settings) {
    if (parse == nullptr) return;
    const Parsed<T> parsed = parse(callback, settings, {});
    if (parsed) return check(*parsed);
    require(parsed.error().probe || !parsed.error().error.empty());
}

void check_send(int status, std::string_view body, const RouteSettings& settings) {
    const auto results = fuzzed().parse_send({status, "", std::string(body), {}, {}}, settings);
    require(!results.empty());
    for (const SendResult& result : results)
        (void)to_json(result);
}

RouteSettings settings_of(unsigned choice) {
    RouteSettings settings;
    settings.public_url = "https://gw.example.org";
    settings.allow_get = true;
    settings.no_id = (choice & 8U) != 0;
    if ((choice & 32U) != 0) settings.secrets = {"s"};
    if ((choice & 64U) != 0) settings.signature_method = "basic";
    return settings;
}

void check_one(unsigned choice, unsigned parser, std::string_view body) {
    static constexpr std::array<std::string_view, 4> types = {
        "", "application/x-www-form-urlencoded", "application/json", "text/plain; charset=utf-16"};
    const std::array headers = {
        HeaderView{"content-type", types[choice & 3U]}, HeaderView{"x-kazi-signature", body},
        HeaderView{"x-twilio-signature", body},         HeaderView{"authorization", body},
        HeaderView{"x-kannel-from", "+256770000001"},   HeaderView{"x-kannel-to", "8080"}};
    const bool get = (choice & 4U) != 0;
    const Callback callback{get ? "GET" : "POST", get ? body : "/hooks/r/ussd/session/s/response",
                            body, headers};
    const RouteSettings settings = settings_of(choice);
    const Dialect& dialect = fuzzed();
    switch (parser % 4) {
        case 0:
            check(dialect.parse_sms, callback, settings);
            check(dialect.parse_sms_batch, callback, settings);
            break;
        case 1:
            check(dialect.parse_dlr, callback, settings);
            check(dialect.parse_dlr_batch, callback, settings);
            break;
        case 2:
            check(dialect.parse_ussd, callback, settings);
            if (dialect.build_ussd != nullptr) {
                (void)dialect.build_ussd({"a page", true}, callback, settings);
            }
            break;
        default:
            if (dialect.parse_send != nullptr) {
                check_send((choice & 128U) != 0 ? 201 : 400, body, settings);
            }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2) return 0;
    check_one(bytes[0], bytes[1], {reinterpret_cast<const char*>(bytes) + 2, size - 2});
    return 0;
}
