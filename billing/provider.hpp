// SPDX-License-Identifier: Apache-2.0
// What a payout provider is: a row of pure functions and the traits that decide what is safe.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/decoded.hpp"
#include "billing/money.hpp"

namespace kazi::billing {

inline constexpr std::size_t provider_body_bytes_max = 65'536;

struct ProviderHeader {
    std::string name;
    std::string value;

    friend bool operator==(const ProviderHeader&, const ProviderHeader&) = default;
};

/// A request to a provider. A payment POST leaves on a fresh connection, once.
struct ProviderRequest {
    std::string method;
    std::string url;
    std::vector<ProviderHeader> headers;
    std::string body;
};

/// A provider's answer to a request of ours.
struct ProviderReply {
    int status = 0;
    std::string body;
};

/// A request that a provider makes to us.
struct ProviderCallback {
    std::string method;  ///< upper case
    std::string target;  ///< path with query, as received
    std::vector<ProviderHeader> headers;
    std::string body;
    /// Signature and token were checked when it came: it is read once more, without them.
    bool proven = false;

    /// The first header of that name (ASCII case ignored), or an empty view.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Why a callback was not taken, and the HTTP status that the provider should hear.
struct ProviderRefusal {
    int http = 400;
    std::string error;      ///< names the field; never holds a secret or a full number
    bool authentic = true;  ///< false: forged. True: keep it in quarantine, a person reads it

    friend bool operator==(const ProviderRefusal&, const ProviderRefusal&) = default;
};

template <class T>
using ProviderResult = boost::system::result<T, ProviderRefusal>;

/// How far a provider's promise about a repeated key reaches.
enum class Trust : std::uint8_t { low, good, strong };

/// How the provider wants our key written.
enum class KeyForm : std::uint8_t { hex32, uuid4 };

/// What is safe with this provider. The state machine reads only these, never a name.
struct ProviderTraits {
    Trust trust = Trust::low;
    bool lookup_by_key = false;  ///< a status query needs only our key
    bool callback_signed = false;
    bool callback_is_proof = false;  ///< false: a callback is a hint, and a query must confirm it
    KeyForm key_form = KeyForm::hex32;
    std::int64_t connect_deadline_s = 5;
    std::int64_t call_deadline_s = 30;
    std::int64_t news_deadline_s = 86'400;  ///< without a final by then, the attempt is in doubt
    std::int64_t first_query_s = 10;
    std::int64_t number_spacing_s = 0;  ///< between two payments to one number
    /// After a query found nothing, the same key is sent again this long after the last send.
    std::int64_t resend_after_s = 0;
    bool answers_later = false;  ///< a status query is acknowledged, and answered by a callback
};

/// A setting that only one provider has. Its codec says which names it reads.
struct ProviderOption {
    std::string name;
    std::string value;

    friend bool operator==(const ProviderOption&, const ProviderOption&) = default;
};

/// The settings of one provider account. Keys, secrets and tokens are never logged.
struct ProviderSettings {
    std::string username;
    std::string api_key;
    std::string send_url;
    std::string status_url;
    std::string token_url;
    std::string callback_url;     ///< where the provider is to tell the end; empty: not told
    std::string callback_secret;  ///< what proves a callback, where there is such a thing
    std::string token;            ///< bearer token, fresh; empty where the provider has none
    std::vector<std::string> path_tokens;  ///< several valid during rotation; empty: not checked
    std::vector<ProviderOption> options;

    /// The option of that name, or an empty view.
    [[nodiscard]] std::string_view option(std::string_view name) const;
};

/// One payment to be made.
struct PayoutOrder {
    std::string key;
    std::string msisdn;  ///< E.164 with plus
    Money amount;
    std::string payout = {};   ///< our payout id, echoed in a free field where there is one
    std::string product = {};  ///< operator, network, product or recipient at the provider
};

/// An option that can't be used, and why: "certificate", "is no RSA key".
struct OptionFault {
    std::string_view option;
    std::string_view why;

    friend bool operator==(const OptionFault&, const OptionFault&) = default;
};

/// A bearer token and how long it lives.
struct ProviderToken {
    std::string token;
    std::int64_t expires_in_s = 0;

    friend bool operator==(const ProviderToken&, const ProviderToken&) = default;
};

/// "{}": the callback is taken, and nothing was asked.
[[nodiscard]] std::string bare_answer(std::optional<Action> action);
/// The provider has no tokens, or nothing to be confirmed.
[[nodiscard]] std::optional<ProviderRequest> no_token_request(const ProviderSettings& settings);
[[nodiscard]] std::optional<ProviderRequest> no_confirmation(const std::string& provider_ref,
                                                             const ProviderSettings& settings);
/// Every option stands in the settings as it is needed.
[[nodiscard]] std::optional<OptionFault> nothing_to_prepare(ProviderSettings& settings);

/// One payout provider. Functions are never null.
struct Provider {
    std::string_view name;
    ProviderTraits traits;
    /// Options without which no request can be made.
    std::vector<std::string_view> needs = {};
    /// Addresses that hold for every account, to be overridden by settings.
    ProviderSettings defaults;
    ProviderRequest (*build_request)(const PayoutOrder&, const ProviderSettings&);
    /// Reads the answer to `build_request`. Always says something: unreadable is in doubt.
    Decoded (*parse_response)(const ProviderReply&, const ProviderSettings&);
    /// The status query for a reference, or nothing when the attempt can't be asked about.
    std::optional<ProviderRequest> (*build_status_request)(
        const std::optional<std::string>& provider_ref, const std::string& key,
        const ProviderSettings&);
    Decoded (*parse_status)(const ProviderReply&, const ProviderSettings&);
    ProviderResult<Decoded> (*parse_callback)(const ProviderCallback&, const ProviderSettings&);
    /// The body that answers a callback; `action` is reply_validated or reply_failed for a
    /// question.
    std::string (*callback_answer)(std::optional<Action> action) = bare_answer;
    /// The request for a bearer token, or nothing where the provider has none.
    std::optional<ProviderRequest> (*build_token_request)(const ProviderSettings&) =
        no_token_request;
    /// Commits a payment that the provider holds until we confirm it (`awaits_confirmation`).
    std::optional<ProviderRequest> (*build_confirm_request)(
        const std::string& provider_ref, const ProviderSettings&) = no_confirmation;
    /// Once, at start: makes the options that follow from others (an encrypted password out of the
    /// password and a certificate). What was written already stays.
    std::optional<OptionFault> (*prepare)(ProviderSettings&) = nothing_to_prepare;
};

/// The table of providers, in the order of their names.
[[nodiscard]] std::span<const Provider> providers();

/// Makes `name` out of the plain secret in `secret` and the public key in `key`, unless it stands
/// there or there is no such secret.
[[nodiscard]] std::optional<OptionFault> seal_option(ProviderSettings& settings,
                                                     std::string_view name, std::string_view secret,
                                                     std::string_view key);

/// The first option that an account lacks and its provider needs, or an empty view.
[[nodiscard]] std::string_view missing_option(const Provider& provider,
                                              const ProviderSettings& settings);

/// The provider of that name, or null.
[[nodiscard]] const Provider* find_provider(std::string_view name);

/// Reads {"access_token","expires_in"}, the life as number or text. Nothing: refused or unreadable.
[[nodiscard]] std::optional<ProviderToken> parse_token(const ProviderReply& reply);

/// True when the target's token (`token` in the query, the path segment behind `payout`, else the
/// last one) is one of the valid ones; compared in constant time. True when none is configured.
[[nodiscard]] bool path_token_valid(std::string_view target, const ProviderSettings& settings);

}  // namespace kazi::billing
