// SPDX-License-Identifier: Apache-2.0
// The words of the normal form, and header look-up.
#include "protocols/message.hpp"

#include <array>

#include "protocols/words.hpp"

namespace kazi::protocols {

std::string_view Callback::header(std::string_view name) const {
    for (const HeaderView& one : headers) {
        if (equal_ignoring_case(one.name, name)) return one.value;
    }
    return {};
}

bool is_final(DeliveryStatus status) {
    switch (status) {
        case DeliveryStatus::delivered:
        case DeliveryStatus::failed:
        case DeliveryStatus::rejected:
        case DeliveryStatus::expired:
            return true;
        case DeliveryStatus::accepted:
        case DeliveryStatus::sent:
        case DeliveryStatus::buffered:
        case DeliveryStatus::unknown:
            return false;
    }
    return false;
}

// The three tables below stand in the order of their enums.

std::string_view to_string(DeliveryStatus status) {
    static constexpr std::array<std::string_view, 8> names = {
        "accepted", "sent", "buffered", "delivered", "failed", "rejected", "expired", "unknown"};
    return names.at(static_cast<std::size_t>(status));
}

std::string_view to_string(UssdEvent event) {
    static constexpr std::array<std::string_view, 5> names = {"new", "input", "end", "timeout",
                                                              "abort"};
    return names.at(static_cast<std::size_t>(event));
}

std::string_view to_string(SendOutcome outcome) {
    static constexpr std::array<std::string_view, 8> names = {
        "accepted",  "rejected",   "opted_out", "throttled",
        "no_credit", "stop_route", "retry",     "in_doubt"};
    return names.at(static_cast<std::size_t>(outcome));
}

}  // namespace kazi::protocols
