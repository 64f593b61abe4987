// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/reading.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <set>

#include "gateway/api/audience.hpp"
#include "gateway/api/campaign_report.hpp"
#include "gateway/api/planned.hpp"
#include "gateway/api/plans.hpp"
#include "gateway/api/results_page.hpp"
#include "gateway/api/review_sample.hpp"
#include "gateway/api/reviews.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;
using boost::asio::awaitable;
using protocols::HttpReply;

constexpr std::uint32_t scan_page_size = 1'000;
constexpr std::size_t campaigns_per_load = 50;
constexpr std::uint64_t sample_max = 1'000;

json::object balance_view(const Market& market, const std::optional<std::string>& balance) {
    return {{"market", market.name},
            {"currency", market.currency.code()},
            {"balance", billing::format_amount(stored_number(balance))}};
}

// 0: no number.
std::uint64_t number_in(const std::string& text) {
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? number : 0;
}

// The newest, oldest of them first.
std::vector<std::uint32_t> newest(const std::set<std::uint32_t>& numbers) {
    const std::size_t skipped =
        numbers.size() > listed_campaigns_max ? numbers.size() - listed_campaigns_max : 0;
    return {std::next(numbers.begin(), static_cast<std::ptrdiff_t>(skipped)), numbers.end()};
}

}  // namespace

awaitable<HttpReply> Reading::funds(Client client) {
    json::array balances;
    for (const Market& market : markets_) {
        store::LoadRequest request;
        request.cell = market.cell;
        request.also.push_back(funds_place(market, client));
        const auto loaded = co_await store::load(store_, std::move(request));
        if (!loaded) co_return reply_to(unavailable());
        balances.push_back(balance_view(market, loaded->also.front()));
    }
    json::object body;
    body["balances"] = std::move(balances);
    co_return json_reply(200, body);
}

awaitable<HttpReply> Reading::campaigns(Client client) {
    json::array views;
    for (const Market& market : markets_) {
        const auto numbers = co_await numbers_of(client, &market);
        if (!numbers) co_return reply_to(numbers.error());
        const auto facts = co_await facts_of(client, &market, *numbers);
        if (!facts) co_return reply_to(facts.error());
        for (const CampaignFacts& campaign : *facts)
            views.push_back(campaign_view(campaign));
    }
    json::object body;
    body["campaigns"] = std::move(views);
    co_return json_reply(200, body);
}

awaitable<HttpReply> Reading::campaign(Client client, const Market* market, std::uint32_t number) {
    std::vector<std::uint32_t> numbers(1, number);
    const auto facts = co_await facts_of(client, market, std::move(numbers));
    if (!facts) co_return reply_to(facts.error());
    co_return json_reply(200, campaign_view(facts->front()));
}

awaitable<HttpReply> Reading::results(Client client, const Market* market, std::uint32_t number,
                                      Parameters parameters) {
    const auto page = results_page_from(parameters);
    if (!page) co_return reply_to(page.error());
    std::vector<std::uint32_t> numbers(1, number);
    const auto facts = co_await facts_of(client, market, std::move(numbers));
    if (!facts) co_return reply_to(facts.error());
    RowTerms terms;
    terms.interviews = facts->front().campaign.is_once_each();
    if (page->all_answers) terms.all_answers_of = &facts->front();
    store::StreamRange range;
    range.cell = market->cell;
    range.key = keys::results(number);
    range.after_id = page->cursor;
    range.count = page->limit;
    for (;;) {
        const auto entries = co_await store::range(store_, range);
        if (!entries) co_return reply_to(unavailable());
        HttpReply reply = results_reply({range.after_id, range.count}, *entries, terms);
        // An empty page means that there is nothing new: one of gold alone is passed over.
        if (!reply.body.empty() || entries->size() < page->limit) co_return reply;
        range.after_id = entries->back().id;
    }
}

awaitable<HttpReply> Reading::report(Client client, const Market* market, std::uint32_t number) {
    std::vector<std::uint32_t> numbers(1, number);
    const auto facts = co_await facts_of(client, market, std::move(numbers));
    if (!facts) co_return reply_to(facts.error());
    // What was issued again is counted as it stands: a second look knows which lines don't.
    LatestVersions latest;
    for (;;) {
        CampaignReport report;
        const std::size_t known = latest.size();
        const auto problem = co_await add_results(market, number, &latest, &report);
        if (problem) co_return reply_to(*problem);
        if (latest.size() == known) co_return json_reply(200, report_view(facts->front(), report));
    }
}

awaitable<HttpReply> Reading::audience(Client client, const Market* market, std::uint32_t number,
                                       std::uint16_t today) {
    std::vector<std::uint32_t> numbers(1, number);
    const auto facts = co_await facts_of(client, market, std::move(numbers));
    if (!facts) co_return reply_to(facts.error());
    const auto counted =
        co_await count_audience(store_, market->cell, facts->front().campaign, today);
    if (!counted) co_return reply_to(counted.error());
    co_return json_reply(200, audience_view(*counted));
}

awaitable<std::optional<Problem>> Reading::add_results(const Market* market, std::uint32_t number,
                                                       LatestVersions* latest,
                                                       CampaignReport* report) {
    store::StreamRange range{market->cell, keys::results(number), "0", scan_page_size};
    for (;;) {
        const auto entries = co_await store::range(store_, range);
        if (!entries) co_return unavailable();
        for (const store::StreamEntry& entry : *entries) {
            const auto result = records::result_from(entry.payload);
            if (!result || outcome_word(result->outcome).empty())
                co_return Problem{ProblemKind::internal, "A result's record is damaged."};
            if (stands(*latest, *result)) report->add(*result);
        }
        if (entries->size() < scan_page_size) co_return std::nullopt;
        range.after_id = entries->back().id;
    }
}

awaitable<HttpReply> Reading::reviews(Client client, const Market* market, std::uint32_t number,
                                      Parameters parameters) {
    std::vector<std::uint32_t> numbers(1, number);
    const auto facts = co_await facts_of(client, market, std::move(numbers));
    if (!facts) co_return reply_to(facts.error());
    const std::string key = keys::review({number, {}}).key;
    const std::uint64_t sample = number_in(parameters["sample"]);
    if (sample > 0) co_return co_await sampled(market, key, sample);
    const std::uint64_t cursor = number_in(parameters["cursor"]);
    const auto page = co_await store::scan(store_, market->cell, key, cursor, scan_page_size);
    if (!page) co_return reply_to(unavailable());
    co_return reviews_reply(page->fields, page->next_cursor);
}

// What can't be in the sample any more is dropped page by page: memory stays bounded.
awaitable<HttpReply> Reading::sampled(const Market* market, std::string key, std::uint64_t count) {
    const std::uint64_t wanted = std::min(count, sample_max);
    StoredReviews kept;
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(store_, market->cell, key, cursor, scan_page_size);
        if (!page) co_return reply_to(unavailable());
        for (const auto& field : page->fields) {
            const bool known = std::find(kept.begin(), kept.end(), field) != kept.end();
            if (!known) kept.push_back(field);
        }
        kept = sample_by_risk(std::move(kept), wanted);
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return reviews_reply(kept, 0);
}

awaitable<Reading::Numbers> Reading::numbers_of(Client client, const Market* market) {
    std::set<std::uint32_t> numbers;  // a scan may show a field twice
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(
            store_, market->cell, keys::campaigns_of(client.name), cursor, scan_page_size);
        if (!page) co_return unavailable();
        for (const auto& [field, value] : page->fields) {
            std::uint32_t number = 0;
            std::from_chars(field.data(), field.data() + field.size(), number);
            numbers.insert(number);
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return newest(numbers);
}

awaitable<Reading::Facts> Reading::facts_of(Client client, const Market* market,
                                            std::vector<std::uint32_t> numbers) {
    std::vector<CampaignFacts> all;
    for (std::size_t first = 0; first < numbers.size(); first += campaigns_per_load) {
        const std::size_t end = std::min(first + campaigns_per_load, numbers.size());
        store::LoadRequest request;
        request.cell = market->cell;
        for (std::size_t i = first; i < end; ++i) {
            const auto places = campaign_places(*market, numbers[i]);
            request.also.insert(request.also.end(), places.begin(), places.end());
        }
        const auto loaded = co_await store::load(store_, std::move(request));
        if (!loaded) co_return unavailable();
        for (std::size_t i = 0; i < end - first; ++i) {
            const Values values(loaded->also);
            const Values its = values.subspan(i * campaign_place_count, campaign_place_count);
            auto facts = facts_from(its, client);
            if (!facts) co_return facts.error();
            all.push_back(std::move(*facts));
        }
    }
    co_return all;
}

}  // namespace kazi::gateway::api
