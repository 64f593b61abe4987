// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/reviews.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "gateway/api/plans.hpp"
#include "gateway/api/timestamp.hpp"
#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/commit_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/review_commit.hpp"
#include "gateway/engine/review_plan.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/json_fields.hpp"
#include "taskflow/question/asked.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;
using billing::Account;
using billing::AccountKind;
using billing::Money;
using records::Review;
using records::ReviewState;
using taskflow::Campaign;

constexpr std::size_t right_bytes_max = 160;
constexpr std::int64_t us_per_ms = 1000;

std::string_view state_text(ReviewState state) {
    switch (state) {
        case ReviewState::waiting:
            return "waiting";
        case ReviewState::rejected:
        case ReviewState::told:
            return "rejected";
        case ReviewState::judged:
            return "appealed";
    }
    return "?";
}

std::string_view reason_text(taskflow::RejectReason reason) {
    for (const auto& [value, name] : taskflow::reject_reasons) {
        if (value == reason) return name;
    }
    return "?";
}

json::object view(const std::string& answer, const Review& review) {
    json::object out{
        {"answer", answer}, {"value", review.value}, {"state", state_text(review.state)}};
    if (review.state == ReviewState::waiting) {
        out["accepted_at"] = timestamp(review.accepts_at);
        out["risk"] = static_cast<double>(review.risk_permille) / 1000;
    } else {
        out["reason"] = reason_text(review.reason);
        out["right_answer"] = review.right;
    }
    return out;
}

void read_rejection(records::Fields& fields, Decision& decision) {
    const std::string reason = fields.text("reason", 1, 20);
    const auto* known =
        std::find_if(taskflow::reject_reasons.begin(), taskflow::reject_reasons.end(),
                     [&](const auto& each) { return each.second == reason; });
    if (known == taskflow::reject_reasons.end()) {
        fields.problem("reason", "must be wrong, off_topic, incomplete or instructions");
    } else {
        decision.reason = known->first;
    }
    decision.right = fields.text("right_answer", 1, right_bytes_max);
}

/// True when results could call an answer to this question so.
bool is_answer(const taskflow::Question& question, const std::string& value) {
    namespace asked = taskflow::question;
    if (!asked::is_listed(question)) return true;
    for (std::uint16_t label = 0; label < asked::class_count(question); ++label) {
        if (asked::result_text(question, {}, label) == value) return true;
    }
    return false;
}

struct Facts {
    const Decision& decision;
    const Market& market;
    const Campaign& campaign;
    Review review;
    std::int64_t funds_micro = 0;
    std::int64_t room_milli = 0;
    std::int64_t now_us = 0;

    [[nodiscard]] records::ReviewName name() const { return {campaign.number, decision.answer}; }
};

std::optional<Problem> rejection_problem(const Facts& facts, Money deposit) {
    if (!is_answer(facts.campaign.question, facts.decision.right))
        return invalid("right_answer", "is no answer to the campaign's question");
    if (facts.decision.right == facts.review.value)
        return invalid("right_answer", "is what the worker answered");
    if (facts.room_milli + engine::rejections_free * engine::rejection_milli <
        engine::rejection_milli)
        return Problem{ProblemKind::wrong_state,
                       "Your room for rejections is used up: it grows with each answer that you "
                       "may look at, and shrinks when judges decide against you."};
    if (facts.funds_micro < deposit.micro) {
        Problem problem{ProblemKind::insufficient_funds,
                        "The funds do not cover the judges of an appeal, should there be one."};
        problem.shortfall = Shortfall{deposit, {facts.funds_micro, facts.market.currency}};
        return problem;
    }
    return std::nullopt;
}

store::Guard still_waiting(const Facts& facts) {
    return store::VersionIs{keys::review(facts.name()),
                            static_cast<std::uint32_t>(ReviewState::waiting)};
}

void look_now(store::Batch& batch, const Facts& facts) {
    batch.writes.push_back(
        store::Schedule{keys::reviews_due, to_string(facts.name()), facts.now_us / us_per_ms});
}

void leave_deposit(store::Batch& batch, const Facts& facts, Money deposit) {
    if (deposit.micro == 0) return;
    records::JournalEntry entry;
    entry.cause = records::Cause::campaign;
    entry.reference = engine::campaign_name(facts.campaign.number);
    billing::move(entry.postings, {AccountKind::client_funds, facts.campaign.client},
                  {AccountKind::review_deposit, entry.reference}, deposit);
    engine::post(batch, entry.postings);
    batch.writes.push_back(store::Append{keys::journal, records::pack_journal(entry)});
}

Plan reject(Facts& facts) {
    const Money price{facts.market.sms_price_micro, facts.market.currency};
    const Money deposit = engine::judging_cost(facts.campaign, price);
    if (auto problem = rejection_problem(facts, deposit)) return *problem;
    Planned planned;
    planned.batch.cell = facts.market.cell;
    const store::Place room = keys::rejection_room(facts.campaign.client);
    planned.batch.guards.push_back(still_waiting(facts));
    planned.batch.guards.push_back(store::AtLeast{
        room.key, *room.field, engine::rejection_milli * (1 - engine::rejections_free)});
    facts.review.state = ReviewState::rejected;
    facts.review.reason = facts.decision.reason;
    facts.review.right = facts.decision.right;
    facts.review.deposit_micro = deposit.micro;
    planned.batch.writes.push_back(
        store::Put{keys::review(facts.name()), records::pack_review(facts.review)});
    planned.batch.writes.push_back(store::Add{room.key, *room.field, -engine::rejection_milli});
    look_now(planned.batch, facts);
    leave_deposit(planned.batch, facts, deposit);
    planned.reply = json_reply(200, view(to_string(facts.decision.answer), facts.review));
    return planned;
}

Plan accept(const Facts& facts) {
    Planned planned;
    planned.batch.cell = facts.market.cell;
    planned.batch.guards.push_back(still_waiting(facts));
    look_now(planned.batch, facts);
    planned.reply = json_reply(200, view(to_string(facts.decision.answer), facts.review));
    return planned;
}

/// What was said before; nothing else can be said of it now.
Plan said_already(const Facts& facts) {
    const bool same = !facts.decision.accepts && facts.decision.right == facts.review.right &&
                      facts.decision.reason == facts.review.reason;
    if (!same)
        return Problem{ProblemKind::wrong_state, "This answer was rejected before, otherwise."};
    Planned planned;
    planned.batch.cell = facts.market.cell;
    planned.reply = json_reply(200, view(to_string(facts.decision.answer), facts.review));
    return planned;
}

}  // namespace

Read<Decision> decision_from(const json::value& body) {
    std::vector<records::FieldProblem> problems;
    records::Fields fields(body, "", problems);
    Decision decision;
    const auto answer = records::answer_name_from(fields.text("answer", 1, 40));
    if (answer) {
        decision.answer = *answer;
    } else {
        fields.problem("answer", "is no name of an answer");
    }
    const std::string word = fields.text("decision", 1, 10);
    decision.accepts = word == "accept";
    if (word == "reject") {
        read_rejection(fields, decision);
    } else if (!decision.accepts) {
        fields.problem("decision", "must be accept or reject");
    }
    fields.no_others();
    if (!problems.empty()) return invalid(problems.front());
    return decision;
}

std::vector<store::Place> decision_places(const Market& market, const Client& client,
                                          std::uint32_t campaign, const Decision& decision) {
    std::vector<store::Place> places = campaign_places(market, campaign);
    places.push_back(keys::review({campaign, decision.answer}));
    places.push_back(funds_place(market, client));
    places.push_back(keys::rejection_room(client.name));
    return places;
}

Plan plan_decision(const Decision& decision, const Market& market, const Client& client,
                   Values values, std::int64_t now_us) {
    const auto campaign = facts_from(values, client);
    if (!campaign) return campaign.error();
    const auto& stored = values[campaign_place_count];
    if (!stored) return Problem{ProblemKind::not_found, "No answer waits under this name."};
    auto review = records::review_from(*stored);
    if (!review) return Problem{ProblemKind::internal, "The review's record is damaged."};
    Facts facts{.decision = decision,
                .market = market,
                .campaign = campaign->campaign,
                .review = std::move(*review),
                .funds_micro = stored_number(values[campaign_place_count + 1]),
                .room_milli = stored_number(values[campaign_place_count + 2]),
                .now_us = now_us};
    if (facts.review.state != ReviewState::waiting) return said_already(facts);
    return decision.accepts ? accept(facts) : reject(facts);
}

protocols::HttpReply reviews_reply(const std::vector<std::pair<std::string, std::string>>& fields,
                                   std::uint64_t next_cursor) {
    json::array reviews;
    for (const auto& [answer, stored] : fields) {
        const auto review = records::review_from(stored);
        if (review) reviews.push_back(view(answer, *review));
    }
    json::object body;
    body["reviews"] = std::move(reviews);
    if (next_cursor != 0) body["cursor"] = std::to_string(next_cursor);
    return json_reply(200, body);
}

}  // namespace kazi::gateway::api
