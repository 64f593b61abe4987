// SPDX-License-Identifier: Apache-2.0
// Parts of long SMS, which Vonage hands over one by one.
#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "tests/integration/hooks/hook_house.hpp"

namespace kazi::tests {

namespace {

struct Vonage {
    Vonage() {
        house.route("vonage");
        house.join();
        replies = house.replies().size();
    }

    static std::string form(int index, int total, const std::string& text,
                            const std::string& ref = "7", const std::string& id_before = "part-") {
        return "api-key=ab12cd34&msisdn=254711000001&to=40404&messageId=" + id_before + ref + "-" +
               std::to_string(index) + "&text=" + escaped(text) +
               "&type=unicode&concat=true&concat-ref=" + ref +
               "&concat-total=" + std::to_string(total) + "&concat-part=" + std::to_string(index);
    }
    int part(int index, int total, const std::string& text, const std::string& ref = "7",
             const std::string& id_before = "part-") {
        return house.post("vonage", "sms", form(index, total, text, ref, id_before)).status;
    }
    [[nodiscard]] std::size_t new_replies() { return house.replies().size() - replies; }

    HookHouse house;
    std::size_t replies = 0;
};

}  // namespace

TEST_CASE_FIXTURE(Vonage,
                  "pathology 27: parts in any order are one message, repeats change nothing") {
    CHECK(part(3, 3, "S") == 200);
    CHECK(part(1, 3, "Y") == 200);
    CHECK(part(1, 3, "Y") == 200);
    CHECK(house.worker().answers == 0);
    CHECK(new_replies() == 0);
    CHECK(part(2, 3, "E") == 200);
    CHECK(house.worker().answers == 1);
    CHECK(new_replies() == 1);
    const auto before = house.worker();
    for (int index = 1; index <= 3; ++index)
        CHECK(part(index, 3, index == 1 ? "Y" : index == 2 ? "E" : "S") == 200);
    CHECK(house.worker() == before);
    CHECK(new_replies() == 1);
}

TEST_CASE_FIXTURE(Vonage, "pathology 27: half a text is no answer, and is forgotten after a day") {
    CHECK(part(1, 2, "YES") == 200);
    CHECK(house.worker().answers == 0);
    CHECK(new_replies() == 0);
    const std::string key = house.redis.server.run({"KEYS", "{ke-0}:parts:*"});
    REQUIRE(key.find("{ke-0}:parts:") != std::string::npos);
    const std::string seconds = house.redis.server.run({"TTL", key});
    CHECK(std::stoi(seconds) > 24 * 3600);
    CHECK(std::stoi(seconds) <= 26 * 3600);
}

TEST_CASE_FIXTURE(Vonage, "pathology 27: the last two parts at the same moment make one event") {
    house.store.hold_commits = true;
    const Pending first = house.begin("vonage", "sms", form(1, 2, "YE"));
    const Pending second = house.begin("vonage", "sms", form(2, 2, "S"));
    house.until([&] { return house.store.held() == 2; });
    house.store.let_go();
    CHECK(house.reply(first).status == 200);
    CHECK(house.reply(second).status == 200);
    CHECK(house.worker().answers == 1);
    CHECK(new_replies() == 1);
}

TEST_CASE_FIXTURE(Vonage,
                  "a whole text whose event failed is taken when its last part comes again") {
    CHECK(part(1, 2, "YE") == 200);
    house.store.hold_commits = true;
    const Pending last = house.begin("vonage", "sms", form(2, 2, "S"));
    house.until([&] { return house.store.held() == 1; });
    // The part is kept, the event is lost.
    house.store.let_go();
    house.store.hold_commits = true;
    house.until([&] { return house.store.held() == 1; });
    house.store.lose();
    CHECK(house.reply(last).status == 503);
    CHECK(house.worker().answers == 0);
    CHECK(part(2, 2, "S") == 200);
    CHECK(house.worker().answers == 1);
    CHECK(part(2, 2, "S") == 200);
    CHECK(house.worker().answers == 1);
}

TEST_CASE_FIXTURE(Vonage, "a reference that her phone uses again is another text") {
    CHECK(part(1, 2, "YE") == 200);
    CHECK(part(2, 2, "S") == 200);
    CHECK(part(1, 2, "N", "7", "later-") == 200);
    CHECK(house.worker().answers == 1);
    CHECK(part(2, 2, "O", "7", "later-") == 200);
    CHECK(house.worker().answers == 2);
}

TEST_CASE_FIXTURE(Vonage, "more parts than any text has are kept for the operator, not joined") {
    CHECK(part(1, 200, "YES") == 200);
    CHECK(house.entries(gateway::keys::quarantine) == 1);
    CHECK(house.redis.server.run({"KEYS", "{ke-0}:parts:*"}).find("parts") == std::string::npos);
}

}  // namespace kazi::tests
