// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/demo/run.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <thread>

#include "tests/simulator/demo/books.hpp"
#include "tests/simulator/demo/campaigns.hpp"
#include "tests/simulator/telco/money.hpp"

namespace kazi::simulator::demo {
namespace {

namespace json = boost::json;
using std::chrono::steady_clock;

constexpr std::chrono::seconds look_every{1};

constexpr std::size_t interviews_open = 80;
constexpr std::int64_t interviews_wanted = 60;
constexpr int pack_at_most = 8;

double seconds_since(steady_clock::time_point start) {
    return std::chrono::duration<double>(steady_clock::now() - start).count();
}

std::string text_that_must_be_in(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) {
        throw CallFailed(fmt::format("an answer without {}", name));
    }
    return std::string(value->get_string());
}

json::object object_in(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_object()) {
        throw CallFailed(fmt::format("an answer without {}", name));
    }
    return value->get_object();
}

// Makes the campaign, uploads its items, starts it. Returns its id.
std::string open_campaign(ApiClient& api, const CampaignPlan& plan) {
    const auto id = text_that_must_be_in(api.post_json("/v1/campaigns", plan.campaign), "id");
    const auto path = "/v1/campaigns/" + id;
    const auto uploaded = api.post(path + "/items", plan.items, "application/x-ndjson");
    const auto accepted = fmt::format("\"accepted\":{}", plan.item_count);
    if (uploaded.body.find(accepted) == std::string::npos) {
        throw CallFailed(path + "/items: " + uploaded.body);
    }
    api.post_json(path + "/start", json::object{});
    return id;
}

void show(const json::object& progress, const json::object& telco, std::int64_t moved_micro,
          double seconds) {
    fmt::print("{:4.0f} s  {:3} joined  {:5} answers  {:3} of {} items closed  KES {} paid out\n",
               seconds, count_in(telco, "joined"), count_in(progress, "answers"),
               count_in(progress, "closed"), count_in(progress, "items"),
               telco::two_decimals(moved_micro));
    std::fflush(stdout);
}

class Run {
public:
    Run(const RunOptions& options, const Truth& truth, const RecordedAnswers& answers)
        : options_(options),
          truth_(truth),
          answers_(answers),
          start_(steady_clock::now()),
          api_(options.api_url, options.api_key,
               fmt::format("demo-{}", std::chrono::system_clock::now().time_since_epoch().count())),
          telco_(options.telco_url, "", "demo") {}

    Summary finish() {
        api_.post_json("/v1/funds", json::object{{"amount", options_.funds},
                                                 {"currency", "KES"},
                                                 {"reference", "demonstration"}});
        const auto campaign = open_campaign(api_, weather_campaign(truth_, options_.pay));
        telco_.post_json("/telco/crowd/start", json::object{{"people", options_.people}});
        await_items(campaign);
        packed_survey_ = ask_survey(pack_at_most);
        plain_survey_ = ask_survey(1);
        telco_.post_json("/telco/crowd/stop", json::object{});
        await_payouts();
        open_campaign(api_, village_campaign());
        return sum_up(campaign);
    }

private:
    json::object progress(const std::string& campaign) {
        return object_in(api_.get_json("/v1/campaigns/" + campaign), "progress");
    }

    std::int64_t moved_micro() { return count_in(telco_.get_json("/telco/ledger"), "moved_micro"); }

    void await_items(const std::string& campaign) {
        const auto began = steady_clock::now();
        while (true) {
            const auto now = progress(campaign);
            show(now, telco_.get_json("/telco/stats"), moved_micro(), seconds_since(start_));
            if (count_in(now, "closed") == count_in(now, "items")) return;
            if (seconds_since(began) > options_.seconds_max) return;
            std::this_thread::sleep_for(look_every);
        }
    }

    // More interviews are open than are waited for: whoever rests long in the middle of one holds
    // nobody up. Returns the campaign.
    std::string ask_survey(int pack) {
        fmt::print("A survey, {} of its questions in a message at most.\n", pack);
        auto id = open_campaign(api_, survey_campaign(interviews_open, pack));
        const auto began = steady_clock::now();
        while (count_in(progress(id), "answers") < interviews_wanted &&
               seconds_since(began) < options_.seconds_max)
            std::this_thread::sleep_for(look_every);
        api_.post_json("/v1/campaigns/" + id + "/stop", json::object{});
        return id;
    }

    void await_payouts() {
        const auto began = steady_clock::now();
        fmt::print("The items are closed; waiting for the last payouts.\n");
        while (seconds_since(began) < options_.seconds_max) {
            const auto telco = telco_.get_json("/telco/stats");
            const bool quiet = count_in(telco, "top_ups_under_way") == 0 &&
                               count_in(telco, "callbacks_under_way") == 0;
            if (quiet && ask_books(options_.kazi, options_.config).open_payouts() == 0) return;
            std::this_thread::sleep_for(look_every);
        }
    }

    Summary sum_up(const std::string& campaign) {
        Summary summary;
        summary.progress = progress(campaign);
        summary.items = truth_.size();
        const auto results = fetch_results(api_, campaign);
        summary.closed = results.size();
        summary.score = score(results, truth_);
        summary.spent_micro = amount_in(summary.progress, "spent");
        summary.telco = telco_.get_json("/telco/stats");
        summary.seed = static_cast<std::uint64_t>(count_in(summary.telco, "seed"));
        summary.books = ask_books(options_.kazi, options_.config);
        summary.ledger = telco_.get_json("/telco/ledger");
        summary.saving = saved(summary);
        summary.surveys = {.alone = survey_cost(progress(plain_survey_)),
                           .packed = survey_cost(progress(packed_survey_))};
        summary.seconds = seconds_since(start_);
        return summary;
    }

    // Answers to what is still open are no less paid, but not yet right or wrong.
    [[nodiscard]] std::optional<Saving> saved(const Summary& summary) const {
        if (summary.closed != summary.items) return std::nullopt;
        const auto curve = majority_accuracy(answers_, truth_, summary.seed);
        const auto paid = static_cast<double>(count_in(summary.progress, "answers"));
        return saving(curve, summary.accuracy(), paid / static_cast<double>(summary.items));
    }

    const RunOptions& options_;
    const Truth& truth_;
    const RecordedAnswers& answers_;
    steady_clock::time_point start_;
    ApiClient api_;
    ApiClient telco_;
    std::string packed_survey_;
    std::string plain_survey_;
};

}  // namespace

Summary run(const RunOptions& options, const Truth& truth, const RecordedAnswers& answers) {
    return Run(options, truth, answers).finish();
}

}  // namespace kazi::simulator::demo
