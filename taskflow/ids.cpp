// SPDX-License-Identifier: Apache-2.0
// Worker ids as text.
#include "taskflow/ids.hpp"

namespace kazi::taskflow {

std::string to_hex(const WorkerId& id) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * id.bytes.size());
    for (const std::uint8_t byte : id.bytes) {
        text.push_back(digits[byte >> 4]);
        text.push_back(digits[byte & 15]);
    }
    return text;
}

}  // namespace kazi::taskflow
