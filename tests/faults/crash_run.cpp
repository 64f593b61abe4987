// SPDX-License-Identifier: Apache-2.0
// Start → kill and restart while the crowd works → let it come to its end → check everything.
#include "tests/faults/crash_run.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/contract/redis_server.hpp"
#include "tests/faults/buyer.hpp"
#include "tests/faults/running_daemon.hpp"
#include "tests/faults/strikes.hpp"
#include "tests/faults/waiting.hpp"
#include "tests/simulator/demo/books.hpp"
#include "tests/simulator/demo/summary.hpp"
#include "tests/simulator/rng.hpp"

namespace kazi::tests {

namespace json = boost::json;
using simulator::demo::ask_books;
using simulator::demo::Books;
using simulator::demo::count_in;

namespace {

constexpr int people = 200;
constexpr int speed = 7200;
// The crowd's, as the telco has them for each country.
constexpr std::array number_beginnings{"254710000", "255710000", "256770000", "2348030000",
                                       "233240000"};
constexpr std::size_t dialects = 6;
constexpr std::chrono::seconds strikes_limit{60};
constexpr std::chrono::seconds items_limit{140};
constexpr std::chrono::seconds payouts_limit{30};
constexpr int cuts = 4;

const char* name_of(Victim victim) {
    return victim == Victim::daemon ? "daemon" : "redis-server";
}

simulator::Truth read_weather_truth() {
    std::ifstream file(KAZI_SOURCE_DIR "/tests/data/weather/truth.csv");
    return simulator::read_truth(file).value();
}

class CrashRun {
public:
    explicit CrashRun(std::uint64_t seed)
        : seed_(seed),
          truth_(read_weather_truth()),
          daemon_({.redis_socket = redis_.socket_path(), .mixed = true}),
          telco_url_(fmt::format("http://127.0.0.1:{}", daemon_.telco_port())),
          telco_api_(telco_url_, "", "crash"),
          telco_(telco_command(), daemon_.folder() / "telco.log") {}

    CrashReport finish() {
        begin();
        for (const auto& strike : draw_strikes(seed_))
            suffer(strike);
        await_items();
        telco_api_.post_json("/telco/crowd/stop", json::object{});
        await_payouts();
        check();
        return std::move(report_);
    }

private:
    [[nodiscard]] std::vector<std::string> telco_command() const {
        return {KAZI_TELCO,
                "--port",
                std::to_string(daemon_.telco_port()),
                "--answers",
                KAZI_SOURCE_DIR "/tests/data/weather/answers.csv",
                "--seed",
                std::to_string(seed_),
                "--speed",
                std::to_string(speed),
                "--api-key",
                std::string(api_key),
                "--config",
                daemon_.config_file(),
                "--daemon",
                daemon_.public_url(),
                "--payout-url",
                daemon_.payout_hook()};
    }

    void begin() {
        daemon_.start();
        if (!wait_until([this] { return statistics().has_value(); }))
            throw std::runtime_error("the telco did not come up");
        buyer_ = std::make_unique<Buyer>(daemon_);
        campaign_ = buyer_->open(simulator::demo::weather_campaign(truth_, "2.00"));
        telco_api_.post_json("/telco/crowd/start", json::object{{"people", people}});
    }

    std::optional<json::object> statistics() {
        try {
            return telco_api_.get_json("/telco/stats");
        } catch (const simulator::demo::CallFailed&) {
            return std::nullopt;
        }
    }

    std::int64_t answers_sent() { return count_in(*statistics(), "answers_sent"); }

    // A daemon that ends by itself has failed, whatever else is true.
    template <class Happened>
    bool living_until(Happened happened, std::chrono::seconds limit) {
        const auto over = [&] { return !daemon_.process().running() || happened(); };
        const bool in_time = wait_until(over, limit);
        if (!daemon_.process().running())
            throw std::runtime_error("the daemon ended by itself; its log ends:\n" +
                                     daemon_.log_end());
        return in_time;
    }

    void suffer(const Strike& strike) {
        const bool came =
            living_until([&] { return answers_sent() >= strike.after_answers; }, strikes_limit);
        if (!came) return complain("the crowd stands still before answer {}", strike.after_answers);
        std::this_thread::sleep_for(strike.wait);
        fmt::print("  after {} answers kill -9 {}, {} ms\n", answers_sent(), name_of(strike.victim),
                   strike.down.count());
        std::fflush(stdout);
        if (strike.victim == Victim::redis) {
            redis_.kill();
            std::this_thread::sleep_for(strike.down);
            redis_.start();
        } else {
            daemon_.kill();
            std::this_thread::sleep_for(strike.down);
            daemon_.launch();
        }
        ++report_.counts[fmt::format("killed_{}", name_of(strike.victim))];
        if (!living_until([this] { return daemon_.ready(); }, strikes_limit))
            complain("the daemon does not come back after {} died", name_of(strike.victim));
    }

    void await_items() {
        json::object last;
        const bool closed = living_until(
            [&] {
                last = buyer_->progress(campaign_).value_or(json::object{});
                return !last.empty() && count_in(last, "closed") == count_in(last, "items");
            },
            items_limit);
        if (!closed) complain("the campaign did not end: {}", json::serialize(last));
    }

    // A payout whose request never left stays in doubt until a person decides: the provider is
    // not asked by our key. It must not have moved money then, which the books' check tells.
    void await_payouts() {
        const bool settled = living_until(
            [&] {
                const auto telco = statistics().value_or(json::object{});
                const bool quiet = count_in(telco, "top_ups_under_way") == 0 &&
                                   count_in(telco, "callbacks_under_way") == 0;
                return quiet && unsettled(ask_books(KAZI_PROGRAM, daemon_.config_file())) == 0;
            },
            payouts_limit);
        if (!settled) complain("payouts are not settled, or callbacks not taken");
    }

    static std::int64_t unsettled(const Books& books) {
        const auto states = books.by_state();
        const auto in_doubt = states.find("in_doubt");
        return books.open_payouts() - (in_doubt == states.end() ? 0 : in_doubt->second.count);
    }

    void check() {
        const auto journal = read_journal(redis_.socket_path(), campaign_number());
        const auto thanked = json::parse(telco_api_.get("/telco/thanked").body).as_array();
        const auto telco = statistics().value_or(json::object{});
        report(check_thanked(thanked, journal, identity_key));
        report(check_results(buyer_->results(campaign_), journal, truth_.size()));
        const auto reported = json::parse(telco_api_.get("/telco/reports").body).as_array();
        report(
            check_networks(telco.at("networks").as_object(), thanked, dialects, number_beginnings));
        report(check_reports(reported, read_message_states(redis_.socket_path(), reported)));
        report_.counts["final_reports"] = static_cast<std::int64_t>(reported.size());
        if (count_in(telco, "pages_differing") != 0) complain("a doubled turn got another page");
        if (daemon_.stop() != 0) complain("the daemon did not stop in order");
        check_books();
        check_cuts();
        for (const char* beginning : number_beginnings)
            report(check_log(daemon_.log(), beginning));
        for (const auto* name :
             {"answers_sent", "answers_thanked", "callbacks", "callbacks_retried",
              "callbacks_doubled", "sessions_failed", "airtime_requests"})
            report_.counts[name] = count_in(telco, name);
        report_.counts["journal_answers"] = static_cast<std::int64_t>(journal.size());
    }

    [[nodiscard]] std::uint32_t campaign_number() const {
        return static_cast<std::uint32_t>(
            std::stoul(campaign_.substr(campaign_.find_last_not_of("0123456789") + 1)));
    }

    void check_books() {
        const auto books = ask_books(KAZI_PROGRAM, daemon_.config_file());
        for (const auto& finding : books.findings)
            complain("the audit finds: {}", finding);
        if (!books.clean && books.findings.empty()) complain("the audit is not clean");
        const auto ledger = telco_api_.get_json("/telco/ledger");
        report(books.differences(ledger));
        std::int64_t paid_micro = 0;
        for (const auto& payout : books.payouts)
            paid_micro += payout.paid() ? payout.micro : 0;
        if (paid_micro != count_in(ledger, "moved_micro"))
            complain("{} paid by the books, {} moved", paid_micro, count_in(ledger, "moved_micro"));
        for (const auto& [state, sum] : books.by_state())
            report_.counts["payouts_" + state] = sum.count;
        report_.counts["moved_micro"] = count_in(ledger, "moved_micro");
    }

    // A power cut may take the end of the file: whatever is left must balance by itself.
    void check_cuts() {
        simulator::Rng rng(seed_, 0xc07);
        for (int cut = 0; cut < cuts; ++cut) {
            redis_.kill();
            const auto bytes = redis_.aof_bytes();
            redis_.cut_aof(bytes - rng.below(bytes / 4));
            redis_.start();
            const auto audit = daemon_.tool({"audit"});
            if (audit.exit_code != 0)
                complain("cut from {} to {} bytes: {}", bytes, redis_.aof_bytes(), audit.output);
        }
    }

    template <class... Arguments>
    void complain(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
        report_.complaints.push_back(fmt::format(text, std::forward<Arguments>(arguments)...));
    }

    void report(Complaints&& complaints) {
        for (auto& complaint : complaints)
            report_.complaints.push_back(std::move(complaint));
    }

    std::uint64_t seed_;
    simulator::Truth truth_;
    RedisServer redis_;
    RunningDaemon daemon_;
    std::string telco_url_;
    simulator::demo::ApiClient telco_api_;
    Process telco_;
    std::unique_ptr<Buyer> buyer_;
    std::string campaign_;
    CrashReport report_;
};

}  // namespace

CrashReport run_with_crashes(std::uint64_t seed) {
    return CrashRun(seed).finish();
}

}  // namespace kazi::tests
