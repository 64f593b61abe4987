// SPDX-License-Identifier: Apache-2.0
// Kannel: the address that sends a message, and answers that must not become one.
#include <doctest/doctest.h>

#include <array>

#include "protocols/body.hpp"
#include "tests/unit/protocols/sending.hpp"

using namespace kazi::protocols;

namespace {

const Dialect& kannel_row() {
    return *find_dialect("kannel");
}

RouteSettings smsbox() {
    RouteSettings settings;
    settings.send_url = "http://127.0.0.1:13013/cgi-bin/sendsms";
    settings.username = "kazi";
    settings.api_key = "pass";
    settings.sender = "8080";
    settings.callback_url = "http://gw.example.org/hooks/kn/dlr";
    return settings;
}

std::string url_of(const OutboundSms& sms, const RouteSettings& settings) {
    return send("kannel", sms, settings).url;
}

}  // namespace

TEST_CASE("Kannel takes everything in the query, our id inside the address of its reports") {
    const HttpRequest request = send("kannel", {"kz-17", "", "+256770000001", "1+1 & é"}, smsbox());
    CHECK(request.method == "GET");
    CHECK(request.url ==
          "http://127.0.0.1:13013/cgi-bin/sendsms?username=kazi&password=pass&from=8080"
          "&to=%2B256770000001&text=1%2B1%20%26%20%C3%A9&charset=UTF-8&coding=0&dlr-mask=31"
          "&dlr-url=http%3A%2F%2Fgw.example.org%2Fhooks%2Fkn%2Fdlr%3Fid%3Dkz-17%26status%3D%25d"
          "%26to%3D%25p%26reply%3D%25A%26smsc%3D%25i");
    CHECK(request.headers.empty());
    CHECK(request.body.empty());
    CHECK(kannel_row().reports_by_our_id);
}

TEST_CASE("Kannel: UCS-2 goes as bytes, without a character set") {
    const std::string url = url_of({"kz-1", "", "+256770000001", "ሰa🙂"}, smsbox());
    CHECK(url.find("&text=%120%00a%D8%3D%DEB&coding=2&") != std::string::npos);
    CHECK(url.find("charset") == std::string::npos);
}

TEST_CASE("Kannel: own sender, no sender, no reports, addresses that have a query already") {
    RouteSettings settings = smsbox();
    CHECK(url_of({"k", "KAZI", "+256770000001", "a"}, settings).find("&from=KAZI&") !=
          std::string::npos);
    settings.callback_url = "http://gw.example.org/hooks/kn/dlr?key=s";
    settings.send_url += "?smsc=mtn";
    const std::string url = url_of({"k", "", "+256770000001", "a"}, settings);
    CHECK(url.find("/sendsms?smsc=mtn&username=kazi") != std::string::npos);
    CHECK(url.find("dlr%3Fkey%3Ds%26id%3Dk%26status") != std::string::npos);
    settings.sender.clear();
    settings.callback_url.clear();
    const std::string bare = url_of({"k", "", "+256770000001", "a"}, settings);
    CHECK(bare.find("from=") == std::string::npos);
    CHECK(bare.find("dlr") == std::string::npos);
}

TEST_CASE("Kannel: reports are asked for under the route's own names") {
    RouteSettings settings = smsbox();
    settings.fields = {{"id", "uuid"}, {"status", "state"}};
    const std::string url = url_of({"k", "", "+256770000001", "a"}, settings);
    CHECK(url.find("%3Fuuid%3Dk%26state%3D%25d%26to%3D%25p") != std::string::npos);
}

TEST_CASE("pathology 25: Kannel: no answer becomes an SMS to the sender") {
    CHECK(kannel_row().acknowledge().status == 200);
    CHECK(kannel_row().acknowledge().body.empty());
    const Callback callback{"GET", "/hooks/kn/sms", "", {}};
    const auto refused = kannel_row().render_refusal({400, "from: missing"}, callback);
    REQUIRE(refused.has_value());
    CHECK(refused->status == 200);
    CHECK(refused->body.empty());
    CHECK_FALSE(kannel_row().render_refusal({403, "no"}, callback).has_value());
}

TEST_CASE("Kannel: a posted text has a limit") {
    const std::array headers = {HeaderView{"Content-Type", "text/plain"},
                                HeaderView{"X-Kannel-From", "+256770000001"},
                                HeaderView{"X-Kannel-To", "8080"}};
    const std::string body(body_bytes_max + 1, 'x');
    const auto sms = kannel_row().parse_sms({"POST", "/hooks/kn/sms?id=a", body, headers}, {}, {});
    REQUIRE_FALSE(sms.has_value());
    CHECK(sms.error().http == 413);
}
