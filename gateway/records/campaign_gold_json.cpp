// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/campaign_gold_json.hpp"

#include <boost/json.hpp>

namespace kazi::gateway::records {

namespace {

namespace json = boost::json;
using namespace taskflow;

constexpr std::int64_t hold_hours_max = 24 * 90;
constexpr std::int64_t checks_max = 200;
constexpr double ppm = 1e6;

void read_growth(Fields& fields, GoldGrowth& growth) {
    growth.hold_hours =
        static_cast<std::uint32_t>(fields.integer("after_hours", 1, hold_hours_max, 24));
    growth.confidence_ppm = fields.share_ppm("confidence", growth.confidence_ppm);
    growth.answers = static_cast<std::uint16_t>(fields.integer("answers", 2, 100, growth.answers));
    fields.no_others();
}

void read_gold_terms(Fields& fields, GoldTerms& terms) {
    terms.wanted = true;
    terms.share_least_ppm = fields.share_ppm("least", terms.share_least_ppm);
    terms.share_most_ppm = fields.share_ppm("most", terms.share_most_ppm);
    if (terms.share_most_ppm < terms.share_least_ppm) fields.problem("most", "is below least");
    terms.checks = static_cast<std::uint8_t>(fields.integer("checks", 0, checks_max, terms.checks));
    fields.object("grow", false, [&](Fields& inner) { read_growth(inner, terms.growth); });
    fields.no_others();
}

/// Of four numbers in a row, an item: index, label, state, whether it grew.
GoldItem item_from(const json::array& numbers, std::size_t at) {
    const auto number = [&](std::size_t nth) {
        return numbers[at + nth].to_number<std::uint32_t>();
    };
    return {.index = number(0),
            .label = static_cast<std::uint16_t>(number(1)),
            .state = static_cast<GoldState>(number(2)),
            .grown = number(3) != 0};
}

}  // namespace

void read_gold(Fields& quality, GoldTerms& terms) {
    quality.object("gold", false, [&](Fields& gold) { read_gold_terms(gold, terms); });
}

void write_gold(json::object& quality, const GoldTerms& terms) {
    if (!terms.wanted) return;
    json::object gold{{"least", terms.share_least_ppm / ppm},
                      {"most", terms.share_most_ppm / ppm},
                      {"checks", terms.checks}};
    if (terms.growth.hold_hours > 0)
        gold["grow"] = {{"after_hours", terms.growth.hold_hours},
                        {"confidence", terms.growth.confidence_ppm / ppm},
                        {"answers", terms.growth.answers}};
    quality["gold"] = std::move(gold);
}

void read_gold_items(Fields& fields, GoldTerms& terms) {
    constexpr std::size_t numbers_an_item = 4;
    const json::value* stored = fields.value("gold_items");
    if (stored == nullptr) return;
    const json::array* numbers = stored->if_array();
    if (numbers == nullptr || numbers->size() % numbers_an_item != 0)
        return fields.problem("gold_items", "is damaged");
    for (std::size_t at = 0; at < numbers->size(); at += numbers_an_item)
        terms.items.push_back(item_from(*numbers, at));
}

void write_gold_items(json::object& out, const GoldTerms& terms) {
    if (terms.items.empty()) return;
    json::array numbers;
    for (const GoldItem& each : terms.items) {
        numbers.push_back(each.index);
        numbers.push_back(each.label);
        numbers.push_back(static_cast<int>(each.state));
        numbers.push_back(each.grown ? 1 : 0);
    }
    out["gold_items"] = std::move(numbers);
}

}  // namespace kazi::gateway::records
