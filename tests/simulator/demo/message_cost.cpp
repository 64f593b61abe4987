// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/demo/message_cost.hpp"

#include <fmt/format.h>

#include "tests/simulator/demo/summary.hpp"
#include "tests/simulator/telco/money.hpp"

namespace kazi::simulator::demo {
namespace {

namespace json = boost::json;
using telco::two_decimals;

MessageCost cost_of(const json::object& telco, std::string_view name, std::int64_t segment_micro) {
    const auto* value = telco.if_contains(name);
    if (value == nullptr || !value->is_object()) return {};
    const auto& sums = value->get_object();
    const auto messages = count_in(sums, "messages");
    const auto answers = count_in(sums, "answers") + count_in(sums, "declines");
    MessageCost cost;
    if (answers > 0) cost.per_answer_micro = count_in(sums, "segments") * segment_micro / answers;
    if (messages > 0)
        cost.questions_a_message =
            static_cast<double>(count_in(sums, "questions")) / static_cast<double>(messages);
    return cost;
}

}  // namespace

std::string MessageCosts::text() const {
    return fmt::format("KES {} unpacked, KES {} packed ({:.1f} questions a message)",
                       two_decimals(alone.per_answer_micro), two_decimals(packed.per_answer_micro),
                       packed.questions_a_message);
}

json::object MessageCosts::to_json() const {
    return {{"unpacked_micro", alone.per_answer_micro},
            {"packed_micro", packed.per_answer_micro},
            {"questions_a_packed_message", packed.questions_a_message}};
}

MessageCosts message_costs(const json::object& telco, std::int64_t segment_micro) {
    return {.alone = cost_of(telco, "asking_alone", segment_micro),
            .packed = cost_of(telco, "asking_packed", segment_micro)};
}

}  // namespace kazi::simulator::demo
