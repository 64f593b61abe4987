// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/pack_correcting.hpp"

#include <algorithm>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "taskflow/tasks/packing.hpp"

namespace kazi::taskflow {

namespace {

/// The item that she answered by that letter.
std::optional<ItemRef> answered_by(const PackAnswers& answers, std::size_t letter) {
    const auto found = std::ranges::find(answers.given, letter, &PackedItem::letter);
    if (found == answers.given.end()) return std::nullopt;
    return ItemRef{answers.campaign, found->index};
}

bool is_open(const Turn& turn, std::size_t letter) {
    const char shown = static_cast<char>('A' + letter);
    return turn.worker.question && open_letters(turn).find(shown) != std::string::npos;
}

/// It is her last answer from now on. False: it can't be changed, and that stays what it was.
bool make_last(Turn& turn, ItemRef item) {
    const std::optional<LastAnswer> before = turn.worker.last_answer;
    const std::optional<Assignable> before_about = turn.answered;
    turn.worker.last_answer =
        LastAnswer{.item = item, .accepted_hour = turn.worker.pack.answered.accepted_hour};
    turn.answered = turn.context.answered->what;
    if (turn.answered->campaign != nullptr && can_correct(turn)) return true;
    turn.answered = before_about;
    turn.worker.last_answer = before;
    return false;
}

}  // namespace

void remember_for_oops(Turn& turn) {
    Pack& pack = turn.worker.pack;
    const OpenQuestion& question = *turn.worker.question;
    const bool same = pack.answered.asked_at == question.asked_at &&
                      pack.answered.campaign == question.item.campaign;
    if (pack.size == 0 || !same) pack.answered = {};
    if (pack.size == 0) return;
    pack.answered.campaign = question.item.campaign;
    pack.answered.asked_at = question.asked_at;
    pack.answered.accepted_hour = static_cast<std::uint32_t>(turn.at / hour_us);
    pack.answered.given.push_back({.index = question.item.index, .letter = pack.letter});
}

void forget_old_pack_answers(Turn& turn) {
    PackAnswers& answers = turn.worker.pack.answered;
    if (answers.given.empty()) return;
    if (turn.at - answers.accepted_hour * hour_us >= correctable_us) answers = {};
}

std::optional<LetterNamed> named_in_pack(const Turn& turn, std::string_view words) {
    if (turn.channel != Channel::sms) return std::nullopt;
    auto named = read_letter(words);
    if (!named) return std::nullopt;
    const bool known =
        answered_by(turn.worker.pack.answered, named->letter) || is_open(turn, named->letter);
    return known ? named : std::nullopt;
}

Place oops_in_pack(Turn& turn, const LetterNamed& named) {
    stop_correcting(turn);
    const auto item = answered_by(turn.worker.pack.answered, named.letter);
    if (!item) return place_of_work(turn);  // it has no answer yet
    const auto& loaded = turn.context.answered;
    if (!loaded || loaded->what.ref != *item) {
        turn.effects.named_answer = item;
        return place_of_work(turn);
    }
    if (!make_last(turn, *item)) {
        note(turn, dialogue::keys::correction_closed);
        return place_of_work(turn);
    }
    return named.answer.empty() ? oops(turn) : oops_with(turn, named.answer);
}

}  // namespace kazi::taskflow
