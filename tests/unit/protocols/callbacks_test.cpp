// SPDX-License-Identifier: Apache-2.0
// What the writers write, the dialects read: for every dialect, kind and proof, with random texts.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>

#include "protocols/callbacks/callback_writer.hpp"
#include "protocols/callbacks/wire.hpp"
#include "protocols/dialect.hpp"

using namespace kazi::protocols;

namespace {

constexpr std::int64_t now_s = 1'709'622'551;

/// Every proof that a dialect knows.
std::vector<std::string> proofs_of(std::string_view dialect) {
    if (dialect == "africastalking") return {"path"};
    if (dialect == "simple") return {"", "hmac", "basic", "token", "path", "field"};
    if (dialect == "twilio" || dialect == "telerivet") return {"hmac", "path"};
    if (dialect == "vonage") return {"", "md5", "md5hash", "sha1", "sha256", "sha512", "jwt"};
    return {"basic", "token", "path"};
}

CallbackSite site_with(const std::string& proof) {
    CallbackSite site;
    site.hooks = "http://127.0.0.1:8080/hooks/r/planted-path-secret-01";
    site.settings.route = "r";
    site.settings.secrets = {"planted-path-secret-01", "planted-path-secret-02"};
    site.settings.signature_method = proof;
    site.settings.username = "kazi";
    site.settings.public_url = "https://gw.example.org";
    site.settings.service_code = "*384*77#";
    site.now_s = now_s;
    return site;
}

/// A request as the hook on the other end sees it.
struct Arrived {
    explicit Arrived(HttpRequest sent) : request(std::move(sent)) {
        for (const Header& header : request.headers)
            headers.push_back({header.name, header.value});
    }
    [[nodiscard]] Callback callback() const {
        return {request.method, callbacks::target_of(request.url), request.body, headers};
    }
    HttpRequest request;
    std::vector<HeaderView> headers;
};

template <class T>
Parsed<T> first_of(const Parsed<Batch<T>>& batch) {
    if (!batch) return batch.error();
    if (batch->size() != 1) return Refusal{400, "not one entry"};
    if (!batch->front()) return batch->front().error().refusal;
    return *batch->front();
}

Parsed<InboundSms> read_sms(const Dialect& dialect, const Callback& callback,
                            const RouteSettings& settings) {
    const CallbackContext context{.now_s = now_s, .previous_text = {}};
    if (dialect.parse_sms != nullptr) return dialect.parse_sms(callback, settings, context);
    return first_of(dialect.parse_sms_batch(callback, settings, context));
}

Parsed<DeliveryReport> read_dlr(const Dialect& dialect, const Callback& callback,
                                const RouteSettings& settings) {
    const CallbackContext context{.now_s = now_s, .previous_text = {}};
    if (dialect.parse_dlr != nullptr) return dialect.parse_dlr(callback, settings, context);
    return first_of(dialect.parse_dlr_batch(callback, settings, context));
}

std::string random_text() {
    static constexpr std::array<std::string_view, 16> pieces = {
        "a", "JOIN", " ", "+", "&", "=", "%", "\n", "*", "\"", "\\", "é", "€", "你好", "😀", "ŋ"};
    const auto picked = *rc::gen::container<std::vector<std::size_t>>(
        rc::gen::inRange<std::size_t>(0, pieces.size()));
    std::string text;
    for (const std::size_t piece : picked)
        text += pieces.at(piece);
    return text;
}

std::string random_word() {
    return "w-" + std::to_string(*rc::gen::inRange<std::uint64_t>(0, 1'000'000'000));
}

std::string random_number() {
    return "+2547" + std::to_string(*rc::gen::inRange<std::uint64_t>(10'000'000, 99'999'999));
}

InboundSms random_sms() {
    InboundSms sms;
    sms.from = random_number();
    sms.to = *rc::gen::arbitrary<bool>() ? "40404" : "+254205000001";
    sms.text = random_text();
    sms.message_id = random_word();
    sms.received_at = *rc::gen::inRange<std::int64_t>(1'000'000'000, 2'000'000'000);
    sms.network = "63902";
    return sms;
}

/// A wire may not carry it; what it carries is right.
template <class T>
bool equal_or_absent(const std::optional<T>& read, const std::optional<T>& written) {
    return !read || read == written;
}

void check_sms(const Dialect& dialect, const CallbackWriter& writer, const CallbackSite& site) {
    const InboundSms sms = random_sms();
    auto request = writer.sms(sms, site);
    if (!request) {
        RC_ASSERT(sms.text.empty());
        return;
    }
    writer.prove(*request, site);
    const Arrived arrived(*std::move(request));
    const auto read = read_sms(dialect, arrived.callback(), site.settings);
    if (!read) RC_FAIL(std::string(dialect.name) + ": " + read.error().error);
    RC_ASSERT(read->from == sms.from);
    RC_ASSERT(read->to == sms.to);
    RC_ASSERT(read->text == sms.text);
    RC_ASSERT(read->message_id == sms.message_id);
    RC_ASSERT(!read->charset_guessed);
    RC_ASSERT(equal_or_absent(read->received_at, sms.received_at));
    RC_ASSERT(equal_or_absent(read->network, sms.network));
}

void check_dlr(const Dialect& dialect, const CallbackWriter& writer, const CallbackSite& site) {
    DeliveryReport report;
    report.message_id = random_word();
    report.status = static_cast<DeliveryStatus>(*rc::gen::inRange(0, 8));
    report.final = is_final(report.status);
    report.to = random_number();
    if (report.final && report.status != DeliveryStatus::delivered) report.error = "27";
    auto request = writer.dlr(report, site);
    if (!request) return;
    writer.prove(*request, site);
    const Arrived arrived(*std::move(request));
    const auto read = read_dlr(dialect, arrived.callback(), site.settings);
    if (!read) RC_FAIL(std::string(dialect.name) + ": " + read.error().error);
    RC_ASSERT(read->message_id == report.message_id);
    RC_ASSERT(read->status == report.status);
    RC_ASSERT(read->final == report.final);
    RC_ASSERT(equal_or_absent(read->to, report.to));
    RC_ASSERT(equal_or_absent(read->error, report.error));
}

UssdTurn random_turn() {
    UssdTurn turn;
    turn.from = random_number();
    turn.session_id = random_word() + ":" + turn.from;  // one dialect makes it of the two
    turn.service_code = "*384*77#";
    turn.event = static_cast<UssdEvent>(*rc::gen::inRange(0, 5));
    turn.message_id = random_word();
    if (turn.event == UssdEvent::input) {
        turn.input = *rc::gen::element<std::string>("1", "00", "", "ndiyo & é", "#");
        turn.accumulated = "2*" + turn.input;
    }
    return turn;
}

void check_turn(const UssdTurn& turn, const Dialect& dialect, const CallbackWriter& writer,
                const CallbackSite& site) {
    auto request = writer.ussd(turn, site);
    if (!request) return;
    writer.prove(*request, site);
    const Arrived arrived(*std::move(request));
    CallbackContext context{.now_s = now_s, .previous_text = {}};
    if (turn.event == UssdEvent::input) context.previous_text = "2";
    const auto read = dialect.parse_ussd(arrived.callback(), site.settings, context);
    if (!read) RC_FAIL(std::string(dialect.name) + ": " + read.error().error);
    RC_ASSERT(read->session_id == turn.session_id);
    RC_ASSERT(read->event == turn.event);
    RC_ASSERT(read->input == turn.input);
    if (!read->from.empty()) RC_ASSERT(read->from == turn.from);
    if (!read->service_code.empty()) {
        RC_ASSERT(callbacks::bare_code(read->service_code) ==
                  callbacks::bare_code(turn.service_code));
    }
}

void check_ussd(const Dialect& dialect, const CallbackWriter& writer, const CallbackSite& site) {
    check_turn(random_turn(), dialect, writer, site);
}

/// Runs a check over every dialect that has the kind, under each of its proofs.
template <class Has, class Check>
void over_all(Has has, Check check) {
    for (const Dialect& dialect : dialects()) {
        const CallbackWriter* writer = find_callback_writer(dialect.name);
        if (writer == nullptr || !has(*writer)) continue;
        for (const std::string& proof : proofs_of(dialect.name))
            check(dialect, *writer, site_with(proof));
    }
}

}  // namespace

TEST_CASE("every dialect has a writer of exactly its kinds") {
    CHECK(callback_writers().size() == dialects().size());
    for (const Dialect& dialect : dialects()) {
        const std::string name(dialect.name);
        CAPTURE(name);
        const CallbackWriter* writer = find_callback_writer(dialect.name);
        REQUIRE(writer != nullptr);
        const bool takes_sms = dialect.parse_sms != nullptr || dialect.parse_sms_batch != nullptr;
        const bool takes_dlr = dialect.parse_dlr != nullptr || dialect.parse_dlr_batch != nullptr;
        CHECK((writer->sms != nullptr) == takes_sms);
        CHECK((writer->dlr != nullptr) == takes_dlr);
        CHECK((writer->ussd != nullptr) == (dialect.parse_ussd != nullptr));
        const bool shows = dialect.parse_ussd != nullptr && dialect.build_ussd == nullptr;
        CHECK((writer->read_page != nullptr) == shows);
    }
}

TEST_CASE("a dialect reads the SMS that its aggregator writes") {
    CHECK(rc::check("parse(write(sms)) == sms", [] {
        over_all([](const CallbackWriter& writer) { return writer.sms != nullptr; }, check_sms);
    }));
}

TEST_CASE("a dialect reads the delivery report that its aggregator writes") {
    CHECK(rc::check("parse(write(report)) == report", [] {
        over_all([](const CallbackWriter& writer) { return writer.dlr != nullptr; }, check_dlr);
    }));
}

TEST_CASE("a dialect reads the USSD turn that its aggregator writes") {
    CHECK(rc::check("parse(write(turn)) == turn", [] {
        over_all([](const CallbackWriter& writer) { return writer.ussd != nullptr; }, check_ussd);
    }));
}

TEST_CASE("a gateway with manners of its own is written by the route's rules") {
    struct Gateway {
        std::vector<std::string> events;
        bool accumulates = false;
        bool with_code = false;
    };
    const std::vector<Gateway> gateways = {
        {{"ABORT!=0|null abort", "opCode=ABO end", "opCode=BEG new", "* input"}},
        {{"clean=clean-session abort", "dialled new", "* input"}},
        {{"Type=1 new", "Type=2|3 input", "Type=x* timeout", "End=* end"}},
        {{"state=bye end"}, true},
        {{"state=bye end"}, true, true},
    };
    CHECK(rc::check("parse(write(turn)) == turn, by rules", [&] {
        for (const Gateway& gateway : gateways) {
            CallbackSite site = site_with("path");
            site.settings.fields = {{"session", "SID"}, {"from", "MSISDN"}, {"input", "INPUT"}};
            site.settings.ussd.accumulates = gateway.accumulates;
            site.settings.ussd.with_code = gateway.with_code;
            for (const std::string& text : gateway.events)
                site.settings.ussd.events.push_back(*parse_event_rule(text));
            const UssdTurn turn = random_turn();
            // Behind the code a hash that was typed can't be told from the one that ends it all.
            if (gateway.with_code && turn.input.ends_with('#')) continue;
            check_turn(turn, *find_dialect("simple"), *find_callback_writer("simple"), site);
        }
    }));
}

TEST_CASE("an aggregator with another secret is refused, whatever it sends") {
    over_all([](const CallbackWriter& writer) { return writer.sms != nullptr; },
             [](const Dialect& dialect, const CallbackWriter& writer, const CallbackSite& site) {
                 CallbackSite forger = site;
                 forger.hooks = "http://127.0.0.1:8080/hooks/r/planted-other-secret";
                 forger.settings.secrets = {"planted-other-secret"};
                 InboundSms sms;
                 sms.from = "+254711000001";
                 sms.to = "40404";
                 sms.text = "STOP";
                 sms.message_id = "f-1";
                 auto request = writer.sms(sms, forger);
                 REQUIRE(request);
                 writer.prove(*request, forger);
                 const Arrived arrived(*std::move(request));
                 const auto read = read_sms(dialect, arrived.callback(), site.settings);
                 CAPTURE(std::string(dialect.name) + " by " + site.settings.signature_method);
                 REQUIRE(!read);
                 CHECK(read.error().http == 403);
             });
}

TEST_CASE("an aggregator reads the page that its dialect shows") {
    for (const CallbackWriter& writer : callback_writers()) {
        if (writer.read_page == nullptr) continue;
        const std::string name(writer.dialect);
        CAPTURE(name);
        const Dialect& dialect = *find_dialect(writer.dialect);
        const CallbackSite site = site_with("path");
        UssdTurn turn;
        turn.session_id = "s-1";
        turn.from = "+254711000001";
        turn.service_code = "*384*77#";
        turn.event = UssdEvent::input;
        const Arrived arrived(writer.ussd(turn, site).value());
        for (const bool more : {true, false}) {
            const UssdPage page{"Habari\n1 \"Ndiyo\"", more};
            const auto read =
                writer.read_page(dialect.render_ussd(page, arrived.callback(), site.settings));
            REQUIRE(read.has_value());
            CHECK(read->text == page.text);
            CHECK(read->more == more);
        }
    }
}
