// SPDX-License-Identifier: Apache-2.0
// Forms, flat JSON, and the rules on method, size and content type.
#include "protocols/body.hpp"

#include <doctest/doctest.h>

#include <array>

#include "protocols/form.hpp"
#include "protocols/json_fields.hpp"

using namespace kazi::protocols;

namespace {

std::string value_of(const Parsed<Fields>& fields, std::string_view name) {
    REQUIRE(fields.has_value());
    const Field* field = fields->find(name);
    return field == nullptr ? "(absent)" : std::string(field->value);
}

int http_of(const Parsed<Fields>& fields) {
    return fields ? 0 : fields.error().http;
}

std::string many_fields(std::size_t count) {
    std::string form;
    for (std::size_t i = 0; i < count; ++i)
        append_form_field(form, "f" + std::to_string(i), "1");
    return form;
}

std::string nested_lists(std::size_t depth) {
    return R"({"a":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
}

}  // namespace

TEST_CASE("a form is decoded as browsers encode it") {
    const auto fields = parse_form("a=1+2%2b3&b=&c&=d&&e%20f=%00&g=1=2");
    CHECK(value_of(fields, "a") == "1 2+3");
    CHECK(value_of(fields, "b").empty());
    CHECK(value_of(fields, "c").empty());
    CHECK(value_of(fields, "") == "d");
    CHECK(value_of(fields, "e f") == std::string(1, '\0'));
    CHECK(value_of(fields, "g") == "1=2");
    CHECK(value_of(fields, "h") == "(absent)");
}

TEST_CASE("fields outlive the bytes they came from, and moves") {
    std::string body = "from=%2B254&text=a+text+long+enough+to+live+on+the+heap";
    auto fields = parse_form(body);
    body.assign(body.size(), '?');
    const Parsed<Fields> moved = std::move(fields);
    CHECK(value_of(moved, "from") == "+254");
    CHECK(value_of(moved, "text") == "a text long enough to live on the heap");
}

TEST_CASE("a form is refused for broken escapes, contradictions and too many fields") {
    for (const char* form : {"a=%", "a=%1", "a=%g1", "a=%1g", "%=1", "a=1&b=%0"}) {
        CAPTURE(form);
        CHECK(http_of(parse_form(form)) == 400);
    }
    CHECK(http_of(parse_form("a=1&a=1")) == 0);
    CHECK(http_of(parse_form("a=1&a=%31")) == 0);
    CHECK(http_of(parse_form("a=1&a=2")) == 400);
    CHECK(http_of(parse_form("a=1&a")) == 400);
    CHECK(http_of(parse_form(many_fields(200))) == 0);
    CHECK(http_of(parse_form(many_fields(201))) == 400);
}

TEST_CASE("repeats count as fields") {
    std::string form = "a=1";
    for (int i = 0; i < 200; ++i)
        form += "&a=1";
    CHECK(http_of(parse_form(form)) == 400);
}

TEST_CASE("percent encoding leaves only unreserved characters") {
    CHECK(percent_encode("aZ09-._~") == "aZ09-._~");
    CHECK(percent_encode("+ &=%é*#") == "%2B%20%26%3D%25%C3%A9%2A%23");
}

TEST_CASE("the query of a target") {
    CHECK(query_of("/a?b=1&c=?").compare("b=1&c=?") == 0);
    CHECK(query_of("/a").empty());
    CHECK(query_of("/a?b#c?d").compare("b") == 0);
    CHECK(query_of("/a#b?c").empty());
}

TEST_CASE("flat JSON keeps each value as it was written") {
    const auto fields = parse_flat_json(R"({"s":"a\"\u00e9\n","n":00,"x":1})");
    CHECK(http_of(fields) == 400);
    const auto good = parse_flat_json(
        R"( {"s":"a\"\u00e9\n","i":12345678901234567890123,"f":1.50,"e":1E3,"t":true,"z":null,
             "o":{"s":"inner"},"l":[1,[2]],"last":-7} )");
    CHECK(value_of(good, "s") == "a\"é\n");
    CHECK(value_of(good, "i") == "12345678901234567890123");
    CHECK(value_of(good, "f") == "1.50");
    CHECK(value_of(good, "e") == "1E3");
    CHECK(value_of(good, "t") == "true");
    CHECK(value_of(good, "z") == "(absent)");
    CHECK(value_of(good, "last") == "-7");
    CHECK(good->find("i")->kind == FieldKind::number);
    CHECK(good->find("t")->kind == FieldKind::truth);
    CHECK(good->find("o")->kind == FieldKind::nested);
    CHECK(good->find("l")->kind == FieldKind::nested);
}

TEST_CASE("JSON is one complete object, not too deep") {
    for (const char* body : {"", " ", "{", "{}x", "{}{}", "[]", "1", "\"a\"", "null", "true",
                             "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":'b'}", "{\"a\":\"\\x\"}",
                             "{\"a\":\"\n\"}", "{\"a\":1}//", "{\"a\":NaN}"}) {
        CAPTURE(body);
        CHECK(http_of(parse_flat_json(body)) == 400);
    }
    CHECK(http_of(parse_flat_json(" \t\r\n{} \n")) == 0);
    CHECK(http_of(parse_flat_json("\xEF\xBB\xBF{}")) == 0);
    CHECK(http_of(parse_flat_json(nested_lists(31))) == 0);
    CHECK(http_of(parse_flat_json(nested_lists(32))) == 400);
}

TEST_CASE("JSON names that repeat must agree") {
    CHECK(http_of(parse_flat_json(R"({"a":"1","a":"1"})")) == 0);
    CHECK(http_of(parse_flat_json(R"({"a":"1","a":"2"})")) == 400);
    CHECK(http_of(parse_flat_json(R"({"a":"1","a":1})")) == 400);
    CHECK(http_of(parse_flat_json(R"({"a":"1","\u0061":"2"})")) == 400);
    CHECK(http_of(parse_flat_json(R"({"a":{"b":1,"b":2}})")) == 0);
}

TEST_CASE("JSON holds as many fields as a form") {
    const auto object_of = [](std::size_t count) {
        std::string body = "{";
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0) body += ',';
            body += '"' + std::to_string(i) + "\":1";
        }
        return body + "}";
    };
    CHECK(http_of(parse_flat_json(object_of(200))) == 0);
    CHECK(http_of(parse_flat_json(object_of(201))) == 400);
}

TEST_CASE("lone surrogates become the replacement character, pairs stay") {
    const auto fields = parse_flat_json(
        R"({"a":"\ud83d","b":"\ude00x","c":"\uD83D\uDE00","d":"\ud83d\ud83d\ude00","e":"\\ud83d"})");
    CHECK(value_of(fields, "a") == "\uFFFD");
    CHECK(value_of(fields, "b") == "\uFFFDx");
    CHECK(value_of(fields, "c") == "😀");
    CHECK(value_of(fields, "d") == "\uFFFD😀");
    CHECK(value_of(fields, "e") == "\\ud83d");
}

TEST_CASE("method, size and content type decide before the body is read") {
    const auto read = [](std::string_view method, std::string_view type, std::string_view body,
                         Accepts accepts) {
        const std::array headers = {HeaderView{"Content-Type", type}};
        return http_of(read_fields({method, "/hooks/r/sms?q=1", body, headers}, accepts));
    };
    const Accepts form{.form = true};
    const Accepts json{.json = true};
    const Accepts both{.form = true, .json = true, .query = true};
    CHECK(read("POST", "application/x-www-form-urlencoded;a=b", "a=1", form) == 0);
    CHECK(read("POST", "APPLICATION/X-WWW-FORM-URLENCODED", "a=1", form) == 0);
    CHECK(read("POST", "", "a=1", form) == 0);
    CHECK(read("POST", "application/json", "{}", form) == 415);
    CHECK(read("POST", "application/x-www-form-urlencoded", "a=1", json) == 415);
    CHECK(read("POST", "multipart/form-data", "a=1", both) == 415);
    CHECK(read("POST", "application/json ; charset=utf-8", "{}", json) == 0);
    CHECK(read("POST", "application/hal+json", "{}", json) == 0);
    CHECK(read("POST", "", "nothing", json) == 400);
    CHECK(read("GET", "", "", both) == 0);
    CHECK(read("GET", "", "", form) == 405);
    CHECK(read("DELETE", "", "", both) == 405);
    CHECK(read("POST", "", std::string(body_bytes_max, 'a'), form) == 0);
    CHECK(read("POST", "", std::string(body_bytes_max + 1, 'a'), form) == 413);
}
