// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/turn.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "gateway/engine/askable.hpp"
#include "gateway/engine/consent_write.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/loaded_states.hpp"
#include "gateway/engine/ussd_event.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "protocols/phone_region.hpp"
#include "taskflow/protection/clock.hpp"

namespace kazi::gateway::engine {

using namespace taskflow;

Turn::Turn(const CellSettings& cell, Board& board, const EventRequest& request)
    : cell_(cell),
      board_(board),
      request_(request),
      event_(request.event),
      families_(board.families()),
      local_(cell.local_time(event_.at)) {}

store::LoadRequest Turn::load_request() const {
    store::LoadRequest request{
        .cell = cell_.cell, .record_key = keys::worker(event_.worker), .also = {}};
    for (const quality::Family family : families_)
        request.also.push_back(keys::counts(event_.worker, family));
    return request;
}

Turn::Taken Turn::take(const store::Loaded& loaded) {
    auto worker = records::worker_from(loaded.record);
    if (!worker) return Taken::unreadable;
    worker_ = std::move(*worker);
    version_ = loaded.record.version;
    if (worker_.ties.another_of) return Taken::another_number;
    if (!is_her_number()) return Taken::not_her_number;
    // Costs more than a turn, so it is asked at first contact only.
    const bool first = version_ == 0 && !request_.msisdn.empty();
    if (first && !protocols::phone_facts(request_.msisdn).possible) return Taken::no_subscriber;
    if (!knows_campaigns()) return Taken::campaign_unknown;
    auto states = states_from(worker_, loaded.referenced);
    auto counts = counts_from(families_, loaded.also);
    if (!states || !counts) return Taken::unreadable;
    asked_state_ = std::move(states->asked);
    beside_states_ = std::move(states->beside);
    answered_state_ = std::move(states->answered);
    counts_ = std::move(*counts);
    begin();
    return Taken::ready;
}

bool Turn::take(WarmWorker&& warm) {
    if (warm.families != families_) return false;
    worker_ = std::move(warm.worker);
    version_ = warm.version;
    if (!is_her_number()) return false;
    if (!knows_campaigns()) return false;
    asked_state_ = std::move(warm.asked_state);
    beside_states_ = std::move(warm.beside_states);
    answered_state_ = std::move(warm.answered_state);
    counts_ = std::move(warm.counts);
    begin();
    return true;
}

// Another daemon may have asked her about what came to a chain a moment ago.
void Turn::expect_hers() {
    if (worker_.question) board_.expect(worker_.question->item);
    for (const PackedItem& each : worker_.pack.rest)
        board_.expect({worker_.question->item.campaign, each.index});
    if (answered_) board_.expect(*answered_);
}

void Turn::begin() {
    event_.number = request_.came_as;
    if (worker_.last_answer) answered_ = worker_.last_answer->item;
    expect_hers();
    local_ = on_her_clock(local_, worker_.protection.clock_quarters);
    if (request_.ussd) {
        const std::uint64_t session = std::get<UssdTurned>(event_.what).session;
        event_.what = ussd_event(*request_.ussd, session, worker_.ussd);
    }
    if (may_ask(event_)) find_candidates();
}

// Without its campaign the question would be let go, and its opening be lost; and she would be told
// that what she corrects is gone.
bool Turn::knows_campaigns() const {
    if (worker_.question && board_.find(worker_.question->item.campaign) == nullptr) return false;
    const auto& last = worker_.last_answer;
    return !last || last->correcting_at == 0 || board_.find(last->item.campaign) != nullptr;
}

bool Turn::misses_hers() const {
    return !missing_of_hers().empty();
}

bool Turn::wants_items() const {
    const Effects& effects = step_->effects;
    if (effects.found_no_work && !missing_items().empty()) return true;
    return effects.lacked_answered_item && !board_.items().holds(*answered_);
}

// A check is no answer of its item, and earns nothing beside the pay.
std::optional<ItemRef> Turn::unread() const {
    if (step_->effects.named_answer) return step_->effects.named_answer;
    const auto& asked = step_->worker.question;
    const bool given = asked && (!worker_.question || worker_.question->item != asked->item);
    if (!given || step_->worker.standing.asked_check) return std::nullopt;
    const auto* stored = board_.find(asked->item.campaign);
    const bool matters = stored != nullptr && stored->campaign.bonus.hard_micro > 0;
    const bool known = read_ && read_->item == asked->item;
    return matters && !known ? std::optional(asked->item) : std::nullopt;
}

// A state that can't be read promises nothing here; whoever answers the item hears of it.
void Turn::read(ItemRef item, const std::optional<std::string>& stored) {
    auto state = stored ? records::item_state_from(*stored) : std::optional<ItemState>();
    if (step_->effects.named_answer == item) {
        answered_ = item;
        answered_state_ = std::move(state).value_or(ItemState{});
        return;
    }
    read_ = ReadItem{item, state && is_hard(*state)};
}

// Most turns leave her last answer as it is, and need nothing of its item but the state.
bool Turn::is_at_last_answer() const {
    if (!answered_ || answered_state_.closed) return false;
    const auto& last = worker_.last_answer;
    const bool correcting = last && last->item == answered_ && last->correcting_at != 0;
    return correcting || (step_ && step_->effects.lacked_answered_item);
}

std::vector<ItemRef> Turn::missing_of_hers() const {
    std::vector<ItemRef> missing;
    if (worker_.question && !board_.items().holds(worker_.question->item))
        missing.push_back(worker_.question->item);
    for (const PackedItem& each : worker_.pack.rest) {
        const ItemRef ref{worker_.question->item.campaign, each.index};
        if (!board_.items().holds(ref)) missing.push_back(ref);
    }
    if (is_at_last_answer() && !board_.items().holds(*answered_)) missing.push_back(*answered_);
    return missing;
}

std::vector<ItemRef> Turn::missing_items() const {
    std::vector<ItemRef> missing = missing_of_hers();
    for (const ItemRef& ref : candidates_) {
        if (!board_.items().holds(ref)) missing.push_back(ref);
    }
    if (gold_ && !board_.items().holds(gold_->item)) missing.push_back(gold_->item);
    return missing;
}

Assignable Turn::without_item(ItemRef ref) const {
    const auto* stored = board_.find(ref.campaign);
    return {.campaign = stored == nullptr ? nullptr : &stored->campaign,
            .item = nullptr,
            .ref = ref,
            .message_room_micro = board_.message_room(ref.campaign),
            .scorecard = board_.scorecard(ref.campaign),
            .has_lesson_place = board_.has_lesson_place(ref.campaign),
            .hard = read_ && read_->item == ref && read_->hard,
            .efforts_measured = board_.efforts_measured(ref.campaign)};
}

Assignable Turn::assignable(ItemRef ref) {
    Assignable assignable = without_item(ref);
    auto item = board_.items().find(ref);
    if (item) assignable.item = &items_.emplace_back(std::move(*item));
    return assignable;
}

// The first answer finds no stored state: the openings of the start are what was issued.
Asked Turn::asked_about(ItemRef ref, ItemState state) {
    Asked asked{.what = assignable(ref), .state = std::move(state)};
    const Campaign* campaign = asked.what.campaign;
    if (campaign != nullptr && asked.state.version == 0)
        asked.state.issued = campaign->redundancy.minimum;
    return asked;
}

std::optional<Asked> Turn::asked() {
    if (!worker_.question) return std::nullopt;
    Asked asked = asked_about(worker_.question->item, asked_state_);
    if (asked.what.campaign == nullptr || asked.what.item == nullptr) return std::nullopt;
    return asked;
}

std::vector<AskedBeside> Turn::beside() {
    std::vector<AskedBeside> beside;
    for (std::size_t nth = 0; nth < beside_states_.size(); ++nth) {
        const ItemRef ref{worker_.question->item.campaign, worker_.pack.rest[nth].index};
        Asked asked = asked_about(ref, beside_states_[nth]);
        if (asked.what.item != nullptr)
            beside.push_back({.asked = std::move(asked), .openings = board_.openings(ref)});
    }
    return beside;
}

std::optional<Asked> Turn::answered() {
    if (!answered_) return std::nullopt;
    return Asked{.what = is_at_last_answer() ? assignable(*answered_) : without_item(*answered_),
                 .state = answered_state_};
}

Context Turn::what_is_known() {
    items_.clear();
    // Pointers to them must hold.
    items_.reserve(candidates_.size() + alongside_.size() + beside_states_.size() + 3);
    Context context{.market = cell_.market,
                    .phrases = *cell_.phrases,
                    .local = local_,
                    .asked = asked(),
                    .answered = answered(),
                    .asked_openings = 0,
                    .candidates = {},
                    .consent_version = cell_.consent_version,
                    .counts = counts_,
                    .network = request_.network,
                    .beside = beside()};
    if (context.asked)
        context.asked_openings =
            board_.openings(opening_of(worker_, *context.asked->what.campaign));
    if (gold_) {
        Assignable gold = assignable(gold_->item);
        gold.check = gold_->check;
        if (gold.item != nullptr) context.candidates.push_back(gold);
    }
    for (const ItemRef& ref : candidates_) {
        if (has_candidate_of(context, ref.campaign)) continue;
        const Assignable candidate = assignable(ref);
        if (candidate.item != nullptr) context.candidates.push_back(candidate);
    }
    for (const ItemRef& ref : alongside_) {
        if (board_.items().holds(ref)) context.alongside.push_back(assignable(ref));
    }
    return context;
}

void Turn::decide() {
    if (step_) give_back();
    take_step();
    const bool lacked = step_->effects.lacked_answered_item;
    if (lacked && board_.items().holds(*answered_)) take_step();
    reserve();
}

void Turn::take_step() {
    const Context context = what_is_known();
    step_ = taskflow::step(worker_, event_, context);
    if (step_->effects.duplicate) return;
    plan_ = plan_commit(facts(context), *step_, request_.attachment);
    if (const auto& consent = step_->effects.consent)
        plan_.batch.writes.push_back(consent_text(*cell_.phrases, *consent));
    if (goes_on()) plan_.batch.reads = next_reads();
}

// Her session waits for the next key.
bool Turn::goes_on() const {
    return step_->effects.ussd && step_->effects.ussd->more;
}

std::vector<store::Place> Turn::next_reads() const {
    auto places = records::references_of(step_->worker);
    for (const quality::Family family : families_)
        places.push_back(keys::counts(event_.worker, family));
    return places;
}

std::unique_ptr<WarmWorker> Turn::warm(const store::CommitOutcome& outcome) const {
    if (!goes_on()) return nullptr;
    const std::span<const std::optional<std::string>> read(outcome.read);
    const std::size_t referenced = read.size() - families_.size();
    auto states = states_from(step_->worker, read.first(referenced));
    auto counts = counts_from(families_, read.subspan(referenced));
    if (!states || !counts) return nullptr;
    return std::make_unique<WarmWorker>(WarmWorker{.worker = step_->worker,
                                                   .version = version_ + 1,
                                                   .asked_state = std::move(states->asked),
                                                   .beside_states = std::move(states->beside),
                                                   .answered_state = std::move(states->answered),
                                                   .families = families_,
                                                   .counts = std::move(*counts),
                                                   .at = event_.at});
}

CommitFacts Turn::facts(const Context& context) const {
    CommitFacts facts{.cell = cell_.cell,
                      .trace = request_.trace,
                      .route = request_.route,
                      .event = event_,
                      .version = version_,
                      .available_before_micro = worker_.available_micro,
                      .pending_before_micro = worker_.cases.pending_micro,
                      .wake_before = worker_.wake_at,
                      .msisdn = request_.msisdn,
                      .answered_campaign = nullptr,
                      .answered_item_id = {},
                      .asked = {},
                      .beside = {},
                      .owed_micro = 0};
    facts.relearns_number = cell_.relearns_numbers;
    facts.local_day = context.local.day_number;
    facts.came_as = request_.came_as;
    facts.owed_micro = board_.owed(message_payer(step_->effects));
    if (context.asked)
        facts.asked.emplace_back(context.asked->what.ref, context.asked->state.version);
    for (const AskedBeside& each : context.beside) {
        const Assignable& what = each.asked.what;
        facts.asked.emplace_back(what.ref, each.asked.state.version);
        facts.beside.push_back({what.ref, what.item->id, what.item->gold});
    }
    const auto& about = step_->effects.correction ? context.answered : context.asked;
    if (about) {
        facts.answered_campaign = about->what.campaign;
        facts.answered_item_id = about->what.item->id;
        facts.answered_gold = about->what.item->gold;
    }
    return facts;
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
    const auto& item = step_->effects.item;
    if (item && item->withdraws) board_.exhaust(item->item);
    for (const EarlierAnswer& each : step_->effects.earlier) {
        if (each.item.withdraws) board_.exhaust(each.item.item);
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
        case GuardMeaning::Kind::lesson_place_gone:
            board_.set_lesson_places(meaning.campaign, 0);
            return true;
        case GuardMeaning::Kind::attachment:
            return false;
    }
    return false;
}

}  // namespace kazi::gateway::engine
