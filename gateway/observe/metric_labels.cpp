// SPDX-License-Identifier: Apache-2.0
// The words of our own enums as they stand in labels.
#include <array>

#include "gateway/observe/metrics.hpp"

namespace kazi::gateway {
namespace {

template <class Enum, std::size_t N>
std::string_view word(const std::array<std::string_view, N>& words, Enum value) {
    return words.at(static_cast<std::size_t>(value));
}

constexpr std::array<std::string_view, 2> channels{"sms", "ussd"};
constexpr std::array<std::string_view, 3> callback_kinds{"sms", "dlr", "ussd"};
constexpr std::array<std::string_view, 7> callback_outcomes{
    "taken", "duplicate", "refused", "unavailable", "failed", "fenced", "late"};
constexpr std::array<std::string_view, 3> impossibles{"unproven", "foreign_number", "foreign_code"};
constexpr std::array<std::string_view, 3> commit_outcomes{"applied", "guard_failed", "failed"};
constexpr std::array<std::string_view, 5> answer_kinds{"accepted", "surplus", "dont_know",
                                                       "unreadable", "corrected"};
constexpr std::array<std::string_view, 4> close_reasons{"confident", "complete", "exhausted",
                                                        "stopped"};

}  // namespace

std::string_view to_string(Channel channel) {
    return word(channels, channel);
}
std::string_view to_string(CallbackKind kind) {
    return word(callback_kinds, kind);
}
std::string_view to_string(CallbackOutcome outcome) {
    return word(callback_outcomes, outcome);
}
std::string_view to_string(Impossible what) {
    return word(impossibles, what);
}
std::string_view to_string(CommitOutcome outcome) {
    return word(commit_outcomes, outcome);
}
std::string_view to_string(AnswerKind kind) {
    return word(answer_kinds, kind);
}
std::string_view to_string(CloseReason reason) {
    return word(close_reasons, reason);
}

}  // namespace kazi::gateway
