// SPDX-License-Identifier: Apache-2.0
// The USSD functions of a dialect that is nothing but a shape: a gateway that signs nothing, so
// that a route with secrets expects one of them in the address or as a password.
#pragma once

#include "protocols/proof.hpp"
#include "protocols/ussd_turn.hpp"

namespace kazi::protocols {

template <const UssdShape& (*shape)(), Accepts accepts>
struct ShapedUssd {
    static Parsed<UssdTurn> parse(const Callback& callback, const RouteSettings& settings,
                                  const CallbackContext& context) {
        if (auto refusal = check_proof(callback, settings)) return *std::move(refusal);
        const auto fields = read_fields(callback, accepts);
        if (!fields) return fields.error();
        return read_ussd_turn(*fields, settings, shape(), context);
    }

    static HttpReply render(const UssdPage& page, const Callback& callback,
                            const RouteSettings& settings) {
        return write_ussd_page(page, callback, settings, shape(), accepts);
    }

    /// A quiet refusal still ends the session on the phone.
    static std::optional<HttpReply> render_refusal(const Refusal& refusal,
                                                   const Callback& callback) {
        if (refusal.http != 200) return std::nullopt;
        return render({.text = "", .more = false}, callback, {});
    }

    static HttpReply acknowledge() { return {200, "", ""}; }
};

}  // namespace kazi::protocols
