// SPDX-License-Identifier: Apache-2.0
// An upload of items on its way: read piece by piece, committed chunk by chunk. A crash or a cut
// line loses at most what was not committed; the same request again goes on behind it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "gateway/api/client_key.hpp"
#include "gateway/api/market.hpp"
#include "gateway/api/upload_plan.hpp"
#include "gateway/http/exchange.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::api {

struct UploadRequest {
    const Market* market = nullptr;
    Client client;
    std::uint32_t campaign = 0;  ///< number
    std::string memory_key;      ///< of its idempotency key
    std::string target;
    ItemFormat format = ItemFormat::ndjson;
};

class ItemUpload {
public:
    ItemUpload(store::Store& store, UploadRequest request)
        : store_(store), request_(std::move(request)) {}

    /// Reads the body to its end, or to the first problem that concerns more than a row.
    boost::asio::awaitable<protocols::HttpReply> run(http::BodyStream* body);

private:
    using Fault = std::optional<Problem>;

    boost::asio::awaitable<Fault> load();
    boost::asio::awaitable<Fault> open();
    boost::asio::awaitable<Fault> read_body(http::BodyStream* body);
    boost::asio::awaitable<Fault> take_rows();
    boost::asio::awaitable<Fault> commit_chunk(bool last);
    boost::asio::awaitable<Fault> try_chunk(bool last, bool* applied);

    [[nodiscard]] Fault take_memory(const std::optional<std::string>& bytes);
    [[nodiscard]] Fault take_row(ItemRow row);
    [[nodiscard]] Fault check_end() const;
    [[nodiscard]] bool is_ours(const StoredMemory& memory) const;

    store::Store& store_;
    UploadRequest request_;
    records::StoredCampaign campaign_;
    std::optional<StoredMemory> memory_;  ///< as it was last loaded
    UploadProgress progress_;             ///< what was committed so far
    std::uint32_t memory_version_ = 0;
    std::optional<ItemReader> reader_;
    UploadChunk chunk_;
    std::uint64_t rows_read_ = 0;
    std::string digest_;  ///< up to the chunk's end
};

}  // namespace kazi::gateway::api
