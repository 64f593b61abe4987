// SPDX-License-Identifier: Apache-2.0
// What the client API answers when it can't do what was asked: problem details by RFC 9457.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "billing/money.hpp"
#include "gateway/records/campaign_json.hpp"
#include "protocols/message.hpp"

namespace kazi::gateway::api {

/// One kind for each type URI; each has one status.
enum class ProblemKind : std::uint8_t {
    malformed_body,
    invalid_parameter,
    unauthorized,
    insufficient_funds,
    forbidden,
    not_found,
    method_not_allowed,
    body_timed_out,
    wrong_state,
    upload_under_way,
    too_large,
    unsupported_media_type,
    invalid_field,
    idempotency_key_reused,
    internal,
    unavailable,
};

/// What a start would need, and what is there.
struct Shortfall {
    billing::Money required;
    billing::Money available;
};

struct Problem {
    ProblemKind kind = ProblemKind::internal;
    std::string detail;      ///< one sentence about this case, for the person who reads the log
    std::string field = {};  ///< dotted path in the body, or the parameter's or header's name
    std::string allow = {};  ///< of method_not_allowed: the methods that are
    std::optional<Shortfall> shortfall = {};
    std::optional<billing::Money> pay_least = {};  ///< the least pay that would be accepted
};

[[nodiscard]] Problem invalid(std::string field, std::string detail);
[[nodiscard]] Problem invalid(const records::FieldProblem& problem);
/// The store is away, or others were faster too often: the same request may be sent again.
[[nodiscard]] Problem unavailable();

[[nodiscard]] int status_of(ProblemKind kind);
[[nodiscard]] std::string_view slug_of(ProblemKind kind);

/// The reply, with the headers that its status asks for (Allow, Retry-After, WWW-Authenticate).
[[nodiscard]] protocols::HttpReply reply_to(const Problem& problem);

}  // namespace kazi::gateway::api
