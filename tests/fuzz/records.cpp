// SPDX-License-Identifier: Apache-2.0
// Stored values as they may come back from a damaged store: refused or read, never a crash; and
// what was read is written in one form only.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "gateway/records/campaign_json.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/outbox_record.hpp"
#include "gateway/records/payout_record.hpp"
#include "gateway/records/worker_record.hpp"

namespace records = kazi::gateway::records;

namespace {

void worker(std::string_view bytes) {
    const kazi::gateway::store::Record record{
        .version = 1, .references = {}, .body = std::string(bytes)};
    const auto read = records::worker_from(record);
    if (!read) return;
    const auto written = records::to_record(*read, 2);
    const auto again = records::worker_from(written);
    if (!again || records::to_record(*again, 2) != written) std::abort();
}

void item_state(std::string_view bytes) {
    const auto read = records::item_state_from(bytes);
    if (!read) return;
    const std::string written = records::pack_item_state(*read, read->version);
    const auto again = records::item_state_from(written);
    if (!again || records::pack_item_state(*again, again->version) != written) std::abort();
}

void payout(std::string_view bytes) {
    const auto read = records::payout_from(bytes);
    if (!read) return;
    const std::string written = records::pack_payout(read->payout, read->version);
    const auto again = records::payout_from(written);
    if (!again || records::pack_payout(again->payout, again->version) != written) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 8) {
        case 0:
            worker(bytes);
            break;
        case 1:
            item_state(bytes);
            break;
        case 2:
            payout(bytes);
            break;
        case 3:
            (void)records::journal_from(bytes);
            break;
        case 4:
            (void)records::message_from(bytes);
            break;
        case 5:
            (void)records::item_from(bytes);
            break;
        case 6:
            (void)records::result_from(bytes);
            break;
        case 7:
            (void)records::campaign_from(bytes);
            break;
    }
    return 0;
}
