// SPDX-License-Identifier: Apache-2.0
// Whether a request may have left decides what may be done next, so it is not guessed from error
// codes: curl calls us each time a connection stands and the request is about to be written. Before
// the first such call nothing left. A second call means that a pooled connection died and curl
// would silently send the same request again: only what is safe to repeat may go on then.
#include "gateway/http/transfer.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace kazi::gateway::http {

namespace {

constexpr std::size_t reply_headers_max = 64;

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), is_control);
}

bool is_token(std::string_view text) {
    return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
        return is_control(c) || c == ' ' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
    });
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::optional<std::int64_t> whole_seconds(std::string_view text) {
    std::int64_t seconds = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, seconds);
    if (read.ec != std::errc{} || read.ptr != end || seconds < 0) return std::nullopt;
    return seconds;
}

long milliseconds_of(std::chrono::milliseconds duration) {
    return static_cast<long>(std::max<std::chrono::milliseconds::rep>(duration.count(), 1));
}

}  // namespace

std::optional<std::string> refusal_of(const protocols::HttpRequest& request) {
    if (!is_token(request.method)) return "the method is not a word";
    if (!request.url.starts_with("http://") && !request.url.starts_with("https://")) {
        return "the URL is neither http nor https";
    }
    if (has_control(request.url)) return "the URL has a control character";
    for (const auto& [name, value] : request.headers) {
        if (!is_token(name)) return "a header's name is not a word";
        if (has_control(value)) return "header " + name + " has a control character";
    }
    return std::nullopt;
}

Transfer::Transfer(protocols::HttpRequest request, SendOptions options,
                   std::function<void(HttpOutcome)> done)
    : request_(std::move(request)), options_(options), done_(std::move(done)) {}

bool Transfer::repeatable() const {
    return !options_.fresh_connection && (request_.method == "GET" || request_.method == "HEAD");
}

// ---- the request

void Transfer::prepare(CURL* easy, const TransferLimits& limits) {
    reply_bytes_max_ = limits.reply_bytes_max;
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, error_text_.data());
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    // Without it, giving up during name resolution waits for the resolver's thread.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    // HTTP/2 has further ways to send a request again.
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds_of(limits.connect_timeout));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, milliseconds_of(limits.total_timeout));
    // Once it is done, the connection may serve others: what matters is that none served it before.
    if (options_.fresh_connection) curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &Transfer::on_about_to_send);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    set_request(easy);
}

void Transfer::set_request(CURL* easy) {
    curl_easy_setopt(easy, CURLOPT_URL, request_.url.c_str());
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "kazi");
    // A signed path must leave as it was signed.
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    set_method(easy);
    set_headers(easy);
}

void Transfer::set_method(CURL* easy) {
    if (request_.method == "HEAD") {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
        return;
    }
    if (request_.method == "GET" && request_.body.empty()) {
        curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
        return;
    }
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request_.body.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request_.body.c_str());
    if (request_.method != "POST") {
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request_.method.c_str());
    }
}

// A name with nothing behind its colon takes back a header that curl would add by itself.
void Transfer::set_headers(CURL* easy) {
    curl_slist* list = curl_slist_append(nullptr, "Expect:");
    bool typed = false;
    for (const auto& [name, value] : request_.headers) {
        typed = typed || same_name(name, "Content-Type");
        const auto line = value.empty() ? name + ";" : name + ": " + value;
        list = curl_slist_append(list, line.c_str());
    }
    if (!typed) list = curl_slist_append(list, "Content-Type:");
    header_list_.reset(list);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);
}

int Transfer::on_about_to_send(void* self, char*, char*, int, int) {
    auto& transfer = *static_cast<Transfer*>(self);
    ++transfer.tries_;
    const bool allowed = transfer.tries_ == 1 || transfer.repeatable();
    return allowed ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

// ---- the reply

std::size_t Transfer::on_header(char* bytes, std::size_t, std::size_t count, void* self) {
    static_cast<Transfer*>(self)->take_header({bytes, count});
    return count;
}

void Transfer::take_header(std::string_view line) {
    if (line.starts_with("HTTP/")) {  // again after a 1xx
        reply_.headers.clear();
        head_complete_ = false;
        return;
    }
    if (trimmed(line).empty()) head_complete_ = true;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || reply_.headers.size() == reply_headers_max) return;
    const auto name = line.substr(0, colon);
    const auto value = trimmed(line.substr(colon + 1));
    if (same_name(name, "Content-Type")) {
        reply_.content_type = value;
        return;
    }
    if (same_name(name, "Retry-After")) reply_.retry_after_s = whole_seconds(value);
    reply_.headers.push_back({std::string(name), std::string(value)});
}

std::size_t Transfer::on_body(char* bytes, std::size_t, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    if (count > transfer.reply_bytes_max_ - transfer.reply_.body.size()) {
        transfer.too_large_ = true;
        return 0;
    }
    transfer.reply_.body.append(bytes, count);
    return count;
}

// ---- the meaning

std::string Transfer::why_not(CURLcode result) const {
    if (too_large_)
        return "the reply is larger than " + std::to_string(reply_bytes_max_) + " bytes";
    if (tries_ > 1 && !repeatable()) return "the connection died; not sent a second time";
    const char* const said = error_text_.data();
    return *said != '\0' ? said : curl_easy_strerror(result);
}

HttpOutcome Transfer::outcome(CURL* easy, CURLcode result) {
    if (result != CURLE_OK) return stopped(why_not(result));
    // To curl a reply that ends amid its headers is a success with an empty body.
    if (!head_complete_) return stopped("the reply broke off in its headers");
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    reply_.status = static_cast<int>(status);
    return Answered{std::move(reply_)};
}

HttpOutcome Transfer::stopped(const std::string& why) const {
    if (tries_ == 0) return NotSent{why};
    return InDoubt{why};
}

}  // namespace kazi::gateway::http
