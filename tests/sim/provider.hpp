// SPDX-License-Identifier: Apache-2.0
// A payout provider that lies, with its own ledger of the money it really moved.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "billing/decoded.hpp"
#include "billing/provider.hpp"
#include "tests/sim/world.hpp"

namespace kazi::sim {

/// What leaves for the provider. Payout and attempt are for its ledger: the key is all it judges
/// by.
struct PaymentRequest {
    std::string payout;
    int attempt = 1;
    billing::PayoutOrder order;
};

/// A callback.
struct ProviderNotice {
    std::uint64_t number = 0;
    billing::Decoded message;
    bool authentic = true;
};

/// What a request came to: not sent, or an answer. Silence is no call at all.
using PaymentAnswer = std::function<void(std::optional<billing::Decoded>)>;

/// Money that was moved, and what was said about it.
struct Payment {
    std::string payout;
    std::string key;
    std::string reference;
    std::string msisdn;
    billing::Money amount;
    Instant asked_at = 0;
    enum class State : std::uint8_t { processing, paid, refused } state = State::processing;
    bool lied = false;        ///< something untrue was told about it
    bool final_told = false;  ///< its end reached a daemon
};

class Provider {
public:
    /// Brings a notice to a daemon; calls `taken` when it was.
    using Courier = std::function<void(const ProviderNotice&, std::function<void()> taken)>;

    explicit Provider(World& world) : world_(world) {}
    void set_courier(Courier courier) { courier_ = std::move(courier); }

    void pay(const PaymentRequest& request, const PaymentAnswer& answer);
    /// Answers a status query by its reference, or by our key where that is promised.
    [[nodiscard]] billing::Decoded status(const std::string& reference, const std::string& key);
    [[nodiscard]] bool can_be_asked(const std::string& reference) const;

    [[nodiscard]] const std::vector<Payment>& payments() const { return payments_; }
    /// A notice that was sent, by its number.
    [[nodiscard]] const billing::Decoded& told(std::uint64_t number) const;

private:
    using PaymentAt = std::size_t;

    void take(const PaymentRequest& request, const PaymentAnswer& answer);
    void take_again(PaymentAt known, const PaymentRequest& request, const PaymentAnswer& answer);
    void accept(const PaymentRequest& request, const PaymentAnswer& answer);
    void execute(PaymentAt at);
    void move_money(PaymentAt at);
    void notify(PaymentAt at, billing::Decoded message);
    void deliver(PaymentAt at, const ProviderNotice& notice, int tries);
    void reply(const PaymentAnswer& answer, billing::Decoded message);
    [[nodiscard]] PaymentAt open(const PaymentRequest& request);
    [[nodiscard]] std::optional<PaymentAt> find_key(const std::string& key) const;
    [[nodiscard]] billing::Decoded word_on(const Payment& payment) const;
    [[nodiscard]] billing::Decoded refusal();

    World& world_;
    Courier courier_;
    std::vector<Payment> payments_;
    std::map<std::string, PaymentAt> by_key_;  ///< the newest under each key
    std::vector<billing::Decoded> notices_;
};

}  // namespace kazi::sim
