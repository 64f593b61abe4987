// SPDX-License-Identifier: Apache-2.0
// The rows of the provider table, one codec each.
#pragma once

#include "billing/provider.hpp"

namespace kazi::billing {

[[nodiscard]] Provider africastalking_airtime();
[[nodiscard]] Provider airtel_africa();
[[nodiscard]] Provider dtone();
[[nodiscard]] Provider flutterwave();
[[nodiscard]] Provider gsma_mm();
[[nodiscard]] Provider mojaloop_fspiop();
[[nodiscard]] Provider mpesa_b2c();
[[nodiscard]] Provider mtn_momo();
[[nodiscard]] Provider paystack();
[[nodiscard]] Provider reloadly();

}  // namespace kazi::billing
