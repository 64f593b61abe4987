// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/item_reader.hpp"

#include "tests/unit/api/samples.hpp"

using namespace kazi;
using namespace kazi::gateway::api;

namespace {

ItemRules tweet_rules() {
    return ItemRules(tests::moods(taskflow::CampaignState::draft, 0).question);
}

ItemRules rules_of(std::string text) {
    taskflow::Question question;
    question.type = taskflow::QuestionType::short_text;
    question.texts["en"].text = std::move(text);
    return ItemRules(question);
}

RowFault fault_of(const ItemResult& item) {
    REQUIRE(item.has_error());
    return item.error();
}

std::vector<ItemRow> rows_of(ItemReader& reader, std::string_view text) {
    std::vector<ItemRow> rows;
    reader.feed(text);
    reader.finish();
    while (auto row = reader.next())
        rows.push_back(std::move(*row));
    return rows;
}

}  // namespace

TEST_CASE("a line of JSON becomes an item; what the question doesn't use is not kept") {
    const auto item =
        item_from_json(R"({"id":"t1","tweet":"Rain!","truth":["x"],"n":1.5})", tweet_rules());
    REQUIRE(item.has_value());
    CHECK(item->id == "t1");
    CHECK(item->values == std::map<std::string, std::string>{{"tweet", "Rain!"}});
}

TEST_CASE("the id may be a placeholder, and whole numbers are texts") {
    const auto item = item_from_json(R"({"id":17,"n":-3})", rules_of("Item {id}: {n}?"));
    REQUIRE(item.has_value());
    CHECK(item->id == "17");
    CHECK(item->values == std::map<std::string, std::string>{{"id", "17"}, {"n", "-3"}});
}

TEST_CASE("an item may bring the label that is known to be true") {
    const auto& labels = tests::moods(taskflow::CampaignState::draft, 0).question.labels;
    const std::string line = R"({"id":"t1","tweet":"Rain!","gold":")" + labels.at(1) + R"("})";
    CHECK(item_from_json(line, tweet_rules())->gold == 1);
    CHECK_FALSE(item_from_json(R"({"id":"t1","tweet":"a"})", tweet_rules())->gold);
    CHECK(fault_of(item_from_json(R"({"id":"t1","tweet":"a","gold":"nope"})", tweet_rules())) ==
          RowFault{"gold", "is none of the question's labels"});
    const std::vector<std::string> header{"id", "tweet", "gold"};
    CHECK(item_from_cells(header, {"t1", "a", labels.at(0)}, tweet_rules())->gold == 0);
    CHECK_FALSE(item_from_cells(header, {"t2", "a", ""}, tweet_rules())->gold);
    const auto placeholder = item_from_json(R"({"id":"t1","gold":"24 k"})", rules_of("Is {gold}?"));
    CHECK_FALSE(placeholder->gold);
    CHECK(placeholder->values.at("gold") == "24 k");
}

TEST_CASE("what is wrong with a line is named with its field") {
    const ItemRules rules = tweet_rules();
    CHECK(fault_of(item_from_json("{", rules)).field.empty());
    CHECK(fault_of(item_from_json("[1]", rules)) == RowFault{"", "is not a JSON object"});
    CHECK(fault_of(item_from_json(R"({"tweet":"a"})", rules)) ==
          RowFault{"id", "is missing or empty"});
    CHECK(fault_of(item_from_json(R"({"id":"","tweet":"a"})", rules)).field == "id");
    CHECK(fault_of(item_from_json(R"({"id":"t1"})", rules)) ==
          RowFault{"tweet", "is missing: the question uses it"});
    CHECK(fault_of(item_from_json(R"({"id":"t1","tweet":""})", rules)).field == "tweet");
    CHECK(fault_of(item_from_json(R"({"id":"t1","tweet":1.5})", rules)).field == "tweet");
    CHECK(fault_of(item_from_json(R"({"id":"t1","tweet":"a\u0000b"})", rules)).field == "tweet");
    CHECK(fault_of(item_from_json(R"({"id":")" + std::string(65, 'i') + R"(","tweet":"a"})", rules))
              .field == "id");
    std::string many = R"({"id":"t1")";
    for (int i = 0; i < 64; ++i)
        many += ",\"f" + std::to_string(i) + "\":1";
    CHECK(fault_of(item_from_json(many + "}", rules)) == RowFault{"", "has more than 64 fields"});
}

TEST_CASE("a value may be as long as the question still fits a phone") {
    const ItemRules rules = rules_of("{t}");
    const auto line = [](std::size_t count) {
        std::string value;
        for (std::size_t i = 0; i < count; ++i)
            value += "\xC3\xA9";  // é: one character, two bytes
        return R"({"id":"t1","t":")" + value + "\"}";
    };
    CHECK(item_from_json(line(300), rules).has_value());
    const RowFault fault = fault_of(item_from_json(line(301), rules));
    CHECK(fault.field == "t");
    CHECK(fault.detail.find("301 characters, at most 300") != std::string::npos);
}

TEST_CASE("CSV under its header") {
    ItemReader reader(ItemFormat::csv, tweet_rules(), Fingerprint());
    const auto rows =
        rows_of(reader, "tweet,id,truth\n\"Rain,\r\nrain\",t1,x\nshort,t2\n\xFF,t3,x\n");
    REQUIRE(rows.size() == 3);
    REQUIRE(rows[0].item.has_value());
    CHECK(rows[0].line == 2);
    CHECK(rows[1].line == 4);
    CHECK(rows[0].item->id == "t1");
    CHECK(rows[0].item->values.at("tweet") == "Rain,\nrain");
    CHECK(fault_of(rows[1].item) == RowFault{"", "has 2 cells, the header has 3"});
    CHECK(fault_of(rows[2].item).field == "tweet");
    CHECK(!reader.problem());
}

TEST_CASE("a header that lacks something stops the upload at once") {
    for (const auto& [header, field] : std::vector<std::pair<std::string, std::string>>{
             {"tweet\n", "id"}, {"id\n", "tweet"}, {"id,tweet,id\n", "id"}, {"\"id\"x\n", ""}}) {
        ItemReader reader(ItemFormat::csv, tweet_rules(), Fingerprint());
        CHECK(rows_of(reader, header + "t1,Rain\n").empty());
        REQUIRE(reader.problem().has_value());
        CHECK(reader.problem()->field == field);
        CHECK(reader.problem()->kind == ProblemKind::invalid_field);
    }
}

TEST_CASE("the digest stands for the rows that were taken") {
    const auto digest_of = [](std::string_view text) {
        ItemReader reader(ItemFormat::ndjson, tweet_rules(), Fingerprint());
        rows_of(reader, text);
        return reader.digest();
    };
    CHECK(digest_of("{\"id\":1}\n{\"id\":2}\n") == digest_of("{\"id\":1}\r\n\n{\"id\":2}"));
    CHECK(digest_of("{\"id\":1}\n") != digest_of("{\"id\":1}\n{\"id\":2}\n"));
    CHECK(digest_of("{\"id\":1}\n") != digest_of("{\"id\":2}\n"));
}

TEST_CASE("formats by media type") {
    CHECK(item_format("application/x-ndjson") == ItemFormat::ndjson);
    CHECK(item_format("Text/CSV; charset=utf-8") == ItemFormat::csv);
    CHECK(!item_format("application/json"));
    CHECK(!item_format(""));
}
