// SPDX-License-Identifier: Apache-2.0
// What a POST comes to: one batch and the reply that stands once it is applied, or a problem.
#pragma once

#include <boost/json/object.hpp>
#include <boost/system/result.hpp>

#include "gateway/api/problem.hpp"
#include "gateway/store/batch.hpp"
#include "protocols/message.hpp"

namespace kazi::gateway::api {

struct Planned {
    store::Batch batch;
    protocols::HttpReply reply;
};

using Plan = boost::system::result<Planned, Problem>;

[[nodiscard]] protocols::HttpReply json_reply(int status, const boost::json::object& body);

}  // namespace kazi::gateway::api
