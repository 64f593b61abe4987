// SPDX-License-Identifier: Apache-2.0
// The clerks of the table, and the few words they share.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "tests/simulator/telco/clerk.hpp"

namespace kazi::simulator::telco::clerks {

extern const Clerk africastalking;
extern const Clerk infobip;
extern const Clerk kannel;
extern const Clerk simple;
extern const Clerk twilio;

using Read = std::variant<SmsOrder, protocols::HttpReply>;

[[nodiscard]] protocols::HttpReply json_reply(int status, const boost::json::object& body);
[[nodiscard]] protocols::HttpReply text_reply(int status, std::string body);

/// The body as an object; an empty one when it is none.
[[nodiscard]] boost::json::object object_in(std::string_view body);
/// Objects on the way to a member are named with dots: "webhooks.delivery.url". Empty when absent.
[[nodiscard]] std::string text_at(const boost::json::object& object, std::string_view path);

/// True when the request shows these in HTTP Basic.
[[nodiscard]] bool shows_basic(const protocols::Callback& request, std::string_view username,
                               std::string_view password);

}  // namespace kazi::simulator::telco::clerks
