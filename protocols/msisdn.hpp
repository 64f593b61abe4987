// SPDX-License-Identifier: Apache-2.0
// Phone numbers as they come, made into E.164; and masked for logs.
#pragma once

#include <string>
#include <string_view>

#include "protocols/refusal.hpp"

namespace kazi::protocols {

/// Without blanks at both ends and without a leading `tel:`.
[[nodiscard]] std::string_view without_scheme(std::string_view text);

/// A subscriber's number in E.164 with plus: 8 to 15 digits, the first not 0. `country_code`:
/// digits put in place of a national number's leading 0; empty means such numbers are refused.
/// Fails: with http 200 for what is no subscriber (letters, fewer than 8 digits), else with 400.
[[nodiscard]] Parsed<std::string> normalise_msisdn(std::string_view text,
                                                   std::string_view country_code);

/// A destination as dialled: 3 to 7 digits stay, a full number gets its plus, letters stay; a
/// leading `tel:` goes.
[[nodiscard]] std::string normalise_destination(std::string_view text);

/// "+2547****0001": enough to recognise a number one knows, too little to dial one.
[[nodiscard]] std::string mask_msisdn(std::string_view msisdn);

}  // namespace kazi::protocols
