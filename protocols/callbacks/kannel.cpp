// SPDX-License-Identifier: Apache-2.0
// What a get-url and a dlr-url become: queries, with the route's own names. Text outside the GSM
// alphabet comes as UTF-16BE, as the air carries it.
#include <array>

#include "protocols/callbacks/wire.hpp"
#include "protocols/callbacks/writers.hpp"
#include "protocols/charset.hpp"
#include "protocols/form.hpp"
#include "protocols/gsm_text.hpp"
#include "protocols/kannel_send.hpp"

namespace kazi::protocols::callbacks {

namespace {

HttpRequest get(const CallbackSite& site, std::string_view kind, const Pairs& pairs) {
    std::string query;
    for (const auto& [name, value] : pairs)
        append_form_field(query, kannel_field(site.settings, name), value);
    return {"GET", site.hooks + std::string(kind) + "?" + query, {}, ""};
}

void add_text(Pairs& pairs, const std::string& text) {
    constexpr std::string_view ucs2 = "UTF-16BE";
    if (decode_text(text, "").guessed) {
        // Bytes of a set that nobody declared, as builds without recoding pass them on.
        pairs.emplace_back("text", text);
    } else if (measure_sms(text).encoding == SmsEncoding::gsm7) {
        pairs.emplace_back("text", text);
        pairs.emplace_back("coding", "0");
        pairs.emplace_back("charset", "UTF-8");
    } else {
        pairs.emplace_back("text", encode_text(text, ucs2));
        pairs.emplace_back("coding", "2");
        pairs.emplace_back("charset", std::string(ucs2));
    }
}

std::optional<HttpRequest> sms(const InboundSms& sms, const CallbackSite& site) {
    Pairs pairs = {{"id", sms.message_id}};
    if (sms.received_at) pairs.emplace_back("ts", std::to_string(*sms.received_at));
    pairs.emplace_back("from", sms.from);
    pairs.emplace_back("to", sms.to);
    add_text(pairs, sms.text);
    if (sms.network) pairs.emplace_back("smsc", *sms.network);
    return get(site, "/sms", pairs);
}

constexpr std::array<WordFor, 5> words = {{{DeliveryStatus::delivered, "1"},
                                           {DeliveryStatus::failed, "2"},
                                           {DeliveryStatus::buffered, "4"},
                                           {DeliveryStatus::sent, "8"},
                                           {DeliveryStatus::rejected, "16"}}};

std::optional<HttpRequest> dlr(const DeliveryReport& report, const CallbackSite& site) {
    const std::string_view word = word_for(report.status, words);
    if (word.empty()) return std::nullopt;
    Pairs pairs = {{"id", report.message_id}, {"status", std::string(word)}};
    if (report.to) pairs.emplace_back("to", *report.to);
    if (report.error) pairs.emplace_back("reply", "id:55 err:" + *report.error + " text:");
    if (report.network) pairs.emplace_back("smsc", *report.network);
    return get(site, "/dlr", pairs);
}

}  // namespace

const CallbackWriter kannel = {
    .dialect = "kannel", .sms = sms, .dlr = dlr, .prove = prove_by_header};

}  // namespace kazi::protocols::callbacks
