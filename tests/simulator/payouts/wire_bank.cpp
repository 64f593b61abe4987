// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/payouts/wire_bank.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <iterator>
#include <stdexcept>

namespace kazi::simulator::payouts {

namespace {

namespace json = boost::json;
using billing::Decoded;
using billing::Outcome;
using billing::ProviderReply;
using billing::ProviderRequest;
using billing::Reason;
using kazi::payouts::Lie;
using kazi::payouts::Notice;
using kazi::payouts::Order;
using kazi::payouts::Sent;

constexpr std::string_view path_token = "path-token-of-the-house-22";
constexpr std::string_view credential = "s3cret";
constexpr std::string_view product = "265";
constexpr int first_steps_max = 8;

std::size_t keep(char* bytes, std::size_t, std::size_t size, void* into) {
    static_cast<std::string*>(into)->append(bytes, size);
    return size;
}

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

billing::ProviderSettings wire_settings(const billing::Provider& provider,
                                        const std::string& base_url) {
    billing::ProviderSettings settings = provider.defaults;
    const std::string base = base_url + "/" + std::string(provider.name);
    settings.username = "kazi";
    settings.api_key = credential;
    settings.send_url = base + "/pay";
    settings.status_url = base + "/status";
    settings.token_url = base + "/token";
    settings.callback_url = "https://pay.example.org/hooks/x/payout";
    settings.path_tokens = {std::string(path_token)};
    const bool checks_secret = provider.name == "reloadly" || provider.name == "paystack" ||
                               provider.name == "flutterwave";
    if (checks_secret) settings.callback_secret = "callback-secret-of-the-house";
    settings.options = {{"consumer_key", "kazi"},
                        {"consumer_secret", std::string(credential)},
                        {"client_id", "kazi"},
                        {"client_secret", std::string(credential)},
                        {"security_credential", "Qm9n=="},
                        {"party_a", "600999"},
                        {"not_found_codes", "2032"},
                        {"subscription_key", "0f3c"},
                        {"target_environment", "sandbox"},
                        {"country", "KE"},
                        {"country_code", "254"},
                        {"currency", "KES"},
                        {"pin", "bW9="},
                        {"ranged", "yes"},
                        {"network", "MPS"},
                        {"debit_value", "2999"},
                        {"payee_fsp", "payee"},
                        {"parties_url", base + "/parties"},
                        {"quotes_url", base + "/agree"},
                        {"bank_code", "MPESA"},
                        {"recipient_url", base + "/agree"}};
    // Paystack's would be a recipient's code, made beforehand.
    if (provider.name != "paystack") settings.options.push_back({"product", std::string(product)});
    return settings;
}

WireBank::WireBank(const billing::Provider& provider, kazi::payouts::Lies& lies,
                   std::optional<Reason> refusal, std::string base_url)
    : provider_(provider),
      lies_(lies),
      base_url_(std::move(base_url)),
      settings_(wire_settings(provider, base_url_)),
      curl_(curl_easy_init()) {
    if (!curl_) throw std::runtime_error("curl can't start");
    std::string path = "/house/open?lies=" + std::to_string(lies.bits());
    if (refusal) path += "&refusal=" + std::to_string(static_cast<int>(*refusal));
    static_cast<void>(steer(path, 0));
}

std::optional<ProviderReply> WireBank::exchange(const ProviderRequest& request,
                                                std::int64_t now_us) const {
    CURL* curl = curl_.get();
    curl_easy_reset(curl);
    std::unique_ptr<curl_slist, FreeList> headers;
    const auto add = [&headers](const std::string& line) {
        headers.reset(curl_slist_append(headers.release(), line.c_str()));
    };
    for (const auto& header : request.headers)
        add(header.name + ": " + header.value);
    add("X-House-Now-Us: " + std::to_string(now_us));
    add("Expect:");
    ProviderReply reply;
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply.body);
    if (request.method != "GET") {
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
        curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, request.body.c_str());
        curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
    }
    if (curl_easy_perform(curl) != CURLE_OK) return std::nullopt;
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    return reply;
}

std::string WireBank::steer(const std::string& path, std::int64_t now_us) const {
    const auto reply = exchange({"GET", base_url_ + path, {}, {}}, now_us);
    if (!reply || reply->status != 200) throw std::runtime_error("the house does not hear");
    return reply->body;
}

void WireBank::renew_token(std::int64_t now_us) {
    const auto request = provider_.build_token_request(settings_);
    if (!request) return;
    const auto reply = exchange(*request, now_us);
    const auto token = reply ? billing::parse_token(*reply) : std::nullopt;
    if (!token) throw std::runtime_error("no token from " + std::string(provider_.name));
    settings_.token = token->token;
    renew_at_us_ = now_us + token->expires_in_s * kazi::payouts::second_us * 4 / 5;
}

Decoded WireBank::confirm(const std::string& reference, std::int64_t now_us) {
    const auto request = provider_.build_confirm_request(reference, settings_);
    if (!request) return billing::no_answer();
    const auto reply = exchange(*request, now_us);
    return reply ? provider_.parse_response(*reply, settings_) : billing::no_answer();
}

WireBank::Prepared WireBank::prepare(const billing::PayoutOrder& payout,
                                     std::vector<Notice>& notices, std::int64_t now_us) {
    const billing::FirstSteps* steps = billing::first_steps_of(provider_.name);
    if (steps == nullptr) return settings_;
    for (int taken = 0; taken < first_steps_max; ++taken) {
        billing::Facts& known = known_[payout.key];
        auto step = steps->next(payout, {settings_, known, now_us});
        if (auto* refused = std::get_if<billing::RefusedFirst>(&step)) return refused->why;
        if (const auto* done = std::get_if<billing::StepsDone>(&step)) {
            billing::learn(known, "sent", "1");
            return billing::with_facts(settings_, done->options);
        }
        auto put_off = ask_first(std::get<billing::AskFirst>(step), payout.key, notices, now_us);
        if (put_off) return *put_off;
    }
    throw std::runtime_error("no end of first steps: " + std::string(provider_.name));
}

std::optional<Decoded> WireBank::ask_first(const billing::AskFirst& step, const std::string& key,
                                           std::vector<Notice>& notices, std::int64_t now_us) {
    const auto reply = exchange(step.request, now_us);
    if (!reply) return billing::no_answer();
    auto answer = billing::first_steps_of(provider_.name)->read_answer(*reply, settings_);
    if (answer.later) return answer.later;
    std::optional<Decoded> of_query;
    collect(notices, of_query, now_us);
    if (!step.subject.empty())
        std::ranges::copy(known_[step.subject], std::back_inserter(answer.facts));
    for (billing::ProviderOption& each : answer.facts)
        billing::learn(known_[key], std::move(each.name), std::move(each.value));
    return std::nullopt;
}

Sent WireBank::receive(const Order& order, std::int64_t now_us) {
    if (now_us >= renew_at_us_) renew_token(now_us);
    const billing::PayoutOrder payout{order.key, order.msisdn, order.amount, "kz_1",
                                      std::string(settings_.option("product"))};
    Sent sent;
    const Prepared prepared = prepare(payout, sent.notices, now_us);
    if (const auto* put_off = std::get_if<Decoded>(&prepared)) {
        sent.reply = *put_off;
        return sent;
    }
    const auto& settings = std::get<billing::ProviderSettings>(prepared);
    const auto reply = exchange(provider_.build_request(payout, settings), now_us);
    if (reply) sent.reply = provider_.parse_response(*reply, settings_);
    if (sent.reply && sent.reply->awaits_confirmation && sent.reply->provider_ref)
        sent.reply = confirm(*sent.reply->provider_ref, now_us);
    const bool expired = sent.reply && sent.reply->reason == Reason::token_expired;
    if (expired) renew_token(now_us);
    std::optional<Decoded> of_query;
    collect(sent.notices, of_query, now_us);
    return sent;
}

Decoded WireBank::query(const std::string& key, const std::string& reference, std::int64_t now_us) {
    if (now_us >= renew_at_us_) renew_token(now_us);
    const auto named = reference.empty() ? std::nullopt : std::optional(reference);
    const auto request = provider_.build_status_request(named, key, settings_);
    if (!request) return billing::no_answer();
    const auto reply = exchange(*request, now_us);
    if (!reply) return billing::no_answer();
    Decoded found = provider_.parse_status(*reply, settings_);
    if (found.reason == Reason::token_expired) {
        renew_token(now_us);
        return billing::decoded(Outcome::in_doubt, Reason::token_expired,
                                billing::Retry::query_first);
    }
    if (found.awaits_confirmation && found.provider_ref) confirm(*found.provider_ref, now_us);
    if (!provider_.traits.answers_later) return found;
    std::optional<Decoded> answer;
    collect(early_, answer, now_us);
    return answer.value_or(found);
}

bool WireBank::heard_first(const billing::ProviderCallback& callback) {
    const billing::FirstSteps* steps = billing::first_steps_of(provider_.name);
    if (steps == nullptr || steps->read_call == nullptr) return false;
    auto told = steps->read_call(callback, settings_);
    if (!told || !*told) return false;
    known_[(*told)->subject] = std::move((*told)->facts);
    return true;
}

billing::ProviderSettings WireBank::settings_for(const billing::ProviderCallback& callback) const {
    const billing::FirstSteps* steps = billing::first_steps_of(provider_.name);
    if (steps == nullptr || steps->key_in_call == nullptr) return settings_;
    const auto known = known_.find(steps->key_in_call(callback));
    return known == known_.end() ? settings_ : billing::with_facts(settings_, known->second);
}

void WireBank::collect(std::vector<Notice>& notices, std::optional<Decoded>& found,
                       std::int64_t now_us) {
    const auto calls = json::parse(steer("/house/calls?all=1", now_us));
    for (const auto& value : calls.as_array()) {
        const auto& call = value.as_object();
        billing::ProviderCallback callback;
        callback.method = std::string(call.at("method").as_string());
        const bool genuine = call.at("genuine").as_bool();
        const std::string token = genuine ? std::string(path_token) : std::string("somebody-else");
        callback.target = "/hooks/x/payout/" + token + std::string(call.at("path").as_string());
        callback.body = std::string(call.at("body").as_string());
        for (const auto& header : call.at("headers").as_object())
            callback.headers.push_back(
                {std::string(header.key()), std::string(header.value().as_string())});
        if (heard_first(callback)) continue;
        const auto told = provider_.parse_callback(callback, settings_for(callback));
        if (call.at("answers_query").as_bool()) {
            if (told) found = *told;
            continue;
        }
        const bool refused = !told && told.error().authentic;
        if (refused) throw std::runtime_error(told.error().error + ": " + callback.body);
        notices.push_back(
            {call.at("at_us").as_int64(), told ? *told : billing::no_answer(), told.has_value()});
    }
}

std::vector<billing::ReportLine> WireBank::report(std::int64_t now_us) {
    lies_.take(Lie::report_short);
    lies_.take(Lie::report_long);
    const auto lines = billing::read_report(
        steer("/house/report?provider=" + std::string(provider_.name), now_us));
    if (!lines) throw std::runtime_error(lines.error());
    return *lines;
}

std::int64_t WireBank::moved_micro(std::int64_t now_us) const {
    const auto ledger = json::parse(steer("/house/ledger", now_us));
    const auto* branch = ledger.as_object().if_contains(provider_.name);
    return branch == nullptr ? 0 : branch->as_object().at("moved_micro").to_number<std::int64_t>();
}

}  // namespace kazi::simulator::payouts
