// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/clerks/clerks.hpp"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "protocols/base64.hpp"

namespace kazi::simulator::telco {

namespace json = boost::json;

const Clerk* find_clerk(std::string_view dialect) {
    static constexpr std::array table = {&clerks::africastalking, &clerks::infobip, &clerks::kannel,
                                         &clerks::simple, &clerks::twilio};
    const auto found = std::ranges::find(table, dialect, &Clerk::dialect);
    return found == table.end() ? nullptr : *found;
}

namespace clerks {

protocols::HttpReply json_reply(int status, const json::object& body) {
    return {status, "application/json", json::serialize(body)};
}

protocols::HttpReply text_reply(int status, std::string body) {
    return {status, "text/plain", std::move(body)};
}

json::object object_in(std::string_view body) {
    boost::system::error_code fault;
    auto value = json::parse(json::string_view(body.data(), body.size()), fault);
    return fault || !value.is_object() ? json::object{} : std::move(value.get_object());
}

std::string text_at(const json::object& object, std::string_view path) {
    const std::size_t dot = path.find('.');
    const json::value* found = object.if_contains(path.substr(0, dot));
    if (found == nullptr) return {};
    if (dot == std::string_view::npos)
        return found->is_string() ? std::string(found->get_string()) : std::string();
    return found->is_object() ? text_at(found->get_object(), path.substr(dot + 1)) : std::string();
}

bool shows_basic(const protocols::Callback& request, std::string_view username,
                 std::string_view password) {
    const std::string account = std::string(username).append(":").append(password);
    return request.header("authorization") == "Basic " + protocols::base64_encode(account);
}

}  // namespace clerks

}  // namespace kazi::simulator::telco
