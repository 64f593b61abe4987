// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/hook_path.hpp"

#include <array>
#include <utility>

namespace kazi::gateway::hooks {

namespace {

constexpr std::string_view prefix = "/hooks/";
constexpr std::string_view session_prefix = "ussd/session/";
constexpr std::string_view payout_prefix = "payout/";

constexpr std::array<std::pair<std::string_view, HookKind>, 4> kinds{{
    {"sms", HookKind::sms},
    {"dlr", HookKind::dlr},
    {"ussd", HookKind::ussd},
    {"payout", HookKind::payout},
}};

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

/// A path taken apart. Views into it.
struct Parts {
    std::string_view name;
    std::string_view secret;  ///< empty: none
    HookKind kind = HookKind::sms;
    std::string_view kind_and_rest;  ///< "sms", "ussd/session/…"
};

/// The kind that the text begins with. A USSD session has an address of its own behind it, and so
/// have the different notices of one payout provider.
std::optional<HookKind> kind_of(std::string_view text) {
    for (const auto& [word, kind] : kinds) {
        if (text == word) return kind;
    }
    if (text.starts_with(session_prefix)) return HookKind::ussd;
    if (text.starts_with(payout_prefix)) return HookKind::payout;
    return std::nullopt;
}

std::optional<Parts> parts_of(std::string_view target) {
    std::string_view rest = path_of(target);
    if (!rest.starts_with(prefix)) return std::nullopt;
    rest.remove_prefix(prefix.size());
    const auto name_end = rest.find('/');
    if (name_end == std::string_view::npos || name_end == 0) return std::nullopt;
    const std::string_view name = rest.substr(0, name_end);
    rest.remove_prefix(name_end + 1);
    if (const auto kind = kind_of(rest)) return Parts{name, {}, *kind, rest};
    const auto secret_end = rest.find('/');
    if (secret_end == std::string_view::npos) return std::nullopt;
    const std::string_view behind = rest.substr(secret_end + 1);
    const auto kind = kind_of(behind);
    if (!kind) return std::nullopt;
    return Parts{name, rest.substr(0, secret_end), *kind, behind};
}

}  // namespace

std::optional<HookPath> hook_path(std::string_view target) {
    const auto parts = parts_of(target);
    if (!parts) return std::nullopt;
    return HookPath{parts->name, parts->kind};
}

std::string without_secret(std::string_view target) {
    const auto parts = parts_of(target);
    if (!parts) return "/***";
    std::string shown = std::string(prefix).append(parts->name);
    if (!parts->secret.empty()) shown += "/***";
    // A provider's token may stand behind the word, too.
    if (parts->kind == HookKind::payout) return shown.append("/payout");
    return shown.append("/").append(parts->kind_and_rest);
}

}  // namespace kazi::gateway::hooks
