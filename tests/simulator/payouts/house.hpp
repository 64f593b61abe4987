// SPDX-License-Identifier: Apache-2.0
// All ten providers under one roof, without sockets: a request and the time in, an answer out, and
// the calls that have become due. Behind every number stands a bank that pays and lies.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/simulator/payouts/wire.hpp"

namespace kazi::simulator::payouts {

struct HouseSettings {
    std::uint64_t seed = 1;
    int lie_percent = 0;                          ///< of each lie, for each number
    int refusal_percent = 0;                      ///< of payments that end badly
    std::optional<billing::Reason> refusal = {};  ///< of everybody's
    kazi::payouts::Lies always = {};              ///< told to everybody
    std::string credential = "s3cret";
    std::string callback_secret = "callback-secret-of-the-house";
    std::string country_code = "254";
    /// Payments whose recipient is not told are all to one; otherwise each is to another.
    bool one_recipient = false;
};

/// Where the reply's bytes end.
enum class Cut : std::uint8_t { nowhere, before_it, half_way };

struct Reaction {
    Answer answer;
    Cut cut = Cut::nowhere;
};

struct DueCall {
    std::string provider;
    std::int64_t at_us = 0;
    bool answers_query = false;
    bool genuine = true;  ///< false: not with the path token either
    Call call;
};

class House {
public:
    explicit House(HouseSettings settings) : settings_(std::move(settings)) {}

    /// Addresses: /NAME/token, /NAME/agree (a recipient, a quote), /NAME/pay (with /ID/confirm),
    /// /NAME/status with whatever the provider puts behind.
    Reaction answer(const Request& request, std::int64_t now_us);

    /// Calls whose time has come, each once.
    std::vector<DueCall> take_due(std::int64_t now_us);

    /// The provider's report of everything up to now, as CSV. Payments are named by our key where
    /// the provider knows keys, by its own handle where it doesn't.
    [[nodiscard]] std::string report(std::string_view provider, std::int64_t now_us);

    /// Money that really moved: {"NAME": {"moved_micro", "by_key": {…}, "payments", "tokens"}}.
    [[nodiscard]] boost::json::object ledger(std::int64_t now_us) const;

    /// The keys of payments about which something was told that a person has to hear of.
    [[nodiscard]] std::set<std::string> keys_for_a_person() const;

private:
    struct Desk {
        kazi::payouts::Lies lies;                 ///< those that are not told yet
        bool for_a_person = false;                ///< by what it was to tell
        std::optional<kazi::payouts::Bank> bank;  ///< refers to `lies`
    };
    struct Held {
        Asked asked;
        std::string reference;
        bool confirmed = false;
    };
    struct Token {
        std::string text;
        std::int64_t until_us = 0;
    };
    struct Branch {
        const Wire* wire = nullptr;
        std::vector<Token> tokens;
        std::int64_t tokens_issued = 0;
        std::int64_t payments = 0;
        std::map<std::string, std::size_t, std::less<>> desk_of;  ///< by number, or by key
        std::map<std::string, std::size_t, std::less<>> desk_of_key;
        std::map<std::string, std::string, std::less<>> payouts;   ///< key → what it echoes
        std::map<std::string, Held, std::less<>> held;             ///< by key
        std::map<std::string, Agreement, std::less<>> agreements;  ///< by name
        std::map<std::string, Agreement, std::less<>> agreed;      ///< by key, as first paid for
    };
    struct Pending {
        std::int64_t at_us = 0;
        const Wire* wire = nullptr;
        Said said;
        bool genuine = true;
        bool answers_query = false;
        std::optional<Call> agreed = {};  ///< tells an agreement, and nothing else
    };

    Branch* branch(std::string_view name);
    Reaction issue_token(Branch& branch, const Request& request, std::int64_t now_us);
    [[nodiscard]] bool let_in(const Branch& branch, const Request& request,
                              std::int64_t now_us) const;
    Reaction agree(Branch& branch, const Request& request, std::int64_t now_us);
    /// The payment is of what was agreed, and is remembered so.
    [[nodiscard]] static bool is_agreed(Branch& branch, const Asked& asked, std::int64_t now_us);
    [[nodiscard]] std::string fulfilment_of(const Pending& pending) const;
    Reaction pay(Branch& branch, const Request& request, std::int64_t now_us);
    Reaction hold(Branch& branch, const Asked& asked);
    Reaction confirm(Branch& branch, const Request& request, std::int64_t now_us);
    Reaction carry_out(Branch& branch, const Asked& asked, std::int64_t now_us);
    Reaction find(Branch& branch, const Request& request, std::int64_t now_us);
    std::size_t desk_for(Branch& branch, const kazi::payouts::Order& order);
    [[nodiscard]] Said said(const Branch& branch, billing::Decoded news,
                            const kazi::payouts::Order& order) const;
    [[nodiscard]] Reaction write(const Wire& wire, const Said& said) const;

    HouseSettings settings_;
    std::map<std::string, Branch, std::less<>> branches_;
    std::vector<std::unique_ptr<Desk>> desks_;
    std::vector<Pending> pending_;
};

}  // namespace kazi::simulator::payouts
