// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/tag.hpp"

#include <boost/algorithm/string/predicate.hpp>
#include <cstdint>

namespace kazi::taskflow {

namespace {

/// No vowels, so that no tag is a word; none that is taken for a digit.
constexpr std::string_view consonants = "BCDFGHJKMNPQRTVWXZ";
constexpr std::size_t tag_letters = 2;

/// Neighbours are far apart: the finaliser of SplitMix64.
std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31);
}

bool begins_with_tag(std::string_view typed, const std::string& tag) {
    if (!boost::algorithm::istarts_with(typed, tag)) return false;
    const std::string_view after = typed.substr(tag.size());
    return after.empty() || std::string_view(" :.)-").find(after.front()) != std::string_view::npos;
}

std::string_view after_tag(std::string_view typed) {
    const std::size_t first = typed.find_first_not_of(" :.)-", tag_letters);
    return first == std::string_view::npos ? std::string_view() : typed.substr(first);
}

}  // namespace

std::string tag_of(ItemRef item) {
    std::uint64_t left = mixed((static_cast<std::uint64_t>(item.campaign) << 32) | item.index);
    std::string tag;
    for (std::size_t at = 0; at < tag_letters; ++at, left /= consonants.size())
        tag += consonants[left % consonants.size()];
    return tag;
}

std::string tag_prefix(const Turn& turn) {
    const bool carries = turn.context.market.question_tags && turn.channel == Channel::sms &&
                         turn.worker.question.has_value();
    return carries ? tag_of(turn.worker.question->item) + ": " : std::string();
}

TaggedText without_tag(const Turn& turn, std::string_view typed) {
    TaggedText text{.rest = typed};
    const Worker& worker = turn.worker;
    const bool alone = worker.question && worker.pack.size == 0;
    if (!turn.context.market.question_tags || !alone) return text;
    const std::size_t first = typed.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return text;
    typed.remove_prefix(first);
    text.about_this_one = begins_with_tag(typed, tag_of(worker.question->item));
    text.about_earlier = !text.about_this_one && worker.last_answer &&
                         begins_with_tag(typed, tag_of(worker.last_answer->item));
    if (text.about_this_one || text.about_earlier) text.rest = after_tag(typed);
    return text;
}

}  // namespace kazi::taskflow
