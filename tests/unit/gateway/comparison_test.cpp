// SPDX-License-Identifier: Apache-2.0
// "Which is better?": what goes to those who choose, what they see, and what their choice makes of
// the result.
#include "gateway/engine/comparison_plan.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "gateway/engine/asked_elsewhere.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/shipped_phrases.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/journal_record.hpp"
#include "taskflow/dialogue/render_ussd.hpp"
#include "taskflow/quality/belief.hpp"
#include "taskflow/wording.hpp"
#include "tests/unit/gateway/small_town.hpp"

using namespace kazi::gateway;
using namespace kazi::taskflow;
using engine::DueVerdict;

namespace {

constexpr const char* goat = "the goat eats green grass";
constexpr const char* cow = "a cow drank my water";
constexpr const char* lion = "lions sleep all day long";

Campaign translating() {
    const auto kes = *kazi::billing::Currency::parse("KES");
    Campaign campaign;
    campaign.number = 9;
    campaign.client = "maji";
    campaign.title = "Translate";
    campaign.market = "ke";
    campaign.state = CampaignState::running;
    campaign.question.type = QuestionType::translation;
    campaign.question.texts["en"] = {"{text} in English?", {}};
    campaign.question.texts["sw"] = {"{text} kwa Kiingereza?", {}};
    campaign.languages = {"en", "sw"};
    campaign.pay = {5'000'000, kes};
    campaign.fee = {1'000'000, kes};
    campaign.redundancy = {.minimum = 2, .maximum = 3, .confidence_ppm = 900'000};
    campaign.item_count = 3;
    campaign.quality_terms.comparison = {.judges = 3, .pay_micro = 2'000'000};
    return campaign;
}

Campaign comparing() {
    Campaign campaign = engine::comparing_campaign(translating());
    campaign.number = 1;
    return campaign;
}

/// Three who are trusted alike said these; what came of it stands in the state and the result.
struct Settled {
    ItemState state;
    records::ItemResult result;
};

Settled settled(std::uint32_t index, const std::vector<std::string>& texts) {
    Settled item;
    for (const std::string& text : texts) {
        GivenAnswer answer{.worker = {},
                           .label = static_cast<std::uint16_t>(item.state.labels.size()),
                           .reliability_permille = 700};
        answer.worker.bytes[0] = static_cast<std::uint8_t>(item.state.labels.size() + 1);
        item.state.labels.push_back(text);
        item.state.answers.push_back(answer);
        item.result.given.push_back({.worker = answer.worker.bytes[0],
                                     .text = text,
                                     .weight_permille = answer.reliability_permille});
    }
    const auto verdict = quality::judge(item.state, translating());
    item.state.best_label = verdict.best_label;
    item.state.confidence_ppm = verdict.confidence_ppm;
    item.state.closed = true;
    item.state.version = 4;
    item.state.answers.clear();
    item.result.id = fmt::format("t{}", index);
    item.result.index = index;
    item.result.value = texts.at(verdict.best_label);
    item.result.confidence_ppm = verdict.confidence_ppm;
    item.result.answers = static_cast<std::uint16_t>(texts.size());
    item.result.outcome = records::ItemOutcome::exhausted;
    return item;
}

Item content(std::uint32_t index) {
    return {fmt::format("t{}", index), {{"text", "mbuzi"}}};
}

/// A verdict of the campaign that compares, about an item that three could not agree on.
DueVerdict verdict(std::uint32_t index, const char* value, std::uint32_t confidence_ppm) {
    Settled item = settled(index, {goat, cow, lion});
    DueVerdict due;
    due.cell = "ke-0";
    due.compares = 1;
    due.campaign = translating();
    due.id = "5-0";
    due.verdict.index = index;
    due.verdict.value = value;
    due.verdict.confidence_ppm = confidence_ppm;
    due.verdict.answers = 3;
    due.result = std::move(item.result);
    due.state = std::move(item.state);
    due.at = 77'000;
    return due;
}

void put_state(store::MemoryStore& store, const DueVerdict& due) {
    store::Batch batch;
    batch.cell = due.cell;
    batch.writes.push_back(store::Put{keys::item_state({9, due.verdict.index}),
                                      records::pack_item_state(due.state, due.state.version)});
    store.commit(batch, [](auto outcome) { REQUIRE(outcome->applied); });
}

bool commit(store::MemoryStore& store, const store::Batch& batch) {
    bool applied = false;
    store.commit(batch, [&](auto outcome) { applied = outcome && outcome->applied; });
    return applied;
}

std::vector<store::StreamEntry> log(store::MemoryStore& store, const std::string& stream) {
    std::vector<store::StreamEntry> found;
    store.range({"ke-0", stream, "0", 100}, [&](auto entries) { found = *entries; });
    return found;
}

std::optional<std::string> value(store::MemoryStore& store, const store::Place& place) {
    std::optional<std::string> found;
    store.load({"ke-0", {}, {place}}, [&](auto loaded) { found = loaded->also.front(); });
    return found;
}

}  // namespace

TEST_CASE("only an item that took all its answers, is unsure and has two texts is compared") {
    const auto taken = [](const Settled& item) {
        return engine::compared_item(translating(), item.result, content(0)).has_value();
    };
    const Settled unsure = settled(0, {goat, cow, lion});
    REQUIRE(unsure.result.confidence_ppm < 900'000);
    CHECK(taken(unsure));
    Settled sure = unsure;
    sure.result.confidence_ppm = 900'000;
    CHECK_FALSE(taken(sure));
    Settled stopped = unsure;
    stopped.result.outcome = records::ItemOutcome::stopped;
    CHECK_FALSE(taken(stopped));
    Settled early = unsure;
    early.result.outcome = records::ItemOutcome::confident;
    CHECK_FALSE(taken(early));
    Settled agreed = settled(0, {goat});
    CHECK_FALSE(taken(agreed));
}

TEST_CASE("where a number of answers was asked for, an unsure item is compared once it has them") {
    Campaign before = translating();
    before.redundancy = {.minimum = 3, .maximum = 3, .confidence_ppm = 1'000'000};
    const auto taken = [&](const Settled& item) {
        return engine::compared_item(before, item.result, content(0)).has_value();
    };
    Settled item = settled(0, {goat, cow, lion});
    item.result.outcome = records::ItemOutcome::confident;
    CHECK(taken(item));
    item.result.confidence_ppm = 950'000;
    CHECK_FALSE(taken(item));
    item.result.confidence_ppm = 949'999;
    CHECK(taken(item));
    item.result.outcome = records::ItemOutcome::stopped;
    CHECK_FALSE(taken(item));
}

TEST_CASE("every other item turns its two texts round") {
    const auto even =
        engine::compared_item(translating(), settled(0, {goat, cow, lion}).result, content(0));
    const auto odd =
        engine::compared_item(translating(), settled(1, {goat, cow, lion}).result, content(1));
    REQUIRE(even);
    REQUIRE(odd);
    CHECK(even->id == "t0");
    CHECK(even->values.at("text") == "mbuzi");
    CHECK(even->values.at("text_1") == odd->values.at("text_2"));
    CHECK(even->values.at("text_2") == odd->values.at("text_1"));
    CHECK(even->values.at("text_1") != even->values.at("text_2"));
}

TEST_CASE("a page: the unsure come on with their openings, the others count as done") {
    store::MemoryStore store;
    engine::ChainPage page{"ke-0", comparing(), {}, "7-0", {}, translating()};
    page.links.push_back({settled(0, {goat, cow, lion}).result, content(0)});
    Settled sure = settled(1, {goat, cow, lion});
    sure.result.confidence_ppm = 990'000;
    page.links.push_back({sure.result, content(1)});
    REQUIRE(commit(store, engine::plan_chain(page)));
    CHECK(value(store, keys::item({1, 0})));
    CHECK_FALSE(value(store, keys::item({1, 1})));
    CHECK(value(store, {keys::openings(1)}) == std::string("\2"));
    CHECK(value(store, {keys::tally(1), "closed"}) == "1");
    CHECK(log(store, keys::results(1)).empty());
}

TEST_CASE("a verdict becomes the item's result: its value, its confidence, told once") {
    store::MemoryStore store;
    const DueVerdict due = verdict(0, "2", 950'000);
    put_state(store, due);
    const auto item = engine::compared_item(due.campaign, due.result, content(0));
    const store::Batch batch = engine::plan_verdict(due);
    REQUIRE(commit(store, batch));
    CHECK_FALSE(commit(store, batch));
    const auto entries = log(store, keys::results(9));
    REQUIRE(entries.size() == 1);
    const auto result = records::result_from(entries[0].payload);
    REQUIRE(result);
    CHECK(result->value == item->values.at("text_2"));
    CHECK(result->value != due.result.value);
    CHECK(result->confidence_ppm > due.result.confidence_ppm);
    CHECK(result->version == 2);
    CHECK(result->given == due.result.given);
    const auto state = records::item_state_from(*value(store, keys::item_state({9, 0})));
    REQUIRE(state);
    CHECK(state->labels.at(state->best_label) == result->value);
    CHECK(state->confidence_ppm == result->confidence_ppm);
    CHECK(state->revisions == 1);
    CHECK(log(store, keys::journal).size() == 1);
    CHECK(engine::chain_cursor_from(value(store, keys::verdicts(1)))->after == "5-0");
}

TEST_CASE("a verdict for the text that was believed most makes it surer, in either order") {
    for (const std::uint32_t index : {0U, 1U}) {
        store::MemoryStore store;
        const DueVerdict due = verdict(index, index == 0 ? "1" : "2", 950'000);
        put_state(store, due);
        REQUIRE(commit(store, engine::plan_verdict(due)));
        const auto result = records::result_from(log(store, keys::results(9)).at(0).payload);
        CHECK(result->value == due.result.value);
        CHECK(result->confidence_ppm > due.result.confidence_ppm);
    }
}

TEST_CASE("a verdict that comes again counts from the answers, not from the verdict before") {
    store::MemoryStore store;
    const DueVerdict first = verdict(0, "2", 950'000);
    put_state(store, first);
    REQUIRE(commit(store, engine::plan_verdict(first)));
    DueVerdict again = verdict(0, "1", 950'000);
    again.cursor = *engine::chain_cursor_from(value(store, keys::verdicts(1)));
    again.id = "6-0";
    again.state = *records::item_state_from(*value(store, keys::item_state({9, 0})));
    REQUIRE(commit(store, engine::plan_verdict(again)));
    const auto result = records::result_from(log(store, keys::results(9)).at(1).payload);
    CHECK(result->value == first.result.value);
    CHECK(result->version == 3);
}

TEST_CASE("where nobody chose, or the item changed meanwhile, nothing is told") {
    store::MemoryStore store;
    DueVerdict nobody = verdict(0, "", 500'000);
    nobody.verdict.answers = 0;
    put_state(store, nobody);
    REQUIRE(commit(store, engine::plan_verdict(nobody)));
    CHECK(log(store, keys::results(9)).empty());
    DueVerdict stale = verdict(0, "2", 950'000);
    stale.cursor = *engine::chain_cursor_from(value(store, keys::verdicts(1)));
    stale.state.version = 3;
    CHECK_FALSE(commit(store, engine::plan_verdict(stale)));
}

TEST_CASE("who compares: the same people, but nobody who was asked for the text") {
    const Campaign campaign = comparing();
    CHECK(campaign.chain.after == 9);
    CHECK(campaign.pay.micro == 2'000'000);
    CHECK(campaign.redundancy.minimum == 2);
    CHECK(campaign.redundancy.maximum == 3);
    CHECK(campaign.redundancy.confidence_ppm == 900'000);
    CHECK_FALSE(campaign.quality_terms.comparison.wanted());
    Worker author;
    author.history(9).mark_seen(2);
    engine::Board board;
    board.put({translating(), 1});
    board.put({campaign, 1});
    const auto seen =
        engine::as_seen_elsewhere(author, {{.campaign = &campaign, .openings = {}}}, board);
    REQUIRE(seen);
    REQUIRE(seen->find_history(1) != nullptr);
    CHECK(seen->find_history(1)->has_seen(2));
    CHECK_FALSE(seen->find_history(1)->has_seen(1));
    const auto stored = records::campaign_from(records::pack_campaign(campaign, 1));
    REQUIRE(stored);
    CHECK(stored->campaign.chain.compares);
}

TEST_CASE("a campaign that is a step itself: who did the steps before does not compare either") {
    Campaign step = translating();
    step.chain.after = 5;
    step.chain.earlier = {4};
    CHECK(engine::comparing_campaign(step).chain.earlier == std::vector<std::uint32_t>{4, 5});
}

TEST_CASE("the choice as a message in every language") {
    const auto phrases = engine::shipped_phrases("en");
    REQUIRE(phrases.languages().size() == 7);
    Campaign campaign = comparing();
    campaign.languages.clear();
    for (const auto& [language, words] : phrases.languages()) {
        campaign.question.texts[language] = campaign.question.texts["en"];
        campaign.languages.push_back(language);
    }
    for (const Wording& wording : word_question(campaign, phrases)) {
        CAPTURE(wording.text);
        const std::string asked =
            phrases.say(wording.language, "question.better", {{"question", "{text} in English?"}});
        CHECK(wording.text.find(asked) != std::string::npos);
        CHECK(wording.text.find("\n1 {text_1}\n2 {text_2}\n0 ") != std::string::npos);
    }
}

namespace {

/// A town whose people choose between two texts about item 0, in this language.
void open_choice(SmallTown& town, const Campaign& campaign, const Item& item) {
    town.board.put({campaign, 2});
    town.board.items().forget(engine::block_of({1, 0}));
    town.board.items().keep(
        engine::block_of({1, 0}),
        std::vector<std::optional<std::string>>(engine::items_per_block, records::pack_item(item)));
    town.join();
}

}  // namespace

TEST_CASE("the choice over USSD: both texts, and a key is an answer") {
    SmallTown town;
    const auto item =
        engine::compared_item(translating(), settled(0, {goat, cow, lion}).result, content(0));
    open_choice(town, comparing(), *item);
    const ItemRef asked = town.worker().question->item;
    town.ussd("");
    const std::string page = town.ussd("1");
    CAPTURE(page);
    CHECK(page.find("Which is better? mbuzi in English?") != std::string::npos);
    CHECK(page.find("1 " + item->values.at("text_1")) != std::string::npos);
    CHECK(page.find("2 " + item->values.at("text_2")) != std::string::npos);
    town.ussd("2");
    const ItemState state = town.item_state(asked);
    REQUIRE(state.answers.size() == 1);
    CHECK(state.answers[0].label == 1);
}

TEST_CASE("the choice over USSD in every language: no page beyond a screen, and nothing is lost") {
    constexpr int pages_max = 12;
    const auto phrases = engine::shipped_phrases("en");
    const auto item =
        engine::compared_item(translating(), settled(0, {goat, cow, lion}).result, content(0));
    for (const auto& [language, words] : phrases.languages()) {
        CAPTURE(language);
        SmallTown town;
        Campaign campaign = comparing();
        campaign.question.texts[language] = campaign.question.texts.at("en");
        campaign.languages = {language};
        town.cell.market.languages = {language};
        open_choice(town, campaign, *item);
        town.ussd("");
        std::vector<std::string> pages{town.ussd("1")};
        while (pages.back().find("\n98 ") != std::string::npos && pages.size() < pages_max)
            pages.push_back(town.ussd("98"));
        std::string shown;
        for (const std::string& page : pages) {
            CAPTURE(page);
            CHECK(dialogue::fits_ussd(page, town.cell.market.ussd_chars_max));
            shown += page.substr(0, page.find("\n98 ")) + "\n";
        }
        const std::string better = phrases.say(language, "question.better", {{"question", ""}});
        CAPTURE(shown);
        CHECK(shown.find(better.substr(0, better.find(' '))) != std::string::npos);
        for (const char* name : {"text_1", "text_2"})
            CHECK(shown.find(' ' + item->values.at(name)) != std::string::npos);
        CHECK(town.worker().language == language);
    }
}
