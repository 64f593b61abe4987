// SPDX-License-Identifier: Apache-2.0
// bench_payouts: so many payouts through the real payer on a real Redis to all simulated providers
// but those that want to call back before a payment, which would measure that wait; and then the
// requests that this took once more, as many at once, through nothing but libcurl's multi
// interface. Everything stands on one thread, the providers too. One JSON object.
#define DOCTEST_CONFIG_IMPLEMENT
#include <curl/curl.h>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

#include "billing/first_step.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/payer/accounts.hpp"
#include "tests/integration/payer/provider_street.hpp"

namespace {

using namespace kazi;
using namespace kazi::tests;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point began) {
    return std::chrono::duration<double>(Clock::now() - began).count();
}

struct PaidOut {
    double seconds = 0;
    std::size_t attempts = 0;
};

std::size_t attempts_in(PayOffice& office, const ProviderStreet& street) {
    std::size_t attempts = 0;
    for (const std::string& id : street.ids)
        attempts += office.payout(id).attempts.size();
    return attempts;
}

/// Until every payout has left, those too that found no place at first, and every request has its
/// answer.
PaidOut pay_out(PayOffice& office, const ProviderStreet& street) {
    const auto began = Clock::now();
    const taskflow::Instant opened = office.clock.at;
    office.open();
    do {
        office.clock.at = opened + static_cast<taskflow::Instant>(seconds_since(began) * 1e6);
        office.io.restart();
        office.io.run_for(std::chrono::milliseconds(20));
    } while (office.outbound.under_way > 0 || office.entries(gateway::keys::payouts_due) > 0 ||
             attempts_in(office, street) < street.ids.size());
    const PaidOut paid{seconds_since(began), attempts_in(office, street)};
    office.close();
    return paid;
}

std::size_t drop_body(char*, std::size_t, std::size_t count, void*) {
    return count;
}

/// The same requests through bare libcurl.
class Bare {
public:
    Bare(boost::asio::io_context& io, const std::vector<protocols::HttpRequest>& requests,
         std::size_t at_once)
        : io_(io), requests_(requests), at_once_(at_once) {}
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;
    ~Bare() { curl_multi_cleanup(multi_); }

    double run() {
        const auto began = Clock::now();
        int running = 0;
        while (ended_ < requests_.size()) {
            while (started_ < requests_.size() && started_ - ended_ < at_once_)
                start(requests_[started_++]);
            curl_multi_perform(multi_, &running);
            collect();
            io_.restart();
            io_.poll();
        }
        return seconds_since(began);
    }

private:
    // A payment leaves on a connection of its own, ours and theirs.
    void start(const protocols::HttpRequest& request) {
        CURL* easy = curl_easy_init();
        curl_slist* headers = nullptr;
        for (const protocols::Header& header : request.headers)
            headers = curl_slist_append(headers, (header.name + ": " + header.value).c_str());
        curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(easy, CURLOPT_PRIVATE, headers);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop_body);
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        if (request.method != "GET") {
            curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.c_str());
            curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
        }
        curl_multi_add_handle(multi_, easy);
    }

    void collect() {
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
            CURL* easy = message->easy_handle;
            curl_slist* headers = nullptr;
            curl_easy_getinfo(easy, CURLINFO_PRIVATE, &headers);
            failed_ += message->data.result == CURLE_OK ? 0 : 1;
            curl_multi_remove_handle(multi_, easy);
            curl_easy_cleanup(easy);
            curl_slist_free_all(headers);
            ++ended_;
        }
        if (failed_ > 0) throw std::runtime_error("bare: a request was not answered");
    }

    boost::asio::io_context& io_;
    const std::vector<protocols::HttpRequest>& requests_;
    std::size_t at_once_;
    CURLM* multi_ = curl_multi_init();
    std::size_t started_ = 0;
    std::size_t ended_ = 0;
    int failed_ = 0;
};

bool calls_back_first(const gateway::payer::AccountSettings& account) {
    const billing::FirstSteps* steps = billing::first_steps_of(account.provider->name);
    return steps != nullptr && steps->read_call != nullptr;
}

void measure(std::size_t payouts) {
    PayOffice office;
    ProviderStreet street(office, 0, [&office] { return office.clock.at; });
    street.open_accounts();
    std::erase_if(office.settings.accounts, calls_back_first);
    office.outbound.keeps = true;
    street.order(payouts);
    const PaidOut paid = pay_out(office, street);
    if (paid.attempts != payouts) throw std::runtime_error("not every payout left once");
    const auto requests = office.outbound.requests;
    const std::size_t at_once = gateway::payer::sending_places * office.settings.accounts.size();
    Bare bare(office.io, requests, at_once);
    const double bare_seconds = bare.run();
    const auto count = static_cast<double>(payouts);
    fmt::print(R"({{"payouts":{},"requests":{},"at_once":{},"per_second":{:.1f},)"
               R"("bare_per_second":{:.1f},"ratio":{:.3f}}})"
               "\n",
               payouts, requests.size(), at_once, count / paid.seconds, count / bare_seconds,
               bare_seconds / paid.seconds);
}

}  // namespace

// bench_payouts [PAYOUTS]
int main(int argc, char** argv) {
    doctest::Context asserts;
    asserts.setAsDefaultForAssertsOutOfTestCases();
    asserts.setAssertHandler([](const doctest::AssertData& failed) {
        if (!failed.m_failed) return;
        fmt::print(stderr, "{}:{}: {}\n", failed.m_file, failed.m_line, failed.m_expr);
        std::exit(1);
    });
    curl_global_init(CURL_GLOBAL_DEFAULT);
    const int wanted = argc > 1 ? std::atoi(argv[1]) : 2'000;
    if (wanted <= 0) return 2;
    try {
        measure(static_cast<std::size_t>(wanted));
    } catch (const std::exception& error) {
        fmt::print(stderr, "bench_payouts: {}\n", error.what());
        return 1;
    }
    return 0;
}
