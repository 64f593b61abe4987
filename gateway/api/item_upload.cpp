// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/item_upload.hpp"

#include "gateway/engine/keys.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::api {

namespace {

using boost::asio::awaitable;
using protocols::HttpReply;

Problem key_reused() {
    return {ProblemKind::idempotency_key_reused,
            "The body differs from the one that was uploaded with this key.", "Idempotency-Key"};
}

Problem under_way() {
    return {ProblemKind::upload_under_way,
            "Another request with this key is uploading right now; wait for it to end.",
            "Idempotency-Key"};
}

Problem problem_of(http::BodyFault fault) {
    switch (fault) {
        case http::BodyFault::too_large:
            return {ProblemKind::too_large, "Upload the rest in another request."};
        case http::BodyFault::timed_out:
            return {ProblemKind::body_timed_out,
                    "Send it again with the same Idempotency-Key to go on where it broke off."};
        case http::BodyFault::malformed:
        case http::BodyFault::disconnected:
            break;
    }
    return {ProblemKind::malformed_body,
            "The body broke off. Send it again with the same Idempotency-Key to go on from there."};
}

ItemReader reader_of(const UploadRequest& request, const taskflow::Campaign& campaign) {
    Fingerprint fingerprint;
    fingerprint.add(request.target);
    fingerprint.add(request.format == ItemFormat::csv ? "csv" : "ndjson");
    return {request.format, ItemRules(campaign.question), std::move(fingerprint)};
}

}  // namespace

awaitable<HttpReply> ItemUpload::run(http::BodyStream* body) {
    auto fault = co_await open();
    if (!fault) fault = co_await read_body(body);
    if (!fault && !progress_.complete) fault = co_await commit_chunk(true);
    if (fault) co_return reply_to(*fault);
    co_return upload_reply(progress_);
}

// A repeated upload must be told its answer even if the campaign runs by now, so the state only
// matters when there is something to write.
awaitable<ItemUpload::Fault> ItemUpload::open() {
    auto fault = co_await load();
    if (fault) co_return fault;
    if (memory_) {
        const auto* progress = std::get_if<UploadProgress>(&memory_->what);
        if (progress == nullptr) co_return key_reused();
        progress_ = *progress;
        memory_version_ = memory_->version;
    }
    const bool draft = campaign_.campaign.state == taskflow::CampaignState::draft;
    if (!progress_.complete && (!draft || campaign_.campaign.chain.wanted()))
        co_return Problem{ProblemKind::wrong_state, "Items can be added to a draft only."};
    reader_.emplace(reader_of(request_, campaign_.campaign));
    co_return std::nullopt;
}

awaitable<ItemUpload::Fault> ItemUpload::load() {
    store::LoadRequest request;
    request.cell = request_.market->cell;
    request.also.push_back({request_.memory_key});
    request.also.push_back(keys::campaign(request_.campaign));
    const auto loaded = co_await store::load(store_, std::move(request));
    if (!loaded) co_return unavailable();
    auto fault = take_memory(loaded->also[0]);
    if (fault) co_return fault;
    const auto& bytes = loaded->also[1];
    auto campaign = bytes ? records::campaign_from(*bytes) : std::nullopt;
    if (bytes && !campaign)
        co_return Problem{ProblemKind::internal, "The campaign's record is damaged."};
    if (!campaign || campaign->campaign.client != request_.client.name)
        co_return Problem{ProblemKind::not_found, "You have no campaign with this id."};
    campaign_ = std::move(*campaign);
    co_return std::nullopt;
}

ItemUpload::Fault ItemUpload::take_memory(const std::optional<std::string>& bytes) {
    memory_.reset();
    if (!bytes) return std::nullopt;
    memory_ = remembered_from(*bytes);
    if (memory_) return std::nullopt;
    return Problem{ProblemKind::internal, "What was remembered of this key is damaged."};
}

awaitable<ItemUpload::Fault> ItemUpload::read_body(http::BodyStream* body) {
    for (;;) {
        const auto piece = co_await body->next_chunk();
        if (!piece) co_return problem_of(piece.error());
        if (piece->empty()) break;
        reader_->feed(*piece);
        auto fault = co_await take_rows();
        if (fault) co_return fault;
    }
    reader_->finish();
    auto fault = co_await take_rows();
    if (fault) co_return fault;
    co_return check_end();
}

awaitable<ItemUpload::Fault> ItemUpload::take_rows() {
    while (auto row = reader_->next()) {
        auto fault = take_row(std::move(*row));
        if (!fault && chunk_.full()) fault = co_await commit_chunk(false);
        if (fault) co_return fault;
    }
    co_return reader_->problem();
}

// Rows that an earlier attempt had committed are skipped, once it is sure that they are the same.
ItemUpload::Fault ItemUpload::take_row(ItemRow row) {
    ++rows_read_;
    if (rows_read_ > progress_.rows) {
        if (progress_.complete) return key_reused();
        chunk_.add(std::move(row));
        return std::nullopt;
    }
    if (rows_read_ == progress_.rows && reader_->digest() != progress_.fingerprint)
        return key_reused();
    return std::nullopt;
}

ItemUpload::Fault ItemUpload::check_end() const {
    if (rows_read_ < progress_.rows) return key_reused();
    if (progress_.complete && reader_->digest() != progress_.fingerprint) return key_reused();
    return std::nullopt;
}

awaitable<ItemUpload::Fault> ItemUpload::commit_chunk(bool last) {
    digest_ = reader_->digest();
    constexpr int tries_max = 8;
    for (int tries = 0; tries < tries_max; ++tries) {
        bool applied = false;
        auto fault = co_await try_chunk(last, &applied);
        if (fault) co_return fault;
        if (!applied) continue;
        chunk_.clear();
        co_return std::nullopt;
    }
    co_return unavailable();
}

// True for the trace of a commit of ours whose outcome never reached us.
bool ItemUpload::is_ours(const StoredMemory& memory) const {
    const auto* progress = std::get_if<UploadProgress>(&memory.what);
    return progress != nullptr && memory.version == memory_version_ + 1 &&
           progress->rows == rows_read_ && progress->fingerprint == digest_;
}

awaitable<ItemUpload::Fault> ItemUpload::try_chunk(bool last, bool* applied) {
    auto fault = co_await load();
    if (fault) co_return fault;
    if (memory_ && is_ours(*memory_)) {
        progress_ = std::get<UploadProgress>(memory_->what);
        memory_version_ = memory_->version;
        *applied = true;
        co_return std::nullopt;
    }
    const std::uint32_t stored_version = memory_ ? memory_->version : 0;
    if (stored_version != memory_version_) co_return under_way();
    if (campaign_.campaign.state != taskflow::CampaignState::draft)
        co_return Problem{ProblemKind::wrong_state, "The campaign was started meanwhile."};
    ChunkFacts facts;
    auto ids = chunk_.ids();
    if (!ids.empty()) {
        auto taken = co_await store::fields(store_, request_.market->cell,
                                            keys::item_ids(request_.campaign), std::move(ids));
        if (!taken) co_return unavailable();
        facts.taken = std::move(*taken);
    }
    facts.cell = request_.market->cell;
    facts.memory_key = request_.memory_key;
    facts.memory_version = memory_version_;
    facts.before = progress_;
    facts.digest = digest_;
    facts.last = last;
    facts.campaign = campaign_;
    ChunkPlan plan = plan_chunk(std::move(facts), chunk_);
    const auto outcome = co_await store::commit(store_, std::move(plan.batch));
    if (!outcome && outcome.error().fault != store::StoreFault::outcome_unknown)
        co_return unavailable();
    if (!outcome || !outcome->applied) co_return std::nullopt;
    progress_ = std::move(plan.after);
    ++memory_version_;
    *applied = true;
    co_return std::nullopt;
}

}  // namespace kazi::gateway::api
