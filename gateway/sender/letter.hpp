// SPDX-License-Identifier: Apache-2.0
// A message on its way out: what the outbox holds, and what the sender knows of it besides.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gateway/records/outbox_record.hpp"

namespace kazi::gateway::sender {

struct Letter {
    std::string stream;  ///< of the outbox
    std::string entry;   ///< its id there
    bool reply = false;  ///< somebody waits for it
    records::OutboxMessage message;
    std::string msisdn;   ///< E.164
    std::string country;  ///< ISO 3166 alpha-2; empty when no route asks
    int tries = 0;
    bool in_doubt = false;      ///< an earlier try may have arrived
    bool taken_before = false;  ///< by a sender that did not come to an end: it may have left then
    std::optional<std::size_t> failed;  ///< the route of the last try, which came to nothing
    std::int64_t not_before = 0;        ///< Unix microseconds
    std::int64_t taken_at = 0;          ///< from the outbox
};

/// Letters of one text that leave in one request.
struct Parcel {
    std::size_t route = 0;  ///< index
    bool reply = false;
    std::vector<Letter> letters;  ///< never empty
};

}  // namespace kazi::gateway::sender
