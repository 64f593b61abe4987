// SPDX-License-Identifier: Apache-2.0
// Paystack pays to a recipient's code. Made anew for each payment: for the same account it is the
// same code, so that a repeated payment has the same content.
//
// Reads of the settings: api_key, and the options product (a code made beforehand: then nothing is
// asked), bank_code (the network: "MTN", "MPESA"), country_code (digits), recipient_type,
// recipient_name, recipient_url.
#include "billing/home_number.hpp"
#include "billing/json_text.hpp"
#include "billing/provider_message.hpp"
#include "billing/providers/steps.hpp"

namespace kazi::billing {

namespace {

constexpr std::string_view recipient = "product";
constexpr std::string_view refused = "refused";
constexpr std::string_view recipients_url = "https://api.paystack.co/transferrecipient";

std::string_view option_or(const ProviderSettings& settings, std::string_view name,
                           std::string_view fallback) {
    const auto value = settings.option(name);
    return value.empty() ? fallback : value;
}

ProviderRequest recipient_request(const PayoutOrder& order, const ProviderSettings& settings) {
    JsonObject body;
    body.text("type", option_or(settings, "recipient_type", "mobile_money"))
        .text("name", option_or(settings, "recipient_name", "kazi worker"))
        .text("account_number", home_number(order.msisdn, settings.option("country_code")))
        .text("bank_code", settings.option("bank_code"))
        .text("currency", order.amount.currency.code());
    return {"POST",
            std::string(option_or(settings, "recipient_url", recipients_url)),
            {{"Authorization", "Bearer " + settings.api_key}, {"Content-Type", "application/json"}},
            body.done()};
}

FirstStep next(const PayoutOrder& order, const StepContext& context) {
    const bool made_beforehand =
        !order.product.empty() || !context.settings.option(recipient).empty();
    if (made_beforehand || !fact(context.known, recipient).empty()) return StepsDone{context.known};
    if (fact(context.known, refused).empty())
        return AskFirst{recipient_request(order, context.settings), {}};
    Decoded why = decoded(Outcome::failed, Reason::recipient_unknown, Retry::never);
    why.code = std::string(fact(context.known, refused));
    return RefusedFirst{std::move(why)};
}

/// What a 400 says is about this account; anything else passes, or is the operator's to mend.
StepAnswer read_answer(const ProviderReply& reply, const ProviderSettings&) {
    StepAnswer answer;
    const auto body = object_of(reply);
    MessageReader read(body ? descend(*body, {"data"}) : nullptr);
    const auto code = read.reference("recipient_code");
    const bool made = reply.status >= 200 && reply.status < 300 && code && !read.fault();
    if (made) {
        learn(answer.facts, std::string(recipient), *code);
        return answer;
    }
    const bool said_no = body && MessageReader(&*body).word("status") == "false";
    if (reply.status == 400 && said_no) {
        learn(answer.facts, std::string(refused), "recipient refused");
        return answer;
    }
    answer.later = decoded(Outcome::none, Reason::provider_unavailable, Retry::same_key);
    if (reply.status == 401)
        answer.later = decoded(Outcome::none, Reason::credentials, Retry::fix_config);
    answer.later->code = std::to_string(reply.status);
    return answer;
}

}  // namespace

FirstSteps paystack_steps() {
    return {"paystack", next, read_answer};
}

}  // namespace kazi::billing
