// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/demo/results.hpp"

#include <fmt/format.h>

#include <boost/json/parse.hpp>

namespace kazi::simulator::demo {
namespace {

namespace json = boost::json;

constexpr int lines_a_call = 100;

std::optional<std::string> text_if_any(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return std::string(value->get_string());
}

bool add_line(Results& results, std::string_view line) {
    boost::system::error_code fault;
    const auto value = json::parse(json::string_view(line.data(), line.size()), fault);
    if (fault || !value.is_object()) return false;
    const auto& object = value.get_object();
    const auto item = text_if_any(object, "item");
    const auto label = text_if_any(object, "value");
    const auto outcome = text_if_any(object, "outcome");
    const auto* answers = object.if_contains("answers");
    if (!item || !label || !outcome || answers == nullptr || !answers->is_int64()) return false;
    const auto* version = object.if_contains("version");
    Result result{*label, answers->get_int64(), *outcome};
    if (version != nullptr && version->is_int64()) result.version = version->get_int64();
    const auto [known, is_new] = results.try_emplace(*item, result);
    if (!is_new && known->second.version >= result.version) return false;
    known->second = std::move(result);
    return true;
}

}  // namespace

bool add_results(Results& results, std::string_view ndjson) {
    while (!ndjson.empty()) {
        const auto end = ndjson.find('\n');
        const auto line = ndjson.substr(0, end);
        if (!line.empty() && !add_line(results, line)) return false;
        if (end == std::string_view::npos) break;
        ndjson.remove_prefix(end + 1);
    }
    return true;
}

Results fetch_results(ApiClient& api, const std::string& campaign) {
    Results results;
    std::string cursor = "0";
    while (true) {
        const auto path = fmt::format("/v1/campaigns/{}/results?cursor={}&limit={}", campaign,
                                      cursor, lines_a_call);
        const auto reply = api.get(path);
        if (!add_results(results, reply.body)) throw CallFailed(path + ": not results");
        const auto next = std::string(header_of(reply, "Kazi-Cursor"));
        if (reply.body.empty() || next.empty() || next == cursor) return results;
        cursor = next;
    }
}

Score score(const Results& results, const Truth& truth) {
    Score score;
    for (const auto& [item, result] : results) {
        score.answers += result.answers;
        ++score.outcomes[result.outcome];
    }
    for (const auto& [item, label] : truth) {
        const auto found = results.find(item);
        if (found != results.end() && found->second.value == std::to_string(label)) {
            ++score.correct;
        }
    }
    return score;
}

}  // namespace kazi::simulator::demo
