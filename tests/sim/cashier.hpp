// SPDX-License-Identifier: Apache-2.0
// A daemon's payer on virtual time: the same plans and the same order of acts as the real one, each
// call to the store or the provider an act of its own.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "billing/payout_machine.hpp"
#include "gateway/records/payout_record.hpp"
#include "tests/sim/daemon.hpp"
#include "tests/sim/provider.hpp"

namespace kazi::sim {

/// How long a payer holds what it took from the outbox.
inline constexpr Instant lease_us = 60 * taskflow::second_us;

class Cashier {
public:
    Cashier(World& world, Daemon& daemon, Provider& provider)
        : world_(world), daemon_(daemon), provider_(provider) {}
    Cashier(const Cashier&) = delete;
    Cashier& operator=(const Cashier&) = delete;

    /// Takes what is due from the outbox and from the timers.
    void round();
    /// A callback: `done` is told whether it was taken.
    void hear(const ProviderNotice& notice, std::function<void(bool taken)> done);
    /// What a person decided.
    void decide(const std::string& payout, const billing::Decided& decided);

private:
    using Stored = gateway::records::StoredPayout;
    using Writes = std::vector<gateway::store::Write>;

    struct Applied {
        enum class Kind : std::uint8_t { moved, unchanged, missing, unavailable, stuck };
        Kind kind = Kind::unavailable;
        billing::Transition transition = {};
        [[nodiscard]] bool heard() const { return kind == Kind::moved || kind == Kind::unchanged; }
    };
    using Then = std::function<void(const Applied&)>;
    struct Motion {
        std::string id;
        billing::PayoutEvent event;
        Writes along;
        Then then;
        int tries = 0;
    };
    using MotionPtr = std::shared_ptr<Motion>;
    struct Dossier {
        Stored stored;
        Instant previous_sent = 0;
        std::string msisdn;
    };

    // One payout, one event (cashier_desk.cpp).
    void apply(std::string id, billing::PayoutEvent event, Writes along, Then then);
    void step(const MotionPtr& motion);
    void commit(const MotionPtr& motion, const Stored& before, const billing::Transition& made);
    void commit_alone(const MotionPtr& motion, const Stored& before,
                      const billing::Transition& made);
    void commit_with_worker(const MotionPtr& motion, const Stored& before,
                            const billing::Transition& made);
    void again(const MotionPtr& motion);
    void done(const MotionPtr& motion, Applied::Kind kind, const billing::Transition& made);
    void look_at(const billing::Payout& payout);
    [[nodiscard]] std::optional<Instant> next_look(const billing::Payout& payout,
                                                   bool ask_now) const;
    [[nodiscard]] std::optional<Stored> load(const std::string& id);
    void look_again(const Stored& stored);
    void look_again(const Stored& stored, Instant at);
    void forget(const std::string& id);

    // Sending (cashier.cpp).
    void take(const std::string& id, const std::string& entry);
    void drop(const std::string& entry);
    [[nodiscard]] Instant not_before(const Dossier& dossier) const;
    [[nodiscard]] billing::Claimed claim_of(const Dossier& dossier);
    void submit(const Dossier& dossier, const std::string& entry);
    void carry(const PaymentRequest& request, int tries);
    void record(const PaymentRequest& request, const billing::PayoutEvent& event, int tries);
    void repeat(const PaymentRequest& request, int tries);

    // Timers (cashier_watch.cpp).
    void look(const std::string& id);
    void ask(const Stored& stored);
    void choose(const Stored& stored);

    // Callbacks (cashier_notices.cpp).
    struct Target {
        std::string payout;
        int attempt = 0;
    };
    struct Search {
        bool answered = false;
        std::optional<Target> target = {};
    };
    void hear_again(const ProviderNotice& notice, const std::function<void(bool)>& told, int tries);
    [[nodiscard]] Search find(const billing::Decoded& message);
    [[nodiscard]] Search find_by_content(const billing::Decoded& message);
    void tell(const Target& target, const ProviderNotice& notice,
              const std::function<void(bool)>& told);
    void park(const ProviderNotice& notice, const std::function<void(bool)>& told, int tries);
    void replay_parked(const std::string& payout, const std::string& reference);

    World& world_;
    Daemon& daemon_;
    Provider& provider_;
    Instant stopped_until_ = 0;
    Instant held_until_ = 0;
    std::uint64_t keys_made_ = 0;
};

/// The account's name: in attempts, keys and the accounts of its float.
inline const std::string provider_name = "at";

}  // namespace kazi::sim
