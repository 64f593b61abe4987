// SPDX-License-Identifier: Apache-2.0
// Follows the server closely where callers can see it: what is claimed again, in which order, and
// what becomes of a claim whose entry is gone.
#include "gateway/store/memory_stream.hpp"

#include <algorithm>
#include <charconv>

namespace kazi::gateway::store {

namespace {

std::uint64_t read_number(std::string_view digits) {
    std::uint64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

std::string write_id(const MemoryStream::Id& id) {
    return std::to_string(id.first) + "-" + std::to_string(id.second);
}

}  // namespace

MemoryStream::Id MemoryStream::read_id(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return {read_number(text), 0};
    return {read_number(text.substr(0, dash)), read_number(text.substr(dash + 1))};
}

void MemoryStream::append(const Append& entry, std::int64_t now_ms) {
    const auto now = static_cast<std::uint64_t>(std::max<std::int64_t>(now_ms, 0));
    last_id_ = now > last_id_.first ? Id{now, 0} : Id{last_id_.first, last_id_.second + 1};
    entries_.emplace(last_id_, entry.payload);
    // The server trims whole nodes of a hundred entries, and so leaves up to that many more.
    constexpr std::size_t node_entries = 100;
    if (!entry.keep_about || entries_.size() < *entry.keep_about + node_entries) return;
    while (entries_.size() > *entry.keep_about)
        entries_.erase(entries_.begin());
}

void MemoryStream::acknowledge(const Acknowledge& entry) {
    const auto id = read_id(entry.id);
    if (const auto group = groups_.find(entry.group); group != groups_.end())
        group->second.pending.erase(id);
    entries_.erase(id);
}

std::vector<StreamEntry> MemoryStream::claim(const ClaimRequest& request, std::int64_t now_ms) {
    auto& group = groups_[request.group];
    std::vector<StreamEntry> claimed;
    claim_left(group, request, now_ms, claimed);
    claim_new(group, request, now_ms, claimed);
    return claimed;
}

void MemoryStream::claim_left(Group& group, const ClaimRequest& request, std::int64_t now_ms,
                              std::vector<StreamEntry>& claimed) {
    auto looked_at = std::uint64_t{request.count} * 10;  // as far as one XAUTOCLAIM goes
    auto room = request.count;
    for (auto at = group.pending.begin();
         at != group.pending.end() && room > 0 && looked_at-- > 0;) {
        const auto entry = entries_.find(at->first);
        if (entry == entries_.end()) {
            at = group.pending.erase(at);
            --room;
            continue;
        }
        auto& delivery = at->second;
        if (now_ms - delivery.at_ms >= request.idle_ms) {
            delivery = {now_ms, delivery.count + 1};
            claimed.push_back({write_id(entry->first), entry->second, delivery.count});
            --room;
        }
        ++at;
    }
}

void MemoryStream::claim_new(Group& group, const ClaimRequest& request, std::int64_t now_ms,
                             std::vector<StreamEntry>& claimed) {
    for (auto entry = entries_.upper_bound(group.last_delivered);
         entry != entries_.end() && claimed.size() < request.count; ++entry) {
        group.last_delivered = entry->first;
        group.pending[entry->first] = {now_ms, 1};
        claimed.push_back({write_id(entry->first), entry->second, 1});
    }
}

std::vector<StreamEntry> MemoryStream::range(const StreamRange& request) const {
    const auto count = std::max(request.count, 1U);
    std::vector<StreamEntry> found;
    for (auto entry = entries_.upper_bound(read_id(request.after_id));
         entry != entries_.end() && found.size() < count; ++entry)
        found.push_back({write_id(entry->first), entry->second});
    return found;
}

}  // namespace kazi::gateway::store
