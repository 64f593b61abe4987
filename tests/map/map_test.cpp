// SPDX-License-Identifier: Apache-2.0
// The whole dialogue, tried: every state can be reached, has a way out, and answers every word.
#include "taskflow/map/drawing.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/unit/taskflow/dialogue/sample_campaigns.hpp"

namespace kazi::taskflow::map {

namespace {

constexpr std::string_view fence = "```mermaid\n";

std::string listed(const std::set<std::string>& names) {
    std::string all;
    for (const std::string& name : names)
        all += name + "; ";
    return all;
}

const DialogueMap& english_map() {
    static const DialogueMap map = explore_dialogue(shipped_phrases(), "en");
    return map;
}

bool has_way_out(const Ways& ways, const std::string& state) {
    for (const auto& [ends, labels] : ways) {
        if (ends.first == state && ends.second != state) return true;
    }
    return false;
}

/// Who dials is led to join, and is asked how long it took in no session: a standing shows that.
bool is_by_message_only(Place place) {
    return place == Place::how_to || place == Place::effort;
}

/// The page's only graph is this one; an update of the goldens makes it so.
void check_drawn(const std::string& page, const std::string& drawn) {
    const std::string path = KAZI_SOURCE_DIR + page;
    CAPTURE(path);
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    const std::string written = text.str();
    const std::size_t start = written.find(fence) + fence.size();
    REQUIRE(start > fence.size());
    const std::size_t end = written.find("```", start);
    if (std::getenv("KAZI_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(path) << written.substr(0, start) << drawn << written.substr(end);
    } else {
        CHECK(written.substr(start, end - start) == drawn);
    }
}

}  // namespace

// The logic is one in all languages; pages and segments are measured in each of them elsewhere.
TEST_CASE("every screen is reached, has a way out, and answers every word") {
    const DialogueMap& map = english_map();
    REQUIRE(map.complete);
    CHECK(listed(map.silences) == "");
    CHECK(listed(map.overlong) == "");
    for (int at = 1; at <= static_cast<int>(Place::linking); ++at) {
        const auto place = static_cast<Place>(at);
        const std::string screen(place_name(place));
        CAPTURE(screen);
        if (screen == "nowhere" || is_by_message_only(place)) continue;
        CHECK(map.screens.contains(screen));
        CHECK((map.endings.contains(screen) || has_way_out(map.keys, screen)));
    }
    CHECK(map.standings.size() == 13);
    for (const std::string& standing : map.standings) {
        CAPTURE(standing);
        CHECK(has_way_out(map.words, standing));
    }
}

TEST_CASE("the maps in the manual are the maps of the code") {
    check_drawn("/taskflow/DIALOGUE.md", as_mermaid(english_map()));
    check_drawn("/README.md", as_overview(english_map()));
}

TEST_CASE("the map is drawn for Graphviz and for Mermaid") {
    const DialogueMap& map = english_map();
    CHECK(as_dot(map).find("ussd_menu -> ussd_balance [label=\"2\"];") != std::string::npos);
    CHECK(as_mermaid(map).find("ussd_menu -- \"2\" --> ussd_balance") != std::string::npos);
    CHECK(as_mermaid(map).find("sms_question_open --") != std::string::npos);
}

}  // namespace kazi::taskflow::map
