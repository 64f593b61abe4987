// SPDX-License-Identifier: Apache-2.0
// Some aggregators put the shared secret among the fields of a callback; what is kept of it must
// not hold one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace kazi::gateway::hooks {

/// The text with "***" for every place where one of the secrets stands, as it is or as a form
/// writes it.
[[nodiscard]] std::string mask_secrets(std::string_view text, std::span<const std::string> secrets);

}  // namespace kazi::gateway::hooks
