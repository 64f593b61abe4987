// SPDX-License-Identifier: Apache-2.0
// A till's bank behind a wire: every word to it and from it goes through the provider's own codec,
// over HTTP, by libcurl.
#pragma once

#include <curl/curl.h>

#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "billing/first_step.hpp"
#include "tests/payouts/bank.hpp"

namespace kazi::simulator::payouts {

/// What both sides were told, for each provider.
[[nodiscard]] billing::ProviderSettings wire_settings(const billing::Provider& provider,
                                                      const std::string& base_url);

class WireBank final : public kazi::payouts::BankDoor {
public:
    /// Opens the house at `base_url` anew, with those lies.
    WireBank(const billing::Provider& provider, kazi::payouts::Lies& lies,
             std::optional<billing::Reason> refusal, std::string base_url);

    kazi::payouts::Sent receive(const kazi::payouts::Order& order, std::int64_t now_us) override;
    billing::Decoded query(const std::string& key, const std::string& reference,
                           std::int64_t now_us) override;
    std::vector<billing::ReportLine> report(std::int64_t now_us) override;
    [[nodiscard]] std::int64_t moved_micro(std::int64_t now_us) const override;

private:
    struct Close {
        void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    };

    /// Nothing: no readable answer came.
    [[nodiscard]] std::optional<billing::ProviderReply> exchange(
        const billing::ProviderRequest& request, std::int64_t now_us) const;
    [[nodiscard]] std::string steer(const std::string& path, std::int64_t now_us) const;
    void renew_token(std::int64_t now_us);
    /// What is asked before a payment is asked. A message: it was put off, or refused.
    using Prepared = std::variant<billing::ProviderSettings, billing::Decoded>;
    Prepared prepare(const billing::PayoutOrder& payout,
                     std::vector<kazi::payouts::Notice>& notices, std::int64_t now_us);
    /// A message: it was put off.
    std::optional<billing::Decoded> ask_first(const billing::AskFirst& step, const std::string& key,
                                              std::vector<kazi::payouts::Notice>& notices,
                                              std::int64_t now_us);
    billing::Decoded confirm(const std::string& reference, std::int64_t now_us);
    /// What a call says of a first step is kept.
    bool heard_first(const billing::ProviderCallback& callback);
    /// With what is known of the payment that the call names.
    [[nodiscard]] billing::ProviderSettings settings_for(
        const billing::ProviderCallback& callback) const;
    /// Calls that the house has made by now, decoded; those that answer a query apart.
    void collect(std::vector<kazi::payouts::Notice>& notices,
                 std::optional<billing::Decoded>& found, std::int64_t now_us);

    const billing::Provider& provider_;
    kazi::payouts::Lies& lies_;
    std::string base_url_;
    billing::ProviderSettings settings_;
    std::int64_t renew_at_us_ = 0;
    std::unique_ptr<CURL, Close> curl_;
    std::map<std::string, billing::Facts> known_;  ///< by key of a payment, or by what was asked
    std::vector<kazi::payouts::Notice> early_;     ///< notices that came with a query's answer
};

}  // namespace kazi::simulator::payouts
