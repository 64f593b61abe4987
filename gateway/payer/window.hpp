// SPDX-License-Identifier: Apache-2.0
// The recovery window of a cell: open while the store may have forgotten payouts (started from a
// copy, a promoted replica, a cut log), until a person says that all is found again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/store/batch.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::payer {

struct Window {
    std::uint32_t version = 0;  ///< of the stored value; 0: none was ever open
    bool open = false;
    /// The providers' reports of the lost time have been imported.
    bool reports_matched = false;
    taskflow::Instant opened_at = 0;

    friend bool operator==(const Window&, const Window&) = default;
};

[[nodiscard]] store::Place window_place();
[[nodiscard]] std::string pack_window(const Window& window, std::uint32_t version);
/// Fails (nullopt) on bytes that no version of this code wrote.
[[nodiscard]] std::optional<Window> window_from(std::string_view bytes);

}  // namespace kazi::gateway::payer
