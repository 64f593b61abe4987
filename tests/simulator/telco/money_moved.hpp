// SPDX-License-Identifier: Apache-2.0
// The telco's own ledger of the money it really moved. Append-only: nothing is ever taken back.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulator/telco/money.hpp"

namespace kazi::simulator::telco {

/// What became of one request for a top-up.
enum class TopUpEnd : std::uint8_t {
    accepted,  ///< taken; what becomes of it stands in a later entry with the same request id
    moved,     ///< the phone has the airtime: money is gone
    failed,    ///< taken, then not made: no money moved
    refused    ///< never taken
};
[[nodiscard]] std::string_view to_string(TopUpEnd end);

struct MoneyEntry {
    TopUpEnd end = TopUpEnd::refused;
    std::string key;         ///< the caller's Idempotency-Key; empty when there was none
    std::string request_id;  ///< ours; empty when refused
    std::string number;      ///< E.164
    Amount amount;
    std::string reason;  ///< of a failure or refusal

    friend bool operator==(const MoneyEntry&, const MoneyEntry&) = default;
};

class MoneyMoved {
public:
    /// Keeps the ledger in memory and, when `file` is not empty, appends each entry there.
    /// Throws std::runtime_error when the file can't be opened.
    explicit MoneyMoved(const std::string& file = {});

    void append(MoneyEntry entry);

    [[nodiscard]] const std::vector<MoneyEntry>& entries() const { return entries_; }
    [[nodiscard]] std::int64_t moved_for_key(std::string_view key) const;
    [[nodiscard]] std::int64_t moved_to_number(std::string_view number) const;
    [[nodiscard]] std::int64_t moved_in_all() const { return in_all_; }

    /// The whole ledger: {"entries":[…],"moved_micro":N,"by_key":{…},"by_number":{…}}.
    [[nodiscard]] boost::json::object to_json() const;

private:
    std::vector<MoneyEntry> entries_;
    std::map<std::string, std::int64_t, std::less<>> by_key_;
    std::map<std::string, std::int64_t, std::less<>> by_number_;
    std::int64_t in_all_ = 0;
    std::optional<std::ofstream> file_;
};

}  // namespace kazi::simulator::telco
