// SPDX-License-Identifier: Apache-2.0
// What some providers want asked before a payment: a recipient made, a party found, a quote given.
// Nothing of this pays; as long as it is not answered, nothing of the payment has left.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "billing/provider.hpp"

namespace kazi::billing {

/// What was learned for one payment; it joins the account's options.
using Facts = std::vector<ProviderOption>;

/// The payment can be asked for, with these options.
struct StepsDone {
    Facts options;
};
/// This is to be asked first. Its answer is kept under `subject` when it comes by a call.
struct AskFirst {
    ProviderRequest request;
    std::string subject;
};
/// The provider refused before there was a payment: it is finally not made under this key.
struct RefusedFirst {
    Decoded why;
};
using FirstStep = std::variant<StepsDone, AskFirst, RefusedFirst>;

struct StepContext {
    const ProviderSettings& settings;
    const Facts& known;  ///< of this payment so far
    std::int64_t now_us = 0;
};

/// What an answer says: facts; or that it was refused as a customer or in passing, to be asked
/// again later (`why`).
struct StepAnswer {
    Facts facts;
    std::optional<Decoded> later;  ///< nothing was learned: why
};

/// An answer that came by a call.
struct StepCall {
    std::string subject;
    Facts facts;
};

/// The steps of one provider. Functions are never null, except where it calls nobody.
struct FirstSteps {
    std::string_view provider;
    FirstStep (*next)(const PayoutOrder&, const StepContext&);
    StepAnswer (*read_answer)(const ProviderReply&, const ProviderSettings&);
    /// Nothing: the call is about something else. Fails: forged, or unreadable.
    ProviderResult<std::optional<StepCall>> (*read_call)(const ProviderCallback&,
                                                         const ProviderSettings&) = nullptr;
    /// Our key, where a call names it, so that what is known can be laid beside it.
    std::string (*key_in_call)(const ProviderCallback&) = nullptr;
};

/// Those of that provider, or null: it wants nothing asked first.
[[nodiscard]] const FirstSteps* first_steps_of(std::string_view provider);

/// The known value of that name, or an empty view.
[[nodiscard]] std::string_view fact(const Facts& facts, std::string_view name);
/// Adds it, in the place of an earlier one of that name.
void learn(Facts& facts, std::string name, std::string value);
/// The account's settings with the facts in front of its own options.
[[nodiscard]] ProviderSettings with_facts(ProviderSettings settings, const Facts& facts);

}  // namespace kazi::billing
