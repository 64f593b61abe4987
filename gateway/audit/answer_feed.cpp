// SPDX-License-Identifier: Apache-2.0
#include "gateway/audit/answer_feed.hpp"

#include <map>
#include <utility>

#include "gateway/audit/entries.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/store/await.hpp"
#include "taskflow/question/asked.hpp"

namespace kazi::gateway::audit {

namespace {

using boost::asio::awaitable;

/// Of a number without its plus: country code and the carrier's digits, in most numbering plans.
constexpr std::size_t network_digits = 6;

using Classes = std::map<std::uint32_t, std::uint32_t>;  ///< by campaign; 0: an open question

// What a reading came to so far.
struct AnswerReading {
    std::string cell;
    Classes classes;
    taskflow::signals::Gathering gathering;
};

std::uint32_t keys_of(const taskflow::Campaign& campaign) {
    return taskflow::question::is_listed(campaign.question) ? campaign.class_count() : 0;
}

bool take_entry(AnswerReading& reading, const store::StreamEntry& stored) {
    const auto entry = records::journal_from(stored.payload);
    if (!entry) return false;
    if (!entry->worker) return true;
    if (entry->answer) {
        // A campaign that began while this was read comes with the next reading.
        const auto classes = reading.classes.find(entry->answer->item.campaign);
        if (classes != reading.classes.end())
            reading.gathering.answered(*entry->worker, *entry->answer, written_at(stored.id),
                                       classes->second);
    }
    if (entry->correction) reading.gathering.corrected(*entry->worker, *entry->correction);
    return true;
}

awaitable<store::StoreResult<bool>> read_campaigns(store::Store& store, AnswerReading& reading) {
    std::uint64_t cursor = 0;
    do {
        const auto page =
            co_await store::scan(store, reading.cell, keys::campaigns, cursor, page_size);
        if (!page) co_return page.error();
        for (const auto& [number, value] : page->fields) {
            const auto stored = records::campaign_from(value);
            if (!stored) co_return unreadable("campaign " + number);
            reading.classes[stored->campaign.number] = keys_of(stored->campaign);
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return true;
}

awaitable<store::StoreResult<bool>> read_answers(store::Store& store, AnswerReading& reading) {
    std::string last = "0";
    for (;;) {
        store::StreamRange range{reading.cell, keys::journal, last, page_size};
        const auto page = co_await store::range(store, std::move(range));
        if (!page) co_return page.error();
        for (const store::StreamEntry& entry : *page) {
            if (!take_entry(reading, entry)) co_return unreadable("journal entry " + entry.id);
            last = entry.id;
        }
        if (page->empty()) co_return true;
    }
}

awaitable<store::StoreResult<bool>> read_people(store::Store& store, const std::string cell,
                                                AnswerBooks& books) {
    for (std::uint32_t worker = 0; worker < books.record.workers.size(); ++worker) {
        store::LoadRequest request;
        request.cell = cell;
        request.also.push_back(keys::number(books.record.workers[worker]));
        const auto loaded = co_await store::load(store, std::move(request));
        if (!loaded) co_return loaded.error();
        const std::string number = loaded->also.front().value_or("");
        books.people[worker] = {number, number.substr(0, network_digits)};
    }
    co_return true;
}

}  // namespace

awaitable<store::StoreResult<AnswerBooks>> read_answers(store::Store& store, std::string cell) {
    AnswerReading reading;
    reading.cell = cell;
    const auto campaigns = co_await read_campaigns(store, reading);
    if (!campaigns) co_return campaigns.error();
    const auto journal = co_await read_answers(store, reading);
    if (!journal) co_return journal.error();
    AnswerBooks books;
    books.record = reading.gathering.finish();
    const auto people = co_await read_people(store, std::move(cell), books);
    if (!people) co_return people.error();
    co_return std::move(books);
}

}  // namespace kazi::gateway::audit
