// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/held_part.hpp"

#include <boost/json.hpp>

#include "gateway/engine/keys.hpp"
#include "protocols/decode.hpp"

namespace kazi::gateway::hooks {

bool is_held(const protocols::InboundSms& sms) {
    return sms.part && sms.part->total > 1;
}

store::Append held_part(taskflow::Instant at, std::string_view route,
                        const protocols::InboundSms& sms) {
    boost::json::object entry;
    entry["at_us"] = at;
    entry["route"] = route;
    entry["sms"] = protocols::to_json(sms);
    return {keys::held_parts, boost::json::serialize(entry), held_parts_keep};
}

}  // namespace kazi::gateway::hooks
