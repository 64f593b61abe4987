// SPDX-License-Identifier: Apache-2.0
// Reads a USSD turn and writes its answer by the shape of a gateway.
#pragma once

#include <optional>
#include <string_view>

#include "protocols/body.hpp"
#include "protocols/dialect.hpp"
#include "protocols/fields.hpp"
#include "protocols/ussd_shape.hpp"

namespace kazi::protocols {

/// What was dialled behind the service code, parts joined by stars; nothing when the string does
/// not begin with that code. Stars before and a hash behind either of them don't matter.
[[nodiscard]] std::optional<std::string_view> behind_code(std::string_view dialled,
                                                          std::string_view code);

/// The turn that the fields tell of.
[[nodiscard]] Parsed<UssdTurn> read_ussd_turn(const Fields& fields, const RouteSettings& settings,
                                              const UssdShape& shape,
                                              const CallbackContext& context);

/// The page in the gateway's own form, echoing what it wants back of the callback.
[[nodiscard]] HttpReply write_ussd_page(const UssdPage& page, const Callback& callback,
                                        const RouteSettings& settings, const UssdShape& shape,
                                        Accepts accepts);

}  // namespace kazi::protocols
