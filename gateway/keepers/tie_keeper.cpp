// SPDX-License-Identifier: Apache-2.0
// Each is one commit that takes it off the list, so it happens once, whoever looks.
#include "gateway/keepers/tie_keeper.hpp"

#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/engine/tie_plan.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;
using engine::TieDue;
using taskflow::WorkerId;
using Kind = engine::Handled::Kind;

constexpr std::chrono::milliseconds round_every{5'000};
constexpr std::uint32_t page_size = 100;

struct Owner {
    bool asked = false;  ///< false: the store is away
    std::optional<WorkerId> worker{};
};

awaitable<Owner> owner_of(Post post, const char* key, std::string code) {
    std::vector<std::string> names(1, std::move(code));
    std::string hash = key;
    const auto read = co_await store::fields(post.world.store, post.cell.settings.cell,
                                             std::move(hash), std::move(names));
    if (!read) co_return Owner{};
    Owner owner;
    owner.asked = true;
    if (read->front()) owner.worker = records::worker_id_from(*read->front());
    co_return owner;
}

awaitable<void> drop(Post post, const char* key, TieDue due) {
    store::Batch batch = engine::plan_done(post.cell.settings.cell, key, due);
    co_await store::commit(post.world.store, std::move(batch));
}

awaitable<Kind> hand_over(Post post, engine::EventRequest request) {
    request.event.at = post.world.clock.now();
    request.trace = new_trace(post.world.entropy);
    const auto handled = co_await post.engine.handle(post.cell, std::move(request));
    co_return handled.kind;
}

awaitable<void> pay_friend(Post post, TieDue due) {
    std::string code = due.code;
    const Owner owner = co_await owner_of(post, keys::friend_codes, std::move(code));
    if (!owner.asked) co_return;
    Kind kind = Kind::duplicate;
    if (owner.worker && *owner.worker != due.worker) {
        engine::EventRequest request = engine::friend_event(
            due, *owner.worker, post.cell.settings.market, post.world.clock.now());
        kind = co_await hand_over(post, std::move(request));
    }
    // A month's budget that is used up is no reason to forget: it is looked at again.
    if (kind == Kind::duplicate) co_await drop(post, keys::friends_due, std::move(due));
    if (kind == Kind::applied) post.world.log.info("friend_paid", {});
}

awaitable<void> refuse(Post post, TieDue due) {
    engine::EventRequest request = engine::refusal_event(due);
    co_await hand_over(post, std::move(request));
}

awaitable<void> join_numbers(Post post, TieDue due) {
    std::string code = due.code;
    const Owner owner = co_await owner_of(post, keys::link_codes, std::move(code));
    if (!owner.asked) co_return;
    store::LoadRequest what{
        .cell = post.cell.settings.cell, .record_key = keys::worker(due.worker), .also = {}};
    const auto loaded = co_await store::load(post.world.store, std::move(what));
    if (!loaded) co_return;
    const auto number = records::worker_from(loaded->record);
    if (!number) co_return;
    std::optional<engine::EventRequest> request;
    if (owner.worker)
        request = engine::joining_event(due, *owner.worker, *number, loaded->record.version,
                                        post.cell.settings.market);
    if (!request) {
        co_await refuse(post, std::move(due));
        co_return;
    }
    const Kind kind = co_await hand_over(post, std::move(*request));
    if (kind == Kind::applied) post.world.log.info("numbers_joined", {});
    if (kind == Kind::duplicate) co_await refuse(post, std::move(due));
}

using Work = awaitable<void> (*)(Post, TieDue);

awaitable<void> do_all(Post post, const char* key, Work work) {
    std::uint64_t cursor = 0;
    do {
        std::string hash = key;
        const auto page = co_await store::scan(post.world.store, post.cell.settings.cell,
                                               std::move(hash), cursor, page_size);
        if (!page) co_return;
        for (const auto& [field, value] : page->fields) {
            auto due = engine::tie_due_from(field);
            if (due) co_await work(post, std::move(*due));
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
}

}  // namespace

awaitable<void> look_after_ties(Post post) {
    co_await do_all(post, keys::links_asked, join_numbers);
    co_await do_all(post, keys::friends_due, pay_friend);
}

awaitable<void> keep_ties(Post post) {
    for (;;) {
        co_await look_after_ties(post);
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
    }
}

}  // namespace kazi::gateway::keepers
