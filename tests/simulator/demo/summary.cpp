// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/demo/summary.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "tests/simulator/demo/message_cost.hpp"
#include "tests/simulator/telco/money.hpp"

namespace kazi::simulator::demo {
namespace {

namespace json = boost::json;
using telco::two_decimals;

json::object payouts_json(const Books& books) {
    json::object payouts;
    for (const auto& [state, sum] : books.by_state()) {
        payouts[state] = {{"count", sum.count}, {"amount_micro", sum.micro}};
    }
    return payouts;
}

std::string payouts_text(const Books& books) {
    std::string text;
    for (const auto& [state, sum] : books.by_state()) {
        if (sum.count == 0) continue;
        if (!text.empty()) text += ", ";
        text += fmt::format("{} {} (KES {})", sum.count, state, two_decimals(sum.micro));
    }
    return text.empty() ? "none" : text;
}

std::string saving_text(const Saving& saving) {
    if (saving.reached) {
        return fmt::format("{:.0f} % ({:.1f} an item, not {:.1f} by majority)",
                           100 * saving.share(), saving.answers_per_item, saving.plain_per_item);
    }
    return fmt::format("{:.0f} % at least ({:.1f} an item; all {:.0f} make only {:.1f} % right)",
                       100 * saving.share(), saving.answers_per_item, saving.plain_per_item,
                       100 * saving.plain_best);
}

json::value saving_json(const std::optional<Saving>& saving) {
    if (!saving) return nullptr;
    return {{"share", saving->share()},
            {"answers_per_item", saving->answers_per_item},
            {"majority_answers_per_item", saving->plain_per_item},
            {"reached", saving->reached},
            {"majority_accuracy_at_most", saving->plain_best}};
}

}  // namespace

std::int64_t count_in(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr) return 0;
    if (value->is_int64()) return value->get_int64();
    return value->is_uint64() ? static_cast<std::int64_t>(value->get_uint64()) : 0;
}

std::int64_t amount_in(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return 0;
    const auto& text = value->get_string();
    return telco::read_micro({text.data(), text.size()}).value_or(0);
}

std::vector<std::string> Summary::faults() const {
    std::vector<std::string> faults;
    if (closed != items) faults.push_back(fmt::format("{} items are open", items - closed));
    if (!books.clean) faults.push_back("the audit is not clean");
    if (books.open_payouts() > 0) {
        faults.push_back(fmt::format("{} payouts are not settled", books.open_payouts()));
    }
    const auto differences = books.differences(ledger);
    faults.insert(faults.end(), differences.begin(), differences.end());
    if (!surveys.halved()) faults.push_back("packing does not halve what a survey's messages cost");
    return faults;
}

std::int64_t Summary::moved_micro() const {
    return count_in(ledger, "moved_micro");
}

std::int64_t Summary::segment_micro() const {
    const auto segments = count_in(progress, "segments_sent");
    return segments == 0 ? 0 : amount_in(progress, "messages") / segments;
}

double Summary::accuracy() const {
    return items == 0 ? 0 : static_cast<double>(score.correct) / static_cast<double>(items);
}

std::int64_t Summary::cost_per_correct_micro() const {
    return score.correct == 0 ? 0 : spent_micro / static_cast<std::int64_t>(score.correct);
}

std::string Summary::text() const {
    std::string text = "\n";
    const auto line = [&text](std::string_view name, const std::string& value) {
        text += fmt::format("  {:<24} {}\n", name, value);
    };
    line("items closed", fmt::format("{} of {}", closed, items));
    const FunnelLine& funnel = books.funnel;
    line("people",
         fmt::format("{} heard, {} joined, {} started, {} answered, {} paid", funnel.heard,
                     funnel.joined, funnel.started, funnel.answered, funnel.paid));
    line("answers accepted",
         fmt::format("{} from {} people", score.answers, count_in(telco, "joined")));
    line("right results", fmt::format("{} ({:.1f} %)", score.correct, 100 * accuracy()));
    if (saving) line("paid answers saved", saving_text(*saving));
    line("SMS", fmt::format("{} out in {} segments, {} in", count_in(telco, "messages_out"),
                            count_in(telco, "segments_out"), count_in(telco, "messages_in")));
    line("message cost per answer", message_costs(telco, segment_micro()).text());
    line("one completed survey", surveys.text());
    line("USSD", fmt::format("{} sessions, {} turns", count_in(telco, "sessions"),
                             count_in(telco, "turns")));
    line("spent by the client", "KES " + two_decimals(spent_micro));
    line("for one right result", "KES " + two_decimals(cost_per_correct_micro()));
    line("airtime that moved", "KES " + two_decimals(moved_micro()));
    line("payouts", payouts_text(books));
    line("audit", books.clean ? "clean" : fmt::format("{} findings", books.findings.size()));
    for (const auto& finding : books.findings)
        text += "    " + finding + "\n";
    line("took", fmt::format("{:.0f} s, seed {}", seconds, seed));
    for (const auto& fault : faults())
        text += "  NOT GOOD: " + fault + "\n";
    return text;
}

json::object Summary::to_json() const {
    json::object outcomes;
    for (const auto& [outcome, count] : score.outcomes)
        outcomes[outcome] = count;
    json::array wrong;
    for (const auto& fault : faults())
        wrong.push_back(json::string(fault));
    return {{"good", wrong.empty()},
            {"faults", std::move(wrong)},
            {"seed", seed},
            {"seconds", seconds},
            {"items", items},
            {"items_closed", closed},
            {"outcomes", std::move(outcomes)},
            {"answers", score.answers},
            {"correct", score.correct},
            {"accuracy", accuracy()},
            {"saved", saving_json(saving)},
            {"message_cost_per_answer", message_costs(telco, segment_micro()).to_json()},
            {"surveys", surveys.to_json()},
            {"spent_micro", spent_micro},
            {"cost_per_correct_micro", cost_per_correct_micro()},
            {"airtime_moved_micro", moved_micro()},
            {"payouts", payouts_json(books)},
            {"people",
             {{"heard", books.funnel.heard},
              {"joined", books.funnel.joined},
              {"started", books.funnel.started},
              {"answered", books.funnel.answered},
              {"paid", books.funnel.paid}}},
            {"audit_clean", books.clean},
            {"progress", progress},
            {"telco", telco}};
}

}  // namespace kazi::simulator::demo
