// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/campaign_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>

#include "gateway/api/results_page.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;

constexpr double ppm = 1e6;

/// Stated and right may differ by so much before it is worth a word.
constexpr double bearable_gap = 0.05;

double share(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// What only gold tells; null where there is none.
void put_gold(json::object& out, const ReportGroup& group) {
    out["gold"] = group.gold;
    out["stated"] = group.gold == 0 ? json::value() : json::value(group.stated());
    out["right"] = group.gold == 0 ? json::value() : json::value(group.right());
}

json::array calibration(const CampaignReport& report) {
    json::array rows;
    for (std::size_t step = 0; step < confidence_steps_ppm.size(); ++step) {
        const ReportGroup& group = report.by_confidence[step];
        if (group.items == 0) continue;
        json::object row{{"from", confidence_steps_ppm[step] / ppm}, {"items", group.items}};
        put_gold(row, group);
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Row by row: what all items that had so many answers at most cost, and how right they were.
json::array curve(const CampaignReport& report) {
    json::array rows;
    ReportGroup so_far;
    for (const auto& [answers, group] : report.by_answers) {
        so_far.items += group.items;
        so_far.answers += group.answers;
        so_far.gold += group.gold;
        so_far.gold_right += group.gold_right;
        so_far.gold_stated_ppm += group.gold_stated_ppm;
        json::object row{{"answers_at_most", answers},
                         {"items", share(so_far.items, report.all.items)},
                         {"cost", share(so_far.answers, report.all.answers)}};
        put_gold(row, so_far);
        rows.push_back(std::move(row));
    }
    return rows;
}

json::array confusion(const CampaignReport& report) {
    json::array rows;
    for (const auto& [labels, items] : report.confusion)
        rows.push_back(
            json::object{{"gold", labels.first}, {"result", labels.second}, {"items", items}});
    return rows;
}

json::object outcomes(const CampaignReport& report) {
    json::object out;
    for (const auto& [outcome, items] : report.outcomes)
        out[outcome_word(outcome)] = items;
    return out;
}

/// The items that took the most answers, where they cost much and came to little.
std::string dear_items(const CampaignReport& report) {
    if (report.by_answers.size() < 2) return {};
    constexpr double much = 0.25;
    constexpr double little_less = 0.1;
    constexpr std::int64_t gold_min = 5;
    const auto& [answers, group] = *report.by_answers.rbegin();
    const double cost = share(group.answers, report.all.answers);
    if (group.gold < gold_min || cost < much) return {};
    if (group.right() > report.all.right() - little_less) return {};
    return fmt::format(
        "Items that took {} answers cost {:.0f} % of all answers and came out right in {:.0f} of a "
        "hundred: allow fewer answers at most, and look at what stays unsure yourself.",
        answers, 100 * cost, 100 * group.right());
}

}  // namespace

void ReportGroup::add(const records::ItemResult& result) {
    ++items;
    answers += result.answers;
    if (!result.gold) return;
    ++gold;
    if (*result.gold == result.value) ++gold_right;
    gold_stated_ppm += result.confidence_ppm;
}

double ReportGroup::right() const {
    return share(gold_right, gold);
}

double ReportGroup::stated() const {
    return share(gold_stated_ppm, gold) / ppm;
}

void CampaignReport::add(const records::ItemResult& result) {
    all.add(result);
    ++outcomes[result.outcome];
    by_answers[result.answers].add(result);
    const auto above = std::upper_bound(confidence_steps_ppm.begin(), confidence_steps_ppm.end(),
                                        result.confidence_ppm);
    by_confidence[static_cast<std::size_t>(above - confidence_steps_ppm.begin()) - 1].add(result);
    if (result.gold) ++confusion[{*result.gold, result.value}];
}

bool stands(LatestVersions& latest, const records::ItemResult& result) {
    const auto known = latest.find(result.index);
    if (known != latest.end() && result.version < known->second) return false;
    if (result.version > 1) latest[result.index] = result.version;
    return true;
}

std::string CampaignReport::advice() const {
    if (all.gold < report_gold_min) {
        return fmt::format(
            "Bring {} items or more with gold: only they tell how often results are "
            "right.",
            report_gold_min);
    }
    std::string dear = dear_items(*this);
    if (!dear.empty()) return dear;
    const double gap = all.stated() - all.right();
    const auto said = [&](std::string_view what) {
        return fmt::format("Results state {:.2f} and gold says {:.2f}: {}", all.stated(),
                           all.right(), what);
    };
    if (gap > bearable_gap) return said("make the question plainer, or ask fewer classes.");
    if (gap < -bearable_gap) return said("a lower confidence would cost less and do.");
    return said("leave it as it is.");
}

json::object report_view(const CampaignFacts& facts, const CampaignReport& report) {
    const taskflow::Campaign& campaign = facts.campaign;
    const Progress& progress = facts.progress;
    const std::int64_t cost_micro = report.all.answers * (campaign.pay.micro + campaign.fee.micro) +
                                    progress.level_pay_micro + progress.level_fees_micro +
                                    progress.bonuses_micro;
    json::object out{{"items", report.all.items - report.all.gold},
                     {"answers", report.all.answers},
                     {"cost", billing::format_amount(cost_micro)},
                     {"outcomes", outcomes(report)}};
    json::object gold;
    put_gold(gold, report.all);
    gold["items"] = gold["gold"];
    gold.erase("gold");
    out["gold"] = std::move(gold);
    out["calibration"] = calibration(report);
    out["confusion"] = confusion(report);
    out["curve"] = curve(report);
    out["advice"] = report.advice();
    return out;
}

}  // namespace kazi::gateway::api
