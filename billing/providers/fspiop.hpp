// SPDX-License-Identifier: Apache-2.0
// What all FSPIOP messages share: addresses, headers, and who signed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "billing/provider.hpp"

namespace kazi::billing {

/// What stands behind "/RESOURCE/" in a call's path: "ID" or "ID/error". Empty: another resource.
[[nodiscard]] std::string_view fspiop_subject(std::string_view target, std::string_view resource);

/// Headers of a message about a resource ("transfers"), to that FSP or, when empty, to the hub.
[[nodiscard]] std::vector<ProviderHeader> fspiop_headers(const ProviderSettings& settings,
                                                         std::string_view resource,
                                                         std::string_view to);

/// A call that may be read: path token, method, size, and the hub's signature where it signs.
[[nodiscard]] std::optional<ProviderRefusal> refuse_fspiop_call(const ProviderCallback& callback,
                                                                const ProviderSettings& settings);

}  // namespace kazi::billing
