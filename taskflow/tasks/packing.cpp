// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/packing.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "taskflow/dialogue/render_sms.hpp"
#include "taskflow/messages.hpp"
#include "taskflow/question/asked.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/tasks/interview.hpp"
#include "taskflow/tasks/interview_pack.hpp"
#include "taskflow/tasks/leases.hpp"

namespace kazi::taskflow {

namespace {

/// By ease: two questions that were answered plainly come before the first pack.
constexpr std::array<std::size_t, 6> sizes_by_ease{1, 1, 2, 4, 6, pack_items_max};

struct Trust {
    int right_pct_min;
    std::size_t items_max;
};
/// Who is often wrong gets less to look at in one go.
constexpr std::array trusts{Trust{80, pack_items_max}, Trust{65, 5}, Trust{50, 3}};

/// Fewer checked answers say nothing about how often she is right.
constexpr std::uint32_t checked_min = 5;
/// While that is so, this many.
constexpr std::size_t unchecked_items_max = 6;

/// One digit for each answer, so that "121" can be read.
constexpr std::size_t options_max = 9;

constexpr char first_letter = 'A';

char letter_of(std::uint8_t place) {
    return static_cast<char>(first_letter + place);
}

std::size_t allowed_by(const Level& known) {
    if (known.checked < checked_min) return unchecked_items_max;
    for (const Trust& trust : trusts) {
        if (known.right_pct >= trust.right_pct_min) return trust.items_max;
    }
    return 1;
}

bool has_plain_options(const Question& question) {
    return std::ranges::all_of(question.texts, [](const auto& each) {
        const auto& options = each.second.options;
        return options.size() <= options_max &&
               std::ranges::none_of(options, [](const std::string& option) {
                   return option.find('{') != std::string::npos;
               });
    });
}

struct Cost {
    std::size_t items = 1;
    int segments = 1;
};

bool is_cheaper(const Cost& one, const Cost& other) {
    return static_cast<std::size_t>(one.segments) * other.items <
           static_cast<std::size_t>(other.segments) * one.items;
}

int segments_of(const Turn& turn, ScreenOf shown) {
    const int no_limit = std::numeric_limits<int>::max();
    return dialogue::render_sms(shown(turn), turn.notes, no_limit).segments;
}

void put_beneath(Turn& turn, const Assignable& what) {
    Pack& pack = turn.worker.pack;
    if (pack.size == 0) pack.size = 1;
    pack.rest.push_back({what.ref.index, pack.size++});
    turn.packed.push_back(what);
}

void take_off_last(Turn& turn) {
    turn.worker.pack.rest.pop_back();
    turn.packed.pop_back();
    --turn.worker.pack.size;
}

bool is_affordable(const Turn& turn, int segments) {
    return segments <= turn.context.market.sms_segments_max &&
           escrow_pays(turn, *turn.asking, segments);
}

/// Adds items as long as the message can be sent; how many in all come cheapest.
std::size_t fill(Turn& turn, std::size_t most, ScreenOf shown) {
    Cost best{1, segments_of(turn, shown)};
    for (const Assignable& other : turn.context.alongside) {
        if (turn.packed.size() + 1 >= most) break;
        if (other.ref.campaign != turn.asking->ref.campaign || other.ref == turn.asking->ref ||
            !may_be_hers(turn, other))
            continue;
        put_beneath(turn, other);
        const Cost cost{turn.packed.size() + 1, segments_of(turn, shown)};
        if (!is_affordable(turn, cost.segments)) break;
        if (is_cheaper(cost, best)) best = cost;
    }
    return best.items;
}

/// The same for the questions of one survey, which need no items beside the open one.
void pack_interview(Turn& turn, std::size_t most, ScreenOf shown) {
    const std::size_t possible = packable_in_interview(turn, most);
    if (possible < 2) return;
    Cost best{1, segments_of(turn, shown)};
    for (std::size_t size = 2; size <= possible; ++size) {
        put_together(turn, size);
        const Cost cost{size, segments_of(turn, shown)};
        if (!is_affordable(turn, cost.segments)) break;
        if (is_cheaper(cost, best)) best = cost;
    }
    put_together(turn, best.items);
}

/// What her record and the campaign allow.
std::size_t most_for(const Turn& turn, const Campaign& campaign) {
    const Level known = level_in(turn.worker.standing, turn.context.counts, campaign.family(),
                                 turn.context.local.day_number);
    return std::min<std::size_t>(campaign.tasks.pack_at_most,
                                 pack_size(turn.worker.pack.ease, known));
}

}  // namespace

std::size_t pack_size(std::uint8_t ease, const Level& known) {
    const std::size_t step = std::min<std::size_t>(ease, sizes_by_ease.size() - 1);
    return std::min(sizes_by_ease[step], allowed_by(known));
}

std::uint8_t next_ease(std::uint8_t ease) {
    return ease < ease_max ? static_cast<std::uint8_t>(ease + 1) : ease;
}

void learn_ease(Turn& turn, bool clear) {
    if (turn.channel != Channel::sms) return;
    std::uint8_t& ease = turn.worker.pack.ease;
    ease = clear ? next_ease(ease) : static_cast<std::uint8_t>(ease / 2);
}

bool may_be_packed(const Campaign& campaign) {
    return campaign.tasks.pack_at_most > 1 && question::is_listed(campaign.question) &&
           has_plain_options(campaign.question) && !campaign.is_once_each() &&
           !campaign.protection.sensitive && !campaign.gold.wanted &&
           campaign.lessons.all.empty() && !campaign.chain.wanted() && !campaign.review.wanted() &&
           !campaign.review.judges && !campaign.bonus.wanted();
}

bool is_packed(const Turn& turn) {
    return turn.channel == Channel::sms && turn.worker.question && !turn.packed.empty();
}

void pack_beside(Turn& turn, ScreenOf shown) {
    const Campaign& campaign = *turn.asking->campaign;
    if (turn.channel != Channel::sms) return;
    if (is_interview(turn)) return pack_interview(turn, most_for(turn, campaign), shown);
    if (!may_be_packed(campaign)) return;
    const std::size_t cheapest = fill(turn, most_for(turn, campaign), shown);
    while (turn.packed.size() + 1 > cheapest)
        take_off_last(turn);
    if (turn.packed.empty()) turn.worker.pack.size = 0;
    for (const Assignable& each : turn.packed)
        take_beside(turn, each);
}

std::string open_letters(const Turn& turn) {
    std::string letters;
    const Pack& pack = turn.worker.pack;
    if (pack.size == 0) return letters;
    letters += letter_of(pack.letter);
    for (const PackedItem& each : pack.rest)
        letters += letter_of(each.letter);
    std::ranges::sort(letters);
    return letters;
}

std::vector<const Assignable*> open_items(const Turn& turn) {
    std::vector<const Assignable*> items;
    const Pack& pack = turn.worker.pack;
    for (std::size_t nth = 0; nth < pack.rest.size(); ++nth)
        items.push_back(&turn.packed[nth]);
    const auto before = std::ranges::count_if(
        pack.rest, [&](const PackedItem& each) { return each.letter < pack.letter; });
    items.insert(items.begin() + before, &*turn.asking);
    return items;
}

void bring_forward(Turn& turn, char letter) {
    Pack& pack = turn.worker.pack;
    if (letter_of(pack.letter) == letter) return;
    const auto wanted = std::ranges::find_if(
        pack.rest, [&](const PackedItem& each) { return letter_of(each.letter) == letter; });
    const auto at = wanted - pack.rest.begin();
    OpenQuestion& question = *turn.worker.question;
    std::swap(question.item.index, wanted->index);
    std::swap(pack.letter, wanted->letter);
    std::swap(*turn.asking, turn.packed[static_cast<std::size_t>(at)]);
}

void bring_next_of_pack(Turn& turn) {
    Pack& pack = turn.worker.pack;
    const auto first = std::ranges::min_element(pack.rest, {}, &PackedItem::letter);
    const auto at = first - pack.rest.begin();
    OpenQuestion& question = *turn.worker.question;
    question.item.index = first->index;
    question.tries = 0;
    pack.letter = first->letter;
    turn.asking = turn.packed[static_cast<std::size_t>(at)];
    pack.rest.erase(first);
    turn.packed.erase(turn.packed.begin() + at);
}

void drop_from_pack(Turn& turn, const std::function<bool(const Assignable&)>& unwanted) {
    Pack& pack = turn.worker.pack;
    for (std::size_t nth = pack.rest.size(); nth-- > 0;) {
        if (!unwanted(turn.packed[nth])) continue;
        pack.rest.erase(pack.rest.begin() + static_cast<std::ptrdiff_t>(nth));
        turn.packed.erase(turn.packed.begin() + static_cast<std::ptrdiff_t>(nth));
    }
}

void take_pack(Turn& turn) {
    const OpenQuestion& question = *turn.worker.question;
    std::erase_if(turn.worker.pack.rest, [&](const PackedItem& each) {
        const Asked* asked = find_asked(turn, {question.item.campaign, each.index});
        const bool known = asked != nullptr && asked->what.item != nullptr;
        if (known) turn.packed.push_back(asked->what);
        if (!known && question.leased) change_leases(turn, question.item.campaign, -1);
        return !known;
    });
}

void forget_pack(Turn& turn) {
    Pack& pack = turn.worker.pack;
    pack = {.ease = pack.ease,
            .size = 0,
            .letter = 0,
            .rest = {},
            .answered = std::move(pack.answered)};
    turn.packed.clear();
}

}  // namespace kazi::taskflow
