// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/input_buffer.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <string>

using kazi::gateway::http::InputBuffer;

namespace {

constexpr std::size_t bytes_max = 16 * 1024;

void receive(InputBuffer& buffer, std::string_view bytes) {
    const auto room = buffer.room(bytes_max);
    REQUIRE(room.size() >= bytes.size());
    std::memcpy(room.data(), bytes.data(), bytes.size());
    buffer.received(bytes.size());
}

}  // namespace

TEST_CASE("a second request that came with the first is kept and becomes the current one") {
    InputBuffer buffer;
    receive(buffer, "firstsecond");
    buffer.consume(5);
    CHECK(buffer.unparsed() == "second");
    CHECK(std::string_view(buffer.request(), 5) == "first");
    buffer.next_request();
    CHECK(buffer.size() == 6);
    CHECK(std::string_view(buffer.request(), 6) == "second");
}

TEST_CASE("the buffer grows to its limit, keeps its bytes, and then has no room") {
    InputBuffer buffer;
    std::string sent;
    while (buffer.size() < bytes_max) {
        const auto room = buffer.room(bytes_max);
        REQUIRE(room.size() > 0);
        const std::string bytes(room.size(), static_cast<char>('a' + sent.size() % 26));
        std::memcpy(room.data(), bytes.data(), bytes.size());
        buffer.received(bytes.size());
        sent += bytes;
    }
    CHECK(sent.size() == bytes_max);
    CHECK(buffer.unparsed() == sent);
    CHECK(buffer.room(bytes_max).size() == 0);
}

TEST_CASE("body bytes pass behind the head without moving it") {
    InputBuffer buffer;
    receive(buffer, "headbo");
    buffer.consume(4);
    buffer.pin_head(8192);
    const char* const head = buffer.request();
    buffer.consume(2);
    for (int piece = 0; piece < 100; ++piece) {
        const auto room = buffer.body_room();
        REQUIRE(room.size() >= 4096);
        std::memset(room.data(), 'x', room.size());
        buffer.received(room.size());
        buffer.consume(buffer.unparsed().size());
    }
    CHECK(buffer.request() == head);
    CHECK(std::string_view(head, 4) == "head");
}

TEST_CASE("unparsed body bytes survive until they are parsed") {
    InputBuffer buffer;
    receive(buffer, "headabc");
    buffer.consume(4);
    buffer.pin_head(16);
    buffer.consume(1);
    const auto room = buffer.body_room();
    std::memcpy(room.data(), "de", 2);
    buffer.received(2);
    CHECK(buffer.unparsed() == "bcde");
}

TEST_CASE("a pipelined request is moved to the front when it needs the room") {
    InputBuffer buffer;
    const std::string first(2000, '1');
    receive(buffer, first + "2");
    buffer.consume(first.size());
    buffer.next_request();
    const std::string rest(8000, '2');
    for (std::size_t done = 0; done < rest.size();) {
        const auto room = buffer.room(bytes_max);
        const auto count = std::min(room.size(), rest.size() - done);
        REQUIRE(count > 0);
        std::memcpy(room.data(), rest.data() + done, count);
        buffer.received(count);
        done += count;
    }
    CHECK(buffer.unparsed() == "2" + rest);
}
