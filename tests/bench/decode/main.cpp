// SPDX-License-Identifier: Apache-2.0
// What it costs to read one callback, for each dialect and kind: an ordinary message, report or
// USSD turn as its aggregator writes and proves it, from bytes to our event. Google Benchmark's
// options; "allocs" is how often memory was asked for.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "protocols/callbacks/callback_writer.hpp"
#include "protocols/callbacks/wire.hpp"
#include "tests/bench/decode/allocations.hpp"

namespace kazi::bench {
namespace {

using namespace protocols;

constexpr std::int64_t now_s = 1'709'622'551;

CallbackSite site_of(std::string_view dialect) {
    CallbackSite site;
    site.hooks = "https://gw.example.org/hooks/r/planted-path-secret-01";
    site.settings.route = "r";
    site.settings.secrets = {"planted-path-secret-01"};
    site.settings.username = "kazi";
    site.settings.public_url = "https://gw.example.org";
    site.settings.service_code = "*384*77#";
    if (dialect == "vonage") site.settings.signature_method = "sha256";
    if (dialect != "vonage" && dialect != "simple" && dialect != "twilio" && dialect != "telerivet")
        site.settings.signature_method = "path";
    site.now_s = now_s;
    return site;
}

InboundSms ordinary_sms() {
    InboundSms sms;
    sms.from = "+254711000001";
    sms.to = "40404";
    sms.text = "JOIN, tafadhali! 2 + 2";
    sms.message_id = "0a1b2c3d-0001";
    sms.received_at = now_s;
    return sms;
}

DeliveryReport ordinary_report() {
    DeliveryReport report;
    report.message_id = "0a1b2c3d-0001";
    report.status = DeliveryStatus::delivered;
    report.final = true;
    report.to = "+254711000001";
    return report;
}

UssdTurn ordinary_turn() {
    UssdTurn turn;
    turn.session_id = "0a1b2c3d-0001";
    turn.from = "+254711000001";
    turn.service_code = "*384*77#";
    turn.event = UssdEvent::input;
    turn.input = "2";
    turn.accumulated = "1*2";
    turn.sequence = 2;
    turn.message_id = "0a1b2c3d-0002";
    return turn;
}

/// A request as the hook on the other end sees it, with what reading it needs.
struct Arrived {
    Arrived(HttpRequest sent, const CallbackWriter& writer) : site(site_of(writer.dialect)) {
        writer.prove(sent, site);
        request = std::move(sent);
        for (const Header& header : request.headers)
            headers.push_back({header.name, header.value});
    }
    [[nodiscard]] Callback callback() const {
        return {request.method, callbacks::target_of(request.url), request.body, headers};
    }

    CallbackSite site;
    HttpRequest request;
    std::vector<HeaderView> headers;
};

/// True when the dialect took it for what it is.
using Read = std::function<bool(const Callback&, const RouteSettings&, const CallbackContext&)>;

template <class Parse>
Read reader_of(Parse parse) {
    return [parse](const Callback& callback, const RouteSettings& settings,
                   const CallbackContext& context) {
        const auto parsed = parse(callback, settings, context);
        benchmark::DoNotOptimize(parsed);
        return parsed.has_value();
    };
}

void measure(benchmark::State& state, const std::shared_ptr<const Arrived>& arrived,
             const Read& read) {
    const Callback callback = arrived->callback();
    CallbackContext context;
    context.now_s = now_s;
    std::uint64_t refused = 0;
    const std::uint64_t before = allocations();
    for (auto _ : state)
        refused += read(callback, arrived->site.settings, context) ? 0 : 1;
    const auto asked = static_cast<double>(allocations() - before);
    state.counters["allocs"] = benchmark::Counter(asked, benchmark::Counter::kAvgIterations);
    if (refused != 0) state.SkipWithError("the dialect refused its own aggregator");
}

void add(const CallbackWriter& writer, std::string_view kind, std::optional<HttpRequest> request,
         const Read& read) {
    const auto name = fmt::format("{}/{}", writer.dialect, kind);
    if (!request) {
        fmt::print(stderr, "{}: nobody wrote it\n", name);
        std::exit(1);
    }
    const auto arrived = std::make_shared<const Arrived>(*std::move(request), writer);
    benchmark::RegisterBenchmark(
        name.c_str(), [arrived, read](benchmark::State& state) { measure(state, arrived, read); });
}

void add_all_of(const CallbackWriter& writer) {
    const Dialect& dialect = *find_dialect(writer.dialect);
    const CallbackSite site = site_of(writer.dialect);
    if (writer.sms != nullptr) {
        const auto read = dialect.parse_sms != nullptr ? reader_of(dialect.parse_sms)
                                                       : reader_of(dialect.parse_sms_batch);
        add(writer, "sms", writer.sms(ordinary_sms(), site), read);
    }
    if (writer.dlr != nullptr) {
        const auto read = dialect.parse_dlr != nullptr ? reader_of(dialect.parse_dlr)
                                                       : reader_of(dialect.parse_dlr_batch);
        add(writer, "dlr", writer.dlr(ordinary_report(), site), read);
    }
    if (writer.ussd != nullptr)
        add(writer, "ussd", writer.ussd(ordinary_turn(), site), reader_of(dialect.parse_ussd));
}

}  // namespace
}  // namespace kazi::bench

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    for (const auto& writer : kazi::protocols::callback_writers())
        kazi::bench::add_all_of(writer);
    benchmark::RunSpecifiedBenchmarks();
}
