// SPDX-License-Identifier: Apache-2.0
// Boost's event parser with a handler that keeps the members of the outermost object. The tree
// parser would not do: it forgets repeated names, a number's own digits, and refuses lone
// surrogates.
#include "protocols/json_fields.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <string>

#include "protocols/json_slices.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

/// Why the handler stopped the parser. The refusal itself stands in the handler.
json::error_code stopped() {
    return make_error_code(json::error::exception);
}

class FlatObject {
public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    explicit FlatObject(std::string_view body) : fields(body.size()), body_(body) {
        const std::size_t outermost = body.find('{');
        if (outermost != std::string_view::npos) nested_from_ = outermost + 1;
    }

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code& ec) { return open(true, ec); }
    bool on_object_end(std::size_t, json::error_code& ec) { return close(ec); }
    bool on_array_begin(json::error_code& ec) { return open(false, ec); }
    bool on_array_end(std::size_t, json::error_code& ec) { return close(ec); }
    bool on_key_part(std::string_view part, std::size_t, json::error_code&) { return keep(part); }
    bool on_key(std::string_view part, std::size_t, json::error_code&) {
        keep(part);
        if (depth_ == 1) name_ = fields.take();
        return true;
    }
    bool on_string_part(std::string_view part, std::size_t, json::error_code&) {
        return keep(part);
    }
    bool on_string(std::string_view part, std::size_t, json::error_code& ec) {
        return value(part, FieldKind::text, ec);
    }
    bool on_number_part(std::string_view part, json::error_code&) { return keep(part); }
    bool on_int64(std::int64_t, std::string_view part, json::error_code& ec) {
        return value(part, FieldKind::number, ec);
    }
    bool on_uint64(std::uint64_t, std::string_view part, json::error_code& ec) {
        return value(part, FieldKind::number, ec);
    }
    bool on_double(double, std::string_view part, json::error_code& ec) {
        return value(part, FieldKind::number, ec);
    }
    bool on_bool(bool truth, json::error_code& ec) {
        return value(truth ? "true" : "false", FieldKind::truth, ec);
    }
    bool on_null(json::error_code& ec) { return depth_ > 0 || refuse_shape(ec); }
    bool on_comment_part(std::string_view, json::error_code&) { return true; }
    bool on_comment(std::string_view, json::error_code&) { return true; }

    Fields fields;
    std::optional<Refusal> refusal;

private:
    bool open(bool object, json::error_code& ec) {
        if (depth_ == 0 && !object) return refuse_shape(ec);
        ++depth_;
        return true;
    }

    bool close(json::error_code& ec) {
        --depth_;
        if (depth_ != 1) return true;
        fields.append(next_nested(body_, nested_from_));
        return add(fields.take(), FieldKind::nested, ec);
    }

    bool keep(std::string_view part) {
        if (depth_ == 1) fields.append(part);
        return true;
    }

    bool value(std::string_view last_part, FieldKind kind, json::error_code& ec) {
        if (depth_ == 0) return refuse_shape(ec);
        if (depth_ > 1) return true;
        fields.append(last_part);
        return add(fields.take(), kind, ec);
    }

    bool add(std::string_view text, FieldKind kind, json::error_code& ec) {
        refusal = fields.add({name_, text, kind});
        if (refusal) ec = stopped();
        return !refusal;
    }

    bool refuse_shape(json::error_code& ec) {
        refusal = Refusal{400, "the JSON body is not an object"};
        ec = stopped();
        return false;
    }

    std::string_view body_;
    std::size_t nested_from_ = 0;  ///< up to here its objects and lists were met
    std::size_t depth_ = 0;
    std::string_view name_;
};

/// The code unit of a \uXXXX escape at `at`, or -1.
int escaped_unit(std::string_view body, std::size_t at) {
    if (at + 6 > body.size() || body[at] != '\\' || body[at + 1] != 'u') return -1;
    int unit = 0;
    for (const char c : body.substr(at + 2, 4)) {
        static constexpr std::string_view digits = "0123456789abcdef";
        const char low = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        const std::size_t digit = digits.find(low);
        if (digit == std::string_view::npos) return -1;
        unit = unit * 16 + static_cast<int>(digit);
    }
    return unit;
}

/// Writes \uFFFD over escapes of surrogates that have no partner; the length stays.
void replace_lone_surrogates(std::string& body) {
    for (std::size_t i = body.find('\\'); i != std::string::npos; i = body.find('\\', i)) {
        const int unit = escaped_unit(body, i);
        if (unit < 0) {
            i += 2;
            continue;
        }
        const bool high = unit >= 0xD800 && unit <= 0xDBFF;
        const int next = high ? escaped_unit(body, i + 6) : -1;
        if (high && next >= 0xDC00 && next <= 0xDFFF) {
            i += 12;
            continue;
        }
        if (unit >= 0xD800 && unit <= 0xDFFF) body.replace(i + 2, 4, "FFFD");
        i += 6;
    }
}

bool is_json_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

json::parse_options options() {
    json::parse_options chosen;
    chosen.max_depth = json_depth_max;
    chosen.allow_invalid_utf8 = true;
    return chosen;
}

}  // namespace

Parsed<Fields> parse_flat_json(std::string_view body) {
    static constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (body.starts_with(byte_order_mark)) body.remove_prefix(byte_order_mark.size());
    std::string mended;
    if (body.find("\\u") != std::string_view::npos) {
        mended = body;
        replace_lone_surrogates(mended);
        body = mended;
    }
    json::basic_parser<FlatObject> parser(options(), body);
    json::error_code ec;
    const std::size_t read = parser.write_some(false, body.data(), body.size(), ec);
    FlatObject& object = parser.handler();
    if (object.refusal) return *std::move(object.refusal);
    if (ec == json::error::too_deep) return Refusal{400, "the JSON body is nested too deeply"};
    if (ec || !parser.done()) return Refusal{400, "the body is not JSON"};
    if (!std::ranges::all_of(body.substr(read), is_json_blank)) {
        return Refusal{400, "something follows the JSON body"};
    }
    return std::move(object.fields);
}

Parsed<Fields> object_inside(const Fields& fields, std::string_view name) {
    const Field* field = fields.find(name);
    if (field == nullptr) return Refusal{400, std::string(name) + ": missing"};
    if (field->kind != FieldKind::nested || !field->value.starts_with('{')) {
        return Refusal{400, std::string(name) + ": not an object"};
    }
    return parse_flat_json(field->value);
}

Parsed<std::vector<std::string_view>> list_inside(const Fields& fields, std::string_view name) {
    const Field* field = fields.find(name);
    if (field == nullptr) return Refusal{400, std::string(name) + ": missing"};
    if (field->kind != FieldKind::nested || !field->value.starts_with('[')) {
        return Refusal{400, std::string(name) + ": not a list"};
    }
    return elements_of(field->value);
}

}  // namespace kazi::protocols
