// SPDX-License-Identifier: Apache-2.0
// JSON into a JsonTree. Boost.JSON's own tree turns 20.10 into a double and drops repeated keys;
// its event parser hands over the text of every number and every key, which is what money needs.
#include <boost/json/basic_parser_impl.hpp>
#include <boost/system/error_code.hpp>
#include <utility>

#include "billing/ensure.hpp"
#include "billing/fields.hpp"
#include "billing/provider.hpp"

namespace kazi::billing {

namespace {

namespace json = boost::json;
using json::string_view;
using Code = json::error_code;
using Kind = JsonTree::Kind;

/// Receives the parser's events and grows the tree. `open_` is the path from the root to the
/// innermost array or object.
class TreeBuilder {
public:
    static constexpr std::size_t max_array_size = provider_body_bytes_max;
    static constexpr std::size_t max_object_size = provider_body_bytes_max;
    static constexpr std::size_t max_string_size = provider_body_bytes_max;
    static constexpr std::size_t max_key_size = provider_body_bytes_max;

    [[nodiscard]] JsonTree take() { return std::move(root_); }

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_array_begin(Code&) { return open(Kind::array); }
    bool on_array_end(std::size_t, Code&) { return close(); }
    bool on_object_begin(Code&) { return open(Kind::object); }
    bool on_object_end(std::size_t, Code&) { return close(); }
    bool on_string_part(string_view part, std::size_t, Code&) { return gather(part); }
    bool on_string(string_view rest, std::size_t, Code&) { return scalar(Kind::string, rest); }
    bool on_key_part(string_view part, std::size_t, Code&) { return gather(part); }
    bool on_key(string_view rest, std::size_t, Code&) {
        gather(rest);
        open_.back().names.push_back(std::exchange(text_, {}));
        return true;
    }
    bool on_number_part(string_view part, Code&) { return gather(part); }
    bool on_int64(std::int64_t, string_view rest, Code&) { return scalar(Kind::number, rest); }
    bool on_uint64(std::uint64_t, string_view rest, Code&) { return scalar(Kind::number, rest); }
    bool on_double(double, string_view rest, Code&) { return scalar(Kind::number, rest); }
    bool on_bool(bool value, Code&) { return scalar(Kind::boolean, value ? "true" : "false"); }
    bool on_null(Code&) { return scalar(Kind::null, {}); }
    bool on_comment_part(string_view, Code&) { return true; }
    bool on_comment(string_view, Code&) { return true; }

private:
    bool gather(string_view part) {
        text_.append(part.data(), part.size());
        return true;
    }
    bool scalar(Kind kind, string_view rest) {
        gather(rest);
        JsonTree leaf;
        leaf.kind = kind;
        leaf.text = std::exchange(text_, {});
        return put(std::move(leaf));
    }
    bool open(Kind kind) {
        open_.emplace_back();
        open_.back().kind = kind;
        return true;
    }
    bool close() {
        ensure(!open_.empty(), "a JSON value closes that was never opened");
        JsonTree done = std::move(open_.back());
        open_.pop_back();
        return put(std::move(done));
    }
    bool put(JsonTree value) {
        (open_.empty() ? root_ : open_.back().children.emplace_back()) = std::move(value);
        return true;
    }

    JsonTree root_;
    std::vector<JsonTree> open_;
    std::string text_;
};

}  // namespace

FieldResult<JsonTree> parse_json(std::string_view body) {
    if (body.size() > provider_body_bytes_max) return FieldError{"body too long"};
    json::parse_options options;
    options.max_depth = json_depth_max;
    json::basic_parser<TreeBuilder> parser(options);
    Code failure;
    const std::size_t read = parser.write_some(false, body.data(), body.size(), failure);
    if (failure) return FieldError{"not JSON: " + failure.message()};
    if (read != body.size()) return FieldError{"not JSON: something follows the value"};
    return parser.handler().take();
}

}  // namespace kazi::billing
