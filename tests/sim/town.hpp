// SPDX-License-Identifier: Apache-2.0
// A seed's whole world, put together and lived through: first anything may fail and nothing wrong
// may happen, then nothing fails any more and everything must come to its end.
#pragma once

#include <memory>
#include <vector>

#include "tests/sim/aggregator.hpp"
#include "tests/sim/cashier.hpp"
#include "tests/sim/client.hpp"
#include "tests/sim/handsets.hpp"
#include "tests/sim/person.hpp"
#include "tests/sim/provider.hpp"

namespace kazi::sim {

class Town final : public Handsets {
public:
    explicit Town(World& world);

    /// Throws a Violation when a promise is broken.
    void live();

    void receive(const taskflow::WorkerId&) override { ++messages_received_; }
    [[nodiscard]] std::uint64_t messages_received() const { return messages_received_; }
    [[nodiscard]] const Provider& provider() const { return provider_; }

private:
    void set_up();
    void rough_phase();
    void lose_tail_now_and_then();
    void calm_phase();
    void finish_campaigns();
    [[nodiscard]] bool campaigns_over() const;
    void stop_what_nobody_can_answer();
    void make_seniors();
    void finish_reviews();
    [[nodiscard]] std::vector<std::uint32_t> open_items(const taskflow::Campaign& campaign) const;
    [[nodiscard]] bool can_go_on(const taskflow::Campaign& campaign) const;
    void finish_payouts();
    void carry(const ProviderNotice& notice, const std::function<void()>& taken);

    World& world_;
    Daemons daemons_;
    Aggregator aggregator_;
    Provider provider_;
    Client client_;
    std::vector<std::unique_ptr<Cashier>> cashiers_;
    std::vector<std::unique_ptr<Person>> people_;
    std::uint64_t messages_received_ = 0;
};

}  // namespace kazi::sim
