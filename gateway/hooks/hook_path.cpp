// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/hook_path.hpp"

#include <array>
#include <utility>

namespace kazi::gateway::hooks {

namespace {

constexpr std::string_view prefix = "/hooks/";

constexpr std::array<std::pair<std::string_view, HookKind>, 4> kinds{{
    {"sms", HookKind::sms},
    {"dlr", HookKind::dlr},
    {"ussd", HookKind::ussd},
    {"payout", HookKind::payout},
}};

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

}  // namespace

std::optional<HookPath> hook_path(std::string_view target) {
    std::string_view rest = path_of(target);
    if (!rest.starts_with(prefix)) return std::nullopt;
    rest.remove_prefix(prefix.size());
    const auto first = rest.find('/');
    const auto last = rest.rfind('/');
    if (first == std::string_view::npos || first == 0) return std::nullopt;
    // Between name and kind there is nothing, or one segment: the secret.
    if (last != first && rest.find('/', first + 1) != last) return std::nullopt;
    for (const auto& [word, kind] : kinds) {
        if (rest.substr(last + 1) == word) return HookPath{rest.substr(0, first), kind};
    }
    return std::nullopt;
}

std::string without_secret(std::string_view target) {
    const std::string_view path = path_of(target);
    const auto name_end = path.find('/', prefix.size());
    const auto last = path.rfind('/');
    if (!path.starts_with(prefix) || name_end == std::string_view::npos) return "/***";
    std::string shown(path.substr(0, name_end));
    if (last != name_end) shown += "/***";
    return shown.append(path.substr(last));
}

}  // namespace kazi::gateway::hooks
