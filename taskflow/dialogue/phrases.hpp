// SPDX-License-Identifier: Apache-2.0
// The texts and command words of one language, as values.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kazi::taskflow::dialogue {

/// Lets a text be found by a view of its key.
struct KeyHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const {
        return std::hash<std::string_view>{}(key);
    }
};

/// The texts and command words of one language, by key ("consent.ask", "words.stop").
struct Phrases {
    std::unordered_map<std::string, std::string, KeyHash, std::equal_to<>> texts;
    std::map<std::string, std::vector<std::string>, std::less<>> words;
};

}  // namespace kazi::taskflow::dialogue
