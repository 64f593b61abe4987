// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/demo/survey_cost.hpp"

#include <fmt/format.h>

#include "tests/simulator/demo/summary.hpp"
#include "tests/simulator/telco/money.hpp"

namespace kazi::simulator::demo {
namespace {

namespace json = boost::json;
using telco::two_decimals;

json::object one_json(const SurveyCost& cost) {
    return {{"completed", cost.completed},
            {"messages_micro", cost.messages_micro},
            {"per_completed_micro", cost.per_completed_micro()}};
}

}  // namespace

std::int64_t SurveyCost::per_completed_micro() const {
    return completed == 0 ? 0 : messages_micro / completed;
}

bool SurveyCosts::halved() const {
    return alone.completed > 0 && packed.completed > 0 &&
           packed.per_completed_micro() * 2 <= alone.per_completed_micro();
}

std::string SurveyCosts::text() const {
    return fmt::format("KES {} of messages unpacked, KES {} packed",
                       two_decimals(alone.per_completed_micro()),
                       two_decimals(packed.per_completed_micro()));
}

json::object SurveyCosts::to_json() const {
    return {{"unpacked", one_json(alone)}, {"packed", one_json(packed)}};
}

SurveyCost survey_cost(const json::object& progress) {
    return {.completed = count_in(progress, "answers"),
            .messages_micro = amount_in(progress, "messages")};
}

}  // namespace kazi::simulator::demo
