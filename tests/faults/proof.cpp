// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/value_to.hpp>

#include "gateway/engine/worker_identity.hpp"
#include "tests/faults/running_daemon.hpp"

namespace kazi::tests {

namespace json = boost::json;

namespace {

constexpr std::size_t line_bytes = 80;

void check_one(const json::object& thanks, const JournalAnswers& journal, std::string_view identity,
               Complaints& complaints) {
    const auto msisdn = json::value_to<std::string>(thanks.at("msisdn"));
    const auto item = json::value_to<std::string>(thanks.at("item"));
    const auto label = json::value_to<int>(thanks.at("label"));
    const auto found = journal.find({gateway::engine::worker_of(identity, msisdn), item});
    const auto who = fmt::format("{} was thanked for {}", msisdn, item);
    if (found == journal.end()) {
        complaints.push_back(who + ", which is lost");
    } else if (found->second.size() != 1) {
        complaints.push_back(fmt::format("{}, which is there {} times", who, found->second.size()));
    } else if (found->second.front().label != label) {
        complaints.push_back(
            fmt::format("{} = {}, the journal says {}", who, label, found->second.front().label));
    }
    if (json::value_to<int>(thanks.at("times")) != 1) complaints.push_back(who + " again");
}

std::map<std::string, std::int64_t> counted_answers(const JournalAnswers& journal) {
    std::map<std::string, std::int64_t> counts;
    for (const auto& [who_and_item, answers] : journal) {
        counts[who_and_item.second] += std::ranges::count(answers, false, &JournalAnswer::surplus);
    }
    return counts;
}

}  // namespace

Complaints check_thanked(const json::array& thanked, const JournalAnswers& journal,
                         std::string_view identity) {
    Complaints complaints;
    for (const auto& thanks : thanked)
        check_one(thanks.as_object(), journal, identity, complaints);
    return complaints;
}

Complaints check_results(const simulator::demo::Results& results, const JournalAnswers& journal,
                         std::size_t items) {
    Complaints complaints;
    if (results.size() != items)
        complaints.push_back(fmt::format("{} of {} items have a result", results.size(), items));
    for (const auto& [who_and_item, answers] : journal) {
        if (answers.size() == 1) continue;
        complaints.push_back(
            fmt::format("{} of one worker is there {} times", who_and_item.second, answers.size()));
    }
    const auto counts = counted_answers(journal);
    for (const auto& [item, result] : results) {
        const auto counted = counts.find(item);
        const auto in_journal = counted == counts.end() ? 0 : counted->second;
        if (result.answers == in_journal) continue;
        complaints.push_back(fmt::format("the result of {} has {} answers, the journal {}", item,
                                         result.answers, in_journal));
    }
    return complaints;
}

Complaints check_log(std::string_view log, std::string_view number_beginning) {
    Complaints complaints;
    for (const auto& secret : secrets_in(log))
        complaints.push_back(fmt::format("the log holds the secret {}…", secret));
    const auto at = log.find(number_beginning);
    if (at != std::string_view::npos)
        complaints.push_back(fmt::format("the log holds a number: {}", log.substr(at, line_bytes)));
    return complaints;
}

}  // namespace kazi::tests
