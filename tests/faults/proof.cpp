// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/value_to.hpp>
#include <initializer_list>
#include <map>
#include <set>

#include "gateway/engine/worker_identity.hpp"
#include "tests/faults/running_daemon.hpp"
#include "tests/simulator/demo/summary.hpp"

namespace kazi::tests {

namespace json = boost::json;

namespace {

constexpr std::size_t line_bytes = 80;

void check_one(const json::object& thanked, const JournalAnswers& journal,
               std::string_view identity, Complaints& complaints) {
    const auto msisdn = json::value_to<std::string>(thanked.at("msisdn"));
    const auto item = json::value_to<std::string>(thanked.at("item"));
    const auto label = json::value_to<int>(thanked.at("label"));
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
    if (json::value_to<int>(thanked.at("times")) != 1) complaints.push_back(who + " again");
}

std::map<std::string, std::int64_t> counted_answers(const JournalAnswers& journal) {
    std::map<std::string, std::int64_t> counts;
    for (const auto& [who_and_item, answers] : journal) {
        counts[who_and_item.second] += std::ranges::count(answers, false, &JournalAnswer::surplus);
    }
    return counts;
}

void check_traffic(const std::string& name, const json::object& tally, Complaints& complaints) {
    const auto expect = [&](const char* flag, std::initializer_list<const char*> counts) {
        if (!tally.at(flag).as_bool()) return;
        for (const char* count : counts) {
            if (simulator::demo::count_in(tally, count) == 0)
                complaints.push_back(fmt::format("{}: {} is 0", name, count));
        }
    };
    expect("carries_sms", {"messages_in", "messages_out", "reports"});
    expect("carries_ussd", {"sessions", "turns"});
}

}  // namespace

Complaints check_thanked(const json::array& thanked, const JournalAnswers& journal,
                         std::string_view identity) {
    Complaints complaints;
    for (const auto& one : thanked)
        check_one(one.as_object(), journal, identity, complaints);
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

Complaints check_networks(const json::object& networks, const json::array& thanked,
                          std::size_t dialects, std::span<const char* const> number_beginnings) {
    Complaints complaints;
    std::set<std::string> seen;
    for (const auto& [name, told] : networks) {
        const auto& tally = told.as_object();
        seen.insert(json::value_to<std::string>(tally.at("dialect")));
        check_traffic(std::string(name), tally, complaints);
    }
    if (seen.size() != dialects)
        complaints.push_back(fmt::format("{} dialects were spoken, not {}", seen.size(), dialects));
    for (const std::string beginning : number_beginnings) {
        const bool anybody = std::ranges::any_of(thanked, [&](const json::value& one) {
            return json::value_to<std::string>(one.at("msisdn")).starts_with("+" + beginning);
        });
        if (!anybody) complaints.push_back("nobody was thanked behind " + beginning);
    }
    return complaints;
}

Complaints check_reports(const json::array& reported, const MessageStates& states) {
    Complaints complaints;
    std::map<std::string, std::pair<int, int>> counts;
    for (const auto& report : reported) {
        const auto network = json::value_to<std::string>(report.at("network"));
        const auto id = json::value_to<std::string>(report.at("id"));
        const auto told = json::value_to<std::string>(report.at("status"));
        const auto state = states.find({network, id});
        const auto kept = state == states.end() ? std::string("nothing") : state->second.status;
        auto& [all, matched] = counts[network];
        ++all;
        matched += state != states.end() && state->second.matched ? 1 : 0;
        if (kept != told)
            complaints.push_back(
                fmt::format("{} told that {} was {}, on record is {}", network, id, told, kept));
    }
    for (const auto& [network, count] : counts) {
        const auto [all, matched] = count;
        if (matched * 10 < all * 9)
            complaints.push_back(
                fmt::format("{}: {} of {} reports find their message", network, matched, all));
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
