// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/turn.hpp"

#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/engine/ussd_event.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "protocols/phone_region.hpp"
#include "taskflow/ussd_codes.hpp"

namespace kazi::gateway::engine {

using namespace taskflow;

namespace {

// A timer or a piece of news never leads to a new question.
bool may_ask(const Event& event) {
    return std::holds_alternative<SmsReceived>(event.what) ||
           std::holds_alternative<UssdTurned>(event.what) ||
           std::holds_alternative<WorkOffered>(event.what);
}

std::vector<OpenCampaign> offered_only(std::vector<OpenCampaign> open, const Event& event) {
    const auto* offer = std::get_if<WorkOffered>(&event.what);
    if (offer == nullptr) return open;
    std::erase_if(open,
                  [&](const OpenCampaign& c) { return c.campaign->number != offer->campaign; });
    return open;
}

}  // namespace

Turn::Turn(const CellSettings& cell, Board& board, const EventRequest& request)
    : cell_(cell), board_(board), request_(request), event_(request.event) {}

store::LoadRequest Turn::load_request() const {
    return {.cell = cell_.cell, .record_key = keys::worker(event_.worker), .also = {}};
}

Turn::Taken Turn::take(const store::Loaded& loaded) {
    auto worker = records::worker_from(loaded.record);
    if (!worker) return Taken::unreadable;
    worker_ = std::move(*worker);
    version_ = loaded.record.version;
    // Costs more than a turn, so it is asked at first contact only.
    const bool first = version_ == 0 && !request_.msisdn.empty();
    if (first && !protocols::phone_facts(request_.msisdn).possible) return Taken::no_subscriber;
    // Without its campaign the question would be let go, and its opening be lost.
    if (worker_.question && board_.find(worker_.question->item.campaign) == nullptr)
        return Taken::campaign_unknown;
    if (worker_.question && !loaded.referenced.empty() && loaded.referenced.front()) {
        auto state = records::item_state_from(*loaded.referenced.front());
        if (!state) return Taken::unreadable;
        asked_state_ = std::move(*state);
    }
    if (request_.ussd) {
        const std::uint64_t session = std::get<UssdTurned>(event_.what).session;
        event_.what = ussd_event(*request_.ussd, session, worker_.ussd);
    }
    if (may_ask(event_)) {
        const auto open = offered_only(board_.open(), event_);
        candidates_ = choose_items(event_.worker, worker_, open, candidates_max);
        put_first_what_was_dialled(open);
    }
    return Taken::ready;
}

// She dialled a campaign's own number: one of its items goes before all others.
void Turn::put_first_what_was_dialled(std::vector<OpenCampaign> open) {
    const auto* turned = std::get_if<UssdTurned>(&event_.what);
    if (turned == nullptr || turned->deep.empty()) return;
    const auto code = dialled_code(turned->deep);
    if (!code || code->campaign == 0) return;
    std::erase_if(open,
                  [&](const OpenCampaign& c) { return c.campaign->number != code->campaign; });
    const auto dialled = choose_items(event_.worker, worker_, open, 1);
    std::erase_if(candidates_, [&](ItemRef ref) { return !dialled.empty() && ref == dialled[0]; });
    candidates_.insert(candidates_.begin(), dialled.begin(), dialled.end());
}

std::vector<ItemRef> Turn::missing_items() const {
    std::vector<ItemRef> missing;
    if (worker_.question && board_.item(worker_.question->item) == nullptr)
        missing.push_back(worker_.question->item);
    for (const ItemRef& ref : candidates_) {
        if (board_.item(ref) == nullptr) missing.push_back(ref);
    }
    return missing;
}

Assignable Turn::assignable(ItemRef ref) const {
    const auto* stored = board_.find(ref.campaign);
    return {.campaign = stored == nullptr ? nullptr : &stored->campaign,
            .item = board_.item(ref),
            .ref = ref,
            .message_room_micro = board_.message_room(ref.campaign)};
}

// The first answer finds no stored state: the openings of the start are what was issued.
std::optional<Asked> Turn::asked() const {
    if (!worker_.question) return std::nullopt;
    Asked asked{.what = assignable(worker_.question->item), .state = asked_state_};
    if (asked.what.campaign == nullptr || asked.what.item == nullptr) return std::nullopt;
    if (asked.state.version == 0) asked.state.issued = asked.what.campaign->redundancy.minimum;
    return asked;
}

void Turn::decide() {
    Context context{.market = cell_.market,
                    .phrases = *cell_.phrases,
                    .local = cell_.local_time(event_.at),
                    .asked = asked(),
                    .asked_openings = 0,
                    .candidates = {},
                    .consent_version = cell_.consent_version};
    if (worker_.question) context.asked_openings = board_.openings(worker_.question->item);
    for (const ItemRef& ref : candidates_)
        context.candidates.push_back(assignable(ref));
    std::erase_if(context.candidates, [](const Assignable& a) { return a.item == nullptr; });
    step_ = taskflow::step(worker_, event_, context);
    if (step_->effects.duplicate) return;
    CommitFacts facts{.cell = cell_.cell,
                      .trace = request_.trace,
                      .event = event_,
                      .version = version_,
                      .available_before_micro = worker_.available_micro,
                      .wake_before = worker_.wake_at,
                      .msisdn = request_.msisdn,
                      .answered_campaign = nullptr,
                      .answered_item_id = {},
                      .owed_micro = 0};
    facts.owed_micro = board_.owed(message_payer(step_->effects));
    if (context.asked) {
        facts.answered_campaign = context.asked->what.campaign;
        facts.answered_item_id = context.asked->what.item->id;
    }
    plan_ = plan_commit(facts, *step_, request_.attachment);
    reserve();
}

// Near a campaign's end everybody under way would reach for the same last opening, lose it to one,
// and reach for the next one together: what is asked for is taken off the board at once.
void Turn::reserve() {
    for (const OpeningChange& change : step_->effects.openings) {
        if (change.delta < 0) board_.note(change);
    }
}

void Turn::give_back() {
    for (const OpeningChange& change : step_->effects.openings) {
        if (change.delta < 0) board_.note({change.item, -change.delta});
    }
}

bool Turn::idle() const {
    const auto writes_only_worker =
        plan_.batch.writes.size() == 1 && plan_.batch.guards.size() == 1;
    return step_->effects.duplicate || (writes_only_worker && step_->worker == worker_);
}

void Turn::applied() {
    for (const OpeningChange& change : step_->effects.openings) {
        if (change.delta > 0) board_.note(change);
    }
}

bool Turn::refused(std::size_t guard) {
    const GuardMeaning meaning = plan_.meanings.at(guard);
    give_back();
    switch (meaning.kind) {
        case GuardMeaning::Kind::moved:
            return true;
        case GuardMeaning::Kind::opening_gone:
            board_.exhaust(meaning.item);
            return true;
        case GuardMeaning::Kind::escrow_short:
            if (meaning.campaign == 0) return false;
            board_.suspend(meaning.campaign);
            return true;
        case GuardMeaning::Kind::message_room_gone:
            board_.set_message_room(meaning.campaign, 0);
            return true;
        case GuardMeaning::Kind::attachment:
            return false;
    }
    return false;
}

}  // namespace kazi::gateway::engine
