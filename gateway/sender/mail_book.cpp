// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/mail_book.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/hooks/message_state.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/metrics.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::sender {

namespace {

using boost::asio::awaitable;
using hooks::MessageState;
using protocols::DeliveryStatus;

constexpr const char* group = "senders";
// Longer than the dispatcher keeps a letter, so that only a dead daemon's are taken over.
constexpr std::int64_t abandoned_ms = 900'000;
constexpr std::chrono::milliseconds store_pause{500};

store::Acknowledge acknowledged(const Letter& letter) {
    return {letter.stream, group, letter.entry};
}

using Loaded = std::vector<std::optional<std::string>>;

MessageState state_of(const std::optional<std::string>& bytes) {
    const auto known = bytes ? hooks::message_state_from(*bytes) : std::nullopt;
    return known.value_or(MessageState{});
}

void put(store::Batch& batch, const std::string& key, const MessageState& state) {
    batch.guards.push_back(store::VersionIs{{key}, state.version});
    batch.writes.push_back(store::Put{
        {key}, hooks::pack_message_state(state, state.version + 1), hooks::message_kept_s});
}

// Under the id that reports may name instead stands where the whole is; what one said there already
// is the whole's.
MessageState point_to_whole(MessageState parked, const Posted& posted, MessageState& whole) {
    const bool reported = parked.version != 0 && parked.whole.empty();
    if (reported)
        whole = hooks::after_report(std::move(whole), parked.status, is_final(parked.status));
    parked.worker = whole.worker;
    parked.sequence = whole.sequence;
    parked.whole = posted.id;
    return parked;
}

// `parked`: what stands under the message's ids: the first, the further ones, the other one.
void plan_posted(store::Batch& batch, const std::string& route, const Posted& posted,
                 std::vector<MessageState> parked) {
    MessageState whole = std::move(parked.front());
    whole.worker = posted.letter.message.worker;
    whole.sequence = posted.letter.message.sequence;
    if (!posted.other_id.empty()) {
        const MessageState other = point_to_whole(std::move(parked.back()), posted, whole);
        put(batch, keys::message(route, posted.other_id), other);
        parked.pop_back();
    }
    const bool joined_before = whole.parts.size() == parked.size();
    std::vector<DeliveryStatus> parts{whole.status};
    for (std::size_t i = 1; i < parked.size(); ++i) {
        parts.push_back(parked[i].status);
        MessageState part = std::move(parked[i]);
        part.worker = whole.worker;
        part.sequence = whole.sequence;
        part.whole = posted.id;
        part.part = static_cast<std::uint32_t>(i);
        put(batch, keys::message(route, posted.further_ids[i - 1]), part);
    }
    if (parts.size() > 1 && !joined_before)
        whole = hooks::with_parts(std::move(whole), std::move(parts));
    put(batch, keys::message(route, posted.id), whole);
}

std::vector<store::Place> places_of(const std::string& route, const std::vector<Posted>& posted) {
    std::vector<store::Place> places;
    for (const Posted& one : posted) {
        places.push_back({keys::message(route, one.id)});
        for (const std::string& id : one.further_ids)
            places.push_back({keys::message(route, id)});
        if (!one.other_id.empty()) places.push_back({keys::message(route, one.other_id)});
    }
    return places;
}

// An aggregator that gives one id twice has only one message to speak of.
void drop_repeated_ids(std::vector<Posted>& posted) {
    std::set<std::string> seen;
    for (Posted& one : posted) {
        if (!seen.insert(one.id).second) one.id.clear();
        if (!seen.insert(one.other_id).second) one.other_id.clear();
        std::erase_if(one.further_ids,
                      [&](const std::string& id) { return id.empty() || !seen.insert(id).second; });
    }
}

}  // namespace

awaitable<std::optional<std::vector<Letter>>> MailBook::take(std::string stream, bool reply,
                                                             std::uint32_t count) {
    store::ClaimRequest claim{.cell = post_.cell.settings.cell,
                              .key = stream,
                              .group = group,
                              .consumer = "kazi",
                              .count = count,
                              .idle_ms = abandoned_ms};
    auto entries = co_await store::claim(post_.world.store, std::move(claim));
    if (!entries) co_return std::nullopt;
    std::vector<Letter> letters;
    for (store::StreamEntry& entry : *entries) {
        auto message = records::message_from(entry.payload);
        if (!message) {
            post_.world.log.error("message_unreadable", {{"entry", entry.id}});
            continue;
        }
        Letter letter;
        letter.stream = stream;
        letter.entry = std::move(entry.id);
        letter.reply = reply;
        letter.taken_before = entry.deliveries > 1;
        letter.message = std::move(*message);
        letter.taken_at = post_.world.clock.now();
        letters.push_back(std::move(letter));
    }
    if (letters.empty()) co_return letters;
    const bool found = co_await find_numbers(letters);
    if (!found) co_return std::nullopt;
    co_return letters;
}

awaitable<bool> MailBook::find_numbers(std::vector<Letter>& letters) {
    store::LoadRequest request;
    request.cell = post_.cell.settings.cell;
    for (const Letter& letter : letters)
        request.also.push_back(keys::number(letter.message.worker));
    for (;;) {
        store::LoadRequest asked = request;
        const auto loaded = co_await store::load(post_.world.store, std::move(asked));
        if (loaded) {
            for (std::size_t i = 0; i < letters.size(); ++i)
                if (loaded->also[i]) letters[i].msisdn = "+" + *loaded->also[i];
            co_return true;
        }
        // They are claimed: to let them go now would cost them a quarter of an hour.
        const bool goes_on = co_await post_.rest.wait(store_pause);
        if (!goes_on) co_return false;
    }
}

awaitable<bool> MailBook::record(std::string route, std::vector<Posted> posted) {
    drop_repeated_ids(posted);
    std::vector<Letter> nameless;
    for (Posted& one : posted)
        if (one.id.empty()) nameless.push_back(std::move(one.letter));
    std::erase_if(posted, [](const Posted& one) { return one.id.empty(); });
    if (!nameless.empty()) {
        const bool done = co_await acknowledge(std::move(nameless));
        if (!done) co_return false;
    }
    while (!posted.empty()) {
        const bool done = co_await try_record(route, posted);
        if (done) break;
        const bool goes_on = co_await post_.rest.wait(store_pause);
        if (!goes_on) co_return false;
    }
    co_return true;
}

// A second try after an unknown outcome finds its own state and writes it once more.
awaitable<bool> MailBook::try_record(const std::string& route, const std::vector<Posted>& posted) {
    for (int tries = 0; tries < 3; ++tries) {
        store::LoadRequest request;
        request.cell = post_.cell.settings.cell;
        request.also = places_of(route, posted);
        const auto loaded = co_await store::load(post_.world.store, std::move(request));
        if (!loaded) co_return false;
        store::Batch batch;
        batch.cell = post_.cell.settings.cell;
        auto value = loaded->also.begin();
        for (const Posted& one : posted) {
            std::vector<MessageState> parked;
            const std::size_t ids = 1 + one.further_ids.size() + (one.other_id.empty() ? 0 : 1);
            for (std::size_t i = 0; i < ids; ++i, ++value)
                parked.push_back(state_of(*value));
            plan_posted(batch, route, one, std::move(parked));
            batch.writes.push_back(acknowledged(one.letter));
        }
        const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
        if (!outcome) co_return false;
        if (outcome->applied) co_return true;
    }
    co_return false;
}

awaitable<bool> MailBook::is_reported(std::string route, std::string id) {
    store::LoadRequest request;
    request.cell = post_.cell.settings.cell;
    request.also.push_back({keys::message(route, id)});
    const auto loaded = co_await store::load(post_.world.store, std::move(request));
    co_return loaded&& state_of(loaded->also.front()).version != 0;
}

awaitable<bool> MailBook::acknowledge(std::vector<Letter> letters) {
    for (;;) {
        const bool done = co_await try_acknowledge(letters);
        if (done) co_return true;
        const bool goes_on = co_await post_.rest.wait(store_pause);
        if (!goes_on) co_return false;
    }
}

awaitable<bool> MailBook::try_acknowledge(const std::vector<Letter>& letters) {
    store::Batch batch;
    batch.cell = post_.cell.settings.cell;
    for (const Letter& letter : letters)
        batch.writes.push_back(acknowledged(letter));
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    co_return outcome && outcome->applied;
}

awaitable<bool> MailBook::opt_out(Letter letter) {
    using Kind = engine::Handled::Kind;
    for (;;) {
        engine::EventRequest request;
        request.event = {letter.message.worker, post_.world.clock.now(), taskflow::OptedOut{}};
        request.trace = letter.message.trace;
        request.attachment.writes.push_back(acknowledged(letter));
        const auto handled = co_await post_.engine.handle(post_.cell, std::move(request));
        if (handled.kind == Kind::applied) co_return true;
        const bool later = handled.kind == Kind::unavailable || handled.kind == Kind::contended;
        if (!later) break;
        const bool goes_on = co_await post_.rest.wait(store_pause);
        if (!goes_on) co_return false;
    }
    // She had left before, or was erased: nothing of hers changes.
    std::vector<Letter> letters(1, std::move(letter));
    co_return co_await acknowledge(std::move(letters));
}

awaitable<void> MailBook::prove(std::vector<std::string> keys) {
    store::LoadRequest request;
    request.cell = post_.cell.settings.cell;
    for (const std::string& key : keys)
        request.also.push_back({key});
    const auto loaded = co_await store::load(post_.world.store, std::move(request));
    if (!loaded) co_return;
    store::Batch batch;
    batch.cell = post_.cell.settings.cell;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const MessageState before = state_of(loaded->also[i]);
        const MessageState after = hooks::after_answer(before);
        if (before.version != 0 && after != before) put(batch, keys[i], after);
    }
    if (batch.writes.empty()) co_return;
    const auto proven = static_cast<double>(batch.writes.size());
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    if (outcome && outcome->applied) post_.world.metrics.deliveries_proven.Increment(proven);
}

}  // namespace kazi::gateway::sender
