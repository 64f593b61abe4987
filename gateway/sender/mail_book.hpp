// SPDX-License-Identifier: Apache-2.0
// The sender's dealings with the store: entries out of the outbox, outcomes into it. An entry
// leaves the outbox in the commit that records what became of it, and in no other.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "gateway/keepers/keepers.hpp"
#include "gateway/sender/letter.hpp"
#include "protocols/message.hpp"

namespace kazi::gateway::sender {

/// A message that an aggregator took.
struct Posted {
    Letter letter;
    std::string id;                        ///< the aggregator's
    std::vector<std::string> further_ids;  ///< of its parts after the first
    std::string other_id = {};  ///< what reports may name instead of `id`; empty: nothing else
};

class MailBook {
public:
    explicit MailBook(keepers::Post post) : post_(post) {}

    /// At most `count` entries of a stream of the outbox as letters, with their numbers; one
    /// without a number is for somebody who was erased. Nothing: the store is away.
    boost::asio::awaitable<std::optional<std::vector<Letter>>> take(std::string stream, bool reply,
                                                                    std::uint32_t count);

    /// Remembers the aggregator's ids, beside what reports said of them already, and takes the
    /// letters from the outbox. Tries until it is done; false when the daemon stops before.
    boost::asio::awaitable<bool> record(std::string route, std::vector<Posted> posted);
    /// True when a report under that id of ours is on record already, before any send's answer: the
    /// message left. False also when the store does not tell.
    boost::asio::awaitable<bool> is_reported(std::string route, std::string id);
    /// Takes them from the outbox; otherwise the same.
    boost::asio::awaitable<bool> acknowledge(std::vector<Letter> letters);
    /// She leaves, as if she had sent STOP, and the letter leaves the outbox; otherwise the same.
    boost::asio::awaitable<bool> opt_out(Letter letter);
    /// Marks messages as delivered that were answered. Best effort.
    boost::asio::awaitable<void> prove(std::vector<std::string> keys);

private:
    boost::asio::awaitable<bool> find_numbers(std::vector<Letter>& letters);
    boost::asio::awaitable<bool> try_record(const std::string& route,
                                            const std::vector<Posted>& posted);
    boost::asio::awaitable<bool> try_acknowledge(const std::vector<Letter>& letters);

    keepers::Post post_;
};

}  // namespace kazi::gateway::sender
