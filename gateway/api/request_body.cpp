// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/request_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>

#include "gateway/api/comparison.hpp"
#include "gateway/api/content_type.hpp"
#include "gateway/api/escrow_need.hpp"
#include "gateway/api/fair_pay.hpp"
#include "gateway/records/json_fields.hpp"
#include "taskflow/question/check.hpp"
#include "taskflow/question/form.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;

constexpr std::size_t body_depth_max = 16;
constexpr std::size_t reference_bytes_max = 140;

bool is_printable(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

const Market* market_of(const Funding& funding, const std::string& named,
                        std::span<const Market> markets) {
    if (named.empty()) return find_market(markets, funding.amount.currency);
    const Market* market = find_market(markets, named);
    return market != nullptr && market->currency == funding.amount.currency ? market : nullptr;
}

// "/texts/sw/options/2" → "question.texts.sw.options.2"
std::string dotted(std::string pointer) {
    std::replace(pointer.begin(), pointer.end(), '/', '.');
    return "question" + pointer;
}

// The market decides the currency, so it is looked up before the rest is read.
const Market* named_market(const json::value& body, std::span<const Market> markets) {
    const json::object* object = body.if_object();
    const json::value* name = object == nullptr ? nullptr : object->if_contains("market");
    if (name == nullptr || !name->is_string()) return nullptr;
    return find_market(markets, std::string_view(name->get_string()));
}

boost::system::result<void, Problem> check_languages(const taskflow::Campaign& campaign,
                                                     const Market& market) {
    for (const taskflow::Language& language : campaign.languages) {
        const auto& spoken = market.languages;
        if (std::find(spoken.begin(), spoken.end(), language) == spoken.end())
            return invalid("languages",
                           fmt::format("'{}' is not spoken in market '{}', which has {}", language,
                                       market.name, fmt::join(spoken, ", ")));
    }
    return {};
}

}  // namespace

Read<json::value> json_body(const protocols::Callback& request) {
    if (request.body.size() > json_body_bytes_max)
        return Problem{ProblemKind::too_large,
                       fmt::format("At most {} bytes of JSON.", json_body_bytes_max)};
    if (media_type(request.header("content-type")) != "application/json" ||
        !request.header("content-encoding").empty())
        return Problem{ProblemKind::unsupported_media_type,
                       "Send the body as Content-Type: application/json, not encoded."};
    json::parse_options options;
    options.max_depth = body_depth_max;
    boost::system::error_code error;
    json::value value = json::parse({request.body.data(), request.body.size()}, error, {}, options);
    if (error) return Problem{ProblemKind::malformed_body, "Not JSON: " + error.message() + "."};
    return value;
}

boost::system::result<void, Problem> empty_body(const protocols::Callback& request) {
    if (request.body.empty()) return {};
    const auto body = json_body(request);
    if (!body) return body.error();
    const json::object* object = body->if_object();
    if (object == nullptr) return invalid("", "must be empty, or an empty JSON object");
    if (!object->empty())
        return invalid(std::string(object->begin()->key()), "is not a field of this object");
    return {};
}

Read<Funding> funding_from(const json::value& body, std::span<const Market> markets) {
    std::vector<records::FieldProblem> problems;
    records::Fields fields(body, "", problems);
    Funding funding;
    funding.amount.micro = fields.amount("amount");
    const auto currency = billing::Currency::parse(fields.text("currency", 3, 3));
    funding.reference = fields.text("reference", 1, reference_bytes_max);
    const json::object* object = body.if_object();
    const bool has_market = object != nullptr && object->contains("market");
    const std::string market = has_market ? fields.text("market", 1, 40) : std::string{};
    fields.no_others();
    if (!problems.empty()) return invalid(problems.front());
    if (!currency) return invalid("currency", currency.error());
    if (!is_printable(funding.reference)) return invalid("reference", "holds a control character");
    funding.amount.currency = *currency;
    funding.market = market_of(funding, market, markets);
    if (funding.market == nullptr)
        return invalid(has_market ? "market" : "currency", "there is no such market");
    return funding;
}

namespace {

/// True where a campaign that can teach does not teach as much as its market wants.
bool lacks_lessons(const taskflow::Campaign& campaign, const Market& market) {
    const bool can_teach =
        !campaign.is_once_each() && !taskflow::question::is_wording(campaign.question.type);
    return can_teach && std::ssize(campaign.lessons.all) < market.lessons_at_least;
}

}  // namespace

Read<taskflow::Campaign> campaign_from_spec(const json::value& body,
                                            std::span<const Market> markets) {
    const Market* market = named_market(body, markets);
    const billing::Currency currency = market != nullptr ? market->currency : billing::Currency{};
    auto campaign = records::campaign_spec_from(body, currency);
    if (!campaign) return invalid(campaign.error());
    if (market == nullptr) return invalid("market", "there is no such market");
    const auto spoken = check_languages(*campaign, *market);
    if (!spoken) return spoken.error();
    const auto problems =
        taskflow::question::check_question(campaign->question, campaign->languages);
    if (!problems.empty()) return invalid(dotted(problems.front().where), problems.front().what);
    const auto fee = fee_on(campaign->pay, market->fee_percent);
    if (!fee) return invalid("pay", "is more than can be paid");
    campaign->fee = *fee;
    for (taskflow::LevelPay& each : campaign->standing.pays) {
        const auto more = fee_on({each.pay_micro, currency}, market->fee_percent);
        if (!more) return invalid("standing.pay_by_level", "is more than can be paid");
        each.fee_micro = more->micro;
    }
    const auto fair = settle_wages(*campaign, market->wages);
    if (!fair) return fair.error();
    if (lacks_lessons(*campaign, *market))
        return invalid("lessons",
                       fmt::format("has fewer than the {} examples that this market wants "
                                   "workers to be taught",
                                   market->lessons_at_least));
    const auto payable = check_budget(*campaign);
    if (!payable) return payable.error();
    const auto comparison = comparison_of(*campaign, *market);
    if (!comparison) return comparison.error();
    return std::move(*campaign);
}

}  // namespace kazi::gateway::api
