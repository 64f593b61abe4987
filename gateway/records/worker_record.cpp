// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/worker_record.hpp"

#include <cstring>

#include "gateway/engine/keys.hpp"
#include "gateway/records/packed.hpp"
#include "gateway/records/worker_sections.hpp"

namespace kazi::gateway::records {

namespace {

using namespace taskflow;

// The layout's number, first in every body: a later layout reads the earlier ones.
constexpr std::uint8_t layout = 1;

enum Present : std::uint8_t {
    opted_out = 1,
    payout_open = 2,
    has_question = 4,
    has_last = 8,
    has_ussd = 16,
    has_last_answer = 32,
    has_sections = 64
};

void pack_question(Packer& out, const OpenQuestion& question) {
    out.number(question.item.campaign);
    out.number(question.item.index);
    out.number(static_cast<std::uint64_t>(question.asked_at));
    out.signed_number(question.lease_until - question.asked_at);
    out.byte(static_cast<std::uint8_t>((question.leased ? 0x80 : 0) |
                                       static_cast<int>(question.channel)));
    out.byte(question.tries);
}

OpenQuestion unpack_question(Unpacker& in) {
    OpenQuestion question;
    question.item.campaign = static_cast<std::uint32_t>(in.number());
    question.item.index = static_cast<std::uint32_t>(in.number());
    question.asked_at = static_cast<Instant>(in.number());
    question.lease_until = question.asked_at + in.signed_number();
    const std::uint8_t flags = in.byte();
    question.leased = (flags & 0x80) != 0;
    question.channel = static_cast<Channel>(flags & 0x7F);
    question.tries = in.byte();
    return question;
}

void pack_history(Packer& out, const CampaignHistory& history) {
    out.number(history.campaign);
    out.number(history.cursor);
    out.number(history.seen.size());
    std::uint32_t at = 0;
    for (const SeenRange& range : history.seen) {
        out.number(range.first - at);
        out.number(range.last - range.first);
        at = range.last;
    }
}

CampaignHistory unpack_history(Unpacker& in) {
    CampaignHistory history;
    history.campaign = static_cast<std::uint32_t>(in.number());
    history.cursor = static_cast<std::uint32_t>(in.number());
    history.seen.resize(in.count());
    std::uint32_t at = 0;
    for (SeenRange& range : history.seen) {
        range.first = at + static_cast<std::uint32_t>(in.number());
        range.last = range.first + static_cast<std::uint32_t>(in.number());
        at = range.last;
    }
    return history;
}

/// Of the session's flags, where two bits begin that tell how private it is.
constexpr int privacy_shift = 5;

void pack_ussd(Packer& out, const UssdSession& session) {
    out.number(session.id);
    out.number(session.previous);
    out.number(static_cast<std::uint64_t>(session.at));
    out.byte(static_cast<std::uint8_t>(session.place));
    out.byte(session.page);
    out.byte(static_cast<std::uint8_t>(
        (session.ended ? 1 : 0) | (session.reply_more ? 2 : 0) | (session.sequence ? 4 : 0) |
        (session.opened_with.empty() ? 0 : 8) | (session.began_at == 0 ? 0 : 16) |
        (static_cast<int>(session.privacy) << privacy_shift)));
    out.text(session.accumulated);
    out.text(session.reply);
    if (session.sequence) out.signed_number(*session.sequence);
    if (!session.opened_with.empty()) out.text(session.opened_with);
    if (session.began_at == 0) return;
    out.signed_number(session.at - session.began_at);
    out.number(session.answers);
}

UssdSession unpack_ussd(Unpacker& in) {
    UssdSession session;
    session.id = in.number();
    session.previous = in.number();
    session.at = static_cast<Instant>(in.number());
    session.place = static_cast<Place>(in.byte());
    session.page = in.byte();
    const std::uint8_t flags = in.byte();
    session.ended = (flags & 1) != 0;
    session.reply_more = (flags & 2) != 0;
    session.privacy = static_cast<Privacy>((flags >> privacy_shift) & 3);
    session.accumulated = in.text();
    session.reply = in.text();
    if ((flags & 4) != 0) session.sequence = in.signed_number();
    if ((flags & 8) != 0) session.opened_with = in.text();
    if ((flags & 16) == 0) return session;
    session.began_at = session.at - in.signed_number();
    session.answers = static_cast<std::uint16_t>(in.number());
    return session;
}

void pack_inbound(Packer& out, const std::vector<std::uint64_t>& hashes) {
    out.number(hashes.size());
    for (const std::uint64_t hash : hashes) {
        char bytes[6];
        for (unsigned i = 0; i < 6; ++i)
            bytes[i] = static_cast<char>(hash >> (8 * i));
        out.raw({bytes, sizeof bytes});
    }
}

std::vector<std::uint64_t> unpack_inbound(Unpacker& in) {
    std::vector<std::uint64_t> hashes(in.count());
    for (std::uint64_t& hash : hashes) {
        const std::string_view bytes = in.raw(6);
        for (unsigned i = 0; i < bytes.size(); ++i)
            hash |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(bytes[i])) << (8 * i);
    }
    return hashes;
}

void pack_profile(Packer& out, const Worker& worker) {
    out.byte(static_cast<std::uint8_t>(worker.stage));
    out.text(worker.language);
    out.number(worker.birth_year);
    out.number(worker.consent_version);
    out.number(static_cast<std::uint64_t>(worker.consent_at));
    out.number(static_cast<std::uint64_t>(worker.available_micro));
    out.number(worker.payout_sequence);
    out.number(worker.answers);
    out.number(worker.message_sequence);
    out.number(static_cast<std::uint64_t>(worker.last_offer_at));
    out.number(worker.offer_day);
    out.byte(worker.offers_today);
    out.byte(worker.offers_unanswered);
    out.number(static_cast<std::uint64_t>(worker.wake_at));
}

void unpack_profile(Unpacker& in, Worker& worker) {
    worker.stage = static_cast<Stage>(in.byte());
    worker.language = in.text();
    worker.birth_year = static_cast<std::uint16_t>(in.number());
    worker.consent_version = static_cast<std::uint16_t>(in.number());
    worker.consent_at = static_cast<Instant>(in.number());
    worker.available_micro = static_cast<std::int64_t>(in.number());
    worker.payout_sequence = static_cast<std::uint32_t>(in.number());
    worker.answers = static_cast<std::uint32_t>(in.number());
    worker.message_sequence = static_cast<std::uint32_t>(in.number());
    worker.last_offer_at = static_cast<Instant>(in.number());
    worker.offer_day = static_cast<std::uint16_t>(in.number());
    worker.offers_today = in.byte();
    worker.offers_unanswered = in.byte();
    worker.wake_at = static_cast<Instant>(in.number());
}

std::uint8_t present(const Worker& worker) {
    int bits = worker.opted_out ? opted_out : 0;
    if (worker.payout_open) bits |= payout_open;
    if (worker.question) bits |= has_question;
    if (worker.last.kind != LastOutcome::Kind::none) bits |= has_last;
    if (worker.ussd != UssdSession{}) bits |= has_ussd;
    if (worker.last_answer) bits |= has_last_answer;
    return static_cast<std::uint8_t>(bits);
}

void pack_last(Packer& out, const LastOutcome& last) {
    out.byte(static_cast<std::uint8_t>(last.kind));
    out.number(last.item.campaign);
    out.number(last.item.index);
    out.signed_number(last.amount_micro);
}

LastOutcome unpack_last(Unpacker& in) {
    LastOutcome last;
    last.kind = static_cast<LastOutcome::Kind>(in.byte());
    last.item.campaign = static_cast<std::uint32_t>(in.number());
    last.item.index = static_cast<std::uint32_t>(in.number());
    last.amount_micro = in.signed_number();
    return last;
}

void pack_last_answer(Packer& out, const LastAnswer& last) {
    out.number(last.item.campaign);
    out.number(last.item.index);
    out.number(last.accepted_hour);
    out.number(static_cast<std::uint64_t>(last.correcting_at));
    if (last.correcting_at != 0) out.byte(last.tries);
}

LastAnswer unpack_last_answer(Unpacker& in) {
    LastAnswer last;
    last.item.campaign = static_cast<std::uint32_t>(in.number());
    last.item.index = static_cast<std::uint32_t>(in.number());
    last.accepted_hour = static_cast<std::uint32_t>(in.number());
    last.correcting_at = static_cast<Instant>(in.number());
    if (last.correcting_at != 0) last.tries = in.byte();
    return last;
}

std::string sections_of(const Worker& worker) {
    Packer out;
    pack_sections(out, worker);
    return out.take();
}

std::string pack(const Worker& worker) {
    const std::string sections = sections_of(worker);
    Packer out(256);
    out.byte(layout);
    out.byte(static_cast<std::uint8_t>(present(worker) | (sections.empty() ? 0 : has_sections)));
    pack_profile(out, worker);
    if (worker.question) pack_question(out, *worker.question);
    if (worker.last.kind != LastOutcome::Kind::none) pack_last(out, worker.last);
    if (worker.last_answer) pack_last_answer(out, *worker.last_answer);
    out.number(worker.histories.size());
    for (const CampaignHistory& history : worker.histories)
        pack_history(out, history);
    pack_inbound(out, worker.recent_inbound);
    if (worker.ussd != UssdSession{}) pack_ussd(out, worker.ussd);
    if (!sections.empty()) out.text(sections);
    return out.take();
}

bool unpack_all_sections(std::string_view bytes, Worker& worker) {
    Unpacker in(bytes);
    return unpack_sections(in, worker);
}

}  // namespace

std::vector<store::Place> references_of(const Worker& worker) {
    std::vector<store::Place> references;
    if (worker.question) references.push_back(keys::item_state(worker.question->item));
    if (worker.last_answer) references.push_back(keys::item_state(worker.last_answer->item));
    for (const PackedItem& each : worker.pack.rest)
        references.push_back(keys::item_state({worker.question->item.campaign, each.index}));
    return references;
}

store::Record to_record(const Worker& worker, std::uint32_t version) {
    return {.version = version, .references = references_of(worker), .body = pack(worker)};
}

std::optional<Worker> worker_from(const store::Record& record) {
    if (record.version == 0 && record.body.empty()) return Worker{};
    Unpacker in(record.body);
    if (in.byte() != layout) return std::nullopt;
    const std::uint8_t bits = in.byte();
    Worker worker;
    worker.opted_out = (bits & opted_out) != 0;
    worker.payout_open = (bits & payout_open) != 0;
    unpack_profile(in, worker);
    if ((bits & has_question) != 0) worker.question = unpack_question(in);
    if ((bits & has_last) != 0) worker.last = unpack_last(in);
    if ((bits & has_last_answer) != 0) worker.last_answer = unpack_last_answer(in);
    worker.histories.resize(in.count());
    for (CampaignHistory& history : worker.histories)
        history = unpack_history(in);
    worker.recent_inbound = unpack_inbound(in);
    if ((bits & has_ussd) != 0) worker.ussd = unpack_ussd(in);
    if ((bits & has_sections) != 0 && !unpack_all_sections(in.text(), worker)) return std::nullopt;
    if (!in.done()) return std::nullopt;
    if (!worker.question && !worker.pack.rest.empty()) return std::nullopt;
    return worker;
}

std::string_view raw(const WorkerId& id) {
    return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
}

std::optional<WorkerId> worker_id_from(std::string_view bytes) {
    WorkerId id;
    if (bytes.size() != id.bytes.size()) return std::nullopt;
    std::memcpy(id.bytes.data(), bytes.data(), bytes.size());
    return id;
}

}  // namespace kazi::gateway::records
