// SPDX-License-Identifier: Apache-2.0
// Fuzzes every function of one provider's codec, named by KAZI_FUZZ_PROVIDER: the first byte
// chooses the HTTP status and the settings, the second the function.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "billing/first_step.hpp"
#include "billing/provider.hpp"

using namespace kazi::billing;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

const Provider& fuzzed() {
    static const Provider* const found = find_provider(KAZI_FUZZ_PROVIDER);
    require(found != nullptr);
    return *found;
}

/// What holds of every message, whatever was read.
void check(const Decoded& message) {
    if (message.amount_micro)
        require(*message.amount_micro >= 0 && *message.amount_micro <= amount_micro_max);
    if (message.msisdn) require(message.msisdn->starts_with('+'));
    if (message.retry == Retry::new_attempt)
        require(message.outcome == Outcome::failed || message.outcome == Outcome::reversed);
    if (message.outcome == Outcome::failed) require(message.reason != Reason::unknown_code);
    if (message.outcome == Outcome::succeeded) require(message.reason == Reason::ok);
}

/// Nobody knows the secret, so a signed callback can only be believed when it was proven before.
void check_callback(const ProviderCallback& callback, const ProviderSettings& settings) {
    const auto message = fuzzed().parse_callback(callback, settings);
    if (!message) {
        require(!message.error().error.empty());
        return;
    }
    check(*message);
    if (fuzzed().name == "paystack" || fuzzed().name == "reloadly") require(callback.proven);
    if (message->outcome == Outcome::succeeded)
        require(message->key || message->provider_ref || message->receipt || message->payout_ref);
}

/// What answers a step never says that a payment was made, and names no fact without a value.
void check_steps(const ProviderReply& reply, const ProviderSettings& settings, bool of_quote) {
    const FirstSteps* steps = first_steps_of(fuzzed().name);
    if (steps == nullptr) return;
    const StepAnswer answer = steps->read_answer(reply, settings);
    if (answer.later) require(answer.later->outcome == Outcome::none);
    if (steps->read_call == nullptr) return;
    const std::string path = of_quote ? "/quotes/" : "/parties/MSISDN/";
    const auto call = steps->read_call(
        {"PUT", "/hooks/p/payout/t" + path + reply.body.substr(0, 36), {}, reply.body, false},
        settings);
    if (!call || !*call) return;
    for (const ProviderOption& each : (*call)->facts)
        require(!each.name.empty() && !each.value.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2) return 0;
    static constexpr std::array<int, 8> statuses{200, 201, 202, 400, 401, 404, 409, 500};
    const std::string body(reinterpret_cast<const char*>(bytes) + 2, size - 2);
    const ProviderReply reply{statuses[bytes[0] & 7U], body};
    ProviderSettings settings = fuzzed().defaults;
    if ((bytes[0] & 8U) != 0) settings.callback_secret = "a secret that is not in the corpus";
    settings.options.push_back({"condition", body.substr(0, 43)});
    switch (bytes[1] % 4) {
        case 0:
            check(fuzzed().parse_response(reply, settings));
            break;
        case 1:
            check(fuzzed().parse_status(reply, settings));
            break;
        case 2:
            (void)parse_token(reply);
            check_steps(reply, settings, (bytes[0] & 32U) != 0);
            break;
        default:
            check_callback({(bytes[0] & 16U) != 0 ? "PUT" : "POST",
                            "/hooks/p/payout/t/transfers/" + body.substr(0, 36),
                            {{"X-Reloadly-Signature", body},
                             {"X-Reloadly-Request-Timestamp", "1"},
                             {"x-paystack-signature", body},
                             {"verif-hash", body},
                             {"FSPIOP-Signature", body},
                             {"X-CorrelationID", body}},
                            body,
                            (bytes[0] & 32U) != 0},
                           settings);
    }
    return 0;
}
