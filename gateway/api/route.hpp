// SPDX-License-Identifier: Apache-2.0
// What a request asks for: method and target looked up in the one table of operations.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "gateway/api/problem.hpp"

namespace kazi::gateway::api {

enum class Operation : std::uint8_t {
    describe,
    show_funds,
    add_funds,
    list_campaigns,
    create_campaign,
    show_campaign,
    add_items,
    start_campaign,
    pause_campaign,
    resume_campaign,
    stop_campaign,
    read_results,
    show_report,
    show_audience,
    list_reviews,
    decide_review,
};

/// One row of the table. `path` is written as in openapi.yaml; `name` is its operationId.
struct OperationForm {
    Operation operation;
    std::string_view method;
    std::string_view path;
    std::string_view name;
};

[[nodiscard]] std::span<const OperationForm> operations();
[[nodiscard]] std::string_view to_string(Operation operation);

struct Route {
    Operation operation = Operation::describe;
    std::string campaign = {};                           ///< what stands for {id}; not checked
    std::map<std::string, std::string> parameters = {};  ///< of the query, decoded
};

/// Fails: a target that is no URL path (400), no such path (404), not with this method (405).
[[nodiscard]] boost::system::result<Route, Problem> find_route(std::string_view method,
                                                               std::string_view target);

/// True when the body is to be handed over piece by piece.
[[nodiscard]] bool streams_body(std::string_view method, std::string_view target);

}  // namespace kazi::gateway::api
