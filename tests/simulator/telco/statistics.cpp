// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/statistics.hpp"

namespace kazi::simulator::telco {

boost::json::object NetworkTally::to_json() const {
    return {{"messages_out", messages_out},   {"messages_in", messages_in}, {"reports", reports},
            {"repeats_known", repeats_known}, {"sessions", sessions},       {"turns", turns}};
}

boost::json::object MessagesThatAsk::to_json() const {
    return {{"messages", messages},
            {"segments", segments},
            {"questions", questions},
            {"answers", answers},
            {"declines", declines}};
}

boost::json::object Statistics::to_json() const {
    return {{"messages_out", messages_out},
            {"segments_out", segments_out},
            {"message_cost_micro", message_cost_micro},
            {"messages_refused", messages_refused},
            {"messages_in", messages_in},
            {"messages_in_lost", messages_in_lost},
            {"reports", reports},
            {"sessions", sessions},
            {"sessions_dropped", sessions_dropped},
            {"sessions_failed", sessions_failed},
            {"turns", turns},
            {"callbacks", callbacks},
            {"callbacks_doubled", callbacks_doubled},
            {"callbacks_late", callbacks_late},
            {"callbacks_retried", callbacks_retried},
            {"pages_differing", pages_differing},
            {"airtime_requests", airtime_requests},
            {"airtime_replies_lost", airtime_replies_lost},
            {"joined", joined},
            {"answers_sent", answers_sent},
            {"declines_sent", declines_sent},
            {"answers_thanked", answers_thanked},
            {"texts_not_understood", texts_not_understood},
            {"asking_alone", asking_alone.to_json()},
            {"asking_packed", asking_packed.to_json()}};
}

}  // namespace kazi::simulator::telco
