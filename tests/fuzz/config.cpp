// SPDX-License-Identifier: Apache-2.0
// What an operator may write: refused with a reason, or read; never a crash.
#include "config/config.hpp"

#include <cstdint>
#include <string_view>

#include "config/catalogue.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const kazi::config::Sources nothing{
        [](const std::string&) { return std::optional<std::string>("0123456789abcdef"); },
        [](const std::string&) { return std::optional<std::string>(); }};
    (void)kazi::config::read_config(text, "fuzz.toml", nothing);
    (void)kazi::config::read_catalogue(text, "fuzz.toml");
    return 0;
}
