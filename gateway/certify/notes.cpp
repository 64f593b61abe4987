// SPDX-License-Identifier: Apache-2.0
#include "gateway/certify/notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace kazi::gateway::certify {

namespace {

constexpr int ok = 200;
constexpr int client_fault_first = 400;
constexpr int server_fault_first = 500;

bool is_refusal(int status) {
    return status >= client_fault_first && status < server_fault_first;
}

bool same(const protocols::HttpReply& left, const protocols::HttpReply& right) {
    return left.status == right.status && left.content_type == right.content_type &&
           left.body == right.body;
}

}  // namespace

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
        case Verdict::passed:
            return "pass";
        case Verdict::failed:
            return "FAIL";
        case Verdict::not_applicable:
            break;
    }
    return "n/a";
}

std::size_t count(const Findings& findings, Verdict verdict) {
    return static_cast<std::size_t>(std::ranges::count(findings, verdict, &Finding::verdict));
}

std::string shown(const Heard& heard) {
    constexpr std::size_t bytes_max = 48;
    if (!heard) return "no answer";
    std::string body = heard->body.substr(0, bytes_max);
    // Half a character at the cut would make the report unreadable.
    while (heard->body.size() > bytes_max && !body.empty() && (body.back() & 0x80) != 0)
        body.pop_back();
    std::ranges::replace_if(
        body, [](char c) { return c == '\n' || c == '\r' || c == '|'; }, ' ');
    const bool cut = heard->body.size() > bytes_max;
    if (!cut) body.erase(body.find_last_not_of(' ') + 1);
    if (body.empty()) return fmt::format("{}, empty", heard->status);
    return fmt::format("{} '{}{}'", heard->status, body, cut ? "…" : "");
}

Notes::Notes(Findings& findings, std::string_view kind, const Connection& connection)
    : findings_(findings), kind_(kind), manners_(manners_of(connection.order().dialect->name)) {}

void Notes::add(std::string_view name, Verdict verdict, std::string reason) {
    findings_.push_back({kind_, std::string(name), verdict, std::move(reason)});
}

void Notes::pass(std::string_view name, std::string reason) {
    add(name, Verdict::passed, std::move(reason));
}

void Notes::fail(std::string_view name, std::string reason) {
    add(name, Verdict::failed, std::move(reason));
}

void Notes::skip(std::string_view name, std::string reason) {
    add(name, Verdict::not_applicable, std::move(reason));
}

void Notes::judge(std::string_view name, const std::string& complaint, const Heard& heard) {
    if (complaint.empty()) return pass(name, shown(heard));
    fail(name, fmt::format("{}, was {}", complaint, shown(heard)));
}

std::string Notes::complaint_of_taken(const Heard& heard) const {
    if (!heard || heard->status != ok) return "should be taken with 200";
    const bool must_be_empty = manners_.always_200 || heard->content_type.empty();
    if (must_be_empty && !heard->body.empty()) return "should be empty: a body becomes an SMS";
    const bool sends = heard->body.find("<Message") != std::string::npos;
    return sends ? "should send nothing: this Message is paid" : "";
}

std::string Notes::complaint_of_refused(const Heard& heard) const {
    if (manners_.always_200) return complaint_of_taken(heard);
    return heard && is_refusal(heard->status) ? "" : "should be refused with a 4xx";
}

std::string Notes::complaint_of_status(const Heard& heard, int status) const {
    return heard && heard->status == status ? "" : fmt::format("should be {}", status);
}

std::string Notes::complaint_of_repeat(const Heard& first, const Heard& again) const {
    if (first && again && same(*first, *again)) return {};
    return fmt::format("should be the same answer again, {}", shown(first));
}

}  // namespace kazi::gateway::certify
