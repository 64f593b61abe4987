// SPDX-License-Identifier: Apache-2.0
// Our own dialect as a telco would serve it: a signed JSON object in, one out. The same id again is
// the same message.
#include <chrono>
#include <cstdlib>

#include "protocols/digest.hpp"
#include "tests/simulator/telco/clerks/clerks.hpp"
#include "tests/simulator/telco/money.hpp"

namespace kazi::simulator::telco::clerks {
namespace {

namespace json = boost::json;

constexpr std::int64_t window_s = 300;

bool is_recent(const std::string& timestamp) {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    const auto now_s = std::chrono::duration_cast<std::chrono::seconds>(since).count();
    return std::llabs(now_s - std::atoll(timestamp.c_str())) <= window_s;
}

bool is_ours(const protocols::Callback& request, const protocols::RouteSettings& settings) {
    if (settings.signature_method != "hmac")
        return shows_basic(request, settings.username, settings.api_key);
    const std::string timestamp(request.header("x-kazi-timestamp"));
    const std::string covered = timestamp + "." + std::string(request.body);
    const auto mac =
        protocols::hmac(protocols::DigestKind::sha256, settings.secrets.front(), covered);
    return is_recent(timestamp) &&
           request.header("x-kazi-signature") == "v1=" + protocols::to_hex(mac);
}

Read read(const protocols::Callback& request, const protocols::RouteSettings& settings) {
    if (!is_ours(request, settings)) return json_reply(401, {{"error", "who are you?"}});
    const auto body = object_in(request.body);
    if (text_at(body, "from") != settings.sender || text_at(body, "id").empty()) {
        return json_reply(400, {{"error", "from or id is wrong"}});
    }
    return SmsOrder{.to = {{text_at(body, "to"), text_at(body, "id")}},
                    .text = text_at(body, "text"),
                    .report_url = text_at(body, "callback")};
}

protocols::HttpReply answer(const SmsReceipt& receipt) {
    const SmsLine& line = receipt.lines.front();
    if (line.verdict == Verdict::bad_number || line.verdict == Verdict::blocked) {
        return json_reply(200, {{"status", "rejected"}, {"error", "not to this number"}});
    }
    return json_reply(200, {{"id", line.message_id},
                            {"status", "accepted"},
                            {"segments", line.segments},
                            {"cost", with_four_decimals({receipt.currency, line.price_micro})}});
}

}  // namespace

const Clerk simple = {
    .dialect = "simple", .read = read, .answer = answer, .id_begins = "m-", .knows_repeats = true};

}  // namespace kazi::simulator::telco::clerks
