// SPDX-License-Identifier: Apache-2.0
#include "taskflow/review/appealing.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/messages.hpp"
#include "taskflow/protection/protecting.hpp"
#include "taskflow/review/reviewing.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

constexpr Instant verdict_again_us = hour_us;

std::string number_text(const RejectedAnswer& rejected) {
    return std::to_string(rejected.number);
}

void open_case(Turn& turn, RejectedAnswer& rejected) {
    rejected.appealed = true;
    turn.effects.appeal = AppealOpened{rejected.item, rejected.answer};
    note(turn, keys::appeal_opened, {{"case", number_text(rejected)}});
}

/// Null: none that she has not appealed against.
template <class Rejections>
auto newest_open(Rejections& rejections) -> decltype(&rejections.front()) {
    const auto newest =
        std::find_if(rejections.rbegin(), rejections.rend(),
                     [](const RejectedAnswer& rejected) { return !rejected.appealed; });
    return newest == rejections.rend() ? nullptr : &*newest;
}

void appeal_case(Turn& turn, std::uint32_t number) {
    Cases& cases = turn.worker.cases;
    const auto rejected = std::ranges::find(cases.rejected, number, &RejectedAnswer::number);
    if (rejected != cases.rejected.end()) {
        if (!rejected->appealed) return open_case(turn, *rejected);
        return note(turn, keys::appeal_under_way);
    }
    const bool was_hers =
        number >= case_number_first && number - case_number_first < cases.numbers_given;
    note(turn, was_hers ? keys::appeal_closed : keys::appeal_unknown,
         {{"case", std::to_string(number)}});
}

bool asks_for_a_person(const Worker& worker) {
    const bool has_open_case = newest_open(worker.cases.rejected) != nullptr;
    return worker.stage == Stage::frozen && (!worker.cases.freeze_appealed || !has_open_case);
}

}  // namespace

std::optional<std::uint32_t> case_number_in(std::string_view words) {
    const auto blank = words.rfind(' ');
    const std::string_view last = blank == std::string_view::npos ? words : words.substr(blank + 1);
    std::uint32_t number = 0;
    const auto read = std::from_chars(last.data(), last.data() + last.size(), number);
    if (read.ec != std::errc() || read.ptr != last.data() + last.size()) return std::nullopt;
    return number;
}

bool has_case(const Worker& worker, std::uint32_t number) {
    return std::ranges::find(worker.cases.rejected, number, &RejectedAnswer::number) !=
           worker.cases.rejected.end();
}

void appeal(Turn& turn, std::string_view rest) {
    Cases& cases = turn.worker.cases;
    if (const auto number = case_number_in(rest)) return appeal_case(turn, *number);
    if (asks_for_a_person(turn.worker)) {
        cases.freeze_appealed = true;
        return note(turn, keys::appeal_freeze);
    }
    if (RejectedAnswer* newest = newest_open(cases.rejected)) return open_case(turn, *newest);
    note(turn, cases.rejected.empty() ? keys::appeal_none : keys::appeal_under_way);
}

bool can_appeal(const Turn& turn) {
    return newest_open(turn.worker.cases.rejected) != nullptr;
}

void tell_verdict(Turn& turn) {
    FreezeVerdict& verdict = turn.worker.cases.verdict;
    if (verdict == FreezeVerdict::none) return;
    if (!turn.worker.opted_out && !may_be_written_to(turn)) return;
    const bool works = verdict == FreezeVerdict::released;
    verdict = FreezeVerdict::none;
    tell_news(turn, say(turn, works ? keys::appeal_released : keys::appeal_stays), Haste::at_once);
}

Instant verdict_wake(const Worker& worker, Instant now) {
    return worker.cases.verdict == FreezeVerdict::none ? 0 : now + verdict_again_us;
}

}  // namespace kazi::taskflow
