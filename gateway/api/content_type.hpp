// SPDX-License-Identifier: Apache-2.0
// The media type in a Content-Type header.
#pragma once

#include <string>
#include <string_view>

namespace kazi::gateway::api {

/// Type and subtype in lower case, without parameters: "Text/CSV; charset=utf-8" is "text/csv".
[[nodiscard]] std::string media_type(std::string_view header);

}  // namespace kazi::gateway::api
