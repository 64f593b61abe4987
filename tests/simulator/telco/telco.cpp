// SPDX-License-Identifier: Apache-2.0
// One table of addresses: where each network takes messages, three of Africa's Talking's for
// airtime, and the rest that steer the simulation.
#include "tests/simulator/telco/telco.hpp"

#include <fmt/format.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <chrono>
#include <utility>

#include "gateway/http/spawn.hpp"
#include "tests/simulator/telco/form.hpp"

namespace kazi::simulator::telco {

namespace asio = boost::asio;
namespace json = boost::json;
using protocols::Callback;
using protocols::HttpReply;

namespace {

constexpr int not_found = 404;
constexpr int bad_request = 400;
constexpr std::chrono::milliseconds lost_reply_hold{60'000};
constexpr std::size_t hooks_in_flight_max = 64;
constexpr std::size_t hooks_waiting_max = 1'000'000;
constexpr std::string_view handset_prefix = "/telco/handset/";

HttpReply json_text(std::string body, int status = 200) {
    HttpReply reply;
    reply.status = status;
    reply.content_type = "application/json";
    reply.body = std::move(body);
    return reply;
}

HttpReply json_reply(const json::value& value) {
    return json_text(json::serialize(value));
}

HttpReply no_such_thing() {
    return json_text(R"({"error":"no such address"})", not_found);
}

HttpReply not_this_way(std::string_view why) {
    return json_text(json::serialize(json::object{{"error", why}}), bad_request);
}

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

Form query_of(std::string_view target) {
    const auto mark = target.find('?');
    return mark == std::string_view::npos ? Form{} : read_form(target.substr(mark + 1));
}

// The value of a member as text; empty when it isn't there or the body is no object.
std::string member(std::string_view body, std::string_view name) {
    boost::system::error_code fault;
    const auto value = json::parse(json::string_view(body.data(), body.size()), fault);
    if (fault || !value.is_object()) return "";
    const auto* found = value.get_object().if_contains(name);
    if (found == nullptr) return "";
    return found->is_string() ? std::string(found->get_string()) : json::serialize(*found);
}

std::uint64_t number_in(std::string_view text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

gateway::http::ListenOptions listen_options(const Settings& settings) {
    gateway::http::ListenOptions options;
    options.address = settings.address;
    options.port = settings.port;
    return options;
}

gateway::http::ClientOptions client_options() {
    gateway::http::ClientOptions options;
    options.in_flight_max = hooks_in_flight_max;
    options.queue_max = hooks_waiting_max;
    return options;
}

}  // namespace

Telco::Telco(asio::io_context& context, Settings settings, const crowd::Reader& reader,
             const RecordedAnswers& recorded)
    : settings_(std::move(settings)),
      timeline_(context, settings_.speed),
      client_(context, client_options()),
      hooks_(client_, timeline_, settings_, statistics_),
      networks_(hooks_, timeline_, settings_, statistics_,
                [this](const std::string& number, const std::string& text) {
                    if (!crowd_.sms_arrived(number, text)) handsets_.received(number, text);
                }),
      airtime_(hooks_, timeline_, settings_, statistics_),
      crowd_(networks_.homes(), timeline_, settings_, statistics_, reader, recorded),
      server_(
          context, listen_options(settings_),
          {.handler = [this](Exchange& exchange) { return serve(exchange); },
           .streams_body = {},
           .on_error = [](std::string_view what,
                          std::string_view text) { fmt::print(stderr, "{}: {}\n", what, text); },
           .on_refusal = {}}) {}

void Telco::stop() {
    crowd_.stop();
    timeline_.stop();
    client_.shut_down();
    server_.stop_accepting();
}

Telco::Waiting Telco::serve(Exchange& exchange) {
    const auto& request = exchange.request;
    const auto path = std::string(path_of(request.target));
    if (auto* network = networks_.messages_at(path)) co_return network->send(request);
    if (path == "/version1/airtime/send") co_return co_await take_airtime(request);
    if (path == "/query/transaction/find") co_return find_transaction(request);
    if (path == "/version1/user") co_return account(request);
    if (path == "/telco/ledger") co_return json_reply(airtime_.desk().ledger().to_json());
    if (path == "/telco/stats") co_return statistics_reply();
    if (path == "/telco/reports") co_return json_reply(networks_.final_reports());
    if (path == "/telco/thanked") co_return json_reply(crowd_.thanked().to_json());
    if (path.starts_with("/telco/crowd/")) co_return steer_crowd(path, request);
    if (path.starts_with(handset_prefix)) co_return co_await handset(path, request);
    co_return no_such_thing();
}

Telco::Waiting Telco::take_airtime(const Callback& request) {
    const bool as_json = request.header("content-type").starts_with("application/json");
    const auto form = as_json ? Form{{"username", member(request.body, "username")},
                                     {"recipients", member(request.body, "recipients")}}
                              : read_form(request.body);
    const auto answer =
        airtime_.send(request.header("apikey"), std::string(request.header("idempotency-key")),
                      value_of(form, "username"), value_of(form, "recipients"));
    // Held until any caller has given up: a reply that is lost looks like this from there.
    const auto wait = answer.reply_lost
                          ? std::chrono::duration<double, std::milli>(lost_reply_hold)
                          : std::chrono::duration<double, std::milli>(
                                settings_.latencies.airtime_reply_s * 1e3 / settings_.speed);
    const auto whole_wait = std::chrono::duration_cast<std::chrono::milliseconds>(wait);
    co_await gateway::http::sleep_for(whole_wait);
    co_return json_text(answer.body, answer.status);
}

HttpReply Telco::find_transaction(const Callback& request) const {
    const auto query = query_of(request.target);
    return json_text(airtime_.desk().find(value_of(query, "transactionId")));
}

HttpReply Telco::account(const Callback&) const {
    const auto spent = airtime_.desk().ledger().moved_in_all() + statistics_.message_cost_micro;
    constexpr std::int64_t float_micro = 1'000'000'000'000;
    const auto balance = with_four_decimals({settings_.currency, float_micro - spent});
    return json_reply(json::object{{"UserData", json::object{{"balance", balance}}}});
}

HttpReply Telco::statistics_reply() const {
    auto all = statistics_.to_json();
    all["seed"] = settings_.seed;
    all["networks"] = networks_.tallies();
    all["people"] = crowd_.people();
    all["answers_thanked_distinct"] = crowd_.thanked().size();
    all["callbacks_under_way"] = hooks_.under_way();
    all["top_ups_under_way"] = airtime_.desk().under_way();
    return json_reply(all);
}

HttpReply Telco::steer_crowd(std::string_view path, const Callback& request) {
    if (path == "/telco/crowd/start") {
        const auto people = number_in(member(request.body, "people"));
        if (people == 0) return not_this_way("people: how many?");
        crowd_.start(people);
        return statistics_reply();
    }
    if (path != "/telco/crowd/stop") return no_such_thing();
    crowd_.stop();
    return statistics_reply();
}

Telco::Waiting Telco::handset(std::string path, const Callback& request) {
    const auto rest = path.substr(handset_prefix.size());
    const auto slash = rest.find('/');
    if (slash == std::string::npos) co_return no_such_thing();
    const auto number = rest.substr(0, slash);
    const auto what = rest.substr(slash + 1);
    if (what == "inbox") co_return handset_inbox(number, request);
    if (what == "sms") co_return handset_sms(number, member(request.body, "text"));
    if (what == "hang-up") {
        if (auto* ussd = networks_.home_of(number).ussd) ussd->hang_up(number);
        co_return json_text(R"({"more":false})");
    }
    if (what == "ussd") {
        co_return co_await handset_ussd(number, std::string(request.body));
    }
    co_return no_such_thing();
}

HttpReply Telco::handset_inbox(std::string_view number, const Callback& request) const {
    const auto query = query_of(request.target);
    const auto after = number_in(value_of(query, "after"));
    return json_reply(json::object{{"messages", handsets_.inbox(number, after)}});
}

HttpReply Telco::handset_sms(const std::string& number, const std::string& text) {
    auto* sms = networks_.home_of(number).sms;
    if (sms == nullptr) return not_this_way("nobody carries SMS there");
    sms->write(number, text, {});
    return json_text(R"({"sent":true})");
}

Telco::Waiting Telco::handset_ussd(std::string number, std::string body) {
    auto* ussd = networks_.home_of(number).ussd;
    if (ussd == nullptr) co_return not_this_way("nobody carries USSD there");
    const auto code = member(body, "dial");
    const auto input = member(body, "input");
    const auto executor = co_await asio::this_coro::executor;
    const auto bell = std::make_shared<asio::steady_timer>(executor);
    bell->expires_at(asio::steady_timer::time_point::max());
    const auto shown = std::make_shared<std::optional<Page>>();
    auto on_page = [bell, shown](std::optional<Page> page) {
        *shown = std::move(page);
        bell->expires_at(asio::steady_timer::time_point::min());
    };
    if (code.empty()) {
        ussd->press(number, input, std::move(on_page));
    } else {
        ussd->dial(number, code, std::move(on_page));
    }
    co_await gateway::http::ring(*bell);
    const auto page = shown->value_or(Page{"The network ended the session.", false});
    const json::value told = json::object{{"text", page.text}, {"more", page.more}};
    co_return json_reply(told);
}

}  // namespace kazi::simulator::telco
