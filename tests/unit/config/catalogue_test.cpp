// SPDX-License-Identifier: Apache-2.0
// Message catalogues: what they hold, what is wrong in a bad one, and that ours agree.
#include <doctest/doctest.h>

#include "config/catalogue.hpp"

namespace kazi::config {
namespace {

constexpr std::string_view good = R"(
[meta]
language = "en"
name = "English"
checked_by_native = true
[consent]
ask = "{client} pays {amount}. {client} keeps it. 1 Yes 2 No"
[words]
stop = ["STOP", "QUIT"]
)";

ConfigErrors errors_of(const std::string& body) {
    const std::string meta =
        "[meta]\nlanguage = \"en\"\nname = \"English\"\nchecked_by_native = false\n";
    const auto result = read_catalogue(meta + body, "en.toml");
    REQUIRE(std::holds_alternative<ConfigErrors>(result));
    return std::get<ConfigErrors>(result);
}

}  // namespace

TEST_CASE("a catalogue holds texts and lists by dotted key") {
    const auto result = read_catalogue(good, "en.toml");
    REQUIRE(std::holds_alternative<Catalogue>(result));
    const auto& catalogue = std::get<Catalogue>(result);
    CHECK(catalogue.language == "en");
    CHECK(catalogue.name == "English");
    CHECK(catalogue.checked_by_native);
    CHECK(catalogue.get("consent.ask") == "{client} pays {amount}. {client} keeps it. 1 Yes 2 No");
    CHECK_FALSE(catalogue.get("words.stop"));
    REQUIRE(catalogue.list("words.stop") != nullptr);
    CHECK(*catalogue.list("words.stop") == std::vector<std::string>{"STOP", "QUIT"});
    CHECK(catalogue.list("consent.ask") == nullptr);
    CHECK(catalogue.keys() == std::vector<std::string>{"consent.ask", "words.stop"});
    CHECK(catalogue.placeholders("consent.ask") == std::set<std::string>{"amount", "client"});
    CHECK(catalogue.placeholders("nothing").empty());
}

TEST_CASE("faults name file, line and key") {
    CHECK(to_string(errors_of("[a]\nb = \"\"\n").front()) == "en.toml:6: a.b: must not be empty");
    CHECK(errors_of("[a]\nb = 5\n").front().key == "a.b");
    CHECK(errors_of("[a]\nb = []\n").front().line == 6);
    CHECK(errors_of("[a]\nb = [\"x\", 5]\n").front().key == "a.b");
    CHECK(errors_of("[a]\nb = [\"x\", \"\"]\n").front().key == "a.b");
    CHECK(errors_of("[a\n").front().line == 5);
    CHECK(errors_of("[a]\nb = \"\"\nc = \"\"\n").size() == 2);
}

TEST_CASE("a brace that stands alone is a fault") {
    for (const std::string text : {"{", "}", "{}", "{Amount}", "{a b}", "{a", "a}", "{{a}}"}) {
        CAPTURE(text);
        CHECK(errors_of("[t]\na = \"" + text + "\"\n").size() == 1);
    }
}

TEST_CASE("a catalogue without its head is refused") {
    const auto result = read_catalogue("a = \"b\"\n", "en.toml");
    REQUIRE(std::holds_alternative<ConfigErrors>(result));
    CHECK(std::get<ConfigErrors>(result).front().key == "meta");
    CHECK(errors_of("nickname = \"Eng\"\n").front().key == "meta.nickname");
}

TEST_CASE("differences in shape are named") {
    Catalogue reference;
    reference.language = "en";
    reference.texts = {{"a", "{x}"}, {"b", "b"}, {"c", "c"}};
    reference.lists = {{"w", {"W"}}};
    Catalogue other;
    other.language = "sw";
    other.texts = {{"a", "{y}"}, {"c", "c"}, {"d", "d"}, {"w", "W"}};
    CHECK(differences(reference, reference).empty());
    CHECK(differences(reference, other) ==
          std::vector<std::string>{"sw: a has other placeholders", "sw: b is missing",
                                   "sw: w is text in one and a list in the other",
                                   "sw: d is not in en"});
}

TEST_CASE("the shipped languages say the same things") {
    const auto result = embedded_catalogues();
    if (const auto* errors = std::get_if<ConfigErrors>(&result)) FAIL(to_string(*errors));
    const auto& catalogues = std::get<Catalogues>(result);
    REQUIRE(catalogues.contains("en"));
    REQUIRE(catalogues.contains("sw"));
    for (const auto& [language, catalogue] : catalogues) {
        for (const auto& difference : differences(catalogues.at("en"), catalogue)) {
            FAIL_CHECK(difference);
        }
        CHECK(catalogue.list("words.stop") != nullptr);
    }
}

}  // namespace kazi::config
