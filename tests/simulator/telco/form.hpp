// SPDX-License-Identifier: Apache-2.0
// Forms as the telco writes and reads them; its own code, since it tests Kazi's.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kazi::simulator::telco {

using Form = std::map<std::string, std::string, std::less<>>;

/// Reads application/x-www-form-urlencoded; a broken escape stays as it is written.
[[nodiscard]] Form read_form(std::string_view body);

/// Writes the fields in the order given; a blank becomes a plus, as Africa's Talking sends it.
[[nodiscard]] std::string write_form(
    const std::vector<std::pair<std::string_view, std::string>>& fields);

/// The value of that name, or an empty view.
[[nodiscard]] std::string_view value_of(const Form& form, std::string_view name);

}  // namespace kazi::simulator::telco
