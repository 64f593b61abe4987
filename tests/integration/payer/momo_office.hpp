// SPDX-License-Identifier: Apache-2.0
// The pay office at a provider to which a repeated key is a fence, and what that one answers.
#pragma once

#include <string>

#include "protocols/message.hpp"
#include "tests/integration/payer/pay_office.hpp"

namespace kazi::tests {

/// Pays the office's one account over MTN MoMo's wire, which takes whatever comes.
void move_to_momo(PayOffice& office);

/// A query's answer about a transfer, to whomever it went: `amount` in whole shillings.
[[nodiscard]] protocols::HttpReply momo_transfer(const std::string& status,
                                                 const std::string& reason = "",
                                                 const std::string& amount = "20");

/// A query's answer about a key that was never seen.
[[nodiscard]] protocols::HttpReply momo_unknown();

/// A payment's answer: on its way.
[[nodiscard]] protocols::HttpReply momo_taken();

}  // namespace kazi::tests
