// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/letter_results.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace kazi::gateway::sender {

namespace {

// Aggregators write numbers with plus and without.
std::string digits_of(std::string_view number) {
    std::string digits;
    for (const char c : number)
        if (c >= '0' && c <= '9') digits.push_back(c);
    return digits;
}

}  // namespace

std::vector<protocols::SendResult> results_of_letters(const std::vector<Letter>& letters,
                                                      std::vector<protocols::SendResult> results) {
    if (letters.size() == 1) {
        results.resize(1);
        return results;
    }
    if (results.size() == 1 && results.front().to.empty()) {
        const protocols::SendResult whole = std::move(results.front());
        return std::vector<protocols::SendResult>(letters.size(), whole);
    }
    std::unordered_map<std::string, protocols::SendResult> by_number;
    for (protocols::SendResult& result : results)
        by_number.insert_or_assign(digits_of(result.to), std::move(result));
    std::vector<protocols::SendResult> own(letters.size());
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const auto named = by_number.find(digits_of(letters[i].msisdn));
        if (named != by_number.end()) own[i] = named->second;
    }
    return own;
}

}  // namespace kazi::gateway::sender
