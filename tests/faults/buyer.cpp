// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/buyer.hpp"

#include <stdexcept>

namespace kazi::tests {

namespace json = boost::json;
using simulator::demo::ApiClient;
using simulator::demo::CallFailed;

namespace {

std::string make_key(const RunningDaemon& daemon) {
    const auto made = daemon.tool({"client", "create", "buyer", "--may-fund"});
    const auto begin = made.output.find("kz_");
    if (made.exit_code != 0 || begin == std::string::npos)
        throw std::runtime_error("no client key: " + made.output);
    return made.output.substr(begin, made.output.find_first_of(" \n", begin) - begin);
}

}  // namespace

Buyer::Buyer(const RunningDaemon& daemon) : api_(daemon.public_url(), make_key(daemon), "faults") {
    api_.post_json(
        "/v1/funds",
        json::object{{"amount", "250000.00"}, {"currency", "KES"}, {"reference", "fault tests"}});
}

std::string Buyer::open(const simulator::demo::CampaignPlan& plan) {
    const auto made = api_.post_json("/v1/campaigns", plan.campaign);
    const std::string id(made.at("id").as_string());
    const auto path = "/v1/campaigns/" + id;
    api_.post(path + "/items", plan.items, "application/x-ndjson");
    api_.post_json(path + "/start", json::object{});
    return id;
}

std::optional<json::object> Buyer::progress(const std::string& campaign) {
    try {
        return api_.get_json("/v1/campaigns/" + campaign).at("progress").as_object();
    } catch (const CallFailed&) {
        return std::nullopt;
    }
}

json::array Buyer::reviews(const std::string& campaign) {
    return api_.get_json("/v1/campaigns/" + campaign + "/reviews").at("reviews").as_array();
}

void Buyer::decide(const std::string& campaign, const json::object& decision) {
    api_.post_json("/v1/campaigns/" + campaign + "/reviews", decision);
}

simulator::demo::Results Buyer::results(const std::string& campaign) {
    return simulator::demo::fetch_results(api_, campaign);
}

}  // namespace kazi::tests
