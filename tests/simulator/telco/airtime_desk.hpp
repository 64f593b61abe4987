// SPDX-License-Identifier: Apache-2.0
// Airtime as Africa's Talking sells it: what is taken, what is refused and how it says so, and
// which money moved in the end. No I/O but the ledger's own file.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/simulator/rng.hpp"
#include "tests/simulator/telco/money_moved.hpp"
#include "tests/simulator/telco/settings.hpp"

namespace kazi::simulator::telco {

/// A top-up that was taken and is to be carried out.
struct TopUp {
    std::string request_id;
    std::string key;
    std::string number;
    Amount amount;
    bool will_fail = false;
};

/// What the desk says to one HTTP request.
struct DeskAnswer {
    int status = 201;
    std::string body;
    std::vector<TopUp> taken = {};
    bool reply_lost = false;  ///< everything happens, but nobody hears of it
};

class AirtimeDesk {
public:
    explicit AirtimeDesk(const Settings& settings);

    /// A send. `recipients` is the form field's JSON; `now_s` the telco's clock.
    [[nodiscard]] DeskAnswer send(double now_s, const std::string& key,
                                  std::string_view recipients);

    /// The end of a top-up that was taken; money moves here and nowhere else.
    /// `reason` is empty when it was made.
    void finish(const TopUp& top_up, const std::string& reason);

    /// The answer to a query by our request id.
    [[nodiscard]] std::string find(std::string_view request_id) const;

    /// The fields of the status callback of a finished top-up.
    [[nodiscard]] std::vector<std::pair<std::string_view, std::string>> callback(
        const TopUp& top_up) const;

    [[nodiscard]] const MoneyMoved& ledger() const { return ledger_; }
    /// Top-ups that were taken and have not ended.
    [[nodiscard]] std::size_t under_way() const { return under_way_; }

private:
    struct Recipient {
        std::string number;
        std::string amount_text;
        std::optional<Amount> amount;
    };
    [[nodiscard]] static std::optional<std::vector<Recipient>> read(std::string_view recipients);
    [[nodiscard]] bool guarded(double now_s, const std::string& key,
                               const std::vector<Recipient>& recipients) const;
    [[nodiscard]] std::string refusal_of(const Recipient& recipient);
    [[nodiscard]] TopUp take(double now_s, const std::string& key, const Recipient& recipient);
    void refuse(const std::string& key, const Recipient& recipient, const std::string& reason);

    const Settings& settings_;
    Rng rng_;
    MoneyMoved ledger_;
    std::set<std::string, std::less<>> keys_seen_;
    std::map<std::pair<std::string, std::int64_t>, double> last_taken_s_;
    std::map<std::string, std::string, std::less<>> states_;  ///< request id → status word
    std::size_t under_way_ = 0;
};

}  // namespace kazi::simulator::telco
