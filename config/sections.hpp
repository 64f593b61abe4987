// SPDX-License-Identifier: Apache-2.0
// One function for each kind of section: its keys, their limits and their defaults.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "config/section.hpp"

namespace kazi::config {

[[nodiscard]] Store read_store(Section section);
/// `fallback` holds the defaults of this listener.
[[nodiscard]] Listener read_listener(Section section, Listener fallback);
[[nodiscard]] Identity read_identity(Section section);
[[nodiscard]] Market read_market(Section section, const std::string& name);
[[nodiscard]] Route read_route(Section section, const std::string& name);
[[nodiscard]] RouteUssd read_route_ussd(Section section);
[[nodiscard]] Provider read_provider(Section section, const std::string& name);
/// The operators of a market, by their numbers' beginnings.
[[nodiscard]] std::map<std::string, std::vector<std::string>> read_operators(Section& market);
[[nodiscard]] Push read_push(Section section);
[[nodiscard]] Limits read_limits(Section section);
[[nodiscard]] LogSettings read_log(Section section);

}  // namespace kazi::config
