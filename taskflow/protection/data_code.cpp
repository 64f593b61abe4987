// SPDX-License-Identifier: Apache-2.0
#include "taskflow/protection/data_code.hpp"

namespace kazi::taskflow {

bool use_data_code(DataCode& told, const std::string& shown, Instant now) {
    if (told.code.empty() || told.code != shown || now >= told.until) return false;
    told = {};
    return true;
}

}  // namespace kazi::taskflow
