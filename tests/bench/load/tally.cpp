// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/tally.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace kazi::bench {

namespace {

/// Of sorted values; 0 when there are none.
std::uint32_t percentile(const std::vector<std::uint32_t>& sorted, double share) {
    if (sorted.empty()) return 0;
    const auto rank = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
    return sorted[std::min(rank, sorted.size() - 1)];
}

}  // namespace

void Tally::count(Verdict verdict, int status, std::string_view page) {
    if (verdict == Verdict::fine) return;
    if (verdict == Verdict::swapped) {
        ++swapped;
        return;
    }
    ++unexpected;
    if (first_unexpected.empty()) first_unexpected = fmt::format("{} {}", status, page);
}

std::string Tally::to_json() {
    std::sort(latencies_us.begin(), latencies_us.end());
    boost::json::object json;
    json["sent"] = sent;
    json["replies_measured"] = latencies_us.size();
    json["seconds"] = seconds;
    json["per_second"] = seconds > 0 ? static_cast<double>(latencies_us.size()) / seconds : 0.0;
    json["p50_us"] = percentile(latencies_us, 0.50);
    json["p99_us"] = percentile(latencies_us, 0.99);
    json["p999_us"] = percentile(latencies_us, 0.999);
    json["lost"] = lost;
    json["swapped"] = swapped;
    json["unexpected"] = unexpected;
    json["first_unexpected"] = first_unexpected;
    return boost::json::serialize(json);
}

}  // namespace kazi::bench
