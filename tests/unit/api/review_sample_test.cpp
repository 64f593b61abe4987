// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/review_sample.hpp"

#include <doctest/doctest.h>

#include "gateway/records/review_record.hpp"

using namespace kazi::gateway;
using namespace kazi::gateway::api;
using records::ReviewState;

namespace {

/// Every fifth is risky.
StoredReviews reviews(std::uint32_t count, ReviewState state = ReviewState::waiting) {
    StoredReviews all;
    for (std::uint32_t index = 0; index < count; ++index) {
        records::Review review;
        review.state = state;
        review.risk_permille = index % 5 == 0 ? 600 : 50;
        all.emplace_back(to_string(records::AnswerName{index, 77}), pack_review(review));
    }
    return all;
}

std::size_t risky_in(const StoredReviews& sample) {
    std::size_t risky = 0;
    for (const auto& [name, stored] : sample)
        risky += records::review_from(stored)->risk_permille == 600 ? 1 : 0;
    return risky;
}

}  // namespace

TEST_CASE("a sample looks where the risk is, and not only there") {
    const auto sample = sample_by_risk(reviews(1000), 100);
    REQUIRE(sample.size() == 100);
    // 200 risky ones weigh 120, 800 others 40: three of four draws at first, fewer as they run out.
    CHECK(risky_in(sample) >= 60);
    CHECK(risky_in(sample) <= 85);
}

TEST_CASE("a sample of parts is the sample of the whole, and the same again") {
    const auto all = reviews(1000);
    auto parts = sample_by_risk({all.begin(), all.begin() + 500}, 50);
    parts.insert(parts.end(), all.begin() + 500, all.end());
    CHECK(sample_by_risk(parts, 50) == sample_by_risk(all, 50));
}

TEST_CASE("what is decided is not looked at again; a small heap is taken whole") {
    CHECK(sample_by_risk(reviews(10, ReviewState::told), 5).empty());
    CHECK(sample_by_risk(reviews(3), 5).size() == 3);
}
