// SPDX-License-Identifier: Apache-2.0
// What a reply cost a worker, as the journal keeps it.
#include <doctest/doctest.h>

#include "gateway/records/journal_record.hpp"
#include "gateway/records/worker_record.hpp"

namespace kazi::gateway {

using namespace taskflow;

namespace {

billing::Money kes(std::int64_t micro) {
    return {micro, *billing::Currency::parse("KES")};
}

}  // namespace

TEST_CASE(
    "what a reply cost stands beside its pay in a few bytes, and passes through its account") {
    records::JournalEntry entry;
    entry.worker = WorkerId{};
    const std::string owner(records::raw(*entry.worker));
    entry.answer = AnswerRecord{.item = {1, 17},
                                .label = 3,
                                .text = {},
                                .reliability_permille = 712,
                                .channel = Channel::sms,
                                .surplus = false,
                                .pay_micro = 2'000'000};
    entry.answer->reply_cost_micro = 1'000'000;
    using billing::AccountKind;
    entry.postings = {{{AccountKind::escrow, "c1"}, kes(-3'200'000)},
                      {{AccountKind::worker_available, owner}, kes(3'000'000)},
                      {{AccountKind::platform_fee, ""}, kes(200'000)},
                      {{AccountKind::reply_cost, ""}, kes(1'000'000)},
                      {{AccountKind::reply_cost, ""}, kes(-1'000'000)}};
    const std::string bytes = records::pack_journal(entry);
    CHECK(bytes.size() < 42);
    const auto read = records::journal_from(bytes);
    REQUIRE(read);
    CHECK(read->postings == entry.postings);
    CHECK(read->answer->reply_cost_micro == 1'000'000);
    entry.answer->reply_cost_micro = 0;  // then the postings say more than the answer
    CHECK(records::journal_from(records::pack_journal(entry))->postings == entry.postings);
}

}  // namespace kazi::gateway
