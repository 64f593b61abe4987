// SPDX-License-Identifier: Apache-2.0
// Writes each call as a command and reads its reply. What the server said and we did not expect
// counts as an unknown outcome: guards make a second look safe.
#include "gateway/store/redis_store.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <charconv>
#include <limits>
#include <utility>

#include "gateway/store/batch_rules.hpp"
#include "gateway/store/function_library.hpp"

namespace kazi::gateway::store {

namespace {

using Values = std::vector<std::optional<std::string>>;

template <class Number>
std::optional<Number> to_number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

struct LoadDecoder {
    bool with_record;
    std::size_t also;

    std::optional<Loaded> operator()(ReplyCursor reply) const {
        const auto count = reply.array();
        const std::size_t fixed = also + (with_record ? 1 : 0);
        if (!count || *count < fixed) return std::nullopt;
        Loaded loaded;
        if (with_record && !take_record(reply, loaded.record)) return std::nullopt;
        if (loaded.record.references.size() != *count - fixed) return std::nullopt;
        auto referenced = reply.texts_or_nil(*count - fixed);
        auto asked = reply.texts_or_nil(also);
        if (!referenced || !asked) return std::nullopt;
        loaded.referenced = std::move(*referenced);
        loaded.also = std::move(*asked);
        return loaded;
    }

    static bool take_record(ReplyCursor& reply, Record& record) {
        const auto stored = reply.text_or_nil();
        if (!stored) return false;
        if (!*stored) return true;
        auto decoded = decode_record(**stored);
        if (!decoded) return false;
        record = std::move(*decoded);
        return true;
    }
};

std::optional<std::vector<DueMember>> decode_due(ReplyCursor reply) {
    const auto count = reply.array();
    if (!count || *count % 2 != 0) return std::nullopt;
    std::vector<DueMember> members;
    members.reserve(*count / 2);
    for (std::size_t n = 0; n < *count / 2; ++n) {
        const auto member = reply.text();
        const auto at = reply.text();
        const auto at_ms = at ? to_number<std::int64_t>(*at) : std::nullopt;
        if (!member || !at_ms) return std::nullopt;
        members.push_back({std::string(*member), *at_ms});
    }
    return members;
}

/// The flat list that the claim function returns.
std::optional<std::vector<StreamEntry>> decode_claimed(ReplyCursor reply) {
    const auto count = reply.array();
    if (!count || *count % 3 != 0) return std::nullopt;
    std::vector<StreamEntry> entries;
    entries.reserve(*count / 3);
    for (std::size_t n = 0; n < *count / 3; ++n) {
        const auto id = reply.text();
        const auto payload = reply.text();
        const auto deliveries = reply.integer();
        if (!id || !payload || !deliveries) return std::nullopt;
        entries.push_back({std::string(*id), std::string(*payload),
                           static_cast<std::uint32_t>(std::min<std::int64_t>(
                               *deliveries, std::numeric_limits<std::uint32_t>::max()))});
    }
    return entries;
}

/// What XRANGE returns: each entry an id and its fields, of which ours have one.
std::optional<std::vector<StreamEntry>> decode_range(ReplyCursor reply) {
    const auto count = reply.array();
    if (!count) return std::nullopt;
    std::vector<StreamEntry> entries;
    entries.reserve(*count);
    for (std::size_t n = 0; n < *count; ++n) {
        const bool pair = reply.array() == 2U;
        const auto id = reply.text();
        const bool one_field = reply.array() == 2U && reply.text() == "e";
        const auto payload = reply.text();
        if (!pair || !id || !one_field || !payload) return std::nullopt;
        entries.push_back({std::string(*id), std::string(*payload)});
    }
    return entries;
}

std::optional<ScanPage> decode_page(ReplyCursor reply) {
    const bool pair = reply.array() == 2U;
    const auto cursor = reply.text();
    const auto next = cursor ? to_number<std::uint64_t>(*cursor) : std::nullopt;
    const auto count = reply.array();
    if (!pair || !next || !count || *count % 2 != 0) return std::nullopt;
    ScanPage page{.next_cursor = *next};
    page.fields.reserve(*count / 2);
    for (std::size_t n = 0; n < *count / 2; ++n) {
        const auto name = reply.text();
        const auto value = reply.text();
        if (!name || !value) return std::nullopt;
        page.fields.emplace_back(*name, *value);
    }
    return page;
}

/// A letter for each value asked for; fields of one hash in a row are read together.
std::string load_letters(const LoadRequest& request) {
    std::string letters(request.record_key.empty() ? "" : "r");
    const Place* before = nullptr;
    for (const auto& place : request.also) {
        const bool goes_on = before != nullptr && before->field && before->key == place.key;
        const char in_hash = goes_on ? 'g' : 'h';
        letters.push_back(place.field ? in_hash : 's');
        before = &place;
    }
    return letters;
}

void encode_load(Command& command, const LoadRequest& request) {
    const bool with_record = !request.record_key.empty();
    const std::string letters = load_letters(request);
    command.clear();
    command.text("FCALL_RO").text(function_library().load);
    const auto without_key = static_cast<std::size_t>(std::ranges::count(letters, 'g'));
    command.number(letters.size() - without_key);
    if (with_record) command.key(request.cell, request.record_key);
    std::size_t nth = with_record ? 1 : 0;
    for (const auto& place : request.also)
        if (letters[nth++] != 'g') command.key(request.cell, place.key);
    command.key(request.cell, "").text(letters);
    for (const auto& place : request.also)
        if (place.field) command.text(*place.field);
}

}  // namespace

RedisStore::RedisStore(boost::asio::io_context& io, ConnectionOptions options,
                       std::size_t commits_per_call)
    : io_(io),
      connection_(std::make_shared<RedisConnection>(io, std::move(options))),
      commits_(std::make_shared<CommitGroup>(io, connection_, commits_per_call)) {
    connection_->start();
}

RedisStore::~RedisStore() {
    close();
}

void RedisStore::close() {
    connection_->close();
}

template <class T, class Decode>
void RedisStore::call(const Command& command, Completion<T> done, Decode decode,
                      StoreFault unreadable) {
    ++round_trips_;
    auto finish = [done = std::move(done), decode,
                   unreadable](const StoreResult<ReplyCursor>& reply) {
        if (!reply) return done(reply.error());
        std::optional<T> decoded = decode(*reply);
        if (decoded) return done(std::move(*decoded));
        done(StoreError{unreadable, std::string(unreadable_reply)});
    };
    connection_->send(command, std::move(finish));
}

template <class T>
void RedisStore::refuse(Completion<T> done, std::string why) {
    boost::asio::post(io_, [done = std::move(done), why = std::move(why)] {
        done(StoreError{StoreFault::refused, why});
    });
}

void RedisStore::load(LoadRequest request, Completion<Loaded> done) {
    encode_load(command_, request);
    call(command_, std::move(done), LoadDecoder{!request.record_key.empty(), request.also.size()},
         StoreFault::refused);
}

void RedisStore::commit(Batch batch, Completion<CommitOutcome> done) {
    if (auto fault = why_malformed(batch)) return refuse(std::move(done), std::move(*fault));
    ++round_trips_;
    commits_->add(std::move(batch), std::move(done));
}

void RedisStore::due(std::string cell, std::string key, std::int64_t now_ms, std::uint32_t limit,
                     Completion<std::vector<DueMember>> done) {
    command_.clear();
    command_.text("ZRANGEBYSCORE").key(cell, key).text("-inf").number(now_ms);
    command_.text("WITHSCORES").text("LIMIT").number(0).number(limit);
    call(command_, std::move(done), decode_due);
}

void RedisStore::claim(ClaimRequest request, Completion<std::vector<StreamEntry>> done) {
    if (request.count == 0) return refuse(std::move(done), "claim of no entries");
    command_.clear();
    command_.text("FCALL").text(function_library().claim).number(1);
    command_.key(request.cell, request.key).text(request.group).text(request.consumer);
    command_.number(request.count).number(std::max<std::int64_t>(request.idle_ms, 0));
    call(command_, std::move(done), decode_claimed);
}

void RedisStore::range(StreamRange request, Completion<std::vector<StreamEntry>> done) {
    if (!is_stream_id(request.after_id)) return refuse(std::move(done), "not a stream id");
    command_.clear();
    command_.text("XRANGE").key(request.cell, request.key).text("(" + request.after_id).text("+");
    command_.text("COUNT").number(std::max(request.count, 1U));
    call(command_, std::move(done), decode_range);
}

void RedisStore::slice(std::string cell, std::string key, std::uint32_t offset,
                       std::uint32_t length, Completion<std::string> done) {
    const auto end = std::uint64_t{offset} + std::max(length, 1U) - 1;
    command_.clear();
    command_.text("GETRANGE").key(cell, key).number(offset).number(end);
    call(command_, std::move(done), [length](ReplyCursor reply) {
        const auto bytes = reply.text();
        return bytes ? std::optional(std::string(bytes->substr(0, length))) : std::nullopt;
    });
}

void RedisStore::fields(std::string cell, std::string key, std::vector<std::string> names,
                        Completion<Values> done) {
    if (names.empty()) return refuse(std::move(done), "no field asked for");
    command_.clear();
    command_.text("HMGET").key(cell, key);
    for (const auto& name : names)
        command_.text(name);
    call(command_, std::move(done), [asked = names.size()](ReplyCursor reply) {
        return reply.array() == asked ? reply.texts_or_nil(asked) : std::nullopt;
    });
}

void RedisStore::scan(std::string cell, std::string key, std::uint64_t cursor, std::uint32_t count,
                      Completion<ScanPage> done) {
    command_.clear();
    command_.text("HSCAN").key(cell, key).number(cursor);
    command_.text("COUNT").number(std::max(count, 1U));
    call(command_, std::move(done), decode_page);
}

}  // namespace kazi::gateway::store
