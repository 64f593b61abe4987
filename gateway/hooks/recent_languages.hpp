// SPDX-License-Identifier: Apache-2.0
// Languages of workers lately heard, for pages that can't wait for the store.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kazi::gateway::hooks {

/// Each worker has one of 65,536 places, half a megabyte in all; of those who share it the newest
/// is known.
class RecentLanguages {
public:
    /// `who` is a hash; a language of more than four letters is not kept.
    void keep(std::uint64_t who, std::string_view language) {
        Entry& entry = entries_[place_of(who)];
        if (language.empty() || language.size() > entry.letters.size()) return;
        entry.who = rest_of(who);
        entry.letters = {};
        language.copy(entry.letters.data(), entry.letters.size());
    }
    /// Empty: not known. A view: good until the next is kept.
    [[nodiscard]] std::string_view find(std::uint64_t who) const {
        const Entry& entry = entries_[place_of(who)];
        if (entry.who != rest_of(who)) return {};
        const std::string_view letters(entry.letters.data(), entry.letters.size());
        return letters.substr(0, letters.find('\0'));
    }

private:
    struct Entry {
        std::uint32_t who = 0;
        std::array<char, 4> letters{};
    };
    static std::size_t place_of(std::uint64_t who) { return who & 0xFFFF; }
    static std::uint32_t rest_of(std::uint64_t who) {
        return static_cast<std::uint32_t>(who >> 16);
    }

    std::vector<Entry> entries_ = std::vector<Entry>(0x10000);
};

}  // namespace kazi::gateway::hooks
