// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/content_type.hpp"

#include <algorithm>

namespace kazi::gateway::api {

std::string media_type(std::string_view header) {
    header = header.substr(0, std::min(header.find(';'), header.size()));
    while (!header.empty() && header.back() == ' ')
        header.remove_suffix(1);
    std::string type(header);
    for (char& c : type) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return type;
}

}  // namespace kazi::gateway::api
