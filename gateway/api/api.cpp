// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/api.hpp"

#include <utility>

#include "embedded/openapi_yaml.hpp"
#include "gateway/api/fingerprint.hpp"
#include "gateway/api/idempotency.hpp"
#include "gateway/api/item_upload.hpp"
#include "gateway/api/plans.hpp"
#include "gateway/api/request_body.hpp"
#include "gateway/api/reviews.hpp"
#include "gateway/api/sms_wording.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/ensure.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/records/version.hpp"
#include "gateway/store/await.hpp"
#include "taskflow/context.hpp"

namespace kazi::gateway::api {

namespace {

using boost::asio::awaitable;
using protocols::HttpReply;

constexpr std::string_view key_header = "Idempotency-Key";

Problem unauthorized() {
    return {ProblemKind::unauthorized, "Send Authorization: Bearer with a key of this service."};
}

Problem no_such_campaign() {
    return {ProblemKind::not_found, "You have no campaign with this id."};
}

// The reply to a key that was seen before: the earlier one, if the request is the same.
HttpReply replay(const std::string& bytes, const std::string& fingerprint) {
    const auto memory = remembered_from(bytes);
    if (!memory)
        return reply_to({ProblemKind::internal, "What was remembered of this key is damaged."});
    const auto* answered = std::get_if<Answered>(&memory->what);
    if (answered == nullptr || answered->fingerprint != fingerprint)
        return reply_to({ProblemKind::idempotency_key_reused,
                         "Use a new key for a new request; send the same body to repeat one.",
                         std::string(key_header)});
    return {answered->status, "application/json", answered->body};
}

std::string fingerprint_of(const protocols::Callback& request) {
    Fingerprint fingerprint;
    fingerprint.add(request.method);
    fingerprint.add(request.target);
    fingerprint.add(request.body);
    return fingerprint.digest();
}

// The reply lands with the effect, or not at all.
void remember(store::Batch& batch, const std::string& key, const std::string& fingerprint,
              const HttpReply& reply) {
    batch.guards.push_back(store::Absent{{key}});
    const Answered answered{fingerprint, reply.status, reply.body};
    batch.writes.push_back(store::Put{{key}, pack_remembered(answered, 1), idempotency_kept_s});
}

// What a level has aged by since her last answer: which zone's midnight began the day is no matter.
std::uint16_t today(const Clock& clock) {
    return static_cast<std::uint16_t>(clock.now() / taskflow::day_us);
}

std::optional<Problem> idempotency_problem(const protocols::Callback& request) {
    if (request.method != "POST") return std::nullopt;
    if (is_idempotency_key(request.header(key_header))) return std::nullopt;
    return Problem{ProblemKind::invalid_parameter,
                   "Every POST needs a key of 1 to 64 printable characters.",
                   std::string(key_header)};
}

}  // namespace

Api::Api(World& world, std::vector<Market> markets, const taskflow::dialogue::Phrasebook& phrases)
    : world_(world),
      markets_(std::move(markets)),
      phrases_(phrases),
      reading_(world.store, markets_) {}

bool Api::streams_body(std::string_view method, std::string_view target) {
    return api::streams_body(method, target);
}

awaitable<HttpReply> Api::serve(http::Exchange& exchange) {
    Call call;
    call.exchange = &exchange;
    const std::string trace = new_trace(world_.entropy);
    auto route = find_route(exchange.request.method, exchange.request.target);
    if (!route) {
        world_.log.info("api_refused", {{"id", trace}, {"status", status_of(route.error().kind)}});
        co_return reply_to(route.error());
    }
    call.route = std::move(*route);
    Reply reply = co_await answer(&call);
    world_.log.info("api_answered", {{"id", trace},
                                     {"client", call.client.name},
                                     {"what", to_string(call.route.operation)},
                                     {"status", reply.status}});
    co_return reply;
}

awaitable<HttpReply> Api::answer(Call* call) {
    if (call->route.operation == Operation::describe)
        co_return Reply{200, "application/yaml", std::string(openapi_yaml)};
    const auto& request = call->exchange->request;
    auto client = co_await authenticate(request.header("authorization"));
    if (!client) co_return reply_to(client.error());
    call->client = std::move(*client);
    auto problem = name_campaign(*call);
    if (!problem) problem = idempotency_problem(request);
    if (problem) co_return reply_to(*problem);
    call->idempotency_key = keys::idempotency(call->client.name, request.header(key_header));
    co_return co_await dispatch(call);
}

awaitable<Api::Known> Api::authenticate(std::string_view authorization) {
    const auto key = bearer_key(authorization);
    if (!key) co_return unauthorized();
    store::LoadRequest request;
    request.cell = clients_cell;
    store::Place place{keys::client_keys, hash_api_key(*key)};
    request.also.push_back(std::move(place));
    const auto loaded = co_await store::load(world_.store, std::move(request));
    if (!loaded) co_return unavailable();
    const auto& stored = loaded->also.front();
    if (!stored) co_return unauthorized();
    auto client = client_from(*stored);
    if (!client) co_return Problem{ProblemKind::internal, "The key's record is damaged."};
    co_return std::move(*client);
}

std::optional<Problem> Api::name_campaign(Call& call) const {
    if (call.route.campaign.empty()) return std::nullopt;
    const auto name = campaign_name_from(call.route.campaign);
    const Market* market = name ? find_market(markets_, name->market) : nullptr;
    if (market == nullptr) return no_such_campaign();
    call.market = market;
    call.campaign = name->number;
    return std::nullopt;
}

awaitable<HttpReply> Api::dispatch(Call* call) {
    if (call->exchange->request.method == "GET") co_return co_await look(call);
    if (call->route.operation == Operation::add_items) co_return co_await upload(call);
    co_return co_await change(call);
}

awaitable<HttpReply> Api::look(Call* call) {
    switch (call->route.operation) {
        case Operation::show_funds:
            co_return co_await reading_.funds(call->client);
        case Operation::list_campaigns:
            co_return co_await reading_.campaigns(call->client);
        case Operation::show_campaign:
            co_return co_await reading_.campaign(call->client, call->market, call->campaign);
        case Operation::read_results:
            co_return co_await reading_.results(call->client, call->market, call->campaign,
                                                call->route.parameters);
        case Operation::show_report:
            co_return co_await reading_.report(call->client, call->market, call->campaign);
        case Operation::show_audience:
            co_return co_await reading_.audience(call->client, call->market, call->campaign,
                                                 today(world_.clock));
        case Operation::list_reviews:
            co_return co_await reading_.reviews(call->client, call->market, call->campaign,
                                                call->route.parameters);
        default:
            break;
    }
    ensure(false, "every GET of the table is looked up");
    co_return Reply{};
}

awaitable<HttpReply> Api::change(Call* call) {
    auto change = change_of(*call);
    if (!change) co_return reply_to(change.error());
    co_return co_await apply(call, std::move(*change));
}

awaitable<HttpReply> Api::upload(Call* call) {
    const auto& request = call->exchange->request;
    const auto format = item_format(request.header("content-type"));
    if (!format || !request.header("content-encoding").empty())
        co_return reply_to({ProblemKind::unsupported_media_type,
                            "Send items as application/x-ndjson or text/csv, not encoded."});
    ensure(call->exchange->stream != nullptr, "items come as a stream");
    UploadRequest wanted;
    wanted.market = call->market;
    wanted.client = call->client;
    wanted.campaign = call->campaign;
    wanted.memory_key = call->idempotency_key;
    wanted.target = request.target;
    wanted.format = *format;
    ItemUpload upload(world_.store, std::move(wanted));
    co_return co_await upload.run(call->exchange->stream);
}

// Load, decide, commit; again when somebody was faster. Whether a commit whose outcome is unknown
// was applied is seen at the next look: its key is there.
awaitable<HttpReply> Api::apply(Call* call, Change change) {
    const std::string fingerprint = fingerprint_of(call->exchange->request);
    constexpr int tries_max = 8;
    for (int tries = 0; tries < tries_max; ++tries) {
        store::LoadRequest request;
        request.cell = change.market->cell;
        request.also = change.places;
        request.also.push_back({call->idempotency_key});
        const auto loaded = co_await store::load(world_.store, std::move(request));
        if (!loaded) break;
        const auto& remembered = loaded->also.back();
        if (remembered) co_return replay(*remembered, fingerprint);
        auto planned = change.plan(loaded->also);
        if (!planned) co_return reply_to(planned.error());
        remember(planned->batch, call->idempotency_key, fingerprint, planned->reply);
        const auto outcome = co_await store::commit(world_.store, std::move(planned->batch));
        if (!outcome && outcome.error().fault != store::StoreFault::outcome_unknown) break;
        if (outcome && outcome->applied) co_return std::move(planned->reply);
    }
    co_return reply_to(unavailable());
}

boost::system::result<Api::Change, Problem> Api::change_of(const Call& call) const {
    switch (call.route.operation) {
        case Operation::add_funds:
            return funding_of(call);
        case Operation::create_campaign:
            return creation_of(call);
        case Operation::decide_review:
            return decision_of(call);
        default:
            return transition_of(call);
    }
}

boost::system::result<Api::Change, Problem> Api::funding_of(const Call& call) const {
    if (!call.client.may_fund)
        return Problem{ProblemKind::forbidden, "This key may not add funds; ask the operator."};
    const auto body = json_body(call.exchange->request);
    if (!body) return body.error();
    const auto funding = funding_from(*body, markets_);
    if (!funding) return funding.error();
    Change change{funding->market, funding_places(*funding->market, call.client), {}};
    change.plan = [funding = *funding, client = call.client](Values values) {
        return plan_funding(funding, client, values);
    };
    return change;
}

boost::system::result<Api::Change, Problem> Api::creation_of(const Call& call) const {
    auto body = json_body(call.exchange->request);
    if (!body) return body.error();
    const auto spelling = take_spelling(*body);
    if (!spelling) return spelling.error();
    auto campaign = campaign_from_spec(*body, markets_);
    if (!campaign) return campaign.error();
    campaign->client = call.client.name;
    const auto segments_max = static_cast<std::size_t>(taskflow::Market().sms_segments_max);
    CreationNotes notes;
    if (*spelling) notes.respelled = respell(campaign->question, **spelling);
    auto sms = sms_view(*campaign, phrases_, segments_max);
    if (!sms) return sms.error();
    notes.sms = std::move(*sms);
    const Market* market = find_market(markets_, campaign->market);
    Change change{market, creation_places(*campaign), {}};
    change.plan = [campaign = *campaign, market, notes = std::move(notes)](Values values) {
        return plan_creation(campaign, *market, values, notes);
    };
    return change;
}

boost::system::result<Api::Change, Problem> Api::decision_of(const Call& call) const {
    const auto body = json_body(call.exchange->request);
    if (!body) return body.error();
    const auto decision = decision_from(*body);
    if (!decision) return decision.error();
    Change change{call.market, {}, {}};
    change.places = decision_places(*call.market, call.client, call.campaign, *decision);
    change.plan = [decision = *decision, market = call.market, client = call.client,
                   now = world_.clock.now()](Values values) {
        return plan_decision(decision, *market, client, values, now);
    };
    return change;
}

boost::system::result<Api::Change, Problem> Api::transition_of(const Call& call) const {
    const auto body = empty_body(call.exchange->request);
    if (!body) return body.error();
    Change change{call.market, campaign_places(*call.market, call.campaign), {}};
    if (call.route.operation == Operation::start_campaign) {
        change.places = start_places(*call.market, call.client, call.campaign);
        change.plan = [market = call.market, client = call.client](Values values) {
            return plan_start(*market, client, values);
        };
        return change;
    }
    const Transition transition =
        call.route.operation == Operation::pause_campaign    ? Transition::pause
        : call.route.operation == Operation::resume_campaign ? Transition::resume
                                                             : Transition::stop;
    change.plan = [transition, market = call.market, client = call.client](Values values) {
        return plan_transition(transition, *market, client, values);
    };
    return change;
}

}  // namespace kazi::gateway::api
