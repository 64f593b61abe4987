// SPDX-License-Identifier: Apache-2.0
// What is wrong in a file that an operator or a translator wrote, and where.
#pragma once

#include <string>
#include <vector>

namespace kazi::config {

/// One fault. `line` counts from 1; 0 says that the fault has no line (a file that can't be read).
struct ConfigError {
    std::string file;
    int line = 0;
    std::string key;  ///< dotted, empty when the text isn't TOML at all
    std::string text;

    friend bool operator==(const ConfigError&, const ConfigError&) = default;
};

using ConfigErrors = std::vector<ConfigError>;

/// "kazi.toml:12: listen.public.port: must be 0..65535, is 70000".
[[nodiscard]] std::string to_string(const ConfigError& error);

/// One fault a line.
[[nodiscard]] std::string to_string(const ConfigErrors& errors);

}  // namespace kazi::config
