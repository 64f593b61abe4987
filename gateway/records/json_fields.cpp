// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/json_fields.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cmath>

namespace kazi::gateway::records {

namespace json = boost::json;

Fields::Fields(const json::value& value, std::string path, std::vector<FieldProblem>& problems)
    : object_(value.if_object()), path_(std::move(path)), problems_(problems) {
    if (object_ == nullptr) problems_.push_back({path_, "must be a JSON object"});
}

std::string Fields::path_of(std::string_view name) const {
    return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
}

void Fields::problem(std::string_view name, std::string detail) {
    problems_.push_back({path_of(name), std::move(detail)});
}

const json::value* Fields::find(std::string_view name) {
    asked_.emplace(name);
    return object_ == nullptr ? nullptr : object_->if_contains(name);
}

std::string Fields::text(std::string_view name, std::size_t least, std::size_t most) {
    const json::value* value = find(name);
    if (value == nullptr || !value->is_string()) {
        problem(name, "must be text");
        return {};
    }
    std::string text(value->get_string());
    if (text.size() < least || text.size() > most)
        problem(name, fmt::format("must have {} to {} bytes, has {}", least, most, text.size()));
    return text;
}

std::string Fields::optional_text(std::string_view name, std::size_t most) {
    const json::value* value = find(name);
    if (value == nullptr || value->is_null()) return {};
    return text(name, 1, most);
}

std::string Fields::number_or_text(std::string_view name) {
    constexpr double most = 1e15;
    const json::value* value = find(name);
    if (value == nullptr || value->is_null()) return {};
    if (value->is_int64()) return std::to_string(value->get_int64());
    const bool is_double = value->is_double();
    if (!is_double && value->is_string()) return text(name, 1, 20);
    if (!is_double || !(std::fabs(value->get_double()) <= most)) {
        problem(name, "must be a number or text");
        return {};
    }
    std::string written = fmt::format("{:.3f}", value->get_double());
    written.erase(written.find_last_not_of('0') + 1);
    if (written.back() == '.') written.pop_back();
    return written;
}

std::vector<std::string> Fields::texts(std::string_view name) {
    std::vector<std::string> texts;
    const json::value* value = find(name);
    if (value == nullptr) return texts;
    if (!value->is_array()) {
        problem(name, "must be a list of texts");
        return texts;
    }
    for (const json::value& entry : value->get_array()) {
        if (!entry.is_string() || entry.get_string().empty()) {
            problem(name, "must be a list of texts, none of them empty");
            return texts;
        }
        texts.emplace_back(entry.get_string());
    }
    return texts;
}

std::optional<std::int64_t> Fields::optional_integer(std::string_view name, std::int64_t least,
                                                     std::int64_t most) {
    const json::value* value = find(name);
    if (value == nullptr || value->is_null()) return std::nullopt;
    boost::system::error_code error;
    const auto number = value->to_number<std::int64_t>(error);
    if (error || number < least || number > most) {
        problem(name, fmt::format("must be a whole number from {} to {}", least, most));
        return std::nullopt;
    }
    return number;
}

std::int64_t Fields::integer(std::string_view name, std::int64_t least, std::int64_t most,
                             std::int64_t otherwise) {
    return optional_integer(name, least, most).value_or(otherwise);
}

std::uint32_t Fields::share_ppm(std::string_view name, std::uint32_t otherwise) {
    const json::value* value = find(name);
    if (value == nullptr) return otherwise;
    boost::system::error_code error;
    const double share = value->to_number<double>(error);
    if (error || !(share > 0 && share <= 1)) {
        problem(name, "must be above 0 and at most 1");
        return otherwise;
    }
    return static_cast<std::uint32_t>(std::llround(share * 1e6));
}

bool Fields::boolean(std::string_view name, bool otherwise) {
    const json::value* value = find(name);
    if (value == nullptr) return otherwise;
    if (!value->is_bool()) {
        problem(name, "must be true or false");
        return otherwise;
    }
    return value->get_bool();
}

std::int64_t Fields::amount(std::string_view name) {
    const json::value* value = find(name);
    if (value == nullptr || !value->is_string()) {
        problem(name, "must be a decimal amount as text, e.g. \"2.00\"");
        return 0;
    }
    const auto micro = billing::parse_amount(std::string_view(value->get_string()));
    if (!micro || *micro <= 0) {
        problem(name, micro ? "must be above 0" : micro.error());
        return 0;
    }
    return *micro;
}

void Fields::object(std::string_view name, bool required,
                    const std::function<void(Fields&)>& read) {
    const json::value* value = find(name);
    if (value == nullptr) {
        if (required) problem(name, "is missing");
        return;
    }
    Fields inner(*value, path_of(name), problems_);
    read(inner);
}

void Fields::each(std::string_view name,
                  const std::function<void(const std::string&, Fields&)>& read) {
    const json::value* value = find(name);
    if (value == nullptr || !value->is_object() || value->get_object().empty()) {
        problem(name, "must be an object with at least one member");
        return;
    }
    for (const auto& [key, member] : value->get_object()) {
        Fields inner(member, fmt::format("{}.{}", path_of(name), std::string_view(key)), problems_);
        read(std::string(key), inner);
    }
}

void Fields::list(std::string_view name, std::size_t most,
                  const std::function<void(Fields&)>& read) {
    const json::value* value = find(name);
    const std::size_t count = value != nullptr && value->is_array() ? value->get_array().size() : 0;
    if (count == 0 || count > most) {
        problem(name, fmt::format("must be a list of 1 to {} objects", most));
        return;
    }
    for (std::size_t nth = 0; nth < count; ++nth) {
        Fields inner(value->get_array()[nth], fmt::format("{}.{}", path_of(name), nth), problems_);
        read(inner);
    }
}

void Fields::no_others() {
    if (object_ == nullptr) return;
    for (const auto& [key, value] : *object_) {
        if (!asked_.contains(std::string_view(key))) problem(key, "is not a field of this object");
    }
}

}  // namespace kazi::gateway::records
