// SPDX-License-Identifier: Apache-2.0
// One HTTP call at a time, waited for: all a demonstration needs.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

#include "protocols/message.hpp"

namespace kazi::simulator::demo {

/// A call that did not end as it has to; `what()` says which and how.
class CallFailed : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class ApiClient {
public:
    /// `base_url` without a slash at its end. `key` is sent as bearer; empty: none. `run` tells the
    /// idempotency keys of this run from those of any other.
    ApiClient(std::string base_url, std::string key, std::string run);

    /// Throws CallFailed when there is no answer or none of the 2xx.
    protocols::HttpReply get(std::string_view path);
    protocols::HttpReply post(std::string_view path, std::string body,
                              std::string_view content_type = "application/json");

    /// The same for answers that are a JSON object. Throws CallFailed when the answer is none.
    boost::json::object get_json(std::string_view path);
    boost::json::object post_json(std::string_view path, const boost::json::value& body);

private:
    protocols::HttpReply call(protocols::HttpRequest request);

    std::string base_url_;
    std::string key_;
    std::string run_;
    int posts_ = 0;
};

/// The value of a response header, or an empty view.
[[nodiscard]] std::string_view header_of(const protocols::HttpReply& reply, std::string_view name);

}  // namespace kazi::simulator::demo
