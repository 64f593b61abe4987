// SPDX-License-Identifier: Apache-2.0
// How one provider speaks: reads what it is asked, and writes what its bank says. A wire decides
// nothing; it shares no code with the codecs that it is the other side of.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "billing/decoded.hpp"
#include "tests/payouts/bank.hpp"

namespace kazi::simulator::payouts {

using NamedValues = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string method;
    std::string target;  ///< path with query, as received
    NamedValues headers;
    std::string body;

    /// The first header of that name (ASCII case ignored), or an empty view.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    /// The query's field, unescaped, or nothing.
    [[nodiscard]] std::string query(std::string_view name) const;
    /// The last segment of the path.
    [[nodiscard]] std::string_view tail() const;
};

struct Answer {
    int status = 200;
    std::string body;
    std::string content_type = "application/json";
};

/// What a payment refers to and was agreed before it: a recipient made, a quote given.
struct Agreement {
    std::string name;       ///< that the payment is to say: a recipient's code, a quote's packet
    std::string msisdn;     ///< who is to be paid
    std::string condition;  ///< of a quote
    std::string key;        ///< of the one payment that it is for; empty: any
    std::optional<billing::Money> amount;  ///< nothing: any
    std::int64_t until_us = 0;             ///< 0: for ever
    std::string subject;                   ///< the quote's id
};

/// What a request wants.
struct Asked {
    kazi::payouts::Order order;  ///< of a payment; key alone of a query
    std::string reference;       ///< the house's own number, of a query or a confirmation
    std::string payout;          ///< echoed; of a query, where the answer is to go
    std::string agreement = {};  ///< the name of what was agreed before a payment
    std::string condition = {};  ///< of that agreement, as the payment says it
};

/// What the bank said, and what a wire needs beside it to write it down.
struct Said {
    billing::Decoded news;
    kazi::payouts::Order order;
    std::string payout;
};

/// What proves callbacks, as both sides were told it.
struct Proofs {
    std::string secret;      ///< of an HMAC, or the shared word
    std::string fulfilment;  ///< of the payment's agreement, in base64url
    bool genuine = true;     ///< false: somebody else is speaking
    std::string timestamp = "1772345678";
};

/// A call to the daemon; `path` comes behind the callback's address.
struct Call {
    std::string method = "POST";
    std::string path;
    NamedValues headers;
    std::string body;
};

/// What is asked before a payment, and how it is answered. All null: nothing is.
struct Agreeing {
    /// Nothing: unreadable. Its number is as it was told.
    std::optional<Agreement> (*read)(const Request&, std::int64_t now_us) = nullptr;
    Answer (*write_answer)(const Agreement&) = nullptr;
    /// The call that tells it; null: the answer did.
    Call (*write_call)(const Agreement&) = nullptr;
    /// A payment that was not agreed so.
    Answer (*write_refusal)() = nullptr;
    /// What proves a payment of this agreement; null: nothing of its own.
    std::string (*fulfilment)(const Agreement&) = nullptr;
};

struct Wire {
    std::string_view name;
    /// Its token, or the credential that stands in every request.
    std::string (*presented)(const Request&) = nullptr;
    bool has_tokens = false;
    std::int64_t token_life_s = 3600;
    bool one_token = false;      ///< a new token ends the one before
    bool two_phases = false;     ///< nothing is paid before it is confirmed
    bool answers_later = false;  ///< a status query is answered by a call
    std::optional<Asked> (*read_payment)(const Request&) = nullptr;
    /// The key, or the reference, that a query names.
    Asked (*read_query)(const Request&) = nullptr;
    Answer (*write_reply)(const Said&) = nullptr;
    Answer (*write_status)(const Said&) = nullptr;
    /// Nothing: this provider does not say such a thing by itself.
    std::optional<Call> (*write_call)(const Said&, const Proofs&) = nullptr;
    /// The call that answers a status query; only of those that answer later.
    std::optional<Call> (*write_found)(const Said&, const Proofs&) = nullptr;
    Agreeing agreeing = {};
};

[[nodiscard]] std::span<const Wire> wires();
[[nodiscard]] const Wire* find_wire(std::string_view name);

[[nodiscard]] std::vector<Wire> mobile_money_wires();
[[nodiscard]] std::vector<Wire> open_standard_wires();
[[nodiscard]] std::vector<Wire> airtime_wires();
[[nodiscard]] std::vector<Wire> transfer_wires();

}  // namespace kazi::simulator::payouts
