// SPDX-License-Identifier: Apache-2.0
// Sends a second through our HTTP client, with 256 in flight, beside the same requests through
// nothing but libcurl's multi interface, to the same sink (bench_beast PORT sms). Rounds alternate;
// the medians and their ratio are printed, as one JSON object.
#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "gateway/http/client.hpp"

namespace {

using namespace kazi;
using Clock = std::chrono::steady_clock;

constexpr int in_flight = 256;

struct Plan {
    std::string url;
    std::string body =
        "username=sandbox&to=%2B254711000001&message=Is+place+100000+a+shop%3F&from=40404";
    int sends = 20'000;
    int rounds = 7;
};

double per_second(int sends, Clock::time_point began) {
    return sends / std::chrono::duration<double>(Clock::now() - began).count();
}

[[noreturn]] void fail(const std::string& why) {
    fmt::print(stderr, "{}\n", why);
    std::exit(1);
}

// --- ours

struct Ours {
    boost::asio::io_context context{1};
    gateway::http::HttpClient client;
    const Plan& plan;
    int started = 0;
    int ended = 0;

    explicit Ours(const Plan& made) : client(context, options()), plan(made) {}

    static gateway::http::ClientOptions options() {
        gateway::http::ClientOptions options;
        options.in_flight_max = in_flight;
        return options;
    }

    void start() {
        ++started;
        protocols::HttpRequest request{
            "POST", plan.url, {{"Content-Type", "application/x-www-form-urlencoded"}}, plan.body};
        client.send(std::move(request), {}, [this](gateway::http::HttpOutcome outcome) {
            const auto* answered = std::get_if<gateway::http::Answered>(&outcome);
            if (answered == nullptr || answered->reply.status != 201) fail("ours: not answered");
            ++ended;
            if (started < plan.sends) start();
        });
    }

    double run() {
        started = ended = 0;
        const auto began = Clock::now();
        for (int i = 0; i < in_flight; ++i)
            start();
        context.restart();
        while (ended < plan.sends)
            context.run_one();
        return per_second(plan.sends, began);
    }
};

// --- bare

std::size_t append(char* bytes, std::size_t, std::size_t count, void* body) {
    static_cast<std::string*>(body)->append(bytes, count);
    return count;
}

struct Bare {
    CURLM* multi = curl_multi_init();
    curl_slist* headers =
        curl_slist_append(nullptr, "Content-Type: application/x-www-form-urlencoded");
    std::vector<std::string> bodies{in_flight};
    std::vector<CURL*> handles;
    const Plan& plan;

    explicit Bare(const Plan& made) : plan(made) {
        curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(in_flight));
        for (std::string& body : bodies) {
            CURL* easy = handles.emplace_back(curl_easy_init());
            curl_easy_setopt(easy, CURLOPT_URL, plan.url.c_str());
            curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, plan.body.c_str());
            curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, append);
            curl_easy_setopt(easy, CURLOPT_WRITEDATA, &body);
            curl_easy_setopt(easy, CURLOPT_PRIVATE, &body);
        }
    }

    ~Bare() {
        for (CURL* easy : handles)
            curl_easy_cleanup(easy);
        curl_multi_cleanup(multi);
        curl_slist_free_all(headers);
    }

    int collect(int& started) {
        int ended = 0;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
            CURL* easy = message->easy_handle;
            long status = 0;
            std::string* body = nullptr;
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
            curl_easy_getinfo(easy, CURLINFO_PRIVATE, &body);
            if (status != 201 || body->empty()) fail("bare: not answered");
            body->clear();
            curl_multi_remove_handle(multi, easy);
            ++ended;
            if (started >= plan.sends) continue;
            ++started;
            curl_multi_add_handle(multi, easy);
        }
        return ended;
    }

    double run() {
        const auto began = Clock::now();
        int started = in_flight;
        for (CURL* easy : handles)
            curl_multi_add_handle(multi, easy);
        int running = 0;
        for (int ended = 0; ended < plan.sends;) {
            curl_multi_perform(multi, &running);
            const int now = collect(started);
            ended += now;
            if (now == 0) curl_multi_poll(multi, nullptr, 0, 1'000, nullptr);
        }
        return per_second(plan.sends, began);
    }
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

// bench_send PORT [SENDS [ROUNDS]]
int main(int argc, char** argv) {
    if (argc < 2) return 2;
    Plan plan;
    plan.url = fmt::format("http://127.0.0.1:{}/version1/messaging", argv[1]);
    if (argc > 2) plan.sends = std::max(std::atoi(argv[2]), in_flight);
    if (argc > 3) plan.rounds = std::max(std::atoi(argv[3]), 1);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    std::vector<double> ours;
    std::vector<double> bare;
    std::vector<double> ratios;
    Ours our_way(plan);
    Bare bare_way(plan);
    for (int round = 0; round <= plan.rounds; ++round) {
        const double first = our_way.run();
        const double second = bare_way.run();
        if (round == 0) continue;  // connections are made in it
        ours.push_back(first);
        bare.push_back(second);
        ratios.push_back(first / second);
    }
    fmt::print(
        R"({{"in_flight":{},"ours_per_second":{:.0f},"bare_per_second":{:.0f},"ratio":{:.3f}}})"
        "\n",
        in_flight, median(ours), median(bare), median(ratios));
}
