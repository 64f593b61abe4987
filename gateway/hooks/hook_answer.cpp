// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/hook_answer.hpp"

#include <cstring>

namespace kazi::gateway::hooks {

using protocols::HttpReply;

HttpReply unavailable() {
    return {503, "text/plain", "try again later\n", {}};
}

HttpReply come_later() {
    HttpReply reply = unavailable();
    reply.headers.push_back({"Retry-After", "10"});
    return reply;
}

std::uint64_t short_id(const taskflow::WorkerId& worker) {
    std::uint64_t id = 0;
    std::memcpy(&id, worker.bytes.data(), sizeof id);
    return id;
}

}  // namespace kazi::gateway::hooks
