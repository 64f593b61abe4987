// SPDX-License-Identifier: Apache-2.0
// Bodies are read strictly, and a number keeps the text it was sent as.
#include "billing/fields.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "billing/base64.hpp"
#include "billing/message_fields.hpp"
#include "billing/provider.hpp"

using namespace kazi::billing;

TEST_CASE("json: numbers keep their text, strings are decoded") {
    const auto tree = parse_json(
        R"({"a":20.10,"b":"\u00e9\n","c":[1e3,null],"d":true,"e":12345678901234567890123})");
    REQUIRE(tree.has_value());
    const Fields fields = fields_of(*tree);
    CHECK(fields.text("a")->value() == "20.10");
    CHECK(fields.text("b")->value() == "\xC3\xA9\n");
    CHECK(fields.text("d")->value() == "true");
    CHECK(fields.text("e")->value() == "12345678901234567890123");
    CHECK_FALSE(fields.has("c"));
    REQUIRE(tree->find("c"));
    CHECK(tree->find("c")->children[0].text == "1e3");
    CHECK(tree->find("c")->children[1].kind == JsonTree::Kind::null);
}

TEST_CASE("json: what is not one complete, shallow value is refused") {
    for (const char* bad : {"", " ", "{", "{}x", "{} {}", "{\"a\":}", "{'a':1}", "{\"a\":1,}",
                            "nul", "[1,2", "\"\\ud800\"", "{\"a\":01}", "{\"a\":\"\xff\"}", "NaN"})
        CHECK_MESSAGE(!parse_json(bad), bad);
    const std::string deepest = std::string(json_depth_max, '[') + std::string(json_depth_max, ']');
    CHECK(parse_json(deepest).has_value());
    CHECK(!parse_json(std::string(json_depth_max + 1, '[') + std::string(json_depth_max + 1, ']')));
    CHECK(!parse_json(std::string(provider_body_bytes_max + 1, ' ')));
}

TEST_CASE("form: escapes, blanks, empty values") {
    const auto fields = parse_form("a=%2B254&b=x+y&c&d=&&e=a%3Db");
    REQUIRE(fields.has_value());
    CHECK(fields->text("a")->value() == "+254");
    CHECK(fields->text("b")->value() == "x y");
    CHECK(fields->text("c")->value().empty());
    CHECK(fields->text("d")->value().empty());
    CHECK(fields->text("e")->value() == "a=b");
    CHECK_FALSE(fields->text("f")->has_value());
}

TEST_CASE("form: bad escapes and too much of it are refused") {
    for (const char* bad : {"a=%", "a=%2", "a=%zz", "%=1", "a=1&b=%G0"})
        CHECK_MESSAGE(!parse_form(bad), bad);
    std::string many;
    for (std::size_t i = 0; i <= fields_max; ++i)
        many += "a=1&";
    CHECK(!parse_form(many));
    CHECK(!parse_form(std::string(provider_body_bytes_max + 1, 'a')));
}

TEST_CASE("repeated names: equal texts are fine, different ones are not; money is told once") {
    Fields equal;
    equal.add("a", "1");
    equal.add("a", "1");
    CHECK(equal.text("a")->value() == "1");
    CHECK(!equal.text_once("a"));
    CHECK(!amount_field(equal, "a"));
    Fields different;
    different.add("a", "1");
    different.add("a", "2");
    CHECK(!different.text("a"));
    CHECK(!amount_field(different, "a"));
}

TEST_CASE("amount_field: with and without currency; nothing is nothing") {
    const auto read = [](const char* text) {
        Fields fields;
        fields.add("v", text);
        return amount_field(fields, "v");
    };
    CHECK(read("KES 20.0000")->value().micro == 20'000'000);
    CHECK(read("KES 20.0000")->value().currency->code() == "KES");
    CHECK(read("20.00")->value().micro == 20'000'000);
    CHECK_FALSE(read("20.00")->value().currency);
    for (const char* nothing : {"", "0", "None"})
        CHECK_FALSE(read(nothing)->has_value());
    for (const char* bad : {"KES", "KES -1", "kes 1", "1e3", "KES 1e3", "-5", "20,00"})
        CHECK_MESSAGE(!read(bad), bad);
}

TEST_CASE("msisdn_field: into E.164") {
    const auto read = [](const char* text) {
        Fields fields;
        fields.add("n", text);
        return msisdn_field(fields, "n");
    };
    for (const char* good :
         {"+254711000111", "254711000111", " 254711000111", "00254711000111", "+254 711-000 111"})
        CHECK_MESSAGE(read(good)->value() == "+254711000111", good);
    for (const char* bad : {"+0711000111", "0711000111", "+254", "+2547110001112223", "abc",
                            "+25471100011x", "++254711000111"})
        CHECK_MESSAGE(!read(bad), bad);
    CHECK_FALSE(read("")->has_value());
}

TEST_CASE("base64: padded, whole, or refused") {
    CHECK(from_base64("") == "");
    CHECK(from_base64("YQ==") == "a");
    CHECK(from_base64("YWI=") == "ab");
    CHECK(from_base64("YWJj") == "abc");
    for (const char* bad : {"YQ", "Y===", "****", "YQ=", "=YQ="})
        CHECK_MESSAGE(!from_base64(bad), bad);
}

TEST_CASE("property: form_escape reads back, and no bytes break the readers") {
    CHECK(rc::check([](const std::string& text) {
        RC_ASSERT(parse_form("a=" + form_escape(text))->text("a")->value() == text);
        (void)parse_form(text);
        (void)parse_json(text);
        (void)from_base64(text);
    }));
}
