// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/tie_plan.hpp"

#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/records/worker_record.hpp"
#include "taskflow/ties/linking.hpp"

namespace kazi::gateway::engine {

namespace {

using taskflow::TieChanges;
using taskflow::WorkerId;

std::string bytes_of(const WorkerId& worker) {
    return std::string(records::raw(worker));
}

/// The month of an instant, in UTC: all that matters is that one budget follows the other.
std::string budget_month(taskflow::Instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(at)));
    const std::chrono::year_month_day date(day);
    return std::to_string(static_cast<int>(date.year())) + '-' +
           std::to_string(unsigned{date.month()});
}

void take_off(Attachment& attachment, const char* key, const TieDue& due) {
    const std::string field = tie_field(due);
    attachment.guards.push_back(store::AtLeast{key, field, 1});
    attachment.writes.push_back(store::Erase{{key, field}});
}

void plan_erasing(TieWrites& planned, const TieChanges& changes) {
    if (!changes.erased_code.empty())
        planned.writes.push_back(store::Erase{{keys::friend_codes, changes.erased_code}});
    for (const WorkerId& number : changes.erased_numbers)
        planned.writes.push_back(store::Erase{keys::number(number)});
}

}  // namespace

TieWrites plan_ties(const WorkerId& worker, const taskflow::Effects& effects) {
    TieWrites planned;
    if (!effects.ties) return planned;
    const TieChanges& changes = *effects.ties;
    const auto lead = [&](const char* key, const std::string& code) {
        if (code.empty()) return;
        const store::Place place{key, code};
        planned.guards.push_back(store::Absent{place});
        planned.writes.push_back(store::Put{place, bytes_of(worker)});
    };
    lead(keys::friend_codes, changes.new_code);
    lead(keys::link_codes, changes.link_offered);
    const auto wait = [&](const char* key, const std::string& code) {
        if (!code.empty())
            planned.writes.push_back(store::Put{{key, tie_field({worker, code})}, "1"});
    };
    wait(keys::friends_due, changes.friend_of);
    wait(keys::links_asked, changes.link_asked);
    plan_erasing(planned, changes);
    return planned;
}

std::string tie_field(const TieDue& due) {
    return bytes_of(due.worker) + due.code;
}

std::optional<TieDue> tie_due_from(std::string_view field) {
    constexpr std::size_t id_bytes = sizeof(WorkerId::bytes);
    if (field.size() <= id_bytes) return std::nullopt;
    const auto worker = records::worker_id_from(field.substr(0, id_bytes));
    if (!worker) return std::nullopt;
    return TieDue{*worker, std::string(field.substr(id_bytes))};
}

EventRequest friend_event(const TieDue& due, const WorkerId& friend_of,
                          const taskflow::Market& market, taskflow::Instant at) {
    const taskflow::ReferralRules& rules = market.referral;
    EventRequest request;
    request.event.worker = friend_of;
    request.event.at = at;
    request.event.what = taskflow::FriendWorked{{rules.pay_micro, market.currency}};
    take_off(request.attachment, keys::friends_due, due);
    const std::string month = budget_month(at);
    request.attachment.guards.push_back(
        store::AtLeast{keys::friends_spent, month, rules.pay_micro - rules.budget_month_micro});
    request.attachment.writes.push_back(store::Add{keys::friends_spent, month, -rules.pay_micro});
    request.attachment.reference = "friend:" + due.code;
    return request;
}

std::optional<EventRequest> joining_event(const TieDue& due, const WorkerId& owner,
                                          const taskflow::Worker& number, std::uint32_t version,
                                          const taskflow::Market& market) {
    if (!taskflow::may_become_another(number) || owner == due.worker) return std::nullopt;
    EventRequest request;
    request.event.worker = owner;
    request.came_as = due.worker;
    taskflow::NumberJoined joined;
    joined.number = due.worker;
    joined.code = due.code;
    joined.available = {number.available_micro, market.currency};
    joined.answers = number.answers;
    joined.message_sequence = number.message_sequence;
    joined.histories = number.histories;
    joined.training = number.training;
    request.event.what = std::move(joined);
    Attachment& attachment = request.attachment;
    take_off(attachment, keys::links_asked, due);
    const std::string key = keys::worker(due.worker);
    const taskflow::Worker after = taskflow::another_number_of(owner, number);
    attachment.guards.push_back(store::VersionIs{{key}, version});
    attachment.writes.push_back(
        store::Put{{key}, store::encode_record(records::to_record(after, version + 1))});
    attachment.writes.push_back(store::Erase{{keys::link_codes, due.code}});
    attachment.writes.push_back(store::Unschedule{keys::timers, bytes_of(due.worker)});
    return request;
}

EventRequest refusal_event(const TieDue& due) {
    EventRequest request;
    request.event.worker = due.worker;
    request.event.what = taskflow::LinkRefused{};
    take_off(request.attachment, keys::links_asked, due);
    return request;
}

store::Batch plan_done(const std::string& cell, const char* key, const TieDue& due) {
    store::Batch batch;
    batch.cell = cell;
    batch.writes.push_back(store::Erase{{key, tie_field(due)}});
    return batch;
}

}  // namespace kazi::gateway::engine
