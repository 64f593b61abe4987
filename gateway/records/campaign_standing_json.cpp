// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/campaign_standing_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <chrono>

#include "billing/money.hpp"
#include "gateway/records/worker_name.hpp"
#include "taskflow/standing/badges.hpp"

namespace kazi::gateway::records {

namespace {

namespace json = boost::json;
using namespace taskflow;

constexpr std::size_t listed_workers_max = 10'000;

template <class Number>
std::optional<Number> number_in(std::string_view text) {
    Number number{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

void read_pay_of(const std::string& name, Fields& levels, const Campaign& campaign,
                 std::vector<LevelPay>& pays) {
    const auto level = number_in<std::uint8_t>(name);
    if (!level || *level < 2 || *level > level_max)
        return levels.problem(name, fmt::format("is no level from 2 to {}", level_max));
    const std::int64_t pay = levels.amount(name);
    if (pay <= campaign.pay.micro) return levels.problem(name, "must be above the campaign's pay");
    pays.push_back({.level = *level, .pay_micro = pay});
}

void read_pays(Fields& fields, const Campaign& campaign, std::vector<LevelPay>& pays) {
    fields.object("pay_by_level", false, [&](Fields& levels) {
        for (int level = 2; level <= level_max; ++level) {
            const std::string name = std::to_string(level);
            if (levels.value(name) != nullptr) read_pay_of(name, levels, campaign, pays);
        }
        levels.no_others();
    });
    const auto falls = std::ranges::adjacent_find(
        pays,
        [](const LevelPay& one, const LevelPay& next) { return next.pay_micro <= one.pay_micro; });
    if (falls != pays.end()) fields.problem("pay_by_level", "must rise from level to level");
}

/// As results and reviews show them: sixteen hexadecimal digits each.
std::vector<std::uint64_t> read_workers(Fields& fields, std::string_view name) {
    std::vector<std::uint64_t> workers;
    for (const std::string& text : fields.texts(name)) {
        const auto worker = worker_name_from(text);
        if (!worker) {
            fields.problem(name, "must be workers as results name them, 12 digits each");
            return {};
        }
        workers.push_back(*worker);
    }
    if (workers.size() > listed_workers_max)
        fields.problem(name, fmt::format("names more than {} workers", listed_workers_max));
    std::ranges::sort(workers);
    return workers;
}

std::vector<std::string> read_badges(Fields& fields) {
    std::vector<std::string> badges = fields.texts("badges");
    if (!std::ranges::all_of(badges, is_badge))
        fields.problem("badges", "are small letters, digits and '-', 24 at most");
    return badges;
}

void read_rule(Fields& fields, BadgeRule& rule) {
    constexpr std::int64_t answers_most = 1000;
    rule.badge = fields.text("badge", 1, badge_bytes_max);
    if (!is_badge(rule.badge)) fields.problem("badge", "is small letters, digits and '-'");
    rule.answers = static_cast<std::uint16_t>(fields.integer("answers", 1, answers_most, 10));
    rule.right = static_cast<std::uint16_t>(fields.integer("right", 1, rule.answers, rule.answers));
    fields.no_others();
}

json::array worker_names(const std::vector<std::uint64_t>& workers) {
    json::array names;
    for (const std::uint64_t worker : workers)
        names.push_back(json::string(worker_name_text(worker)));
    return names;
}

/// "2026-03-02T09:00:00Z" as microseconds since the Unix epoch.
std::optional<Instant> instant_from(std::string_view text) {
    constexpr std::string_view form = "0000-00-00T00:00:00Z";
    if (text.size() != form.size()) return std::nullopt;
    for (std::size_t at = 0; at < form.size(); ++at) {
        const bool fits =
            form[at] == '0' ? text[at] >= '0' && text[at] <= '9' : text[at] == form[at];
        if (!fits) return std::nullopt;
    }
    const auto part = [&](std::size_t from, std::size_t count) {
        return *number_in<int>(text.substr(from, count));
    };
    const std::chrono::year_month_day date{std::chrono::year(part(0, 4)),
                                           std::chrono::month(static_cast<unsigned>(part(5, 2))),
                                           std::chrono::day(static_cast<unsigned>(part(8, 2)))};
    if (!date.ok() || part(11, 2) > 23 || part(14, 2) > 59 || part(17, 2) > 59) return std::nullopt;
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    return days * day_us + part(11, 2) * hour_us + part(14, 2) * minute_us +
           part(17, 2) * second_us;
}

std::string instant_text(Instant at) {
    const std::chrono::year_month_day date{
        std::chrono::sys_days{std::chrono::days{static_cast<int>(at / day_us)}}};
    const Instant time = at % day_us;
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time / hour_us, time % hour_us / minute_us, time % minute_us / second_us);
}

}  // namespace

void read_standing(Fields& fields, Campaign& campaign) {
    StandingTerms& terms = campaign.standing;
    fields.object("standing", false, [&](Fields& inner) {
        terms.least_level =
            static_cast<std::uint8_t>(inner.integer("least_level", 1, level_max, 1));
        read_pays(inner, campaign, terms.pays);
        terms.include = read_workers(inner, "include");
        terms.exclude = read_workers(inner, "exclude");
        terms.badges = read_badges(inner);
        inner.object("gives_badge", false, [&](Fields& rule) { read_rule(rule, terms.gives); });
        inner.no_others();
    });
}

void read_urgency(Fields& fields, CampaignUrgency& urgency) {
    fields.object("urgency", false, [&](Fields& inner) {
        urgency.priority = static_cast<std::uint8_t>(inner.integer("priority", 0, 100, 50));
        const std::string deadline = inner.optional_text("deadline", 30);
        const auto at = deadline.empty() ? std::optional<Instant>(0) : instant_from(deadline);
        if (!at) inner.problem("deadline", "must be a time like 2026-03-02T09:00:00Z");
        urgency.deadline = at.value_or(0);
        inner.no_others();
    });
}

void write_standing(json::object& out, const Campaign& campaign) {
    const StandingTerms& terms = campaign.standing;
    if (terms == StandingTerms{}) return;
    json::object pays;
    for (const LevelPay& each : terms.pays)
        pays[std::to_string(each.level)] = billing::format_amount(each.pay_micro);
    json::object standing{{"least_level", terms.least_level}};
    if (!pays.empty()) standing["pay_by_level"] = std::move(pays);
    if (!terms.include.empty()) standing["include"] = worker_names(terms.include);
    if (!terms.exclude.empty()) standing["exclude"] = worker_names(terms.exclude);
    if (!terms.badges.empty()) standing["badges"] = json::value_from(terms.badges);
    if (!terms.gives.badge.empty())
        standing["gives_badge"] = {{"badge", terms.gives.badge},
                                   {"answers", terms.gives.answers},
                                   {"right", terms.gives.right}};
    out["standing"] = std::move(standing);
}

void write_urgency(json::object& out, const CampaignUrgency& urgency) {
    if (urgency == CampaignUrgency{}) return;
    json::object written{{"priority", urgency.priority}};
    if (urgency.deadline != 0) written["deadline"] = instant_text(urgency.deadline);
    out["urgency"] = std::move(written);
}

void read_level_fees(Fields& fields, StandingTerms& terms) {
    fields.object("level_fees_micro", false, [&](Fields& inner) {
        for (LevelPay& each : terms.pays)
            each.fee_micro =
                inner.integer(std::to_string(each.level), 0, billing::amount_micro_max, 0);
    });
}

void write_level_fees(json::object& out, const StandingTerms& terms) {
    if (terms.pays.empty()) return;
    json::object fees;
    for (const LevelPay& each : terms.pays)
        fees[std::to_string(each.level)] = each.fee_micro;
    out["level_fees_micro"] = std::move(fees);
}

}  // namespace kazi::gateway::records
