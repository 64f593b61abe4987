// SPDX-License-Identifier: Apache-2.0
// The same functions the hooks call, with values in place of a server.
#include "protocols/decode.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "protocols/decode_vector.hpp"
#include "protocols/timestamp.hpp"
#include "protocols/ussd_input.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

void add_if_told(json::object& object, std::string_view name,
                 const std::optional<std::string>& value) {
    if (value) object[name] = *value;
}

void add_if_told(json::object& object, std::string_view name, const std::string& value) {
    if (!value.empty()) object[name] = value;
}

json::object refused(const Refusal& refusal) {
    json::object out;
    out["ok"] = false;
    out["http"] = refusal.http;
    out["error"] = refusal.error;
    return out;
}

/// One entry of a batch, among others that went through.
json::object rejected(const Refusal& refusal) {
    json::object out;
    out["reject"] = true;
    out["why"] = refusal.error;
    return out;
}

json::object understood(json::object result) {
    json::object out;
    out["ok"] = true;
    out["result"] = std::move(result);
    return out;
}

json::object probed() {
    json::object result;
    result["probe"] = true;
    return understood(std::move(result));
}

template <class T>
json::object answer(const Parsed<T>& parsed) {
    if (parsed) return understood(to_json(*parsed));
    return parsed.error().probe ? probed() : refused(parsed.error());
}

json::object to_json(const SmsPart& part) {
    json::object out;
    out["ref"] = part.ref;
    out["total"] = part.total;
    out["index"] = part.index;
    return out;
}

template <class T>
json::object answer(const Parsed<Batch<T>>& parsed) {
    if (!parsed) return refused(parsed.error());
    json::array items;
    for (const auto& entry : *parsed)
        items.push_back(entry ? to_json(*entry) : rejected(entry.error().refusal));
    json::object result;
    result["items"] = std::move(items);
    return understood(std::move(result));
}

std::vector<HeaderView> view(const std::vector<Header>& headers) {
    std::vector<HeaderView> views;
    views.reserve(headers.size());
    for (const Header& header : headers)
        views.push_back({header.name, header.value});
    return views;
}

json::object decode_ussd(const DecodeVector& vector, const Callback& callback) {
    auto turn = vector.dialect->parse_ussd(callback, vector.settings, vector.context);
    if (turn && vector.first_turn) settle_accumulated(*turn, std::nullopt);
    return answer(turn);
}

json::object decode_send_response(const DecodeVector& vector, const Callback& callback) {
    HttpReply reply;
    reply.status = vector.http_status;
    reply.content_type = callback.header("content-type");
    reply.body = vector.body;
    reply.retry_after_s = parse_unix_time(callback.header("retry-after"));
    json::array items;
    for (const SendResult& result : vector.dialect->parse_send(reply, vector.settings)) {
        items.push_back(to_json(result));
    }
    json::object result;
    result["items"] = std::move(items);
    return understood(std::move(result));
}

json::object no_such_kind() {
    return refused({400, "the dialect has no such kind"});
}

/// `one` and `batch`: the parser for a single message and the one for lists, null when not there.
template <class One, class Many>
json::object decode_kind(const DecodeVector& vector, const Callback& callback, One one,
                         Many batch) {
    if (batch != nullptr) return answer(batch(callback, vector.settings, vector.context));
    if (one != nullptr) return answer(one(callback, vector.settings, vector.context));
    return no_such_kind();
}

json::object decode_vector(const DecodeVector& vector) {
    const std::vector<HeaderView> headers = view(vector.headers);
    const Callback callback{vector.method, vector.target, vector.body, headers};
    const Dialect& dialect = *vector.dialect;
    switch (vector.kind) {
        case DecodeKind::sms:
            return decode_kind(vector, callback, dialect.parse_sms, dialect.parse_sms_batch);
        case DecodeKind::dlr:
            return decode_kind(vector, callback, dialect.parse_dlr, dialect.parse_dlr_batch);
        case DecodeKind::ussd:
            if (dialect.parse_ussd == nullptr) return no_such_kind();
            return decode_ussd(vector, callback);
        case DecodeKind::send_response:
            if (dialect.parse_send == nullptr) return no_such_kind();
            return decode_send_response(vector, callback);
    }
    return no_such_kind();
}

/// A recipient's outcome in the words of delivery reports.
std::string_view status_of(SendOutcome outcome) {
    switch (outcome) {
        case SendOutcome::accepted:
            return "accepted";
        case SendOutcome::rejected:
        case SendOutcome::opted_out:
            return "rejected";
        case SendOutcome::throttled:
        case SendOutcome::no_credit:
        case SendOutcome::stop_route:
        case SendOutcome::retry:
            return "failed";
        case SendOutcome::in_doubt:
            break;
    }
    return "unknown";
}

bool may_be_sent_again(SendOutcome outcome) {
    return outcome == SendOutcome::throttled || outcome == SendOutcome::no_credit ||
           outcome == SendOutcome::retry;
}

}  // namespace

json::object to_json(const InboundSms& sms) {
    json::object out;
    out["from"] = sms.from;
    out["to"] = sms.to;
    out["text"] = sms.text;
    out["message_id"] = sms.message_id;
    add_if_told(out, "network", sms.network);
    if (sms.received_at) out["received_at"] = format_rfc3339(*sms.received_at);
    if (sms.charset_guessed) out["charset_guessed"] = true;
    if (sms.opt_out) out["opt_out"] = true;
    if (!sms.keyword_answered.empty()) out["opt_out"] = sms.keyword_answered;
    if (sms.part) out["part"] = to_json(*sms.part);
    return out;
}

json::object to_json(const DeliveryReport& report) {
    json::object out;
    out["message_id"] = report.message_id;
    out["status"] = to_string(report.status);
    out["final"] = report.final;
    add_if_told(out, "to", report.to);
    add_if_told(out, "error", report.error);
    add_if_told(out, "network", report.network);
    return out;
}

json::object to_json(const UssdTurn& turn) {
    json::object out;
    out["event"] = to_string(turn.event);
    out["session_id"] = turn.session_id;
    add_if_told(out, "from", turn.from);
    add_if_told(out, "service_code", turn.service_code);
    out["input"] = turn.input;
    out["inputs"] = json::array(turn.inputs.begin(), turn.inputs.end());
    add_if_told(out, "message_id", turn.message_id);
    add_if_told(out, "error", turn.error);
    add_if_told(out, "network", turn.network);
    if (turn.duplicate) out["duplicate"] = true;
    return out;
}

json::object to_json(const SendResult& result) {
    json::object out;
    add_if_told(out, "to", result.to);
    out["status"] = status_of(result.outcome);
    out["outcome"] = to_string(result.outcome);
    out["retry"] = may_be_sent_again(result.outcome);
    add_if_told(out, "message_id", result.message_id);
    if (!result.further_ids.empty()) {
        out["further_ids"] = json::array(result.further_ids.begin(), result.further_ids.end());
    }
    add_if_told(out, "code", result.code);
    if (result.cost_micro) out["cost_micro"] = *result.cost_micro;
    add_if_told(out, "currency", result.currency);
    if (result.segments) out["segments"] = *result.segments;
    if (result.retry_after_s) out["retry_after_s"] = *result.retry_after_s;
    return out;
}

json::object decode_dialect(const json::object& vector, std::int64_t now_s) {
    const auto read = read_decode_vector(vector, now_s);
    const json::object body = read ? decode_vector(*read) : refused(read.error());
    json::object out;
    if (const json::value* id = vector.if_contains("id")) out["id"] = *id;
    out.insert(body.begin(), body.end());
    return out;
}

json::object decode_dialect_line(std::string_view line, std::int64_t now_s) {
    json::error_code ec;
    const json::value vector = json::parse(line, ec);
    if (ec) return refused({400, "vector: the line is not JSON"});
    if (!vector.is_object()) return refused({400, "vector: the line is not a JSON object"});
    return decode_dialect(vector.get_object(), now_s);
}

}  // namespace kazi::protocols
