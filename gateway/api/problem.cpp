// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/problem.hpp"

#include <array>
#include <boost/json.hpp>

#include "gateway/ensure.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;

struct Form {
    ProblemKind kind;
    int status;
    std::string_view slug;
    std::string_view title;
};

constexpr std::array<Form, 16> forms{{
    {ProblemKind::malformed_body, 400, "malformed-body", "The body can't be read"},
    {ProblemKind::invalid_parameter, 400, "invalid-parameter", "A parameter or header is wrong"},
    {ProblemKind::unauthorized, 401, "unauthorized", "No valid API key"},
    {ProblemKind::insufficient_funds, 402, "insufficient-funds", "The funds do not cover it"},
    {ProblemKind::forbidden, 403, "forbidden", "This key may not do that"},
    {ProblemKind::not_found, 404, "not-found", "There is no such thing"},
    {ProblemKind::method_not_allowed, 405, "method-not-allowed", "Not with this method"},
    {ProblemKind::body_timed_out, 408, "body-timed-out", "The body came too slowly"},
    {ProblemKind::wrong_state, 409, "wrong-state", "The campaign is in another state"},
    {ProblemKind::upload_under_way, 409, "upload-under-way", "Another upload has this key"},
    {ProblemKind::too_large, 413, "too-large", "The body is too large"},
    {ProblemKind::unsupported_media_type, 415, "unsupported-media-type", "Not in this format"},
    {ProblemKind::invalid_field, 422, "invalid-field", "A field can't be accepted"},
    {ProblemKind::idempotency_key_reused, 422, "idempotency-key-reused",
     "This idempotency key belongs to another request"},
    {ProblemKind::internal, 500, "internal", "Our fault"},
    {ProblemKind::unavailable, 503, "unavailable", "Not now"},
}};

const Form& form_of(ProblemKind kind) {
    for (const Form& form : forms) {
        if (form.kind == kind) return form;
    }
    ensure(false, "every kind of problem has a form");
    return forms.front();
}

void add_shortfall(json::object& body, const Shortfall& shortfall) {
    const billing::Money missing = shortfall.required - shortfall.available;
    body["currency"] = missing.currency.code();
    body["required"] = billing::format_amount(shortfall.required.micro);
    body["available"] = billing::format_amount(shortfall.available.micro);
    body["shortfall"] = billing::format_amount(missing.micro);
}

}  // namespace

Problem invalid(std::string field, std::string detail) {
    return {ProblemKind::invalid_field, std::move(detail), std::move(field)};
}

Problem invalid(const records::FieldProblem& problem) {
    return invalid(problem.field, problem.detail);
}

Problem unavailable() {
    return {ProblemKind::unavailable, "Nothing was lost; send the same request again in a moment."};
}

int status_of(ProblemKind kind) {
    return form_of(kind).status;
}

std::string_view slug_of(ProblemKind kind) {
    return form_of(kind).slug;
}

protocols::HttpReply reply_to(const Problem& problem) {
    const Form& form = form_of(problem.kind);
    json::object body{{"type", "/problems/" + std::string(form.slug)},
                      {"title", form.title},
                      {"status", form.status},
                      {"detail", problem.detail}};
    if (!problem.field.empty()) body["field"] = problem.field;
    if (problem.shortfall) add_shortfall(body, *problem.shortfall);
    if (problem.pay_least) {
        body["currency"] = problem.pay_least->currency.code();
        body["pay_least"] = billing::format_amount(problem.pay_least->micro);
    }
    protocols::HttpReply reply{form.status, "application/problem+json", json::serialize(body)};
    if (!problem.allow.empty()) reply.headers.push_back({"Allow", problem.allow});
    if (problem.kind == ProblemKind::unavailable) reply.headers.push_back({"Retry-After", "2"});
    if (problem.kind == ProblemKind::unauthorized)
        reply.headers.push_back({"WWW-Authenticate", "Bearer"});
    return reply;
}

}  // namespace kazi::gateway::api
