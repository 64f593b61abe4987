// SPDX-License-Identifier: Apache-2.0
// A secret is changed while callbacks come: under every way of proof the old and the new one hold
// at once, and the old one no longer than it is configured.
#include <doctest/doctest.h>

#include <array>
#include <vector>

#include "protocols/base64.hpp"
#include "protocols/dialect.hpp"
#include "protocols/signature.hpp"

using namespace kazi::protocols;

namespace {

constexpr std::int64_t now_s = 1'709'622'551;
constexpr std::array<std::string_view, 5> methods = {"hmac", "basic", "token", "path", "field"};
const std::string message = "id=t-1&from=%2B254711000003&to=40404&text=JOIN&account=telco";

/// The message, with a secret shown in the method's own way.
struct Proven {
    std::string target = "/hooks/r/sms";
    std::string body = message;
    std::vector<HeaderView> headers;
    std::string header_value;

    Proven(std::string_view method, const std::string& secret) {
        if (method == "hmac") {
            header_value = sign(secret, "1709622551", body);
            headers = {{"X-Kazi-Timestamp", "1709622551"}, {"X-Kazi-Signature", header_value}};
        } else if (method == "basic") {
            header_value = "Basic " + base64_encode("telco:" + secret);
            headers = {{"Authorization", header_value}};
        } else if (method == "token") {
            header_value = "Bearer " + secret;
            headers = {{"Authorization", header_value}};
        } else if (method == "path") {
            target = "/hooks/r/" + secret + "/sms";
        } else {
            body += "&secret=" + secret;
        }
    }
    Proven(const Proven&) = delete;
    Proven& operator=(const Proven&) = delete;
};

/// The status with which the callback is refused, or 0.
int refused_with(std::string_view method, const std::string& shown,
                 std::vector<std::string> secrets) {
    const Proven proven(method, shown);
    RouteSettings settings;
    settings.signature_method = method;
    settings.username = "telco";
    settings.secrets = std::move(secrets);
    CallbackContext context;
    context.now_s = now_s;
    const Callback callback{"POST", proven.target, proven.body, proven.headers};
    const auto sms = find_dialect("simple")->parse_sms(callback, settings, context);
    return sms.has_value() ? 0 : sms.error().http;
}

}  // namespace

TEST_CASE("several secrets hold at once, whatever the way of proof") {
    for (const std::string_view method : methods) {
        CAPTURE(method);
        CHECK(refused_with(method, "oldSecret", {"oldSecret"}) == 0);
        CHECK(refused_with(method, "oldSecret", {"newSecret", "oldSecret"}) == 0);
        CHECK(refused_with(method, "newSecret", {"newSecret", "oldSecret"}) == 0);
        CHECK(refused_with(method, "newSecret", {"oldSecret", "", "newSecret"}) == 0);
        CHECK(refused_with(method, "oldSecret", {"newSecret"}) == 403);
        CHECK(refused_with(method, "other", {"newSecret", "oldSecret"}) == 403);
        CHECK(refused_with(method, "newSecretoldSecret", {"newSecret", "oldSecret"}) == 403);
        CHECK(refused_with(method, "", {"newSecret", ""}) == 403);
    }
}

TEST_CASE("a proof of one way is none for a route that asks for another") {
    for (const std::string_view asked : methods) {
        for (const std::string_view shown : methods) {
            if (asked == shown) continue;
            CAPTURE(asked);
            CAPTURE(shown);
            const Proven proven(shown, "secret");
            RouteSettings settings;
            settings.signature_method = asked;
            settings.username = "telco";
            settings.secrets = {"secret"};
            const Callback callback{"POST", proven.target, proven.body, proven.headers};
            const auto sms = find_dialect("simple")->parse_sms(callback, settings, {now_s, {}, {}});
            REQUIRE_FALSE(sms.has_value());
            CHECK(sms.error().http == 403);
        }
    }
}

TEST_CASE("dialects that sign nothing take either of two secrets in the address") {
    for (const std::string_view dialect : {"hubtel", "nalo", "arkesel", "mtn"}) {
        CAPTURE(dialect);
        for (const char* target :
             {"/hooks/r/newSecret/ussd", "/hooks/r/oldSecret/ussd", "/hooks/r/goneSecret/ussd"}) {
            CAPTURE(target);
            RouteSettings settings;
            settings.secrets = {"newSecret", "oldSecret"};
            const Callback callback{"POST", target, "{}", {}};
            const auto turn = find_dialect(dialect)->parse_ussd(callback, settings, {});
            REQUIRE_FALSE(turn.has_value());
            const bool gone = std::string_view(target).find("gone") != std::string_view::npos;
            CHECK(turn.error().http == (gone ? 403 : 400));
        }
    }
}
