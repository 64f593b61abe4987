// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/worker_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <optional>

#include "billing/money.hpp"
#include "gateway/api/market.hpp"
#include "gateway/api/timestamp.hpp"
#include "gateway/app/cells.hpp"
#include "gateway/audit/entries.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/worker_consents.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
namespace json = boost::json;
using records::JournalEntry;

constexpr std::uint32_t page_size = 1000;

json::object answer_view(const config::Market& market, const taskflow::AnswerRecord& answer) {
    json::object view{{"campaign", api::campaign_id(market.name, answer.item.campaign)},
                      {"item", answer.item.index},
                      {"label", answer.label},
                      {"pay", billing::format_amount(answer.earned_micro())}};
    if (!answer.text.empty()) view["text"] = answer.text;
    return view;
}

/// Her own accounts' part of an entry.
json::array postings_of(const JournalEntry& entry, const std::string& owner) {
    json::array views;
    for (const billing::Posting& posting : entry.postings) {
        if (posting.account.owner != owner) continue;
        views.push_back({{"account", to_string(posting.account)},
                         {"amount", billing::format_amount(posting.change.micro)},
                         {"currency", posting.change.currency.code()}});
    }
    return views;
}

/// Nothing: the entry is not about her.
std::optional<json::object> entry_view(const config::Market& market, const std::string& at,
                                       const JournalEntry& entry, const taskflow::WorkerId& id) {
    const bool hers = entry.worker == id;
    json::array postings = postings_of(entry, std::string(records::raw(id)));
    if (!hers && postings.empty()) return std::nullopt;
    json::object view{{"market", market.name}, {"at", at}};
    if (hers && entry.answer) view["answer"] = answer_view(market, *entry.answer);
    if (hers && entry.correction) view["correction"] = answer_view(market, *entry.correction);
    if (hers && entry.consent) view["consent"] = entry.consent->version;
    if (hers && entry.lesson) view["lesson"] = true;
    if (!postings.empty()) view["postings"] = std::move(postings);
    return view;
}

awaitable<bool> tell_cell(store::Store& store, const config::Market* market,
                          taskflow::WorkerId id) {
    const std::string cell = app::cell_name(market->name);
    std::string last = "0";
    for (;;) {
        store::StreamRange range{cell, keys::journal, last, page_size};
        const auto page = co_await store::range(store, std::move(range));
        if (!page) co_return false;
        if (page->empty()) co_return true;
        for (const store::StreamEntry& stored : *page) {
            last = stored.id;
            const auto entry = records::journal_from(stored.payload);
            if (!entry) co_return false;
            const auto view =
                entry_view(*market, api::timestamp(audit::written_at(stored.id)), *entry, id);
            if (view) fmt::print("{}\n", json::serialize(*view));
        }
    }
}

}  // namespace

awaitable<int> tell_entries(store::Store& store, const config::Config& config,
                            taskflow::WorkerId id) {
    for (const config::Market& market : config.markets) {
        const bool told = co_await tell_cell(store, &market, id);
        if (told) continue;
        fmt::print(stderr, "kazi worker: the journal of {} can't be read\n", market.name);
        co_return failed;
    }
    co_return ok;
}

}  // namespace kazi::gateway::cli
