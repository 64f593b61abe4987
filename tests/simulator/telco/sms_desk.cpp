// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/sms_desk.hpp"

#include <fmt/format.h>

#include <utility>

#include "gateway/ensure.hpp"
#include "protocols/gsm_text.hpp"

namespace kazi::simulator::telco {
namespace {

constexpr std::uint64_t desk_stream = 0x5b5;

bool is_number(std::string_view text) {
    return text.size() >= 10 && text.front() == '+' &&
           text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

const Clerk& clerk_of(const Network& network) {
    const Clerk* clerk = find_clerk(network.dialect());
    gateway::ensure(clerk != nullptr, "a dialect that sends has a clerk");
    return *clerk;
}

}  // namespace

SmsDesk::SmsDesk(const Network& network, const Settings& settings)
    : network_(network),
      settings_(settings),
      clerk_(clerk_of(network)),
      rng_(settings.seed, desk_stream + network.stream()) {}

std::string SmsDesk::next_id() {
    const auto high = rng_.next();
    const auto low = rng_.next();
    return fmt::format("{}{:016x}{:016x}", clerk_.id_begins, high, low);
}

SmsLine SmsDesk::judge(const Recipient& recipient) {
    SmsLine line{.recipient = recipient};
    const auto before = taken_before_.find(recipient.their_id);
    if (clerk_.knows_repeats && before != taken_before_.end()) {
        line.verdict = Verdict::taken_before;
        line.message_id = before->second;
        return line;
    }
    if (!is_number(recipient.number)) {
        line.verdict = Verdict::bad_number;
    } else if (blocked_.contains(recipient.number)) {
        line.verdict = Verdict::blocked;
    }
    const bool under_theirs = clerk_.keeps_their_ids && !recipient.their_id.empty();
    line.message_id = under_theirs ? recipient.their_id : next_id();
    if (line.verdict == Verdict::taken && !recipient.their_id.empty())
        taken_before_[recipient.their_id] = line.message_id;
    return line;
}

SmsAnswer SmsDesk::send(const protocols::Callback& request) {
    const auto read = clerk_.read(request, network_.site().settings);
    if (const auto* refusal = std::get_if<protocols::HttpReply>(&read)) return {.reply = *refusal};
    const auto& order = std::get<SmsOrder>(read);
    SmsReceipt receipt{.lines = {}, .text = order.text, .currency = settings_.currency};
    SmsAnswer answer;
    const auto segments = protocols::measure_sms(order.text).segments;
    const auto price = static_cast<std::int64_t>(segments) * settings_.segment_price_micro;
    for (const auto& recipient : order.to) {
        SmsLine line = judge(recipient);
        line.segments = segments;
        line.price_micro = price;
        if (line.verdict == Verdict::taken) {
            const bool will_fail = rng_.chance(settings_.faults.sms_failed);
            answer.taken.push_back({line.message_id, recipient.number, order.text, segments,
                                    will_fail, order.report_url});
            answer.cost_micro += price;
        }
        answer.repeats += line.verdict == Verdict::taken_before ? 1 : 0;
        receipt.lines.push_back(std::move(line));
    }
    answer.reply = clerk_.answer(receipt);
    return answer;
}

}  // namespace kazi::simulator::telco
