// SPDX-License-Identifier: Apache-2.0
// Field faults that a dialect by itself has to know. A number in a name is a row of
// gateway/hooks/pathologies.md.
#include <doctest/doctest.h>

#include "protocols/dialect.hpp"
#include "protocols/msisdn.hpp"

using namespace kazi::protocols;

namespace {

constexpr std::string_view form = "application/x-www-form-urlencoded";
constexpr std::string_view json = "application/json";

struct Arrived {
    std::string dialect;
    std::string body;
    std::string_view type = form;
};

template <class Parse>
auto parsed(const Arrived& arrived, Parse Dialect::*parse) {
    const HeaderView headers[] = {{"Content-Type", arrived.type}};
    const Callback callback{"POST", "/hooks/r/x", arrived.body, headers};
    const Dialect& dialect = *find_dialect(arrived.dialect);
    return (dialect.*parse)(callback, RouteSettings{}, CallbackContext{});
}

SendOutcome outcome_of(const std::string& dialect, const std::string& body, int status = 200) {
    const HttpReply reply{status, "application/json", body, {}};
    const auto results = find_dialect(dialect)->parse_send(reply, RouteSettings{});
    return results.front().outcome;
}

}  // namespace

TEST_CASE("pathology 22: in a report of Vonage's the worker is who it came from") {
    const auto report = parsed({"vonage",
                                "msisdn=254711000002&to=KAZI&messageId=0A01&status=delivered"
                                "&err-code=0"},
                               &Dialect::parse_dlr);
    REQUIRE(report.has_value());
    CHECK(report->to == "+254711000002");
    CHECK(report->status == DeliveryStatus::delivered);
}

TEST_CASE("pathology 24: a 200 that says no is a no") {
    CHECK(outcome_of("africastalking",
                     R"({"SMSMessageData":{"Message":"InvalidSenderId","Recipients":[]}})") ==
          SendOutcome::stop_route);
    CHECK(outcome_of("vonage",
                     R"({"message-count":"1","messages":[{"status":"9","error-text":"Quota"}]})") ==
          SendOutcome::no_credit);
    CHECK(outcome_of("infobip", R"({"messages":[{"to":"254711000001","messageId":"a",)"
                                R"("status":{"groupId":5,"groupName":"REJECTED","id":6,)"
                                R"("name":"REJECTED_NETWORK"}}]})") == SendOutcome::rejected);
}

TEST_CASE("pathology 28: keys that differ in their letters' case are one key") {
    for (const char* key : {"transactionId", "TransactionID", "TRANSACTIONID"}) {
        CAPTURE(key);
        const std::string body =
            std::string(R"({"deliveryStatus":"DELIVRD",")") + key + R"(":"tx-0001"})";
        const auto report = parsed({"mtn", body, json}, &Dialect::parse_dlr);
        REQUIRE(report.has_value());
        CHECK(report->message_id == "tx-0001");
    }
}
