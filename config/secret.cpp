// SPDX-License-Identifier: Apache-2.0
#include "config/secret.hpp"

namespace kazi::config {

std::ostream& operator<<(std::ostream& out, const Secret& secret) {
    return out << (secret.empty() ? std::string_view("[no secret]") : secret_mark);
}

}  // namespace kazi::config
