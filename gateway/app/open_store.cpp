// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/open_store.hpp"

#include <boost/asio/steady_timer.hpp>
#include <stdexcept>
#include <string_view>

#include "gateway/http/wait.hpp"

namespace kazi::gateway::app {

namespace {

using boost::asio::awaitable;

constexpr std::chrono::milliseconds look_every{20};
constexpr int looks_max = 1500;

// The configuration has checked the form: unix://PATH or redis://HOST:PORT.
store::ConnectionOptions options_from(const std::string& url) {
    constexpr std::string_view unix_scheme = "unix://";
    constexpr std::string_view tcp_scheme = "redis://";
    store::ConnectionOptions options;
    if (url.starts_with(unix_scheme)) {
        options.address = store::UnixAddress{url.substr(unix_scheme.size())};
        return options;
    }
    const std::string authority = url.substr(tcp_scheme.size());
    const auto colon = authority.rfind(':');
    options.address = store::TcpAddress{authority.substr(0, colon), authority.substr(colon + 1)};
    return options;
}

void log_event(Log& log, const store::ConnectionEvent& event) {
    using Kind = store::ConnectionEvent::Kind;
    switch (event.kind) {
        case Kind::up:
            return log.info("store_up");
        case Kind::down:
            return log.error("store_down", {{"why", event.text}});
        case Kind::failed:
            return log.debug("store_not_reached", {{"why", event.text}});
        case Kind::refused:
            return log.error("store_refused", {{"why", event.text}});
    }
}

}  // namespace

OpenedStore::OpenedStore(boost::asio::io_context& context, const config::Config& config, Log& log,
                         bool start_server)
    : context_(context), log_(log), number_keys_(config.identity.number_keys, entropy_) {
    const config::Store& settings = config.store;
    store::EmbeddedOptions embedded;
    embedded.folder = settings.data_folder;
    embedded.on_event = [this](const store::EmbeddedEvent& event) {
        const bool started = event.kind == store::EmbeddedEvent::Kind::started;
        if (started) return log_.info("redis_started");
        log_.error("redis_ended", {{"why", event.text}});
    };
    if (settings.url.empty()) {
        server_ = std::make_shared<store::EmbeddedRedis>(context_, std::move(embedded));
        if (start_server) server_->start();
    }
    connect(settings);
    numbers_ = std::make_unique<numbers::SealedNumbers>(*store_, number_keys_, log_);
    if (!start_server) server_.reset();
}

void OpenedStore::connect(const config::Store& settings) {
    const std::string url =
        settings.url.empty() ? "unix://" + server_->socket_path() : settings.url;
    store::ConnectionOptions options = options_from(url);
    options.require_persistence = !settings.allow_without_persistence;
    if (!settings.url.empty()) options.credentials = {settings.user, settings.password};
    options.limits.deadline = settings.command_deadline;
    options.on_event = [this](const store::ConnectionEvent& event) {
        if (event.kind == store::ConnectionEvent::Kind::refused) refused_ = event.text;
        log_event(log_, event);
    };
    store_ = std::make_unique<store::RedisStore>(context_, std::move(options));
}

awaitable<std::string> OpenedStore::until_up() {
    for (int looks = 0; looks < looks_max && refused_.empty(); ++looks) {
        if (store_->is_up()) co_return std::string{};
        co_await http::sleep_for(look_every);
    }
    co_return refused_.empty() ? std::string("no Redis answers") : refused_;
}

awaitable<void> OpenedStore::close() {
    store_->close();
    if (!server_) co_return;
    boost::asio::steady_timer gone(context_, boost::asio::steady_timer::time_point::max());
    std::function<void()> stopped = [&gone] { gone.cancel(); };
    server_->stop(std::move(stopped));
    co_await http::ring(gone);
}

}  // namespace kazi::gateway::app
