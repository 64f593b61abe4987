// SPDX-License-Identifier: Apache-2.0
// One outgoing request on one curl handle: its options, what comes back, and what that means.
#pragma once

#include <curl/curl.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/http/outbound.hpp"

namespace kazi::gateway::http {

/// Why this request is not even tried: something in it would not survive the wire as it stands.
[[nodiscard]] std::optional<std::string> refusal_of(const protocols::HttpRequest& request);

struct TransferLimits {
    std::chrono::milliseconds connect_timeout{0};
    std::chrono::milliseconds total_timeout{0};
    std::size_t reply_bytes_max = 0;
};

class Transfer {
public:
    /// `request` was not refused.
    Transfer(protocols::HttpRequest request, SendOptions options,
             std::function<void(HttpOutcome)> done);
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    /// Sets every option on `easy`, which must be fresh or reset, and must not outlive this.
    void prepare(CURL* easy, const TransferLimits& limits);

    /// What became of it, once curl has said `result`. Takes the reply out.
    [[nodiscard]] HttpOutcome outcome(CURL* easy, CURLcode result);
    /// What became of it when it was stopped from outside.
    [[nodiscard]] HttpOutcome stopped(const std::string& why) const;

    [[nodiscard]] const SendOptions& options() const { return options_; }
    [[nodiscard]] std::function<void(HttpOutcome)> take_done() { return std::move(done_); }

private:
    struct ListDeleter {
        void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    };

    static int on_about_to_send(void* self, char*, char*, int, int);
    static std::size_t on_header(char* bytes, std::size_t, std::size_t count, void* self);
    static std::size_t on_body(char* bytes, std::size_t, std::size_t count, void* self);

    void set_request(CURL* easy);
    void set_method(CURL* easy);
    void set_headers(CURL* easy);
    void take_header(std::string_view line);
    [[nodiscard]] bool repeatable() const;
    [[nodiscard]] std::string why_not(CURLcode result) const;

    protocols::HttpRequest request_;
    SendOptions options_;
    std::function<void(HttpOutcome)> done_;
    std::unique_ptr<curl_slist, ListDeleter> header_list_;
    protocols::HttpReply reply_;
    std::size_t reply_bytes_max_ = 0;
    int tries_ = 0;  ///< times curl stood with an open connection, about to write the request
    bool too_large_ = false;
    bool head_complete_ = false;  ///< the blank line after the reply's headers has come
    std::array<char, CURL_ERROR_SIZE> error_text_{};
};

}  // namespace kazi::gateway::http
