// SPDX-License-Identifier: Apache-2.0
// Amharic and Hindi for phones without their letters: spelled as people text, and understood back.
#include "taskflow/dialogue/latin_script.hpp"

#include <doctest/doctest.h>

#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

using dialogue::in_latin_script;

/// A worker of a market where Hindi comes first, at her first question.
ToyWorld hindi_world() {
    ToyWorld world;
    world.market.languages = {"hi", "en"};
    Campaign campaign = sample_campaign(QuestionType::choice);
    campaign.languages = {"hi"};
    campaign.question.texts["hi"] = {"{name} क्या है?", {"दुकान", "स्कूल", "कोई नहीं"}};
    world.add(campaign, 12);
    world.join(0, "1");
    return world;
}

bool is_ascii(const std::string& text) {
    for (const char letter : text)
        if (static_cast<unsigned char>(letter) >= 0x80) return false;
    return true;
}

}  // namespace

TEST_CASE("Hindi is spelled as it is spoken, silent vowels left out") {
    CHECK(in_latin_script("करना") == "karna");
    CHECK(in_latin_script("नमस्ते") == "namaste");
    CHECK(in_latin_script("दुकान") == "dukaan");
    CHECK(in_latin_script("सड़क") == "sarak");
    CHECK(in_latin_script("हिन्दी") == "hindee");
    CHECK(in_latin_script("में ₹ १०।") == "men ₹ 10.");
}

TEST_CASE("Amharic is spelled by its syllables, with a short i where speech needs one") {
    CHECK(in_latin_script("ሰላም") == "selam");
    CHECK(in_latin_script("አማርኛ") == "amarnya");
    CHECK(in_latin_script("ትምህርት") == "timhirt");
    CHECK(in_latin_script("ሱቅ።") == "suq.");
}

TEST_CASE("what is written in Latin letters stays, and so does what is no text") {
    CHECK(in_latin_script("KES 2.00: é?") == "KES 2.00: é?");
    CHECK(in_latin_script("\xFF") == "\xFF");
    CHECK(in_latin_script("") == "");
}

TEST_CASE("she switches by a word or a key, stays where she is, and it is remembered") {
    ToyWorld world = hindi_world();
    CHECK_FALSE(is_ascii(reply_of(world.sms(0, "NEXT"))));
    const std::string switched = reply_of(world.sms(0, "LATIN"));
    CHECK(is_ascii(switched));
    CHECK(switched.find("1 dukaan") != std::string::npos);
    CHECK(is_ascii(reply_of(world.sms(0, "BAL"))));
    CHECK_FALSE(is_ascii(reply_of(world.sms(0, "LATIN"))));
    world.dial(0);
    world.press(0, "2");
    world.press(0, "5");
    CHECK(is_ascii(reply_of(world.press(0, "3"))));
    CHECK(world.worker(0).profile.latin);
}

TEST_CASE("an option copied from the screen answers, in either script") {
    ToyWorld world = hindi_world();
    world.sms(0, "LATIN");
    CHECK(world.sms(0, "skool").answer->label == 1);
    CHECK(world.sms(0, "स्कूल").answer->label == 1);
}

}  // namespace kazi::taskflow
