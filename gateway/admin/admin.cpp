// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/admin.hpp"

#include <algorithm>

namespace kazi::gateway::admin {

namespace {

using protocols::HttpReply;

HttpReply text_reply(int status, std::string text) {
    return {status, "text/plain; charset=utf-8", std::move(text)};
}

}  // namespace

HttpReply Admin::serve(std::string_view method, std::string_view target) const {
    const std::string_view path = target.substr(0, std::min(target.find('?'), target.size()));
    const bool known = path == "/metrics" || path == "/healthz" || path == "/readyz";
    if (!known) return text_reply(404, "there are /metrics, /healthz, /readyz and /signals\n");
    if (method != "GET" && method != "HEAD") {
        HttpReply reply = text_reply(405, "GET only\n");
        reply.headers.push_back({"Allow", "GET, HEAD"});
        return reply;
    }
    if (path == "/healthz") return text_reply(200, "ok\n");
    if (path == "/readyz") return readiness();
    metrics_.store_up.Set(store_.is_up() ? 1 : 0);
    return {200, "text/plain; version=0.0.4; charset=utf-8", metrics_.render()};
}

HttpReply Admin::readiness() const {
    if (draining_) return text_reply(503, "going down\n");
    if (!store_.is_up()) return text_reply(503, "the store is away\n");
    return text_reply(200, "ready\n");
}

}  // namespace kazi::gateway::admin
