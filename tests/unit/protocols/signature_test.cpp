// SPDX-License-Identifier: Apache-2.0
// Digests against published vectors, base64, and the three kinds of proof.
#include "protocols/signature.hpp"

#include <doctest/doctest.h>

#include <array>

#include "protocols/base64.hpp"

using namespace kazi::protocols;

namespace {

bool refused(const std::optional<Refusal>& refusal) {
    return refusal.has_value();
}

}  // namespace

TEST_CASE("digests of published vectors") {
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hmac_sha256_hex("Jefe", "what do ya want for nothing?") ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("comparison looks at every byte and at the length") {
    CHECK(equal_in_constant_time("abc", "abc"));
    CHECK_FALSE(equal_in_constant_time("abc", "abd"));
    CHECK_FALSE(equal_in_constant_time("abc", "abcd"));
    CHECK(equal_in_constant_time("", ""));
}

TEST_CASE("base64 as in RFC 4648") {
    const std::array<std::array<std::string_view, 2>, 7> pairs = {{{"", ""},
                                                                   {"f", "Zg=="},
                                                                   {"fo", "Zm8="},
                                                                   {"foo", "Zm9v"},
                                                                   {"foob", "Zm9vYg=="},
                                                                   {"fooba", "Zm9vYmE="},
                                                                   {"foobar", "Zm9vYmFy"}}};
    for (const auto& [bytes, text] : pairs) {
        CHECK(base64_encode(bytes) == text);
        CHECK(base64_decode(text) == std::string(bytes));
    }
    for (const char* text : {"Z", "Zg", "Zg=", "Z===", "Zg==Zg==", "Z!==", "Zm9v\n"}) {
        CAPTURE(text);
        CHECK_FALSE(base64_decode(text));
    }
}

TEST_CASE("a signature covers timestamp and body, within the window, under any of the secrets") {
    constexpr std::int64_t now_s = 1'709'622'551;
    const std::string body = "id=t-1";
    const std::string signature = sign("secret", "1709622551", body);
    const std::array headers = {HeaderView{"X-Kazi-Timestamp", "1709622551"},
                                HeaderView{"x-kazi-SIGNATURE", signature}};
    const Callback callback{"POST", "/hooks/r/sms", body, headers};
    const std::array<std::string, 2> secrets = {"", "secret"};
    CHECK_FALSE(refused(check_signature(callback, secrets, now_s)));
    CHECK_FALSE(refused(check_signature(callback, secrets, now_s + signature_window_s)));
    CHECK_FALSE(refused(check_signature(callback, secrets, now_s - signature_window_s)));
    CHECK(refused(check_signature(callback, secrets, now_s + signature_window_s + 1)));
    CHECK(refused(check_signature(callback, secrets, now_s - signature_window_s - 1)));
    const std::array<std::string, 1> empty = {""};
    CHECK(check_signature(callback, empty, now_s)->http == 403);
    CHECK(check_signature({"POST", "/", "id=t-2", headers}, secrets, now_s)->http == 403);
}

TEST_CASE("an empty secret never proves anything") {
    const std::array<std::string, 1> empty = {""};
    const std::array headers = {
        HeaderView{"Authorization", "Basic dGVsY286"}};  // telco, no password
    CHECK(refused(check_basic({"POST", "/", "", headers}, "telco", empty)));
    CHECK(refused(check_target_secret({"POST", "/hooks//sms?key=", "", {}}, empty)));
    const std::array<std::string, 1> secrets = {"s3cret"};
    CHECK_FALSE(refused(check_target_secret({"POST", "/hooks/s3cret/sms", "", {}}, secrets)));
    CHECK_FALSE(refused(check_target_secret({"POST", "/hooks/r/sms?key=s3cret", "", {}}, secrets)));
    CHECK(refused(check_target_secret({"POST", "/hooks/r/sms?other=s3cret", "", {}}, secrets)));
}
