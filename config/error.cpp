// SPDX-License-Identifier: Apache-2.0
#include "config/error.hpp"

namespace kazi::config {

std::string to_string(const ConfigError& error) {
    std::string text = error.file;
    if (error.line > 0) text += ":" + std::to_string(error.line);
    text += ": ";
    if (!error.key.empty()) text += error.key + ": ";
    return text + error.text;
}

std::string to_string(const ConfigErrors& errors) {
    std::string text;
    for (const auto& error : errors)
        text += to_string(error) + "\n";
    return text;
}

}  // namespace kazi::config
