// SPDX-License-Identifier: Apache-2.0
// kazi decode: the hooks' own codecs, on one body from standard input or on a file of vectors.
#include <fmt/format.h>
#include <openssl/evp.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "billing/decode.hpp"
#include "gateway/cli/commands.hpp"
#include "protocols/decode.hpp"

namespace kazi::gateway::cli {

namespace {

namespace json = boost::json;

struct Options {
    std::string vectors;
    std::string dialect;
    std::string provider;
    std::string kind;
    std::string method = "POST";
    std::string url;
    std::vector<std::string> headers;
    std::string secret;
    int http_status = 200;
};

std::int64_t now_s() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(since).count();
}

json::object decode(const json::object& vector) {
    if (vector.contains("provider")) return billing::decode_provider(vector);
    return protocols::decode_dialect(vector, now_s());
}

json::object decode_line(const std::string& line) {
    boost::system::error_code error;
    const json::value value = json::parse(line, error);
    if (error || !value.is_object())
        return {{"id", nullptr}, {"ok", false}, {"http", 400}, {"error", "not a JSON object"}};
    return decode(value.get_object());
}

int decode_stream(std::istream& in) {
    std::string line;
    while (std::getline(in, line)) {
        if (line.empty()) continue;
        fmt::print("{}\n", json::serialize(decode_line(line)));
    }
    return ok;
}

int decode_vectors(const std::string& file) {
    if (file == "-") return decode_stream(std::cin);
    std::ifstream in(file);
    if (!in) {
        fmt::print(stderr, "kazi decode: can't read {}\n", file);
        return bad_usage;
    }
    return decode_stream(in);
}

// A body may be any bytes, and JSON text may not.
std::string as_base64(const std::string& bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
    auto* into = reinterpret_cast<unsigned char*>(text.data());
    text.resize(
        static_cast<std::size_t>(EVP_EncodeBlock(into, from, static_cast<int>(bytes.size()))));
    return text;
}

json::object vector_from(const Options& options, const std::string& body) {
    json::object vector{{"id", "stdin"}, {"kind", options.kind}, {"method", options.method}};
    if (!options.provider.empty()) {
        vector["provider"] = options.provider;
    } else {
        vector["dialect"] = options.dialect;
    }
    if (!options.url.empty()) vector["url"] = options.url;
    json::object headers;
    for (const std::string& header : options.headers) {
        const auto colon = header.find(':');
        const auto value = header.find_first_not_of(' ', colon + 1);
        headers[header.substr(0, colon)] =
            value == std::string::npos ? std::string() : header.substr(value);
    }
    vector["headers"] = std::move(headers);
    vector["body_base64"] = as_base64(body);
    vector["http_status"] = options.http_status;
    json::object settings;
    if (!options.secret.empty()) settings["secret"] = options.secret;
    vector["options"] = std::move(settings);
    return vector;
}

int decode_body(const Options& options) {
    const std::string body(std::istreambuf_iterator<char>(std::cin), {});
    const json::object answer = decode(vector_from(options, body));
    if (answer.at("ok").as_bool()) {
        fmt::print("{}\n", json::serialize(answer.at("result")));
        return ok;
    }
    fmt::print(stderr, "kazi decode: {} (http {})\n",
               std::string_view(answer.at("error").as_string()),
               json::serialize(answer.at("http")));
    return bad_usage;
}

int run(const Options& options) {
    if (!options.vectors.empty()) return decode_vectors(options.vectors);
    if (options.kind.empty() || options.dialect.empty() == options.provider.empty()) {
        fmt::print(stderr,
                   "kazi decode: give --vectors FILE, or --kind with --dialect or --provider\n");
        return bad_usage;
    }
    return decode_body(options);
}

}  // namespace

void add_decode(CLI::App& app, Exit& exit) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "decode", "Say what a dialect or a provider's codec makes of a body on standard input");
    command->add_option("--vectors", options->vectors, "A file of vectors, one a line; - is stdin");
    command->add_option("--dialect", options->dialect, "An aggregator's dialect");
    command->add_option("--provider", options->provider, "A payout provider's codec");
    command->add_option("--kind", options->kind,
                        "sms, dlr, ussd, send-response; callback, response, status");
    command->add_option("--method", options->method, "HTTP method")->capture_default_str();
    command->add_option("--url", options->url, "The address that was called");
    command->add_option("--header", options->headers, "'Name: value', as often as needed");
    command->add_option("--secret", options->secret, "The route's signing secret");
    command->add_option("--http-status", options->http_status, "Of an answer")
        ->capture_default_str();
    command->callback([options, &exit] { exit.code = run(*options); });
}

}  // namespace kazi::gateway::cli
