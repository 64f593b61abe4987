// SPDX-License-Identifier: Apache-2.0
// One row of an upload as an item, checked against the campaign's question.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::api {

inline constexpr std::size_t item_id_bytes_max = 64;
inline constexpr std::size_t item_fields_max = 64;

/// What is wrong with a row.
struct RowFault {
    std::string field;  ///< empty: the row as a whole
    std::string detail;

    friend bool operator==(const RowFault&, const RowFault&) = default;
};

using ItemResult = boost::system::result<taskflow::Item, RowFault>;

/// What an item has to bring, by its campaign's question.
class ItemRules {
public:
    explicit ItemRules(const taskflow::Question& question);

    /// The names that the question's texts use, "id" among them if they do.
    [[nodiscard]] const std::vector<std::string>& placeholders() const { return placeholders_; }
    [[nodiscard]] bool uses(std::string_view name) const;

    /// Checks the whole: every placeholder has a value, and the question filled with it still fits
    /// a phone in every language.
    [[nodiscard]] ItemResult check(taskflow::Item item) const;

    /// The label that results would call so; nothing: none, or the question has no labels.
    [[nodiscard]] std::optional<std::uint16_t> label_named(std::string_view name) const;

private:
    [[nodiscard]] RowFault too_long(const taskflow::Item& item, const std::string& language,
                                    std::size_t chars) const;

    taskflow::Question question_;
    std::vector<std::string> placeholders_;
};

/// `{"id":"t1","text":"…"}`. Values are text or whole numbers. Values that no text uses are not
/// kept, but for `gold`: the label that is known to be true. Fails: naming the field.
[[nodiscard]] ItemResult item_from_json(std::string_view line, const ItemRules& rules);

/// The cells of a CSV row under its header.
[[nodiscard]] ItemResult item_from_cells(const std::vector<std::string>& header,
                                         const std::vector<std::string>& cells,
                                         const ItemRules& rules);

}  // namespace kazi::gateway::api
