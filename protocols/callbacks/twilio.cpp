// SPDX-License-Identifier: Apache-2.0
// Forms, signed over the address as the world knows it and every field.
#include <algorithm>
#include <array>

#include "protocols/base64.hpp"
#include "protocols/callbacks/wire.hpp"
#include "protocols/callbacks/writers.hpp"
#include "protocols/digest.hpp"
#include "protocols/form.hpp"

namespace kazi::protocols::callbacks {

namespace {

void add_account(Pairs& pairs, const RouteSettings& settings) {
    if (settings.username.starts_with("AC")) pairs.emplace_back("AccountSid", settings.username);
    pairs.emplace_back("ApiVersion", "2010-04-01");
}

std::optional<HttpRequest> sms(const InboundSms& sms, const CallbackSite& site) {
    Pairs pairs = {{"MessageSid", sms.message_id},
                   {"SmsSid", sms.message_id},
                   {"From", sms.from},
                   {"To", sms.to},
                   {"Body", sms.text},
                   {"NumMedia", "0"},
                   {"NumSegments", "1"},
                   {"SmsStatus", "received"}};
    if (!sms.keyword_answered.empty()) pairs.emplace_back("OptOutType", sms.keyword_answered);
    add_account(pairs, site.settings);
    return post_form(site.hooks + "/sms", pairs);
}

constexpr std::array<WordFor, 5> words = {{{DeliveryStatus::accepted, "queued"},
                                           {DeliveryStatus::sent, "sent"},
                                           {DeliveryStatus::delivered, "delivered"},
                                           {DeliveryStatus::failed, "undelivered"},
                                           {DeliveryStatus::rejected, "canceled"}}};

std::optional<HttpRequest> dlr(const DeliveryReport& report, const CallbackSite& site) {
    const std::string word(word_for(report.status, words));
    if (word.empty()) return std::nullopt;
    Pairs pairs = {{"MessageSid", report.message_id},
                   {"SmsSid", report.message_id},
                   {"MessageStatus", word},
                   {"SmsStatus", word}};
    if (report.to) pairs.emplace_back("To", *report.to);
    if (report.error) pairs.emplace_back("ErrorCode", *report.error);
    add_account(pairs, site.settings);
    return post_form(site.hooks + "/dlr", pairs);
}

void prove(HttpRequest& request, const CallbackSite& site) {
    const RouteSettings& settings = site.settings;
    if (settings.signature_method == "path" || settings.secrets.empty()) return;
    std::string text = settings.public_url;
    text += target_of(request.url);
    auto pairs = parse_form_pairs(request.body);
    if (pairs) {
        std::ranges::sort(*pairs);
        for (const FormPair& pair : *pairs)
            text.append(pair.name).append(pair.value);
    }
    const std::string mac = hmac(DigestKind::sha1, settings.secrets.front(), text);
    request.headers.push_back({"X-Twilio-Signature", base64_encode(mac)});
}

}  // namespace

const CallbackWriter twilio = {.dialect = "twilio", .sms = sms, .dlr = dlr, .prove = prove};

}  // namespace kazi::protocols::callbacks
