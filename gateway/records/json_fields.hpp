// SPDX-License-Identifier: Apache-2.0
// Reads the fields of a JSON object one by one, collecting what is wrong with which.
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/records/campaign_json.hpp"

namespace kazi::gateway::records {

/// A view of one object. Each reader notes a problem and gives a default when the field does not
/// fit; `no_others` turns fields that nobody asked for into problems.
class Fields {
public:
    /// `path` names the object in problems; empty for the whole body.
    Fields(const boost::json::value& value, std::string path, std::vector<FieldProblem>& problems);

    /// The field as it is; null when it is absent.
    const boost::json::value* value(std::string_view name) { return find(name); }
    /// Required text of that many bytes.
    std::string text(std::string_view name, std::size_t least, std::size_t most);
    /// Text of at most that many bytes; absent is empty.
    std::string optional_text(std::string_view name, std::size_t most);
    /// A number with at most three digits after the point, as it would be written, or text; absent
    /// is empty.
    std::string number_or_text(std::string_view name);
    /// A list of texts; absent is empty.
    std::vector<std::string> texts(std::string_view name);
    std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most,
                         std::int64_t otherwise);
    std::optional<std::int64_t> optional_integer(std::string_view name,
                                                 std::int64_t least = INT64_MIN,
                                                 std::int64_t most = INT64_MAX);
    /// A share above 0 and at most 1, in millionths.
    std::uint32_t share_ppm(std::string_view name, std::uint32_t otherwise);
    bool boolean(std::string_view name, bool otherwise);
    /// A required decimal amount as text, above 0, in micro-units.
    std::int64_t amount(std::string_view name);
    void object(std::string_view name, bool required, const std::function<void(Fields&)>& read);
    /// Every member of an object of objects.
    void each(std::string_view name, const std::function<void(const std::string&, Fields&)>& read);

    /// Every object of a list of at most `most`; the list must hold one at least.
    void list(std::string_view name, std::size_t most, const std::function<void(Fields&)>& read);

    void problem(std::string_view name, std::string detail);
    void no_others();

private:
    const boost::json::value* find(std::string_view name);
    [[nodiscard]] std::string path_of(std::string_view name) const;

    const boost::json::object* object_ = nullptr;
    std::string path_;
    std::vector<FieldProblem>& problems_;
    std::set<std::string, std::less<>> asked_;
};

}  // namespace kazi::gateway::records
