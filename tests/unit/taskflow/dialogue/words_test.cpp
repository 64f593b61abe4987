// SPDX-License-Identifier: Apache-2.0
// Every word that she may write, in every language and all its spellings, from every state that she
// may be in: answered in her language, within two segments; STOP ends, HELP helps.
#include <doctest/doctest.h>

#include <array>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/dialogue/word_keys.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

namespace words = dialogue::words;

constexpr std::array languages{"en", "sw", "fr", "pt", "ha", "am", "hi"};

constexpr std::array spoken{words::balance,   words::why,     words::level, words::next,
                            words::skip,      words::oops,    words::pay,   words::appeal,
                            words::help,      words::stop,    words::start, words::choose_language,
                            words::forget_me, words::my_data, words::hours, words::not_today,
                            words::refer,     words::link,    words::clock, words::menu,
                            words::join};

struct State {
    const char* name;
    void (*put)(ToyWorld& world);
};

void put_stage(ToyWorld& world, Stage stage) {
    world.sms(0, "xyzzy");
    Worker& worker = world.worker(0);
    worker.stage = stage;
    worker.language = world.market.languages.front();
}

/// As if she had joined long ago, with nothing asked of her.
void put_settled(ToyWorld& world, Stage stage) {
    put_stage(world, stage);
    world.worker(0).birth_year = 1990;
    world.worker(0).consent_version = 1;
    world.worker(0).consent_at = world.now;
}

void ask_something(ToyWorld& world) {
    put_settled(world, Stage::active);
    world.sms(0, world.market.languages.front() == "sw" ? "ENDELEA" : "NEXT");
    REQUIRE(world.worker(0).question);
}

const std::array states{
    State{"never heard of", [](ToyWorld&) {}},
    State{"asked for a language", [](ToyWorld& world) { put_stage(world, Stage::language); }},
    State{"asked to agree", [](ToyWorld& world) { put_stage(world, Stage::consent); }},
    State{"asked for her year", [](ToyWorld& world) { put_stage(world, Stage::birth_year); }},
    State{"asked for it again", [](ToyWorld& world) { put_settled(world, Stage::confirming); }},
    State{"declined", [](ToyWorld& world) { put_stage(world, Stage::declined); }},
    State{"too young", [](ToyWorld& world) { put_settled(world, Stage::too_young); }},
    State{"frozen", [](ToyWorld& world) { put_settled(world, Stage::frozen); }},
    State{"at rest",
          [](ToyWorld& world) {
              world.campaign(1).campaign.state = CampaignState::paused;
              put_settled(world, Stage::active);
          }},
    State{"asked a question", ask_something},
    State{"correcting",
          [](ToyWorld& world) {
              ask_something(world);
              world.sms(0, "1");
              world.sms(0, "OOPS");
              REQUIRE(world.worker(0).last_answer->correcting_at != 0);
          }},
    State{"asked whether to forget",
          [](ToyWorld& world) {
              put_settled(world, Stage::active);
              world.sms(0, "FORGET ME");
          }},
    State{"out", [](ToyWorld& world) {
              put_settled(world, Stage::active);
              world.sms(0, "STOP");
          }}};

ToyWorld world_speaking(const Language& language) {
    ToyWorld world;
    world.market.languages = {language, language == "en" ? "sw" : "en"};
    Campaign campaign = sample_campaign(QuestionType::choice);
    campaign.languages.push_back(language);
    campaign.question.texts[language] = campaign.question.texts.at("en");
    world.add(campaign, 10);
    return world;
}

void check_word(const Language& language, const State& state, std::string_view key,
                const std::string& word) {
    CAPTURE(language);
    CAPTURE(state.name);
    CAPTURE(word);
    ToyWorld world = world_speaking(language);
    state.put(world);
    const bool known = world.worker(0).stage != Stage::stranger;
    const Effects effects = world.sms(0, word);
    REQUIRE(effects.messages.size() == 1);
    const SmsToWorker& reply = effects.messages.front();
    CHECK(reply.segments <= world.market.sms_segments_max);
    CHECK_FALSE(reply.text.empty());
    const std::string unclear = shipped_phrases().say(language, dialogue::keys::unclear);
    if (known) CHECK(reply.text.find(unclear) == std::string::npos);
    if (key == words::stop) {
        CHECK(world.worker(0).opted_out);
        CHECK_FALSE(world.worker(0).question);
    }
    if (key == words::help) CHECK(reply.text.find(world.market.service_code) != std::string::npos);
    CHECK(world.worker(0).available_micro >= 0);
}

}  // namespace

TEST_CASE("every word is answered in every language from every state") {
    for (const char* language : languages) {
        for (const std::string_view key : spoken) {
            const auto& spellings = shipped_phrases().words(language, key);
            CHECK_FALSE(spellings.empty());
            for (const std::string& word : spellings)
                for (const State& state : states)
                    check_word(language, state, key, word);
        }
    }
}

TEST_CASE("HELP and STOP are answered in her words to who never joined, and leave her out") {
    for (const char* language : languages) {
        CAPTURE(language);
        for (const std::string& word : shipped_phrases().words(language, words::stop)) {
            ToyWorld world = world_speaking(language);
            CHECK(world.sms(0, word).messages.size() == 1);
            CHECK(world.happen(0, WorkOffered{1}).messages.empty());
            CHECK(world.worker(0).consent_version == 0);
        }
    }
}

}  // namespace kazi::taskflow
