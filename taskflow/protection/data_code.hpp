// SPDX-License-Identifier: Apache-2.0
// MY DATA tells what is kept in a few words. The full file is handed out at an office of the
// operator, to whoever shows the code that she was told: it says that the phone is in her hand.
#pragma once

#include <string>

#include "taskflow/ids.hpp"

namespace kazi::taskflow {

struct DataCode {
    std::string code;   ///< good once; empty: none was told
    Instant until = 0;  ///< when it is too old

    friend bool operator==(const DataCode&, const DataCode&) = default;
};

inline constexpr Instant data_code_good_us = day_us;

/// Takes the code for used. False: it is another one, or too old.
[[nodiscard]] bool use_data_code(DataCode& told, const std::string& shown, Instant now);

}  // namespace kazi::taskflow
