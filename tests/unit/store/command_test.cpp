// SPDX-License-Identifier: Apache-2.0
#include "gateway/store/command.hpp"

#include <doctest/doctest.h>

#include "gateway/store/batch_command.hpp"
#include "gateway/store/function_library.hpp"

namespace kazi::gateway::store {

namespace {

std::string bytes_of(const Command& command) {
    std::string bytes;
    command.append_to(bytes);
    return bytes;
}

/// The command's arguments with a blank between.
std::string words_of(const Command& command) {
    const auto bytes = bytes_of(command);
    std::string words;
    for (auto at = bytes.find('$'); at != std::string::npos;) {
        const auto line = bytes.find("\r\n", at);
        const auto length = std::stoul(bytes.substr(at + 1, line - at - 1));
        words += (words.empty() ? "" : " ") + bytes.substr(line + 2, length);
        at = bytes.find('$', line + 2 + length);
    }
    return words;
}

}  // namespace

TEST_CASE("a command is written as RESP") {
    Command command;
    command.text("SET").key("ke-0", "w:1").number(-12).text(std::string_view("\0\r\n", 3));
    CHECK(bytes_of(command) == std::string("*4\r\n$3\r\nSET\r\n$10\r\n{ke-0}:w:1\r\n$3\r\n-12\r\n"
                                           "$3\r\n\0\r\n\r\n",
                                           48));
    command.clear();
    command.text("PING");
    CHECK(bytes_of(command) == "*1\r\n$4\r\nPING\r\n");
    CHECK(command.count() == 1);
}

TEST_CASE("a batch becomes letters, keys and operands in order") {
    BatchCommand encoder;
    const std::vector<Batch> batches{
        {"ke-0",
         {VersionIs{{"h", "f"}, 0x61626364}, VersionIs{{"w"}, 0}, Absent{{"h", "g"}},
          AtLeast{"m", "a", -5}, ByteAtLeast{"b", 3, 7}},
         {Put{{"w"}, "x"}, Put{{"w"}, "y", 60}, Put{{"h", "f"}, "z"}, Erase{{"h", "g"}},
          Erase{{"e"}}, Add{"m", "a", 9}, Add{"m", "c", 4}, AddByte{"b", 3, -1}, Append{"s", "p"},
          Append{"s", "q", 10}, Schedule{"t", "k", 5}, Unschedule{"t", "l"},
          Acknowledge{"s", "g", "1-1"}, AddCells{"h", "c", {{0x4241, 0x45444321}}}},
         {{"h", "i"}, {"h", "n"}, {"r", "j"}}}};
    const std::string expected =
        "FCALL " + function_library().commit +
        " 19 {ke-0}:m {ke-0}:h {ke-0}:w {ke-0}:h {ke-0}:b {ke-0}:w {ke-0}:w {ke-0}:h {ke-0}:h "
        "{ke-0}:e {ke-0}:b {ke-0}:s {ke-0}:s {ke-0}:t {ke-0}:t {ke-0}:s {ke-0}:h "
        "{ke-0}:h {ke-0}:r "
        "1 2 a c "  // one counter hash, with two fields
        "18 35 vAalb PXpdD++csStukm hgh "
        "f dcba g 1 1 -5 3 7 x y 60 f z g 1 1 9 1 2 4 3 -1 p q 10 k 5 l g 1-1 c AB!CDE i n j";
    CHECK(words_of(encoder.encode(batches)) == expected);
    CHECK(words_of(encoder.encode(batches)) == expected);  // nothing left over from the first time
}

TEST_CASE("batches of one call share their counter hashes") {
    BatchCommand encoder;
    const std::vector<Batch> batches{
        {"ke-0", {AtLeast{"m", "a", 1}}, {Add{"m", "a", -1}, Put{{"w"}, "x"}}, {}},
        {"ke-0", {}, {Add{"m", "b", 2}, Add{"n", "a", 3}}, {{"h", "i"}}}};
    CHECK(words_of(encoder.encode(batches)) == "FCALL " + function_library().commit +
                                                   " 4 {ke-0}:m {ke-0}:n {ke-0}:w {ke-0}:h "
                                                   "2 2 a b 1 a "
                                                   "1 7 l +P  1 1 1 1 1 -1 x "
                                                   "1 7  ++ h 1 2 2 2 1 3 i");
}

TEST_CASE("the function library carries a version in all its names") {
    const auto& library = function_library();
    const auto version = library.name.substr(library.name.find('_'));
    CHECK(version.size() == 9);
    CHECK(library.text.find("_VERSION") == std::string::npos);
    CHECK(library.text.starts_with("#!lua name=" + library.name + "\n"));
    for (const auto& name : {library.commit, library.load, library.claim}) {
        CHECK(name.ends_with(version));
        CHECK(library.text.find("'" + name + "'") != std::string::npos);
    }
}

}  // namespace kazi::gateway::store
