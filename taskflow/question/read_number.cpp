// SPDX-License-Identifier: Apache-2.0
// A number question wants exactly one whole number; how it is found is `read_quantity`'s business.
#include "taskflow/question/meaning.hpp"
#include "taskflow/question/quantity.hpp"
#include "taskflow/question/readers.hpp"

namespace kazi::taskflow::question {

namespace {

std::optional<Milli> in_milli(const std::optional<std::int64_t>& bound) {
    return bound ? std::optional(*bound * milli) : std::nullopt;
}

}  // namespace

Reading read_number(const std::optional<std::int64_t>& minimum,
                    const std::optional<std::int64_t>& maximum, std::string_view language,
                    const Tokens& typed) {
    if (says_dont_know(typed, language)) return DontKnow{};
    const QuantityRule rule{.minimum = in_milli(minimum), .maximum = in_milli(maximum)};
    const QuantityReading reading = read_quantity(rule, language, typed);
    if (reading.value) return Number{*reading.value / milli};
    return Unreadable{.out_of_range = reading.out_of_range};
}

}  // namespace kazi::taskflow::question
