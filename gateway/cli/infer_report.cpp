// SPDX-License-Identifier: Apache-2.0
// The JSON object is made first; the text is a reading of the same figures.
#include "gateway/cli/infer_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>

#include "taskflow/quality/numeric.hpp"
#include "taskflow/quality/text.hpp"

namespace kazi::gateway::cli {

namespace {

namespace json = boost::json;
namespace quality = taskflow::quality;

const char* name_of(quality::ItemStatus status) {
    switch (status) {
        case quality::ItemStatus::open:
            return "open";
        case quality::ItemStatus::settled:
            return "settled";
        case quality::ItemStatus::full:
            return "full";
        case quality::ItemStatus::given_up:
            break;
    }
    return "given_up";
}

json::array labels_of(const quality::Recording& recording, const quality::Estimate& estimate) {
    json::array labels;
    for (const std::uint32_t label : estimate.labels)
        labels.emplace_back(recording.labels[label]);
    return labels;
}

json::array estimates_of(const quality::Recording& recording, const quality::Replay& replay) {
    json::array out;
    for (const quality::Estimate& estimate : replay.estimates) {
        out.push_back({{"task", recording.items[estimate.item]},
                       {"labels", labels_of(recording, estimate)},
                       {"confidence", estimate.confidence},
                       {"answers", estimate.answers},
                       {"status", name_of(estimate.status)},
                       {"gold", estimate.gold}});
    }
    return out;
}

double share(double part, double whole) {
    return whole > 0 ? part / whole : 0;
}

void add_scores(json::object& out, const InferTotals& totals) {
    const auto runs = static_cast<double>(totals.runs);
    out["scored"] = totals.scored;
    out["accuracy"] = totals.accuracy / runs;
    out["settled"] = {{"share", share(totals.settled, totals.all_scored)},
                      {"right", share(totals.settled_right, totals.settled)},
                      {"stated", share(totals.settled_stated, totals.settled)}};
    out["out_of_reach"] = share(totals.given_up, totals.all_scored);
}

json::object figures(const InferRun& run, const quality::ReplaySettings& settings,
                     const InferTotals& totals, const quality::Replay& last) {
    const auto runs = static_cast<double>(totals.runs);
    json::object out{{"method", run.method},
                     {"type", "class"},
                     {"seeds", totals.runs},
                     {"tasks", last.estimates.size()},
                     {"workers", last.workers},
                     {"workers_not_asked", last.workers_not_asked},
                     {"income_inequality", last.income_inequality},
                     {"answers_recorded", last.answers_recorded},
                     {"answers_per_task", totals.answers_per_item / runs},
                     {"saved", totals.saved / runs},
                     {"corrected_by_gold", last.calibration.is_fitted()}};
    if (settings.stop_at) out["stop_at"] = *settings.stop_at;
    out["gold"] = std::count_if(last.estimates.begin(), last.estimates.end(),
                                [](const quality::Estimate& each) { return each.gold; });
    if (totals.scored > 0) add_scores(out, totals);
    return out;
}

double number(const json::object& out, const char* key) {
    return out.at(key).to_number<double>();
}

void print_scores(const json::object& out) {
    fmt::print("accuracy {:.4f} on {} tasks of known truth, {} seed(s)\n", number(out, "accuracy"),
               number(out, "scored"), number(out, "seeds"));
    if (!out.contains("stop_at")) return;
    const json::object& settled = out.at("settled").as_object();
    fmt::print("settled at {:.2f}: {:.1f} % of them, right {:.4f}, stated {:.4f}\n",
               number(out, "stop_at"), 100 * number(settled, "share"), number(settled, "right"),
               number(settled, "stated"));
    if (number(out, "out_of_reach") > 0) {
        fmt::print("this crowd can't reach that level on {:.1f} % of them\n",
                   100 * number(out, "out_of_reach"));
    }
}

/// Rows that are not of classes: `task`, what is estimated, `answers`.
void print_rows(const InferRun& run, json::object out, json::array rows, const char* field,
                const char* measure) {
    if (!run.json) {
        for (const json::value& row : rows) {
            if (!run.estimates) break;
            const json::value& value = row.at(field);
            fmt::print("{}\t{}\t{}\n", row.at("task").as_string().c_str(),
                       value.is_string() ? std::string(value.as_string())
                                         : fmt::format("{}", value.as_double()),
                       row.at("answers").to_number<std::uint64_t>());
        }
        fmt::print("{} tasks of {}\n", rows.size(), out.at("type").as_string().c_str());
        if (out.contains(measure)) fmt::print("{} {:.4f}\n", measure, number(out, measure));
        return;
    }
    out["tasks"] = rows.size();
    if (run.estimates) out["estimates"] = std::move(rows);
    fmt::print("{}\n", json::serialize(out));
}

}  // namespace

void InferTotals::add(const quality::Score& score) {
    ++runs;
    scored = score.scored;
    accuracy += score.accuracy;
    answers_per_item += score.answers_per_item;
    saved += score.saved;
    const auto count = static_cast<double>(score.settled);
    settled += count;
    settled_right += score.settled_right * count;
    settled_stated += score.settled_stated * count;
    given_up += static_cast<double>(score.given_up);
    all_scored += static_cast<double>(score.scored);
}

void print_classes(const InferRun& run, const quality::ReplaySettings& settings,
                   const quality::Recording& recording, const InferTotals& totals,
                   const quality::Replay& last) {
    json::object out = figures(run, settings, totals, last);
    if (run.json) {
        if (run.estimates) out["estimates"] = estimates_of(recording, last);
        fmt::print("{}\n", json::serialize(out));
        return;
    }
    for (const quality::Estimate& estimate : last.estimates) {
        if (!run.estimates) break;
        std::vector<std::string> labels;
        for (const std::uint32_t label : estimate.labels)
            labels.push_back(recording.labels[label]);
        fmt::print("{}\t{}\t{:.4f}\t{}\t{}\n", recording.items[estimate.item],
                   fmt::join(labels, "|"), estimate.confidence, estimate.answers,
                   name_of(estimate.status));
    }
    fmt::print("{} tasks, {} answers recorded, {:.2f} taken a task, {:.1f} % saved\n",
               last.estimates.size(), last.answers_recorded, number(out, "answers_per_task"),
               100 * number(out, "saved"));
    fmt::print("{} of {} workers not asked any more at the end\n", last.workers_not_asked,
               last.workers);
    if (totals.scored > 0) print_scores(out);
}

void print_numbers(const InferRun& run, std::span<const quality::RecordedAnswer> answers,
                   std::span<const quality::KnownTruth> truths) {
    const bool plain = run.method == "mv";
    const auto estimates = plain ? quality::plain_means(answers) : quality::weighted_means(answers);
    json::object out{{"method", run.method}, {"type", "number"}};
    if (const auto found = quality::correlation(estimates, truths)) out["pearson"] = *found;
    json::array rows;
    for (const quality::NumericEstimate& each : estimates)
        rows.push_back({{"task", each.task}, {"value", each.value}, {"answers", each.answers}});
    print_rows(run, std::move(out), std::move(rows), "value", "pearson");
}

void print_texts(const InferRun& run, std::span<const quality::RecordedAnswer> answers,
                 std::span<const quality::KnownTruth> truths) {
    const auto estimates = quality::medoids(answers);
    json::object out{{"method", run.method}, {"type", "text"}};
    if (const auto rate = quality::word_error_rate(estimates, truths)) {
        out["word_error_rate"] = *rate;
    }
    json::array rows;
    for (const quality::TextEstimate& each : estimates)
        rows.push_back({{"task", each.task}, {"text", each.text}, {"answers", each.answers}});
    print_rows(run, std::move(out), std::move(rows), "text", "word_error_rate");
}

}  // namespace kazi::gateway::cli
