// SPDX-License-Identifier: Apache-2.0
// The golden vectors: pairs of lines, a vector and exactly what is printed for it.
#include "billing/decode.hpp"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <filesystem>
#include <fstream>
#include <string>

#include "billing/provider.hpp"

namespace json = boost::json;
using kazi::billing::decode_provider;

namespace {

std::string decoded_line(const std::string& vector) {
    return json::serialize(decode_provider(json::parse(vector).as_object()));
}

int run_golden_file(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::string vector;
    std::string expected;
    int pairs = 0;
    while (std::getline(file, vector) && std::getline(file, expected)) {
        CHECK_MESSAGE(decoded_line(vector) == expected, path.filename().string() << ": " << vector);
        ++pairs;
    }
    return pairs;
}

}  // namespace

TEST_CASE("decode: golden vectors") {
    int pairs = 0;
    for (const auto& file : std::filesystem::directory_iterator(KAZI_GOLDEN_DIR))
        if (file.path().extension() == ".ndjson") pairs += run_golden_file(file.path());
    CHECK(pairs >= 900);
}

TEST_CASE("decode: every provider has vectors, and more than twenty that are malformed") {
    for (const kazi::billing::Provider& provider : kazi::billing::providers()) {
        CAPTURE(std::string(provider.name));
        int malformed = 0;
        for (const char* kind : {"_response", "_callback", "_status"}) {
            const std::filesystem::path path =
                std::string(KAZI_GOLDEN_DIR "/") + std::string(provider.name) + kind + ".ndjson";
            std::ifstream file(path);
            CHECK_MESSAGE(file.is_open(), path);
            std::string line;
            while (std::getline(file, line)) {
                if (line.find(R"("provider")") == std::string::npos) continue;
                malformed += line.find(R"("id":"malformed)") != std::string::npos ? 1 : 0;
            }
        }
        // The first provider's own test holds its malformed bodies.
        const bool elsewhere = provider.name == "africastalking_airtime";
        CHECK((elsewhere || malformed >= 20));
    }
}

TEST_CASE("decode: a vector that can't be decoded says why") {
    for (
        const char* vector :
        {R"({})", R"({"provider":7})", R"({"provider":"nobody","kind":"callback"})",
         R"({"provider":"africastalking_airtime"})",
         R"({"provider":"africastalking_airtime","kind":"sms"})",
         R"({"provider":"africastalking_airtime","kind":"callback","body":7})",
         R"({"provider":"africastalking_airtime","kind":"callback","body_base64":"*"})",
         R"({"provider":"africastalking_airtime","kind":"callback","headers":[]})",
         R"({"provider":"africastalking_airtime","kind":"callback","headers":{"a":1}})",
         R"({"provider":"africastalking_airtime","kind":"callback","options":{"path_tokens":[1]}})",
         R"({"provider":"africastalking_airtime","kind":"response","http_status":"201"})",
         R"({"provider":"africastalking_airtime","kind":"response","http_status":7})"}) {
        const json::object line = decode_provider(json::parse(vector).as_object());
        CHECK_MESSAGE(line.at("ok") == false, vector);
        CHECK_MESSAGE(!line.at("error").as_string().empty(), vector);
        CHECK(line.at("http") == 400);
    }
}

TEST_CASE("decode: url instead of path, base64 instead of text") {
    const std::string line = decoded_line(
        R"({"id":"u","provider":"africastalking_airtime","kind":"callback",)"
        R"("url":"https://kazi.example/hooks/p/payout/s3","options":{"path_tokens":["s3"]},)"
        R"("body_base64":"cmVxdWVzdElkPUEmc3RhdHVzPVN1Y2Nlc3M="})");
    CHECK(line.find(R"("outcome":"succeeded")") != std::string::npos);
}
