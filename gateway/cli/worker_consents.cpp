// SPDX-License-Identifier: Apache-2.0
// `kazi worker consents`: what she agreed to, in the words that she was shown, and what she said.
#include "gateway/cli/worker_consents.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "gateway/api/timestamp.hpp"
#include "gateway/app/cells.hpp"
#include "gateway/audit/entries.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
using store::StoreError;
using store::StoreFault;
using store::StoreResult;
namespace json = boost::json;

constexpr std::uint32_t page_size = 1000;

struct Consent {
    std::int64_t at_us = 0;
    taskflow::ConsentGiven given;
};
using Consents = std::vector<Consent>;

awaitable<StoreResult<Consents>> read_consents(store::Store& store, const std::string cell,
                                               const taskflow::WorkerId id) {
    Consents consents;
    std::string last = "0";
    for (;;) {
        store::StreamRange range{cell, keys::journal, last, page_size};
        const auto page = co_await store::range(store, std::move(range));
        if (!page) co_return page.error();
        for (const store::StreamEntry& stored : *page) {
            last = stored.id;
            auto entry = records::journal_from(stored.payload);
            if (!entry)
                co_return StoreError{StoreFault::refused,
                                     "journal entry " + stored.id + " can't be read"};
            if (entry->consent && entry->worker == id)
                consents.push_back({audit::written_at(stored.id), std::move(*entry->consent)});
        }
        if (page->empty()) co_return std::move(consents);
    }
}

awaitable<StoreResult<std::optional<std::string>>> text_of(store::Store& store,
                                                           const std::string cell,
                                                           const taskflow::ConsentGiven given) {
    store::LoadRequest request;
    request.cell = cell;
    request.also.push_back(keys::consent_text(given.version, given.language));
    auto loaded = co_await store::load(store, std::move(request));
    if (!loaded) co_return loaded.error();
    co_return std::move(loaded->also.front());
}

json::object as_json(const config::Market& market, const Consent& consent,
                     const std::optional<std::string>& text) {
    json::object out{{"market", market.name},
                     {"at", api::timestamp(consent.at_us)},
                     {"version", consent.given.version},
                     {"language", consent.given.language},
                     {"text", nullptr},
                     {"reply", consent.given.raw_reply}};
    if (text) out["text"] = *text;
    return out;
}

int fail(const StoreError& error) {
    fmt::print(stderr, "kazi worker: {}\n", error.text);
    return failed;
}

}  // namespace

awaitable<int> tell_consents(store::Store& store, const config::Config& config,
                             taskflow::WorkerId id) {
    bool found = false;
    for (const config::Market& market : config.markets) {
        const std::string cell = app::cell_name(market.name);
        const auto consents = co_await read_consents(store, cell, id);
        if (!consents) co_return fail(consents.error());
        for (const Consent& consent : *consents) {
            const auto text = co_await text_of(store, cell, consent.given);
            if (!text) co_return fail(text.error());
            fmt::print("{}\n", json::serialize(as_json(market, consent, *text)));
            found = true;
        }
    }
    if (!found) fmt::print(stderr, "kazi worker: nobody agreed from that number or id\n");
    co_return found ? ok : failed;
}

}  // namespace kazi::gateway::cli
