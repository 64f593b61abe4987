// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/secret_mask.hpp"

#include "protocols/form.hpp"

namespace kazi::gateway::hooks {

namespace {

constexpr std::string_view mask = "***";

void replace_all(std::string& text, std::string_view what) {
    if (what.empty()) return;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
        text.replace(at, what.size(), mask);
        at += mask.size();
    }
}

}  // namespace

std::string mask_secrets(std::string_view text, std::span<const std::string> secrets) {
    std::string masked(text);
    for (const std::string& secret : secrets) {
        replace_all(masked, secret);
        replace_all(masked, protocols::percent_encode(secret));
    }
    return masked;
}

}  // namespace kazi::gateway::hooks
