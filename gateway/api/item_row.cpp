// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/item_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <optional>

#include "protocols/utf8.hpp"
#include "taskflow/question/check.hpp"
#include "taskflow/question/placeholders.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;
using taskflow::Item;

constexpr std::size_t row_depth_max = 4;
constexpr std::string_view id_field = "id";
constexpr std::string_view gold_field = "gold";

// Characters; nothing when it is not UTF-8 or holds a control character that no phone shows.
std::optional<std::size_t> characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        const auto point = protocols::next_code_point(text, at);
        if (!point || *point == 0x7F) return std::nullopt;
        if (*point < 0x20 && *point != '\n' && *point != '\t') return std::nullopt;
    }
    return count;
}

RowFault not_shown(std::string field) {
    return {std::move(field), "is not UTF-8 or holds a control character"};
}

// A placeholder of that name is a placeholder.
bool is_gold(std::string_view name, const ItemRules& rules) {
    return name == gold_field && !rules.uses(name);
}

boost::system::result<void, RowFault> put_gold(Item& item, std::string_view label,
                                               const ItemRules& rules) {
    if (label.empty()) return {};  // a table has the column for all rows
    item.gold = rules.label_named(label);
    if (!item.gold) return RowFault{std::string(gold_field), "is none of the question's labels"};
    return {};
}

// Puts one field of a row into the item; what the question doesn't use is looked at no further.
boost::system::result<void, RowFault> put(Item& item, std::string_view name, std::string value,
                                          const ItemRules& rules) {
    if (is_gold(name, rules)) return put_gold(item, value, rules);
    const bool is_id = name == id_field;
    if (!is_id && !rules.uses(name)) return {};
    // Line ends as phones have them; a table's are often CRLF.
    std::erase(value, '\r');
    if (!characters(value)) return not_shown(std::string(name));
    if (is_id) item.id = value;
    if (rules.uses(name)) item.values.emplace(name, std::move(value));
    return {};
}

// A value as it is shown; nothing when it is neither text nor a whole number.
std::optional<std::string> value_text(const json::value& value) {
    if (value.is_string()) return std::string(value.get_string());
    if (value.is_int64()) return std::to_string(value.get_int64());
    if (value.is_uint64()) return std::to_string(value.get_uint64());
    return std::nullopt;
}

}  // namespace

ItemRules::ItemRules(const taskflow::Question& question)
    : question_(question), placeholders_(taskflow::question::placeholders(question)) {}

bool ItemRules::uses(std::string_view name) const {
    return std::find(placeholders_.begin(), placeholders_.end(), name) != placeholders_.end();
}

std::optional<std::uint16_t> ItemRules::label_named(std::string_view name) const {
    static const std::vector<std::string> yes_no{"yes", "no"};
    const bool is_yes_no = question_.type == taskflow::QuestionType::yes_no;
    const auto& labels = is_yes_no ? yes_no : question_.labels;
    const auto at = std::find(labels.begin(), labels.end(), name);
    if (at == labels.end()) return std::nullopt;
    return static_cast<std::uint16_t>(at - labels.begin());
}

RowFault ItemRules::too_long(const Item& item, const std::string& language,
                             std::size_t chars) const {
    std::string field;
    std::size_t longest = 0;
    for (const auto& [name, value] : item.values) {
        if (value.size() < longest) continue;
        longest = value.size();
        field = name;
    }
    return {field,
            fmt::format("is too long: the question in '{}' would have {} characters, at most {}",
                        language, chars, taskflow::question::question_chars_max)};
}

ItemResult ItemRules::check(Item item) const {
    if (item.id.empty()) return RowFault{std::string(id_field), "is missing or empty"};
    if (item.id.size() > item_id_bytes_max)
        return RowFault{std::string(id_field),
                        fmt::format("is longer than {} bytes", item_id_bytes_max)};
    for (const std::string& name : placeholders_) {
        const auto at = item.values.find(name);
        if (at == item.values.end()) return RowFault{name, "is missing: the question uses it"};
        if (at->second.empty()) return RowFault{name, "is empty: the question uses it"};
    }
    for (const auto& [language, wording] : question_.texts) {
        const auto chars = characters(taskflow::fill_placeholders(wording.text, item));
        if (!chars) return not_shown({});
        if (*chars > taskflow::question::question_chars_max)
            return too_long(item, language, *chars);
    }
    return item;
}

ItemResult item_from_json(std::string_view line, const ItemRules& rules) {
    json::parse_options options;
    options.max_depth = row_depth_max;
    boost::system::error_code error;
    const json::value value = json::parse({line.data(), line.size()}, error, {}, options);
    if (error) return RowFault{{}, "is not JSON: " + error.message()};
    const json::object* object = value.if_object();
    if (object == nullptr) return RowFault{{}, "is not a JSON object"};
    if (object->size() > item_fields_max)
        return RowFault{{}, fmt::format("has more than {} fields", item_fields_max)};
    Item item;
    for (const auto& [key, member] : *object) {
        const std::string_view name(key);
        if (name != id_field && !rules.uses(name) && !is_gold(name, rules)) continue;
        auto text = value_text(member);
        if (!text) return RowFault{std::string(name), "must be text or a whole number"};
        const auto taken = put(item, name, std::move(*text), rules);
        if (!taken) return taken.error();
    }
    return rules.check(std::move(item));
}

ItemResult item_from_cells(const std::vector<std::string>& header,
                           const std::vector<std::string>& cells, const ItemRules& rules) {
    if (cells.size() != header.size())
        return RowFault{
            {}, fmt::format("has {} cells, the header has {}", cells.size(), header.size())};
    Item item;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto taken = put(item, header[i], cells[i], rules);
        if (!taken) return taken.error();
    }
    return rules.check(std::move(item));
}

}  // namespace kazi::gateway::api
