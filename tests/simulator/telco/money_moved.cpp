// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/money_moved.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

namespace kazi::simulator::telco {
namespace {

boost::json::object entry_json(std::size_t number, const MoneyEntry& entry) {
    return {{"number", number},
            {"end", to_string(entry.end)},
            {"key", entry.key},
            {"request_id", entry.request_id},
            {"msisdn", entry.number},
            {"currency", entry.amount.currency},
            {"amount_micro", entry.amount.micro},
            {"reason", entry.reason}};
}

boost::json::object sums_json(const std::map<std::string, std::int64_t, std::less<>>& sums) {
    boost::json::object json;
    for (const auto& [name, micro] : sums)
        json[name] = micro;
    return json;
}

std::int64_t sum_of(const std::map<std::string, std::int64_t, std::less<>>& sums,
                    std::string_view name) {
    const auto found = sums.find(name);
    return found == sums.end() ? 0 : found->second;
}

}  // namespace

std::string_view to_string(TopUpEnd end) {
    switch (end) {
        case TopUpEnd::accepted:
            return "accepted";
        case TopUpEnd::moved:
            return "moved";
        case TopUpEnd::failed:
            return "failed";
        case TopUpEnd::refused:
            return "refused";
    }
    return "refused";
}

MoneyMoved::MoneyMoved(const std::string& file) {
    if (file.empty()) return;
    file_.emplace(file, std::ios::app);
    if (!*file_) throw std::runtime_error("can't write the ledger of money moved: " + file);
}

void MoneyMoved::append(MoneyEntry entry) {
    if (entry.end == TopUpEnd::moved) {
        by_number_[entry.number] += entry.amount.micro;
        if (!entry.key.empty()) by_key_[entry.key] += entry.amount.micro;
        in_all_ += entry.amount.micro;
    }
    entries_.push_back(std::move(entry));
    if (file_) {
        *file_ << boost::json::serialize(entry_json(entries_.size(), entries_.back())) << std::endl;
    }
}

std::int64_t MoneyMoved::moved_for_key(std::string_view key) const {
    return sum_of(by_key_, key);
}

std::int64_t MoneyMoved::moved_to_number(std::string_view number) const {
    return sum_of(by_number_, number);
}

boost::json::object MoneyMoved::to_json() const {
    boost::json::array entries;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        entries.push_back(entry_json(i + 1, entries_[i]));
    }
    return {{"entries", std::move(entries)},
            {"moved_micro", in_all_},
            {"by_key", sums_json(by_key_)},
            {"by_number", sums_json(by_number_)}};
}

}  // namespace kazi::simulator::telco
