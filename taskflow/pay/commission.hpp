// SPDX-License-Identifier: Apache-2.0
// What a partner earns by the people who joined with its code: a share of the platform's fee.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace kazi::taskflow {

struct Event;
struct Turn;

/// A partner's code → its share of the fee, in millionths.
using PartnerShares = std::map<std::string, std::int64_t>;

/// Gives her partner its share of the fees that this step takes in, beside the platform's own. Of
/// an answer that its client may look at, only when the pay is hers for good: until then the fee
/// may go back.
void share_fees(Turn& turn, const Event& event);

}  // namespace kazi::taskflow
