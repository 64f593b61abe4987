// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/review_sample.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "gateway/records/review_record.hpp"

namespace kazi::gateway::api {

namespace {

/// The safest answer is looked at this often for each time that the riskiest one is.
constexpr double risk_min = 0.02;

/// FNV-1a with a last stir: between 0 and 1, never either.
double lot_of(const std::string& name) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char letter : name) {
        hash ^= static_cast<unsigned char>(letter);
        hash *= 1099511628211ULL;
    }
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebULL;
    hash ^= hash >> 31;
    constexpr double steps = 9007199254740992.0;  // 2^53
    return (static_cast<double>(hash >> 11) + 0.5) / steps;
}

}  // namespace

// Weighted sampling without replacement: each draws u^(1/weight), the greatest are taken
// (Efraimidis and Spirakis, 2006). In logarithms, which keep the order.
StoredReviews sample_by_risk(StoredReviews reviews, std::size_t count) {
    std::vector<std::pair<double, std::size_t>> drawn;
    for (std::size_t nth = 0; nth < reviews.size(); ++nth) {
        const auto review = records::review_from(reviews[nth].second);
        if (!review || review->state != records::ReviewState::waiting) continue;
        const double weight = std::max(risk_min, review->risk_permille / 1000.0);
        drawn.emplace_back(std::log(lot_of(reviews[nth].first)) / weight, nth);
    }
    std::sort(drawn.rbegin(), drawn.rend());
    drawn.resize(std::min(count, drawn.size()));
    StoredReviews sample;
    for (const auto& [lot, nth] : drawn)
        sample.push_back(std::move(reviews[nth]));
    return sample;
}

}  // namespace kazi::gateway::api
