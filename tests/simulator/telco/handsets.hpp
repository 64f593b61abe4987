// SPDX-License-Identifier: Apache-2.0
// Phones used by hand: an inbox for each number that is not one of the crowd's.
#pragma once

#include <boost/json/array.hpp>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>

namespace kazi::simulator::telco {

class Handsets {
public:
    void received(const std::string& number, std::string text);

    /// [{"seq":N,"text":"…"}]: what came after message `after`, oldest first. Numbers count from 1
    /// for each phone; a phone keeps its last 200 messages.
    [[nodiscard]] boost::json::array inbox(std::string_view number, std::uint64_t after) const;

private:
    struct Message {
        std::uint64_t number = 0;
        std::string text;
    };
    std::map<std::string, std::deque<Message>, std::less<>> inboxes_;
};

}  // namespace kazi::simulator::telco
