// SPDX-License-Identifier: Apache-2.0
// Before a Mojaloop transfer: whose number it is (GET /parties), and what the transfer is to look
// like (POST /quotes). Both are answered by a PUT to us. A quote that ran out before its transfer
// left is asked for anew, under an id of its own; one whose transfer left stays: the same transfer
// has the same content.
//
// Reads of the settings: username (our FSP id), and the options parties_url, quotes_url, payee_fsp
// (then no party is looked up); ilp_packet (a quote made elsewhere: then nothing is asked).
#include <array>
#include <chrono>
#include <cstdio>

#include "billing/json_text.hpp"
#include "billing/payout_id.hpp"
#include "billing/provider_message.hpp"
#include "billing/providers/fspiop.hpp"
#include "billing/providers/steps.hpp"

namespace kazi::billing {

namespace {

constexpr CallbackManners manners{{{"PUT", "POST", "PATCH"}}};
/// A transfer must reach the payee's side before its quote ends.
constexpr std::int64_t margin_us = 10'000'000;
constexpr int quotes_max = 20;

struct Clock {
    explicit Clock(std::int64_t us)
        : time(std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(us))),
          days(std::chrono::floor<std::chrono::days>(time)),
          date(days),
          of_day(time - days) {}
    std::chrono::sys_time<std::chrono::microseconds> time;
    std::chrono::sys_days days;
    std::chrono::year_month_day date;
    std::chrono::hh_mm_ss<std::chrono::microseconds> of_day;
};

int number(auto value) {
    return static_cast<int>(value);
}

/// "2026-03-01T06:03:00.000Z", which sorts as time does.
std::string iso_time(std::int64_t us) {
    const Clock at(us);
    std::array<char, 80> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
                  number(int{at.date.year()}), number(unsigned{at.date.month()}),
                  number(unsigned{at.date.day()}), number(at.of_day.hours().count()),
                  number(at.of_day.minutes().count()), number(at.of_day.seconds().count()),
                  number(at.of_day.subseconds().count() / 1000));
    return text.data();
}

/// "Sun, 01 Mar 2026 06:02:00 GMT"
std::string http_date(std::int64_t us) {
    constexpr std::array names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Clock at(us);
    std::array<char, 80> text{};
    std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                  names.at(std::chrono::weekday(at.days).c_encoding()),
                  number(unsigned{at.date.day()}), months.at(unsigned{at.date.month()} - 1),
                  number(int{at.date.year()}), number(at.of_day.hours().count()),
                  number(at.of_day.minutes().count()), number(at.of_day.seconds().count()));
    return text.data();
}

std::string quote_id(const PayoutOrder& order, int nth) {
    KeySubject subject;
    subject.payout = "quote";
    subject.attempt = nth;
    return provider_key(order.key, subject, KeyForm::uuid4);
}

/// The id of the quote after the one that is known.
std::string next_quote_id(const PayoutOrder& order, std::string_view known) {
    if (known.empty()) return quote_id(order, 1);
    for (int nth = 1; nth < quotes_max; ++nth)
        if (quote_id(order, nth) == known) return quote_id(order, nth + 1);
    return quote_id(order, quotes_max);
}

std::string_view payee_of(const StepContext& context) {
    const auto found = fact(context.known, "payee_fsp");
    return found.empty() ? context.settings.option("payee_fsp") : found;
}

std::string party(std::string_view id, std::string_view type, std::string_view fsp) {
    JsonObject info;
    info.text("partyIdType", type).text("partyIdentifier", id).text_if("fspId", fsp);
    JsonObject whole;
    return whole.raw("partyIdInfo", info.done()).done();
}

std::string money(const Money& amount) {
    JsonObject sum;
    return sum.text("amount", format_amount(amount.micro, 0))
        .text("currency", amount.currency.code())
        .done();
}

ProviderSettings dated(const StepContext& context) {
    return with_facts(context.settings, {{"date", http_date(context.now_us)}});
}

AskFirst ask_party(std::string_view digits, const StepContext& context) {
    std::string url(context.settings.option("parties_url"));
    url.append("/MSISDN/").append(digits);
    return {{"GET", std::move(url), fspiop_headers(dated(context), "parties", {}), {}},
            "parties " + std::string(digits)};
}

AskFirst ask_quote(const PayoutOrder& order, std::string_view digits, const StepContext& context) {
    const auto payee = payee_of(context);
    const std::string id = next_quote_id(order, fact(context.known, "quote"));
    JsonObject kind;
    kind.text("scenario", "TRANSFER").text("initiator", "PAYER").text("initiatorType", "BUSINESS");
    JsonObject body;
    body.text("quoteId", id)
        .text("transactionId", order.key)
        .raw("payer", party(context.settings.username, "BUSINESS", context.settings.username))
        .raw("payee", party(digits, "MSISDN", payee))
        .text("amountType", "RECEIVE")
        .raw("amount", money(order.amount))
        .raw("transactionType", kind.done());
    return {{"POST", std::string(context.settings.option("quotes_url")),
             fspiop_headers(dated(context), "quotes", payee), body.done()},
            "quotes " + id};
}

RefusedFirst refuse(Reason reason, Retry retry, std::string_view code) {
    Decoded why = decoded(Outcome::failed, reason, retry);
    why.code = std::string(code);
    return {std::move(why)};
}

bool has_run_out(const StepContext& context) {
    if (!fact(context.known, "sent").empty()) return false;
    return fact(context.known, "expiration") <= iso_time(context.now_us + margin_us);
}

/// What the quote would take from us must be what she is owed: fees are another's to agree to.
bool is_ours(const PayoutOrder& order, const Facts& known) {
    return fact(known, "transfer_amount") == format_amount(order.amount.micro, 0) &&
           fact(known, "transfer_currency") == order.amount.currency.code();
}

FirstStep next(const PayoutOrder& order, const StepContext& context) {
    Facts known = context.known;
    learn(known, "date", http_date(context.now_us));
    if (!context.settings.option("ilp_packet").empty()) return StepsDone{};
    const std::string_view digits =
        std::string_view(order.msisdn).substr(order.msisdn.starts_with('+') ? 1 : 0);
    if (const auto code = fact(known, "party_error"); !code.empty())
        return refuse(Reason::recipient_unknown, Retry::never, code);
    if (payee_of(context).empty()) return ask_party(digits, context);
    if (const auto code = fact(known, "quote_error"); !code.empty())
        return refuse(Reason::rejected, Retry::new_attempt, code);
    const bool quoted = !fact(known, "ilp_packet").empty();
    if (!quoted || has_run_out(context)) return ask_quote(order, digits, context);
    if (!is_ours(order, known))
        return refuse(Reason::amount_invalid, Retry::human, "the quote is of another amount");
    return StepsDone{std::move(known)};
}

StepAnswer read_answer(const ProviderReply& reply, const ProviderSettings&) {
    StepAnswer answer;
    if (reply.status == 202) return answer;
    answer.later = decoded(Outcome::none, Reason::provider_unavailable, Retry::same_key);
    if (reply.status == 401 || reply.status == 403)
        answer.later = decoded(Outcome::none, Reason::credentials, Retry::fix_config);
    answer.later->code = std::to_string(reply.status);
    return answer;
}

/// Server errors (2xxx) pass: nothing is learned of them, and it is asked again.
void learn_error(const JsonTree& body, std::string name, Facts& facts) {
    const JsonTree* error = body.find("errorInformation");
    const std::string code = MessageReader(error).word("errorCode");
    if (!code.empty() && !code.starts_with('2')) learn(facts, std::move(name), code);
}

void learn_party(const JsonTree& body, Facts& facts) {
    MessageReader info(descend(body, {"party", "partyIdInfo"}));
    if (const auto fsp = info.reference("fspId")) learn(facts, "payee_fsp", *fsp);
}

void learn_quote(const JsonTree& body, std::string_view id, Facts& facts) {
    MessageReader read(&body);
    MessageReader sum(body.find("transferAmount"));
    const auto amount = sum.amount("amount");
    const auto currency = sum.currency("currency");
    const std::string packet = read.word("ilpPacket");
    const std::string condition = read.word("condition");
    const std::string expiration = read.word("expiration");
    const bool whole = amount && currency && !packet.empty() && !condition.empty() &&
                       !expiration.empty() && !read.fault() && !sum.fault();
    if (!whole) return;
    facts = {{"quote", std::string(id)},
             {"ilp_packet", packet},
             {"condition", condition},
             {"expiration", expiration},
             {"transfer_amount", format_amount(*amount, 0)},
             {"transfer_currency", std::string(currency->code())}};
}

ProviderResult<std::optional<StepCall>> read_call(const ProviderCallback& callback,
                                                  const ProviderSettings& settings) {
    const auto of_party = fspiop_subject(callback.target, "parties");
    const auto of_quote = fspiop_subject(callback.target, "quotes");
    if (of_party.empty() && of_quote.empty()) return std::optional<StepCall>();
    if (auto refused = refuse_fspiop_call(callback, settings)) return *refused;
    const auto body = callback_object(callback, manners);
    if (!body) return body.error();
    constexpr std::string_view error = "/error";
    constexpr std::string_view type = "MSISDN/";
    std::string_view id = of_party.empty() ? of_quote : of_party;
    const bool failed = id.ends_with(error);
    if (failed) id.remove_suffix(error.size());
    if (!of_party.empty() && id.starts_with(type)) id.remove_prefix(type.size());
    StepCall call{(of_party.empty() ? "quotes " : "parties ") + std::string(id), {}};
    if (failed) {
        learn_error(*body, of_party.empty() ? "quote_error" : "party_error", call.facts);
    } else if (of_party.empty()) {
        learn_quote(*body, id, call.facts);
    } else {
        learn_party(*body, call.facts);
    }
    return std::optional(std::move(call));
}

std::string key_in_call(const ProviderCallback& callback) {
    const auto id = fspiop_subject(callback.target, "transfers");
    return std::string(id.substr(0, id.find('/')));
}

}  // namespace

FirstSteps mojaloop_fspiop_steps() {
    return {"mojaloop_fspiop", next, read_answer, read_call, key_in_call};
}

}  // namespace kazi::billing
