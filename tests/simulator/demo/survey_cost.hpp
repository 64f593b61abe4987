// SPDX-License-Identifier: Apache-2.0
// What a survey's messages cost, each question alone and several in one SMS.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>

namespace kazi::simulator::demo {

/// One survey campaign, by its books.
struct SurveyCost {
    std::int64_t completed = 0;       ///< interviews that were paid
    std::int64_t messages_micro = 0;  ///< for all its SMS, those to people who gave up too

    /// Micro-units; 0: none is complete.
    [[nodiscard]] std::int64_t per_completed_micro() const;
};

/// The same survey of the same crowd, asked in both ways.
struct SurveyCosts {
    SurveyCost alone;
    SurveyCost packed;

    /// True when packing cuts what messages cost for an interview, and so for each of its answers,
    /// by half at least. False when nobody completed one.
    [[nodiscard]] bool halved() const;
    /// "KES 7.80 unpacked, KES 2.90 packed"
    [[nodiscard]] std::string text() const;
    [[nodiscard]] boost::json::object to_json() const;
};

/// From a survey campaign's progress, as the API tells it.
[[nodiscard]] SurveyCost survey_cost(const boost::json::object& progress);

}  // namespace kazi::simulator::demo
