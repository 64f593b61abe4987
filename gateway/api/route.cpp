// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/route.hpp"

#include <array>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <optional>
#include <vector>

#include "gateway/ensure.hpp"

namespace kazi::gateway::api {

namespace {

namespace urls = boost::urls;

constexpr std::array<OperationForm, 16> forms{{
    {Operation::describe, "GET", "/v1/openapi.yaml", "describe"},
    {Operation::show_funds, "GET", "/v1/funds", "showFunds"},
    {Operation::add_funds, "POST", "/v1/funds", "addFunds"},
    {Operation::list_campaigns, "GET", "/v1/campaigns", "listCampaigns"},
    {Operation::create_campaign, "POST", "/v1/campaigns", "createCampaign"},
    {Operation::show_campaign, "GET", "/v1/campaigns/{id}", "showCampaign"},
    {Operation::add_items, "POST", "/v1/campaigns/{id}/items", "addItems"},
    {Operation::start_campaign, "POST", "/v1/campaigns/{id}/start", "startCampaign"},
    {Operation::pause_campaign, "POST", "/v1/campaigns/{id}/pause", "pauseCampaign"},
    {Operation::resume_campaign, "POST", "/v1/campaigns/{id}/resume", "resumeCampaign"},
    {Operation::stop_campaign, "POST", "/v1/campaigns/{id}/stop", "stopCampaign"},
    {Operation::read_results, "GET", "/v1/campaigns/{id}/results", "readResults"},
    {Operation::show_report, "GET", "/v1/campaigns/{id}/report", "showReport"},
    {Operation::show_audience, "GET", "/v1/campaigns/{id}/audience", "showAudience"},
    {Operation::list_reviews, "GET", "/v1/campaigns/{id}/reviews", "listReviews"},
    {Operation::decide_review, "POST", "/v1/campaigns/{id}/reviews", "decideReview"},
}};

constexpr std::string_view id_segment = "{id}";

// Takes the first segment of a path template; the template shrinks.
std::string_view next_segment(std::string_view& path) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

// The segment that stands for {id}; an empty text when the template has none.
std::optional<std::string> match(std::string_view path, const std::vector<std::string>& segments) {
    std::string id;
    for (const std::string& segment : segments) {
        if (path.empty()) return std::nullopt;
        const std::string_view expected = next_segment(path);
        if (expected == id_segment) {
            id = segment;
        } else if (segment != expected) {
            return std::nullopt;
        }
    }
    if (!path.empty()) return std::nullopt;
    return id;
}

std::vector<std::string> segments_of(const urls::url_view& url) {
    std::vector<std::string> segments;
    for (const auto segment : url.segments())
        segments.emplace_back(segment);
    return segments;
}

Route route_of(Operation operation, std::string id, const urls::url_view& url) {
    Route route{operation, std::move(id)};
    for (const auto parameter : url.params())
        route.parameters[std::string(parameter.key)] = std::string(parameter.value);
    return route;
}

}  // namespace

std::span<const OperationForm> operations() {
    return forms;
}

std::string_view to_string(Operation operation) {
    for (const OperationForm& form : forms) {
        if (form.operation == operation) return form.name;
    }
    ensure(false, "every operation stands in the table");
    return {};
}

boost::system::result<Route, Problem> find_route(std::string_view method, std::string_view target) {
    const auto url = urls::parse_origin_form({target.data(), target.size()});
    if (!url) return Problem{ProblemKind::invalid_parameter, "The target is no path."};
    const std::vector<std::string> segments = segments_of(*url);
    std::string allowed;
    for (const OperationForm& form : forms) {
        auto id = match(form.path, segments);
        if (!id) continue;
        if (form.method == method) return route_of(form.operation, std::move(*id), *url);
        allowed += (allowed.empty() ? "" : ", ") + std::string(form.method);
    }
    if (allowed.empty()) return Problem{ProblemKind::not_found, "Nothing is served at this path."};
    Problem problem{ProblemKind::method_not_allowed, "This path takes " + allowed + "."};
    problem.allow = std::move(allowed);
    return problem;
}

bool streams_body(std::string_view method, std::string_view target) {
    if (method != "POST" || !target.starts_with("/v1/")) return false;
    const auto route = find_route(method, target);
    return route && route->operation == Operation::add_items;
}

}  // namespace kazi::gateway::api
