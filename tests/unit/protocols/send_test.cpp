// SPDX-License-Identifier: Apache-2.0
// The requests that carry a message out, byte for byte.
#include <doctest/doctest.h>

#include "protocols/dialect.hpp"
#include "protocols/signature.hpp"
#include "protocols/simple_template.hpp"
#include "tests/unit/protocols/sending.hpp"

using namespace kazi::protocols;

TEST_CASE("Africa's Talking takes a form with the key in a header") {
    RouteSettings settings;
    settings.username = "kazi app";
    settings.api_key = "atsk_1";
    settings.sender = "KAZI";
    const HttpRequest request =
        send("africastalking", {"kz-1", "", "+254711000001,+254711000002", "1+1 & més"}, settings);
    CHECK(request.method == "POST");
    CHECK(request.url == "https://api.africastalking.com/version1/messaging");
    CHECK(request.body ==
          "username=kazi%20app&to=%2B254711000001%2C%2B254711000002"
          "&message=1%2B1%20%26%20m%C3%A9s&from=KAZI");
    CHECK(header(request, "apikey") == "atsk_1");
    CHECK(header(request, "Accept") == "application/json");
    CHECK(header(request, "Content-Type") == "application/x-www-form-urlencoded");
    CHECK(find_dialect("africastalking")->recipients_max > 1);
}

TEST_CASE("Africa's Talking: sandbox, own address, own and no sender") {
    RouteSettings settings;
    settings.username = "sandbox";
    const HttpRequest bare = send("africastalking", {"kz-1", "", "+254711000001", "a"}, settings);
    CHECK(bare.url == "https://api.sandbox.africastalking.com/version1/messaging");
    CHECK(bare.body.find("from=") == std::string::npos);
    settings.send_url = "http://127.0.0.1:8/sms";
    settings.sender = "KAZI";
    const HttpRequest own =
        send("africastalking", {"kz-1", "40404", "+254711000001", "a"}, settings);
    CHECK(own.url == "http://127.0.0.1:8/sms");
    CHECK(own.body.ends_with("&from=40404"));
}

TEST_CASE("simple sends signed JSON") {
    RouteSettings settings;
    settings.send_url = "https://telco.example.org/send";
    settings.sender = "40404";
    settings.callback_url = "https://gw.example.org/hooks/tel/dlr";
    settings.secrets = {"kaziSimpleSecret", "old"};
    const HttpRequest request = send("simple", {"kz-1", "", "+254711000003", "Asante"}, settings);
    CHECK(request.method == "POST");
    CHECK(request.url == settings.send_url);
    CHECK(request.body == R"({"id":"kz-1","from":"40404","to":"+254711000003","text":"Asante",)"
                          R"("callback":"https://gw.example.org/hooks/tel/dlr"})");
    CHECK(header(request, "Content-Type") == "application/json");
    CHECK(header(request, "X-Kazi-Timestamp") == "1709622551");
    CHECK(header(request, "X-Kazi-Signature") ==
          sign("kaziSimpleSecret", "1709622551", request.body));
    CHECK(header(request, "Authorization") == "(absent)");
}

TEST_CASE("simple sends with Basic or Bearer where there is no signing secret") {
    RouteSettings settings;
    settings.username = "kazi";
    settings.api_key = "pass";
    CHECK(header(send("simple", {}, settings), "Authorization") == "Basic a2F6aTpwYXNz");
    settings.username.clear();
    CHECK(header(send("simple", {}, settings), "Authorization") == "Bearer pass");
    settings.api_key.clear();
    CHECK(header(send("simple", {}, settings), "Authorization") == "(absent)");
}

TEST_CASE("simple fills a template's holes, escaped for a URL") {
    RouteSettings settings;
    settings.send_url =
        "http://t.example.org/s?i={id}&f={from}&t={to}&d={to_digits}&x={text}&u={unknown}&end";
    settings.sender = "KAZI";
    const HttpRequest request = send("simple", {"k 1", "", "+254711000003", "a&b{to}"}, settings);
    CHECK(request.method == "GET");
    CHECK(request.url ==
          "http://t.example.org/s?i=k%201&f=KAZI&t=%2B254711000003&d=254711000003"
          "&x=a%26b%7Bto%7D&u=&end");
    CHECK(request.body.empty());
    settings.send_url = "http://x/{to}{";
    CHECK(fill_send_template({}, settings).url == "http://x/{");
}

TEST_CASE("simple fills a body's holes, escaped for what the body is") {
    RouteSettings settings;
    settings.send_url = "http://t.example.org/s?i={id}";
    settings.api_key = "key";
    const OutboundSms sms{"k&1", "KAZI", "+254711000003", "\"a\" <b>\n& c"};
    settings.send_type = "application/json";
    settings.send_body = R"({"to":["{to_digits}"],"sms":{"text":"{text}","from":"{from}"}})";
    const HttpRequest json = send("simple", sms, settings);
    CHECK(json.method == "POST");
    CHECK(json.url == "http://t.example.org/s?i=k%261");
    CHECK(json.body == R"({"to":["254711000003"],"sms":{"text":"\"a\" <b>\n& c","from":"KAZI"}})");
    CHECK(header(json, "Content-Type") == "application/json");
    CHECK(header(json, "Authorization") == "Bearer key");
    settings.send_type = "text/xml; charset=utf-8";
    settings.send_body = "<sms to='{to}'>{text}</sms>";
    CHECK(send("simple", sms, settings).body ==
          "<sms to='+254711000003'>&quot;a&quot; &lt;b&gt;\n&amp; c</sms>");
    settings.send_type = "application/x-www-form-urlencoded";
    settings.send_body = "to={to}&text={text}";
    CHECK(send("simple", sms, settings).body ==
          "to=%2B254711000003&text=%22a%22%20%3Cb%3E%0A%26%20c");
    settings.send_type = "text/plain";
    settings.send_body = "{to}: {text}";
    CHECK(send("simple", sms, settings).body == "+254711000003: \"a\" <b>\n& c");
}

TEST_CASE("an ok pattern decides what an operator's answer means") {
    CHECK(matches_ok("anything", ""));
    CHECK(matches_ok("OK 1", "^OK"));
    CHECK_FALSE(matches_ok("NOT OK", "^OK"));
    CHECK_FALSE(matches_ok("OK", "(["));
    CHECK_FALSE(matches_ok(std::string(5000, ' ') + "OK", "OK"));
}
