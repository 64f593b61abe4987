// SPDX-License-Identifier: Apache-2.0
// What the daemon's own books say: `kazi audit --json` and `kazi payouts list`.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::simulator::demo {

/// One payout as the daemon has it.
struct PayoutLine {
    std::string id;
    std::string state;
    std::int64_t micro = 0;
    std::string key;  ///< of its newest attempt: what the provider was told; empty before one

    /// By the books, the worker has the airtime.
    [[nodiscard]] bool paid() const;
    /// It may still change without a person.
    [[nodiscard]] bool open() const;
};

struct PayoutSum {
    std::int64_t count = 0;
    std::int64_t micro = 0;
};

/// How far people came, by `kazi worker funnel`.
struct FunnelLine {
    std::int64_t heard = 0;
    std::int64_t joined = 0;
    std::int64_t started = 0;
    std::int64_t answered = 0;
    std::int64_t paid = 0;
};

struct Books {
    bool clean = false;
    std::vector<std::string> findings;
    std::vector<PayoutLine> payouts;
    FunnelLine funnel;  ///< of all languages together

    [[nodiscard]] std::map<std::string, PayoutSum> by_state() const;
    [[nodiscard]] std::int64_t open_payouts() const;
    /// Payouts for which the telco moved another amount than the books say, one sentence each; and
    /// money that it moved for a key that no payout has. `ledger` is what /telco/ledger tells.
    [[nodiscard]] std::vector<std::string> differences(const boost::json::object& ledger) const;
};

/// Reads {"clean":bool,"cells":[{"findings":[{"text",…}]}]} into `books`. Fails: false.
[[nodiscard]] bool read_audit(Books& books, std::string_view text);
/// Reads {"id","state","amount":"20.00","key"} line by line. Fails: false.
[[nodiscard]] bool read_payouts(Books& books, std::string_view text);

/// Adds up {"heard":…,"joined":…,"started":…,"answered":…,"paid":…} line by line. Fails: false.
[[nodiscard]] bool read_funnel(Books& books, std::string_view text);

/// Asks the program at `kazi` with the configuration at `config`.
/// Throws std::runtime_error when it doesn't tell.
[[nodiscard]] Books ask_books(const std::string& kazi, const std::string& config);

}  // namespace kazi::simulator::demo
