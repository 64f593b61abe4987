// SPDX-License-Identifier: Apache-2.0
// A server that answers 200 'CON hi' to whatever comes.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <thread>

#include "gateway/http/server.hpp"

namespace kazi::tests {

class YesMan {
public:
    YesMan();
    ~YesMan();
    YesMan(const YesMan&) = delete;
    YesMan& operator=(const YesMan&) = delete;

    [[nodiscard]] std::string url() const;

private:
    boost::asio::io_context context_{1};
    std::unique_ptr<gateway::http::HttpServer> server_;
    std::thread thread_;
};

}  // namespace kazi::tests
