// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/quarantine.hpp"

#include <boost/json.hpp>

#include "gateway/engine/keys.hpp"
#include "gateway/hooks/hook_path.hpp"

namespace kazi::gateway::hooks {

namespace {

constexpr std::size_t body_bytes_kept = 4096;

}  // namespace

store::Append quarantined(const Refused& refused) {
    boost::json::object entry;
    entry["at_us"] = refused.at;
    entry["method"] = refused.callback.method;
    entry["target"] = without_secret(refused.callback.target);
    if (!refused.query.empty()) entry["query"] = refused.query.substr(0, body_bytes_kept);
    entry["content_type"] = refused.callback.header("Content-Type");
    entry["body"] = refused.callback.body.substr(0, body_bytes_kept);
    entry["http"] = refused.refusal.http;
    entry["why"] = refused.refusal.error;
    return {keys::quarantine, boost::json::serialize(entry), quarantine_keep};
}

store::Batch plan_quarantine(const std::string& cell, const Refused& refused) {
    store::Batch batch;
    batch.cell = cell;
    batch.writes.push_back(quarantined(refused));
    return batch;
}

}  // namespace kazi::gateway::hooks
