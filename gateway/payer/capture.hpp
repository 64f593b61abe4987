// SPDX-License-Identifier: Apache-2.0
// What was really said between us and a provider about an attempt, as it may be kept: without
// credentials, without the number, and for ninety days.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "billing/provider.hpp"
#include "gateway/http/outbound.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::payer {

/// Days for which it is kept.
inline constexpr std::int64_t captures_kept_days = 90;
/// Of one local day: with more, the day's oldest go.
inline constexpr std::uint32_t captures_a_day_max = 20'000;
/// Of one side of an exchange, in bytes; what is longer is cut.
inline constexpr std::size_t captured_text_max = 1'500;

struct Capture {
    enum class Kind : std::uint8_t { payment = 1, query = 2, confirmation = 3, callback = 4 };
    Kind kind = Kind::payment;
    std::string payout;
    int attempt = 0;  ///< 0: it names none
    taskflow::Instant at = 0;
    std::string request = {};  ///< "POST https://…" and the body; of a callback what it posted
    int http = 0;              ///< of the answer; 0: none came, or it was ours
    std::string reply = {};

    friend bool operator==(const Capture&, const Capture&) = default;
};
[[nodiscard]] std::string_view to_string(Capture::Kind kind);

/// What must not be read in a capture.
struct Unsaid {
    const billing::ProviderSettings& account;  ///< its keys, secrets and tokens
    std::optional<std::string> msisdn;         ///< as far as it is known
};

/// The text with all that blanked, cut to `captured_text_max`.
[[nodiscard]] std::string kept_text(std::string_view text, const Unsaid& unsaid);

/// "METHOD url" and the body. Headers are left out: credentials stand there.
[[nodiscard]] std::string kept_request(const billing::ProviderRequest& request,
                                       const Unsaid& unsaid);

/// Fills in what came back. False: not one byte left, there is nothing to be kept.
bool keep_outcome(Capture& capture, const http::HttpOutcome& outcome, const Unsaid& unsaid);

/// The stream of a local day (days since 1970).
[[nodiscard]] store::Write capture_write(std::int64_t day, const Capture& capture);

[[nodiscard]] std::string pack_capture(const Capture& capture);
/// Fails (nullopt) on bytes that no version of this code wrote.
[[nodiscard]] std::optional<Capture> capture_from(std::string_view bytes);

}  // namespace kazi::gateway::payer
