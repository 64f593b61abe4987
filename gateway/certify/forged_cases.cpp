// SPDX-License-Identifier: Apache-2.0
#include "gateway/certify/forged_cases.hpp"

namespace kazi::gateway::certify {

namespace {

using protocols::CallbackSite;

constexpr int forbidden = 403;
constexpr std::int64_t hour_s = 3600;

bool signs_time(const Connection& connection, const Manners& manners) {
    const std::string& method = connection.order().settings.signature_method;
    return manners.signs_time && method != "path" && method != "basic" && method != "token" &&
           method != "field";
}

void try_old(Connection& connection, Notes& notes, const Write& write) {
    static constexpr std::string_view name = "signed an hour ago";
    if (!signs_time(connection, notes.manners())) {
        return notes.skip(name, "what proves a callback on this route holds no time");
    }
    CallbackSite site = connection.site();
    site.now_s -= hour_s;
    const Heard heard = connection.send(*write(site), site);
    notes.judge(name, notes.complaint_of_status(heard, forbidden), heard);
}

}  // namespace

void try_forged(Connection& connection, Notes& notes, const Write& write) {
    if (!connection.asks_for_proof()) {
        const std::string why = "the route has no secret: anybody can call it";
        notes.skip("wrong secret or signature", why);
        notes.skip("no proof at all", why);
        return notes.skip("signed an hour ago", why);
    }
    const CallbackSite forged = connection.forged_site();
    const Heard wrong = connection.send(*write(forged), forged);
    notes.judge("wrong secret or signature", notes.complaint_of_status(wrong, forbidden), wrong);
    const CallbackSite none = connection.unproven_site();
    const Heard bare = connection.send(*write(none), none);
    notes.judge("no proof at all", notes.complaint_of_status(bare, forbidden), bare);
    try_old(connection, notes, write);
}

}  // namespace kazi::gateway::certify
