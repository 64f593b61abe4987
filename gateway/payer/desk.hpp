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
#include "gateway/observe/metrics.hpp"
#include "gateway/payer/payout_plan.hpp"
#include "gateway/payer/provider_queue.hpp"
#include "gateway/payer/settings.hpp"
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
        stuck         ///< the books or the worker's record don't take it: a person has to look
    };
    Kind kind = Kind::unavailable;
    billing::Transition transition = {};  ///< of moved and unchanged

    [[nodiscard]] bool heard() const { return kind == Kind::moved || kind == Kind::unchanged; }
};

class Desk {
public:
    /// Everything handed in outlives the desk.
    Desk(keepers::Post post, const PayerSettings& settings, ProviderMetrics& metrics);

    boost::asio::awaitable<Found> load(std::string id);

    /// Durable when this returns moved; `along` is then written, too, and also when unchanged.
    boost::asio::awaitable<Applied> apply(std::string id, billing::PayoutEvent event,
                                          std::vector<store::Write> along);
    boost::asio::awaitable<Applied> apply(std::string id, billing::PayoutEvent event);

    /// Sets the next look at a payout that stays as it is; nothing: never. Does nothing once the
    /// payout has moved on.
    boost::asio::awaitable<void> look_again(records::StoredPayout stored,
                                            std::optional<taskflow::Instant> at);
    /// The same, when its state says.
    boost::asio::awaitable<void> look_again(records::StoredPayout stored);

    [[nodiscard]] ProviderQueue& queue() { return queue_; }
    [[nodiscard]] taskflow::Instant now() const { return post_.world.clock.now(); }
    [[nodiscard]] const std::string& cell() const { return post_.cell.settings.cell; }
    /// How long a sender has from one commit to the next. Microseconds.
    [[nodiscard]] std::int64_t lease_us() const;

private:
    enum class Committed : std::uint8_t { yes, overtaken, unknown, away, stuck };

    boost::asio::awaitable<Committed> commit(Move move);
    boost::asio::awaitable<Committed> commit_alone(Move move);
    boost::asio::awaitable<Committed> commit_with_worker(Move move);
    boost::asio::awaitable<bool> write_along(std::vector<store::Write> along);
    [[nodiscard]] std::optional<taskflow::Instant> look_at(const billing::Payout& payout,
                                                           bool ask_now) const;
    void heed(const billing::Payout& before, const billing::Transition& transition);

    keepers::Post post_;
    const PayerSettings& settings_;
    ProviderMetrics& metrics_;
    ProviderQueue queue_;
};

}  // namespace kazi::gateway::payer
