// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/timestamp.hpp"

#include <fmt/format.h>

#include <chrono>

namespace kazi::gateway::api {

std::string timestamp(std::int64_t instant_us) {
    using namespace std::chrono;
    const sys_time<microseconds> at{microseconds{instant_us}};
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss time{floor<milliseconds>(at - day)};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count(),
                       time.subseconds().count());
}

}  // namespace kazi::gateway::api
