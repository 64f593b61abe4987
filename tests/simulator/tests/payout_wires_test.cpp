// SPDX-License-Identifier: Apache-2.0
// The lives of payouts once more, each word of them on the wire: every provider's codec against its
// counterpart over HTTP, with every lie that can be told.
#include <doctest/doctest.h>

#include <thread>

#include "tests/payouts/till.hpp"
#include "tests/simulator/payouts/house_server.hpp"
#include "tests/simulator/payouts/wire_bank.hpp"

using namespace kazi;
using namespace kazi::payouts;
using billing::PayoutState;

namespace {

/// A house on a thread of its own; the test talks to it over sockets alone.
class Street {
public:
    Street() : thread_([this] { io_.run(); }) {}
    ~Street() {
        io_.stop();
        thread_.join();
    }
    Street(const Street&) = delete;
    Street& operator=(const Street&) = delete;

    [[nodiscard]] OpenBank banks() const {
        const std::string url = "http://127.0.0.1:" + std::to_string(server_.port());
        return [url](const billing::Provider& provider, Lies& lies,
                     std::optional<billing::Reason> refusal) {
            return std::make_unique<simulator::payouts::WireBank>(provider, lies, refusal, url);
        };
    }

private:
    boost::asio::io_context io_;
    simulator::payouts::HouseServer server_{io_, 0, {}, [] { return std::int64_t{0}; }};
    std::thread thread_;
};

Ending lived(const Street& street, const billing::Provider& provider, const Lies& lies,
             std::uint64_t seed, int refusal_percent = 0) {
    Life life{&provider, lies, seed, Bug::none, refusal_percent, street.banks()};
    return live(life);
}

bool is_paid(const Ending& ending) {
    return ending.payout.state == PayoutState::succeeded ||
           ending.payout.state == PayoutState::reconciled;
}

}  // namespace

TEST_CASE("wires: every provider pays once when nobody lies") {
    const Street street;
    for (const billing::Provider& provider : billing::providers()) {
        CAPTURE(std::string(provider.name));
        const Ending ending = lived(street, provider, {}, 1);
        CHECK(fault_of(ending) == "");
        CHECK(is_paid(ending));
        CHECK(ending.moved_micro == 20 * billing::micro_per_unit);
        CHECK(ending.paid_micro == ending.moved_micro);
        CHECK(ending.payout.attempts.size() == 1);
        CHECK(ending.alarms.empty());
    }
}

TEST_CASE("wires: every single lie of every provider leaves both ledgers equal") {
    const Street street;
    for (const billing::Provider& provider : billing::providers()) {
        for (std::size_t i = 0; i < lie_count; ++i) {
            CAPTURE(std::string(provider.name));
            CAPTURE(std::string(lie_names[i]));
            const Ending ending = lived(street, provider, {static_cast<Lie>(i)}, i + 1);
            CHECK(fault_of(ending) == "");
            const bool decided = is_paid(ending) || ending.payout.state == PayoutState::held ||
                                 ending.payout.state == PayoutState::returned ||
                                 ending.payout.state == PayoutState::reversed;
            const auto state = std::string(to_string(ending.payout.state));
            CAPTURE(state);
            const std::size_t attempts = ending.payout.attempts.size();
            CAPTURE(attempts);
            const auto code =
                ending.payout.attempts.empty() ? "" : ending.payout.attempts.back().code;
            CAPTURE(code);
            CHECK(decided);
        }
    }
}

TEST_CASE("wires: two thousand payouts with all lies mixed, each at five per cent") {
    const Street street;
    const auto providers = billing::providers();
    for (std::uint64_t index = 0; index < 2000; ++index) {
        Chance chance(index);
        Lies lies;
        for (std::size_t i = 0; i < lie_count; ++i)
            if (chance.percent(5)) lies.put(static_cast<Lie>(i));
        const billing::Provider& provider = providers[index % providers.size()];
        CAPTURE(index);
        CAPTURE(std::string(provider.name));
        const std::string fault = fault_of(lived(street, provider, lies, chance.next(), 8));
        CHECK(fault == "");
    }
}
