// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/plans.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "gateway/api/comparison.hpp"
#include "gateway/api/escrow_need.hpp"
#include "gateway/api/fair_pay.hpp"
#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/commit_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/journal_record.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;
using billing::Account;
using billing::AccountKind;
using billing::Money;
using taskflow::Campaign;
using taskflow::CampaignState;

constexpr const char* campaigns_made = "campaigns";

Account funds_of(const Client& client) {
    return {AccountKind::client_funds, client.name};
}

// Moves money and writes it into the journal.
void move_money(store::Batch& batch, records::JournalEntry entry, const Account& from,
                const Account& to, Money amount) {
    billing::move(entry.postings, from, to, amount);
    engine::post(batch, entry.postings);
    batch.writes.push_back(store::Append{keys::journal, records::pack_journal(entry)});
}

records::JournalEntry journal_entry(records::Cause cause, std::string reference) {
    records::JournalEntry entry;
    entry.cause = cause;
    entry.reference = std::move(reference);
    return entry;
}

void replace_campaign(store::Batch& batch, const CampaignFacts& facts) {
    const store::Place place = keys::campaign(facts.campaign.number);
    batch.guards.push_back(store::VersionIs{place, facts.version});
    batch.writes.push_back(
        store::Put{place, records::pack_campaign(facts.campaign, facts.version + 1)});
}

Problem wrong_state(const Campaign& campaign, std::string_view what) {
    return {ProblemKind::wrong_state, fmt::format("A campaign that is {} can't be {}.",
                                                  records::to_string(campaign.state), what)};
}

// Two places, so that neither side of the books outgrows what the store can count exactly.
bool has_room(Values values, Money amount) {
    const std::int64_t room = billing::amount_micro_max - amount.micro;
    return stored_number(values[0]) <= room && stored_number(values[1]) >= -room;
}

// Opens the items: each may give out as many leases as it needs answers at least.
void open_items(store::Batch& batch, const Campaign& campaign) {
    // Items of a chain come one by one, each with its openings.
    const auto openings =
        static_cast<char>(campaign.chain.wanted() ? 0 : campaign.redundancy.minimum);
    std::string bytes(campaign.item_count, openings);
    bytes.append(campaign.gold.items.size(), static_cast<char>(campaign.gold.checks));
    batch.writes.push_back(store::Put{{keys::openings(campaign.number)}, std::move(bytes)});
    // No item comes after the start, so nobody asks again which ids are taken.
    batch.writes.push_back(store::Erase{{keys::item_ids(campaign.number)}});
}

void fill_escrow(store::Batch& batch, const Campaign& campaign, const EscrowNeed& need) {
    const std::string name = engine::campaign_name(campaign.number);
    move_money(batch, journal_entry(records::Cause::campaign, name),
               {AccountKind::client_funds, campaign.client}, {AccountKind::escrow, name},
               need.total());
    const std::string tally = keys::tally(campaign.number);
    batch.writes.push_back(store::Add{tally, "escrow_in", need.total().micro});
    if (need.messages.micro > 0)
        batch.writes.push_back(store::Add{tally, "message_budget", need.messages.micro});
    if (campaign.lessons.wanted())
        batch.writes.push_back(
            store::Add{tally, keys::lesson_places, std::int64_t{campaign.lessons.at_most}});
}

std::optional<Problem> beyond_budget(const Campaign& campaign, Money worst) {
    const std::int64_t cap = campaign.budget.total_micro;
    if (cap == 0 || worst.micro <= cap) return std::nullopt;
    return invalid("budget.total", fmt::format("is less than what the campaign may cost: {}",
                                               billing::format_money(worst)));
}

std::optional<Problem> not_covered(Money worst, Values values, const Market& market) {
    const Money available{stored_number(values[campaign_place_count]), market.currency};
    if (available.micro >= worst.micro) return std::nullopt;
    Problem problem{ProblemKind::insufficient_funds,
                    "The funds do not cover pay, fees and messages at their most."};
    problem.shortfall = Shortfall{worst, available};
    return problem;
}

// A later step has as many items as the one before, whose number must be known by then.
std::optional<Problem> join_chain(Campaign& campaign, Values values) {
    if (!campaign.chain.wanted()) return std::nullopt;
    const auto before = values[1] ? records::campaign_from(*values[1]) : std::nullopt;
    if (!before || before->campaign.client != campaign.client)
        return invalid("chain.after", "is no campaign of yours");
    if (before->campaign.state == CampaignState::draft)
        return invalid("chain.after", "is a draft: start it first");
    if (before->campaign.chain.compares)
        return invalid("chain.after", "compares texts: what it finds is in the campaign before");
    campaign.item_count = before->campaign.item_count;
    const taskflow::ChainTerms& chain = before->campaign.chain;
    if (chain.wanted()) {
        campaign.chain.earlier = chain.earlier;
        campaign.chain.earlier.push_back(chain.after);
    }
    return std::nullopt;
}

/// A campaign that starts, and what its escrow takes.
struct Starting {
    Campaign campaign;
    EscrowNeed need;
};

/// The campaign that compares the texts of this one; nothing: none is wanted.
boost::system::result<std::optional<Starting>, Problem> starting_comparison(
    const Campaign& campaign, const Market& market) {
    auto comparing = comparison_of(campaign, market);
    if (!comparing) return comparing.error();
    std::optional<Starting> starting;
    if (!*comparing) return starting;
    const auto need = escrow_need(**comparing, market.sms_price_micro);
    if (!need)
        return invalid("quality.compare.pay", "times items is more than can be held in escrow");
    starting = Starting{std::move(**comparing), *need};
    return starting;
}

void make_campaign(store::Batch& batch, const Campaign& campaign) {
    const store::Place place = keys::campaign(campaign.number);
    batch.guards.push_back(store::VersionIs{place, 0});
    batch.writes.push_back(store::Put{place, records::pack_campaign(campaign, 1)});
    batch.writes.push_back(store::Add{keys::counters, campaigns_made, 1});
    batch.writes.push_back(
        store::Put{{keys::campaigns_of(campaign.client), std::to_string(campaign.number)}, ""});
}

void start_comparison(store::Batch& batch, Starting starting, std::int64_t made) {
    Campaign& comparing = starting.campaign;
    comparing.number = static_cast<std::uint32_t>(made) + 1;
    comparing.state = CampaignState::running;
    make_campaign(batch, comparing);
    open_items(batch, comparing);
    fill_escrow(batch, comparing, starting.need);
}

// Items and pay are both bounded: two escrows are far from what can't be counted.
Money total_of(const EscrowNeed& need, const std::optional<Starting>& comparison) {
    return comparison ? need.total() + comparison->need.total() : need.total();
}

// They are the last of the places.
taskflow::EffortCounts measured_efforts(const Campaign& campaign, Values values) {
    taskflow::EffortCounts counts{};
    if (campaign.is_once_each()) return counts;
    for (std::size_t step = 0; step < counts.size(); ++step)
        counts[step] = stored_number(values[values.size() - counts.size() + step]);
    return counts;
}

struct TransitionForm {
    std::string_view participle;
    CampaignState from;
    CampaignState to;
};

TransitionForm form_of(Transition transition, CampaignState now) {
    switch (transition) {
        case Transition::pause:
            return {"paused", CampaignState::running, CampaignState::paused};
        case Transition::resume:
            return {"resumed", CampaignState::paused, CampaignState::running};
        case Transition::stop:
            break;
    }
    // Nothing of a draft is out: it ends at once. Of the others leases may be.
    if (now == CampaignState::draft || now == CampaignState::finished)
        return {"stopped", CampaignState::draft, CampaignState::finished};
    if (now == CampaignState::paused)
        return {"stopped", CampaignState::paused, CampaignState::stopping};
    return {"stopped", CampaignState::running, CampaignState::stopping};
}

}  // namespace

protocols::HttpReply json_reply(int status, const json::object& body) {
    return {status, "application/json", json::serialize(body)};
}

store::Place funds_place(const Market& market, const Client& client) {
    return {keys::balances, engine::balance_field(funds_of(client), market.currency)};
}

std::vector<store::Place> funding_places(const Market& market, const Client& client) {
    const Account paid_in{AccountKind::client_paid_in, {}};
    return {funds_place(market, client),
            {keys::balances, engine::balance_field(paid_in, market.currency)}};
}

Plan plan_funding(const Funding& funding, const Client& client, Values values) {
    if (!has_room(values, funding.amount))
        return invalid("amount", "would make the balance larger than can be counted");
    Planned planned;
    planned.batch.cell = funding.market->cell;
    move_money(planned.batch, journal_entry(records::Cause::funding, funding.reference),
               {AccountKind::client_paid_in, {}}, funds_of(client), funding.amount);
    const std::int64_t balance = stored_number(values[0]) + funding.amount.micro;
    planned.reply = json_reply(201, {{"market", funding.market->name},
                                     {"currency", funding.amount.currency.code()},
                                     {"balance", billing::format_amount(balance)}});
    return planned;
}

std::vector<store::Place> creation_places(const Campaign& campaign) {
    std::vector<store::Place> places{{keys::counters, campaigns_made}};
    if (campaign.chain.wanted()) places.push_back(keys::campaign(campaign.chain.after));
    if (campaign.is_once_each()) return places;
    for (std::size_t step = 0; step < taskflow::EffortCounts{}.size(); ++step)
        places.push_back(keys::effort(campaign.question.type, step));
    return places;
}

// Two creations at once would take the same number: the second finds it taken and counts again.
Plan plan_creation(Campaign campaign, const Market& market, Values values,
                   const CreationNotes& notes) {
    if (const auto problem = join_chain(campaign, values)) return *problem;
    const auto fair =
        settle_measured_wages(campaign, market.wages, measured_efforts(campaign, values));
    if (!fair) return fair.error();
    campaign.number = static_cast<std::uint32_t>(stored_number(values[0])) + 1;
    Planned planned;
    planned.batch.cell = market.cell;
    make_campaign(planned.batch, campaign);
    boost::json::object view = campaign_view({std::move(campaign), 1, {}});
    view["sms"] = notes.sms;
    if (!notes.respelled.empty()) view["respelled"] = notes.respelled;
    planned.reply = json_reply(201, view);
    return planned;
}

std::vector<store::Place> start_places(const Market& market, const Client& client,
                                       std::uint32_t number) {
    std::vector<store::Place> places = campaign_places(market, number);
    places.push_back(funds_place(market, client));
    places.push_back({keys::counters, campaigns_made});
    return places;
}

Plan plan_start(const Market& market, const Client& client, Values values) {
    auto facts = facts_from(values, client);
    if (!facts) return facts.error();
    Planned planned;
    planned.batch.cell = market.cell;
    Campaign& campaign = facts->campaign;
    if (campaign.state == CampaignState::running) {
        planned.reply = json_reply(200, campaign_view(*facts));
        return planned;
    }
    if (campaign.state != CampaignState::draft) return wrong_state(campaign, "started");
    if (campaign.item_count == 0)
        return Problem{ProblemKind::wrong_state, "A campaign without items can't be started."};
    const auto need = escrow_need(campaign, market.sms_price_micro);
    if (!need) return invalid("pay", "times items and answers is more than can be held in escrow");
    auto comparison = starting_comparison(campaign, market);
    if (!comparison) return comparison.error();
    const Money worst = total_of(*need, *comparison);
    if (const auto problem = beyond_budget(campaign, worst)) return *problem;
    if (const auto problem = not_covered(worst, values, market)) return *problem;
    campaign.state = CampaignState::running;
    replace_campaign(planned.batch, *facts);
    open_items(planned.batch, campaign);
    fill_escrow(planned.batch, campaign, *need);
    if (*comparison)
        start_comparison(planned.batch, std::move(**comparison),
                         stored_number(values[campaign_place_count + 1]));
    facts->progress.escrow_in_micro = facts->progress.escrow_micro = need->total().micro;
    planned.reply = json_reply(200, campaign_view(*facts));
    return planned;
}

Plan plan_transition(Transition transition, const Market& market, const Client& client,
                     Values values) {
    auto facts = facts_from(values, client);
    if (!facts) return facts.error();
    Campaign& campaign = facts->campaign;
    const TransitionForm form = form_of(transition, campaign.state);
    if (campaign.state != form.from && campaign.state != form.to)
        return wrong_state(campaign, form.participle);
    Planned planned;
    planned.batch.cell = market.cell;
    if (campaign.state == form.from) {
        campaign.state = form.to;
        replace_campaign(planned.batch, *facts);
    }
    planned.reply = json_reply(200, campaign_view(*facts));
    return planned;
}

}  // namespace kazi::gateway::api
