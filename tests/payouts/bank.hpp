// SPDX-License-Identifier: Apache-2.0
// A provider as it behaves, with its own ledger of the money that really moved.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "billing/decoded.hpp"
#include "billing/provider.hpp"
#include "billing/reconcile.hpp"
#include "tests/payouts/lies.hpp"

namespace kazi::payouts {

inline constexpr std::int64_t second_us = 1'000'000;
inline constexpr std::int64_t hour_us = 3600 * second_us;

struct Order {
    std::string key;
    std::string msisdn;
    billing::Money amount;
};

/// What a send brings: an answer or none, and what the bank will tell by itself.
struct Notice {
    std::int64_t at_us = 0;
    billing::Decoded message;
    bool authentic = true;
};
struct Sent {
    std::optional<billing::Decoded> reply;
    std::vector<Notice> notices;
};

/// Where a till's requests go: a bank next door, or one behind a wire.
class BankDoor {
public:
    virtual ~BankDoor() = default;

    virtual Sent receive(const Order& order, std::int64_t now_us) = 0;
    virtual billing::Decoded query(const std::string& key, const std::string& reference,
                                   std::int64_t now_us) = 0;
    /// What the report of everything up to now shows.
    virtual std::vector<billing::ReportLine> report(std::int64_t now_us) = 0;
    /// Money that really moved and was not taken back, by now.
    [[nodiscard]] virtual std::int64_t moved_micro(std::int64_t now_us) const = 0;
};

class Bank final : public BankDoor {
public:
    /// `end` is what becomes of a payment when nobody lies: paid, or refused for `refusal`. Its
    /// references are counted on from `first_reference`.
    Bank(const billing::Provider& provider, Lies& lies, std::optional<billing::Reason> refusal,
         std::uint64_t first_reference = 1)
        : provider_(provider), lies_(lies), refusal_(refusal), first_reference_(first_reference) {}

    Sent receive(const Order& order, std::int64_t now_us) override;
    billing::Decoded query(const std::string& key, const std::string& reference,
                           std::int64_t now_us) override;
    std::vector<billing::ReportLine> report(std::int64_t now_us) override;
    [[nodiscard]] std::int64_t moved_micro(std::int64_t now_us) const override;
    /// The same, payment by payment.
    struct Moved {
        std::string key;
        std::string reference;
        std::int64_t micro = 0;
    };
    [[nodiscard]] std::vector<Moved> moved(std::int64_t now_us) const;

private:
    struct Payment {
        Order order;
        std::string reference;
        std::int64_t at_us = 0;
        std::int64_t ends_us = 0;  ///< when it is known how it ended
        bool pays = false;
        std::int64_t says_failed_us = 0;  ///< from then until it is paid it is called failed
        std::int64_t paid_us = 0;
        std::int64_t reversed_us = 0;  ///< 0: never
        std::int64_t denies_us = 0;    ///< from then on a paid one is called failed; 0: never
    };

    Payment& open(const Order& order, std::int64_t now_us);
    [[nodiscard]] bool is_repeat(const Order& order, std::int64_t now_us) const;
    [[nodiscard]] billing::Decoded told(const Payment& payment, std::int64_t now_us) const;
    [[nodiscard]] billing::Decoded about(const Payment& payment, billing::Outcome outcome,
                                         billing::Reason reason) const;
    [[nodiscard]] std::int64_t paid_micro(const Payment& payment) const;
    [[nodiscard]] std::int64_t moved_by(const Payment& payment, std::int64_t now_us) const;
    void tell(const Payment& payment, std::vector<Notice>& notices) const;
    std::optional<billing::Decoded> turned_away();
    std::optional<billing::Decoded> reply_of(const Payment& payment);

    const billing::Provider& provider_;
    Lies& lies_;
    std::optional<billing::Reason> refusal_;
    std::uint64_t first_reference_;
    std::vector<Payment> payments_;
    int queries_ = 0;
};

}  // namespace kazi::payouts
