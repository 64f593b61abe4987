// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/handsets.hpp"

#include <boost/json/object.hpp>
#include <utility>

namespace kazi::simulator::telco {
namespace {

constexpr std::size_t messages_max = 200;

}  // namespace

void Handsets::received(const std::string& number, std::string text) {
    auto& inbox = inboxes_[number];
    const auto seq = inbox.empty() ? 1 : inbox.back().number + 1;
    inbox.push_back({seq, std::move(text)});
    if (inbox.size() > messages_max) inbox.pop_front();
}

boost::json::array Handsets::inbox(std::string_view number, std::uint64_t after) const {
    boost::json::array messages;
    const auto found = inboxes_.find(number);
    if (found == inboxes_.end()) return messages;
    for (const auto& message : found->second) {
        if (message.number <= after) continue;
        messages.push_back(boost::json::object{{"seq", message.number}, {"text", message.text}});
    }
    return messages;
}

}  // namespace kazi::simulator::telco
