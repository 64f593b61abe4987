// SPDX-License-Identifier: Apache-2.0
// What a worker told of herself, question by question, and how screens are spelled for her phone.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace kazi::taskflow {

struct Profile {
    /// By the question's key, the label of her answer; empty: she would rather not say. Whatever
    /// stands here is never asked again.
    std::map<std::string, std::string> answers;
    std::string asked;       ///< the key of the question that is open; empty: none
    std::uint8_t tries = 0;  ///< answers to it that could not be read so far
    bool latin = false;      ///< her phone shows Latin letters only

    friend bool operator==(const Profile&, const Profile&) = default;
};

}  // namespace kazi::taskflow
