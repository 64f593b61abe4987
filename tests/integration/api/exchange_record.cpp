// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/api/exchange_record.hpp"

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>

#include "gateway/api/route.hpp"

namespace kazi::tests {

namespace {

namespace json = boost::json;

json::object headers_of(const std::vector<protocols::Header>& headers) {
    json::object object;
    for (const protocols::Header& header : headers)
        object[header.name] = header.value;
    return object;
}

void write_operations(std::ofstream& file) {
    json::array operations;
    for (const auto& form : gateway::api::operations())
        operations.push_back(
            {{"method", form.method}, {"path", form.path}, {"operationId", form.name}});
    file << json::serialize(json::object{{"operations", std::move(operations)}}) << '\n';
}

std::ofstream& record_file() {
    static std::ofstream file = [] {
        const char* name = std::getenv("KAZI_EXCHANGES");
        std::ofstream opened;
        if (name != nullptr) opened.open(name, std::ios::trunc);
        if (opened.is_open()) write_operations(opened);
        return opened;
    }();
    return file;
}

std::string target_of(const std::string& url) {
    const auto scheme = url.find("://");
    return url.substr(url.find('/', scheme + 3));
}

}  // namespace

void record_exchange(const protocols::HttpRequest& request, const protocols::HttpReply& reply) {
    constexpr std::size_t kept_body_bytes_max = 100'000;
    std::ofstream& file = record_file();
    if (!file.is_open()) return;
    json::object line{{"method", request.method},
                      {"target", target_of(request.url)},
                      {"request_headers", headers_of(request.headers)},
                      {"status", reply.status},
                      {"headers", headers_of(reply.headers)},
                      {"content_type", reply.content_type},
                      {"body", reply.body}};
    if (request.body.size() <= kept_body_bytes_max) line["request_body"] = request.body;
    file << json::serialize(line) << std::endl;
}

}  // namespace kazi::tests
