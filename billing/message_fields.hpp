// SPDX-License-Identifier: Apache-2.0
// Numbers, references and money as providers write them, read strictly out of Fields.
#pragma once

#include <boost/system/result.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "billing/decoded.hpp"
#include "billing/fields.hpp"

namespace kazi::billing {

/// An amount as a message tells it; the currency may be left to the reader to know.
struct ToldAmount {
    std::int64_t micro = 0;
    std::optional<Currency> currency;
};

/// Reads "KES 20.0000", "20.00", or nothing ("", "0", "None", absent).
/// Fails: told twice, not exact decimal text, a currency that is none.
[[nodiscard]] FieldResult<std::optional<ToldAmount>> amount_field(const Fields& fields,
                                                                  std::string_view name);

/// Reads a reference: 1 to 128 printable ASCII characters. "None" and absence are nothing.
/// Fails: told twice with different values, a character that does not belong there.
[[nodiscard]] FieldResult<std::optional<std::string>> reference_field(const Fields& fields,
                                                                      std::string_view name);

/// Reads a number into E.164 with plus; a plus that form decoding ate is put back.
/// Fails: told twice with different values, not 8 to 15 digits.
[[nodiscard]] FieldResult<std::optional<std::string>> msisdn_field(const Fields& fields,
                                                                   std::string_view name);

/// Plus and 8 to 15 digits, the first of them not zero.
[[nodiscard]] bool is_e164(std::string_view msisdn);

}  // namespace kazi::billing
