// SPDX-License-Identifier: Apache-2.0
// What one case of a certification came to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::gateway::certify {

enum class Verdict : std::uint8_t { passed, failed, not_applicable };
[[nodiscard]] std::string_view to_string(Verdict verdict);  ///< "pass", "FAIL", "n/a"

struct Finding {
    std::string kind;  ///< SMS, DLR or USSD
    std::string name;  ///< what was tried, in words a telco's engineer uses
    Verdict verdict = Verdict::passed;
    std::string reason;  ///< what was seen; why it failed, or why it does not apply
};

using Findings = std::vector<Finding>;

[[nodiscard]] std::size_t count(const Findings& findings, Verdict verdict);

}  // namespace kazi::gateway::certify
