// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/demo/books.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <cstdio>
#include <memory>
#include <set>
#include <stdexcept>

#include "tests/simulator/telco/money.hpp"

namespace kazi::simulator::demo {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 2> paid_states{"succeeded", "reconciled"};
constexpr std::array<std::string_view, 5> open_states{"created", "submitted", "pending", "in_doubt",
                                                      "failed"};

std::string text_in(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

const json::array* array_in(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr ? value->if_array() : nullptr;
}

std::optional<json::object> object_from(std::string_view text) {
    boost::system::error_code fault;
    const auto value = json::parse(json::string_view(text.data(), text.size()), fault);
    if (fault || !value.is_object()) return std::nullopt;
    return value.get_object();
}

std::optional<PayoutLine> payout_from(std::string_view text) {
    const auto object = object_from(text);
    if (!object) return std::nullopt;
    const auto micro = telco::read_micro(text_in(*object, "amount"));
    if (!micro) return std::nullopt;
    return PayoutLine{text_in(*object, "id"), text_in(*object, "state"), *micro,
                      text_in(*object, "key")};
}

std::int64_t moved_for(const json::object& by_key, std::string_view key) {
    const auto* micro = by_key.if_contains(key);
    return micro != nullptr ? micro->to_number<std::int64_t>() : 0;
}

std::string output_of(const std::string& command) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    if (!pipe) throw std::runtime_error("can't run: " + command);
    std::string text;
    std::array<char, 4096> part{};
    while (const auto read = std::fread(part.data(), 1, part.size(), pipe.get())) {
        text.append(part.data(), read);
    }
    return text;
}

}  // namespace

bool PayoutLine::paid() const {
    return std::ranges::find(paid_states, state) != paid_states.end();
}

bool PayoutLine::open() const {
    return std::ranges::find(open_states, state) != open_states.end();
}

std::map<std::string, PayoutSum> Books::by_state() const {
    std::map<std::string, PayoutSum> sums;
    for (const auto& payout : payouts) {
        ++sums[payout.state].count;
        sums[payout.state].micro += payout.micro;
    }
    return sums;
}

std::int64_t Books::open_payouts() const {
    return std::ranges::count_if(payouts, &PayoutLine::open);
}

std::vector<std::string> Books::differences(const json::object& ledger) const {
    std::vector<std::string> found;
    const auto* by_key = ledger.if_contains("by_key");
    if (by_key == nullptr || !by_key->is_object()) return {"the telco has no ledger"};
    std::set<std::string, std::less<>> known;
    for (const auto& payout : payouts) {
        known.insert(payout.key);
        const auto moved = moved_for(by_key->get_object(), payout.key);
        const auto owed = payout.paid() ? payout.micro : 0;
        if (moved == owed) continue;
        found.push_back(fmt::format("payout {} is {}: KES {} by the books, KES {} moved", payout.id,
                                    payout.state, telco::two_decimals(owed),
                                    telco::two_decimals(moved)));
    }
    for (const auto& [key, micro] : by_key->get_object()) {
        if (!known.contains(std::string_view(key.data(), key.size()))) {
            found.push_back(fmt::format("money moved for the unknown key {}", std::string(key)));
        }
    }
    return found;
}

bool read_audit(Books& books, std::string_view text) {
    const auto report = object_from(text);
    if (!report) return false;
    const auto* clean = report->if_contains("clean");
    const auto* cells = array_in(*report, "cells");
    if (clean == nullptr || !clean->is_bool() || cells == nullptr) return false;
    books.clean = clean->get_bool();
    for (const auto& cell : *cells) {
        const auto* findings = cell.is_object() ? array_in(cell.get_object(), "findings") : nullptr;
        if (findings == nullptr) return false;
        for (const auto& finding : *findings) {
            if (!finding.is_object()) return false;
            books.findings.push_back(text_in(finding.get_object(), "text"));
        }
    }
    return true;
}

bool read_funnel(Books& books, std::string_view text) {
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = object_from(text.substr(0, end));
        if (!line) return false;
        FunnelLine& funnel = books.funnel;
        for (const auto& [name, sum] :
             {std::pair<const char*, std::int64_t*>{"heard", &funnel.heard},
              {"joined", &funnel.joined},
              {"started", &funnel.started},
              {"answered", &funnel.answered},
              {"paid", &funnel.paid}}) {
            const auto* count = line->if_contains(name);
            if (count == nullptr || !count->is_number()) return false;
            *sum += count->to_number<std::int64_t>();
        }
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return true;
}

bool read_payouts(Books& books, std::string_view text) {
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = payout_from(text.substr(0, end));
        if (!line) return false;
        books.payouts.push_back(std::move(*line));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return true;
}

Books ask_books(const std::string& kazi, const std::string& config) {
    Books books;
    const auto audit = output_of(fmt::format("'{}' audit --json --config '{}'", kazi, config));
    if (!read_audit(books, audit)) throw std::runtime_error("kazi audit said: " + audit);
    const auto list = output_of(fmt::format("'{}' payouts list --config '{}'", kazi, config));
    if (!read_payouts(books, list)) throw std::runtime_error("kazi payouts list said: " + list);
    const auto funnel = output_of(fmt::format("'{}' worker funnel --config '{}'", kazi, config));
    if (!read_funnel(books, funnel)) throw std::runtime_error("kazi worker funnel said: " + funnel);
    return books;
}

}  // namespace kazi::simulator::demo
