// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/learned_json.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value_from.hpp>
#include <string_view>
#include <vector>

namespace kazi::gateway::records {

namespace json = boost::json;
using taskflow::quality::Learned;

namespace {

constexpr std::int64_t whole_ppm = 1'000'000;

std::optional<std::vector<std::int64_t>> integers_in(const json::object& object,
                                                     std::string_view name) {
    const json::value* found = object.if_contains(name);
    if (found == nullptr || !found->is_array()) return std::nullopt;
    std::vector<std::int64_t> integers;
    for (const json::value& each : found->get_array()) {
        if (!each.is_int64()) return std::nullopt;
        integers.push_back(each.get_int64());
    }
    return integers;
}

std::optional<std::vector<std::uint32_t>> shares_in(const json::object& object,
                                                    std::string_view name) {
    const auto integers = integers_in(object, name);
    if (!integers) return std::nullopt;
    std::vector<std::uint32_t> shares;
    for (const std::int64_t each : *integers) {
        if (each < 0 || each > whole_ppm) return std::nullopt;
        shares.push_back(static_cast<std::uint32_t>(each));
    }
    return shares;
}

std::optional<std::int64_t> integer_in(const json::object& object, std::string_view name,
                                       std::int64_t most) {
    const json::value* found = object.if_contains(name);
    if (found == nullptr || !found->is_int64()) return std::nullopt;
    const std::int64_t value = found->get_int64();
    return value >= 0 && value <= most ? std::optional(value) : std::nullopt;
}

bool read_calibration(const json::object& object, Learned& learned) {
    if (!object.contains("calibration_micro")) return true;
    const auto line = integers_in(object, "calibration_micro");
    if (!line || line->size() != 5) return false;
    learned.calibration_micro.emplace();
    std::copy(line->begin(), line->end(), learned.calibration_micro->begin());
    return true;
}

bool read_unproven(const json::object& object, Learned& learned) {
    if (!object.contains("unproven_ppm")) return true;
    const auto level = integer_in(object, "unproven_ppm", whole_ppm);
    if (!level) return false;
    learned.unproven_ppm = static_cast<std::uint32_t>(*level);
    return true;
}

}  // namespace

json::object learned_json(const Learned& learned) {
    json::object out{{"answers", static_cast<std::int64_t>(learned.answers)},
                     {"mean_right_ppm", learned.mean_right_ppm}};
    out["class_shares_ppm"] = json::value_from(learned.class_shares_ppm);
    out["common_ppm"] = json::value_from(learned.common_ppm);
    if (learned.calibration_micro)
        out["calibration_micro"] = json::value_from(*learned.calibration_micro);
    if (learned.unproven_ppm) out["unproven_ppm"] = *learned.unproven_ppm;
    return out;
}

std::optional<Learned> learned_from_json(const json::value& value) {
    if (!value.is_object()) return std::nullopt;
    const json::object& object = value.get_object();
    const auto answers = integer_in(object, "answers", INT64_MAX);
    const auto mean_right = integer_in(object, "mean_right_ppm", whole_ppm);
    auto shares = shares_in(object, "class_shares_ppm");
    auto common = shares_in(object, "common_ppm");
    if (!answers || !mean_right || !shares || !common) return std::nullopt;
    if (common->size() != shares->size() * shares->size()) return std::nullopt;
    Learned learned{.answers = static_cast<std::uint64_t>(*answers),
                    .mean_right_ppm = static_cast<std::uint32_t>(*mean_right),
                    .class_shares_ppm = std::move(*shares),
                    .common_ppm = std::move(*common),
                    .calibration_micro = {},
                    .unproven_ppm = {}};
    if (!read_calibration(object, learned) || !read_unproven(object, learned)) return std::nullopt;
    return learned;
}

}  // namespace kazi::gateway::records
