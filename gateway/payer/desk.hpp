// SPDX-License-Identifier: Apache-2.0
// The one way in which a payout moves: load it, ask the machine, commit what it says together with
// the money and, at its end, with the worker's own step; and again when somebody else was faster.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "billing/payout_machine.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/payer/accounts.hpp"
#include "gateway/payer/capture.hpp"
#include "gateway/payer/payout_plan.hpp"
#include "gateway/records/payout_record.hpp"

namespace kazi::gateway::payer {

/// A look into the store.
struct Found {
    bool answered = false;                        ///< false: the store is away
    std::optional<records::StoredPayout> stored;  ///< nothing: no such payout, or damaged
};

struct Applied {
    enum class Kind : std::uint8_t {
        moved,        ///< committed, durably
        unchanged,    ///< the event says nothing new in this state; it is heard all the same
        missing,      ///< there is no such payout
        unavailable,  ///< the store could not be asked, or it is not known whether it wrote
        barred,       ///< a guard that came along did not hold: `bar` says which
        stuck         ///< the books or the worker's record don't take it: a person has to look
    };
    Kind kind = Kind::unavailable;
    billing::Transition transition = {};  ///< of moved and unchanged
    std::size_t bar = 0;                  ///< of barred: its place among those that came along

    [[nodiscard]] bool heard() const { return kind == Kind::moved || kind == Kind::unchanged; }
};

class Desk {
public:
    /// Everything handed in outlives the desk.
    Desk(keepers::Post post, const PayerSettings& settings, Accounts& accounts);

    boost::asio::awaitable<Found> load(std::string id);

    /// Durable when this returns moved; what is to be written along is then written, too, and also
    /// when unchanged.
    boost::asio::awaitable<Applied> apply(std::string id, billing::PayoutEvent event, Along along);
    boost::asio::awaitable<Applied> apply(std::string id, billing::PayoutEvent event);

    /// What is to be written for something that was said just now.
    [[nodiscard]] Along keeping(const Capture& capture) const;

    /// Sets the next look at a payout that stays as it is; nothing: never. Does nothing once the
    /// payout has moved on.
    boost::asio::awaitable<void> look_again(records::StoredPayout stored,
                                            std::optional<taskflow::Instant> at, Along along);
    boost::asio::awaitable<void> look_again(records::StoredPayout stored,
                                            std::optional<taskflow::Instant> at);
    /// The same, when its state says.
    boost::asio::awaitable<void> look_again(records::StoredPayout stored);

    [[nodiscard]] taskflow::Instant now() const { return post_.world.clock.now(); }
    [[nodiscard]] const std::string& cell() const { return post_.cell.settings.cell; }
    /// How long a sender has from one commit to the next. Microseconds.
    [[nodiscard]] static std::int64_t lease_us(const Account& account);
    /// Days since 1970, in the market's time.
    [[nodiscard]] std::int64_t day_of(taskflow::Instant at) const;

private:
    struct Committed {
        enum class How : std::uint8_t { yes, overtaken, barred, away, stuck };
        How how = How::away;
        std::size_t bar = 0;
    };

    boost::asio::awaitable<Committed> commit(Move move);
    boost::asio::awaitable<Committed> commit_alone(Move move);
    boost::asio::awaitable<Committed> commit_with_worker(Move move);
    boost::asio::awaitable<bool> write_along(const Along& along);
    [[nodiscard]] billing::PayoutContext context_of(const billing::Payout& payout,
                                                    const billing::PayoutEvent& event);
    [[nodiscard]] Move move_of(const records::StoredPayout& stored,
                               const billing::Transition& transition, Along along);
    [[nodiscard]] std::optional<taskflow::Instant> look_at(const billing::Payout& payout,
                                                           bool ask_now);
    void stop_queue(Account& account, const billing::Transition& transition);
    void heed(const billing::Payout& before, const billing::Transition& transition);

    keepers::Post post_;
    const PayerSettings& settings_;
    Accounts& accounts_;
};

}  // namespace kazi::gateway::payer
