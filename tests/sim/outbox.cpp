// SPDX-License-Identifier: Apache-2.0
// A daemon's sender: messages out of the outbox, through an aggregator that may refuse or lose
// them.
#include "gateway/engine/keys.hpp"
#include "tests/sim/daemon.hpp"
#include "tests/sim/handsets.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;

namespace {

constexpr const char* group = "senders";
constexpr std::int64_t abandoned_ms = 60'000;

}  // namespace

void Daemon::send_messages(const char* stream) {
    const auto entries = world_.vault.claim(stream, group, abandoned_ms);
    if (!entries) return;
    for (const store::StreamEntry& entry : *entries) {
        auto message = records::message_from(entry.payload);
        require(message.has_value(), "a message can be read");
        act([this, key = std::string(stream), id = entry.id, out = std::move(*message)] {
            send(key, id, out);
        });
    }
}

void Daemon::send(const std::string& stream, const std::string& entry,
                  const records::OutboxMessage& message) {
    const bool stale = message.not_after != 0 && world_.timeline.now() > message.not_after;
    if (stale) return acknowledge(stream, group, entry);
    if (world_.fate.strikes(Fault::message_refused)) return;
    if (world_.fate.strikes(Fault::worker_blocked)) {
        engine::EventRequest request;
        request.event = {message.worker, world_.timeline.now(), taskflow::OptedOut{}};
        request.attachment.writes.push_back(store::Acknowledge{stream, group, entry});
        return handle(std::move(request), 0, [](const Handled&) {});
    }
    const bool lost = world_.fate.strikes(Fault::message_lost);
    const bool doubled = world_.fate.strikes(Fault::message_doubled);
    if (!lost) handsets_.receive(message.worker);
    if (doubled) handsets_.receive(message.worker);
    act([this, stream, entry] { acknowledge(stream, group, entry); });
}

void Daemon::acknowledge(const std::string& stream, const char* of, const std::string& entry) {
    store::Batch batch;
    batch.cell = Vault::cell;
    batch.writes.push_back(store::Acknowledge{stream, of, entry});
    // Not heard of, it is claimed and sent once more: a message may come twice.
    static_cast<void>(world_.vault.commit(batch));
}

}  // namespace kazi::sim
