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

std::optional<PayoutLine> payout_from(const json::value& value) {
    if (!value.is_object()) return std::nullopt;
    const auto& object = value.get_object();
    const auto amount = telco::read_amount(text_in(object, "amount"));
    const auto* attempts = array_in(object, "attempts");
    if (!amount || attempts == nullptr) return std::nullopt;
    PayoutLine line{text_in(object, "id"), text_in(object, "state"), amount->micro, {}};
    for (const auto& attempt : *attempts) {
        if (attempt.is_object()) line.keys.push_back(text_in(attempt.get_object(), "key"));
    }
    return line;
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
        std::int64_t moved = 0;
        for (const auto& key : payout.keys) {
            known.insert(key);
            moved += moved_for(by_key->get_object(), key);
        }
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

bool read_payouts(Books& books, std::string_view text) {
    const auto list = object_from(text);
    const auto* lines = list ? array_in(*list, "payouts") : nullptr;
    if (lines == nullptr) return false;
    for (const auto& value : *lines) {
        auto line = payout_from(value);
        if (!line) return false;
        books.payouts.push_back(std::move(*line));
    }
    return true;
}

Books ask_books(const std::string& kazi, const std::string& config) {
    Books books;
    const auto audit = output_of(fmt::format("'{}' audit --json --config '{}'", kazi, config));
    if (!read_audit(books, audit)) throw std::runtime_error("kazi audit said: " + audit);
    const auto list =
        output_of(fmt::format("'{}' payouts list --json --config '{}'", kazi, config));
    if (!read_payouts(books, list)) throw std::runtime_error("kazi payouts list said: " + list);
    return books;
}

}  // namespace kazi::simulator::demo
