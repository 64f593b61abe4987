// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/results_page.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>

#include "gateway/api/result_answers.hpp"
#include "gateway/api/timestamp.hpp"
#include "gateway/store/batch_rules.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;

std::string quoted(const std::string& text) {
    return json::serialize(json::string(text));
}

/// An interview is kept as JSON: an object of its answers.
std::string value_of(const records::ItemResult& result, bool interviews) {
    return interviews && !result.value.empty() ? result.value : quoted(result.value);
}

Problem wrong_parameter(std::string name, std::string detail) {
    return {ProblemKind::invalid_parameter, std::move(detail), std::move(name)};
}

bool read_limit(const std::string& text, std::uint32_t& limit) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
    return error == std::errc{} && end == text.data() + text.size() && limit >= 1 &&
           limit <= results_limit_max;
}

}  // namespace

std::string_view outcome_word(records::ItemOutcome outcome) {
    switch (outcome) {
        case records::ItemOutcome::confident:
            return "confident";
        case records::ItemOutcome::exhausted:
            return "exhausted";
        case records::ItemOutcome::stopped:
            return "stopped";
    }
    return {};
}

boost::system::result<ResultsPage, Problem> results_page_from(
    const std::map<std::string, std::string>& parameters) {
    ResultsPage page;
    for (const auto& [name, value] : parameters) {
        if (name == "cursor") {
            if (!store::is_stream_id(value))
                return wrong_parameter(name, "Not a cursor of ours: use Kazi-Cursor of a reply.");
            page.cursor = value;
        } else if (name == "limit") {
            if (!read_limit(value, page.limit))
                return wrong_parameter(
                    name, fmt::format("A whole number from 1 to {}.", results_limit_max));
        } else if (name == "answers") {
            if (value != "all") return wrong_parameter(name, "Only `all`.");
            page.all_answers = true;
        } else {
            return wrong_parameter(name, "There is no such parameter.");
        }
    }
    return page;
}

std::string result_line(const records::ItemResult& result, const RowTerms& terms) {
    constexpr std::uint32_t whole_ppm = 1'000'000;
    return fmt::format(
        R"({{"item":{},"index":{},"value":{},"confidence":{}.{:06},"answers":{},)"
        R"("outcome":"{}","closed_at":"{}","version":{}{}}})"
        "\n",
        quoted(result.id), result.index, value_of(result, terms.interviews),
        result.confidence_ppm / whole_ppm, result.confidence_ppm % whole_ppm, result.answers,
        outcome_word(result.outcome), timestamp(result.closed_at), result.version,
        terms.all_answers_of == nullptr ? std::string{}
                                        : what_settled(result, *terms.all_answers_of));
}

protocols::HttpReply results_reply(const ResultsPage& page,
                                   const std::vector<store::StreamEntry>& entries,
                                   const RowTerms& terms) {
    protocols::HttpReply reply{200, "application/x-ndjson", ""};
    for (const store::StreamEntry& entry : entries) {
        const auto result = records::result_from(entry.payload);
        if (!result || outcome_word(result->outcome).empty())
            return reply_to(Problem{ProblemKind::internal, "A result's record is damaged."});
        if (!result->gold) reply.body += result_line(*result, terms);
    }
    reply.headers.push_back({"Kazi-Cursor", entries.empty() ? page.cursor : entries.back().id});
    return reply;
}

}  // namespace kazi::gateway::api
