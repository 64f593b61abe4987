// SPDX-License-Identifier: Apache-2.0
// Beast's parser does the grammar. Derived here so that it hands over positions instead of filling
// a container, and so that what smuggles requests past a proxy is refused.
#include "gateway/http/request_parser.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <limits>

namespace kazi::gateway::http {

namespace beast = boost::beast;
using beast::http::error;
using beast::http::field;
using boost::system::error_code;
using Text = beast::string_view;

namespace {

constexpr int bad_request = 400;
constexpr int content_too_large = 413;
constexpr int expectation_failed = 417;
constexpr int header_fields_too_large = 431;
constexpr int not_implemented = 501;

/// Absolute-form targets are for proxies, yet a server must take them: keep path and query.
Text path_of(Text target) {
    const auto scheme = target.find("://");
    if (scheme == Text::npos || target.front() == '/') return target;
    const auto path = target.find('/', scheme + 3);
    return path == Text::npos ? target.substr(target.size()) : target.substr(path);
}

class Parser final : public beast::http::basic_parser<true> {
public:
    explicit Parser(std::size_t header_bytes_max) {
        header_limit(static_cast<std::uint32_t>(
            std::min<std::size_t>(header_bytes_max, std::numeric_limits<std::uint32_t>::max())));
        body_limit(boost::none);
        eager(false);
    }

    const char* request = nullptr;  ///< the first byte of the request, in this call
    std::size_t request_bytes = 0;  ///< from there to the end of what was given
    RequestHead* head = nullptr;
    std::uint64_t body_bytes_left = 0;
    Text piece;
    int refusal = 0;

private:
    bool slice(Text text, Slice& into) const {
        // A folded header is put together elsewhere than in our buffer; folding is long obsolete.
        if (text.data() < request || text.data() > request + request_bytes) return false;
        into.begin = static_cast<std::uint32_t>(text.data() - request);
        into.length = static_cast<std::uint32_t>(text.size());
        return true;
    }

    void refuse(int status, error_code& ec) {
        refusal = status;
        ec = error::bad_value;
    }

    void on_request_impl(beast::http::verb, Text method, Text target, int version,
                         error_code& ec) override {
        head->http11 = version == 11;
        const Text path = path_of(target);
        if (!slice(method, head->method) || !slice(path, head->target) || path.empty()) {
            refuse(bad_request, ec);
        }
    }

    void on_field_impl(field name, Text text, Text value, error_code& ec) override {
        if (is_header_done()) return;  // a trailer: allowed, and of no use to us
        if (head->header_count == headers_max) return refuse(header_fields_too_large, ec);
        const auto at = head->header_count++;
        if (value.empty()) {
            head->values[at] = Slice{};
        } else if (!slice(value, head->values[at])) {
            return refuse(bad_request, ec);
        }
        if (!slice(text, head->names[at])) return refuse(bad_request, ec);
        if (name == field::host) {
            ++hosts_;
        } else if (name == field::expect) {
            on_expect(value, ec);
        } else if (name == field::transfer_encoding) {
            on_transfer_encoding(value, ec);
        }
    }

    void on_expect(Text value, error_code& ec) {
        if (!beast::iequals(value, "100-continue")) return refuse(expectation_failed, ec);
        head->expects_continue = head->http11;
    }

    // Anything but exactly "chunked" leaves two ways to see where the body ends.
    void on_transfer_encoding(Text value, error_code& ec) {
        if (!head->http11) return refuse(bad_request, ec);
        if (!beast::iequals(value, "chunked")) return refuse(not_implemented, ec);
    }

    void on_header_impl(error_code& ec) override {
        if (hosts_ > 1 || (head->http11 && hosts_ == 0)) return refuse(bad_request, ec);
        head->keep_alive = keep_alive();
        if (const auto length = content_length()) head->content_length = *length;
        head->has_body = chunked() || head->content_length.value_or(0) > 0;
    }

    void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}

    std::size_t on_body_impl(Text body, error_code&) override {
        piece = body;
        return body.size();
    }

    void on_chunk_header_impl(std::uint64_t size, Text, error_code& ec) override {
        if (size > body_bytes_left) return refuse(content_too_large, ec);
        body_bytes_left -= size;
    }

    std::size_t on_chunk_body_impl(std::uint64_t, Text body, error_code&) override {
        piece = body;
        return body.size();
    }

    void on_finish_impl(error_code&) override {}

    void on_response_impl(int, Text, int, error_code& ec) override { ec = error::bad_version; }

    int hosts_ = 0;
};

}  // namespace

class RequestParser::Impl {
public:
    std::optional<Parser> parser;
    RequestHead head;
    std::size_t consumed = 0;

    ParseStep refuse(int status) {
        if (parser->refusal == 0) parser->refusal = status;
        return ParseStep::refused;
    }

    // One grammar step at a time, until there is something to tell.
    ParseStep parse(std::string_view unparsed) {
        while (!parser->is_done()) {
            if (consumed == unparsed.size()) return ParseStep::need_more;
            const bool had_head = parser->is_header_done();
            parser->piece = {};
            error_code ec;
            const auto rest = unparsed.substr(consumed);
            consumed += parser->put(boost::asio::const_buffer(rest.data(), rest.size()), ec);
            if (ec == error::need_more) return ParseStep::need_more;
            if (ec)
                return refuse(ec == error::header_limit ? header_fields_too_large : bad_request);
            if (!had_head && parser->is_header_done()) return ParseStep::head;
            if (!parser->piece.empty()) return ParseStep::piece;
        }
        return ParseStep::complete;
    }
};

RequestParser::RequestParser() : impl_(std::make_unique<Impl>()) {}
RequestParser::~RequestParser() = default;

void RequestParser::restart(std::size_t header_bytes_max) {
    impl_->parser.emplace(header_bytes_max);
    impl_->parser->head = &impl_->head;
    auto& head = impl_->head;
    head.header_count = 0;
    head.content_length.reset();
    head.expects_continue = false;
    head.has_body = false;
}

void RequestParser::limit_body(std::uint64_t body_bytes_max) {
    auto& parser = *impl_->parser;
    parser.body_bytes_left = body_bytes_max;
    if (impl_->head.content_length.value_or(0) > body_bytes_max) parser.refusal = content_too_large;
}

ParseStep RequestParser::parse(const char* request, std::string_view unparsed) {
    impl_->consumed = 0;
    auto& parser = *impl_->parser;
    if (parser.refusal != 0) return ParseStep::refused;
    parser.request = request;
    parser.request_bytes = static_cast<std::size_t>(unparsed.data() + unparsed.size() - request);
    return impl_->parse(unparsed);
}

std::size_t RequestParser::consumed() const {
    return impl_->consumed;
}
int RequestParser::refusal() const {
    return impl_->parser->refusal;
}
const RequestHead& RequestParser::head() const {
    return impl_->head;
}

std::string_view RequestParser::piece() const {
    const auto& piece = impl_->parser->piece;
    return {piece.data(), piece.size()};
}

}  // namespace kazi::gateway::http
