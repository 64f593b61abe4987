// SPDX-License-Identifier: Apache-2.0
// What a hook's path asks for: /hooks/{route}/{sms|dlr|ussd}, with a secret between, perhaps, and
// behind /ussd a session's own address where the dialect has such.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kazi::gateway::hooks {

enum class HookKind : std::uint8_t { sms, dlr, ussd, payout };

struct HookPath {
    std::string_view name;  ///< of the route, or of the payout provider
    HookKind kind = HookKind::sms;
    std::string_view caller{};  ///< whose address it is that called, for routes that ask
};

/// Nothing when the target (path, with query or without) is no hook's.
[[nodiscard]] std::optional<HookPath> hook_path(std::string_view target);

/// The target without what may be a secret: "/hooks/at-ke/***/sms"; of one that is no hook's,
/// nothing of what it says. For records and logs.
[[nodiscard]] std::string without_secret(std::string_view target);

}  // namespace kazi::gateway::hooks
