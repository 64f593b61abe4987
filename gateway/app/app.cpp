// SPDX-License-Identifier: Apache-2.0
// Top to bottom: what the daemon is made of (Daemon), how it starts and stops (run), and where a
// request goes (answer).
#include "gateway/app/app.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <list>

#include "gateway/admin/admin.hpp"
#include "gateway/api/api.hpp"
#include "gateway/app/accounts.hpp"
#include "gateway/app/cells.hpp"
#include "gateway/app/open_store.hpp"
#include "gateway/app/route_reload.hpp"
#include "gateway/audit/signal_view.hpp"
#include "gateway/engine/shipped_phrases.hpp"
#include "gateway/hooks/hooks.hpp"
#include "gateway/http/address_list.hpp"
#include "gateway/http/client.hpp"
#include "gateway/http/server.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/numbers/number_keys.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/metrics.hpp"
#include "gateway/payer/payer.hpp"
#include "gateway/sender/sender.hpp"

namespace kazi::gateway::app {

namespace {

using boost::asio::awaitable;
using protocols::HttpReply;

http::ListenOptions listen_options(const config::Listener& from) {
    http::ListenOptions options;
    options.address = from.address;
    options.port = from.port;
    options.header_bytes_max = from.header_bytes_max;
    options.body_bytes_max = from.body_bytes_max;
    options.streamed_body_bytes_max = from.upload_bytes_max;
    options.connections_max = from.connections_max;
    options.idle_timeout = from.idle_timeout;
    options.read_timeout = from.read_timeout;
    options.write_timeout = from.write_timeout;
    return options;
}

http::ClientOptions client_options(const config::Limits& limits) {
    http::ClientOptions options;
    options.in_flight_max = static_cast<std::size_t>(limits.outgoing_in_flight_max);
    return options;
}

hooks::HookSettings hook_settings(const config::Config& config) {
    return {config.identity.key.reveal(), config.limits.ussd_deadline,
            config.limits.callback_deadline};
}

std::vector<api::Market> api_markets(const config::Config& config) {
    std::vector<api::Market> markets;
    for (const config::Market& market : config.markets)
        markets.push_back(api::market_from(market, cell_name(market.name)));
    return markets;
}

keepers::PushSettings push_settings(const config::Push& from) {
    keepers::PushSettings settings;
    settings.invites_per_second = from.invites_per_second;
    settings.wave_invites_max = from.wave_invites_max;
    settings.expected_start_percent = from.expected_start_percent;
    settings.wave_interval = from.wave_interval;
    settings.newcomer_percent = from.newcomer_percent;
    return settings;
}

class Daemon {
public:
    explicit Daemon(const config::Config& config)
        : config_(config),
          log_(log_to_stderr(config.log.level)),
          phrases_(engine::shipped_phrases(config.markets.front().languages.front())),
          cells_(make_cells(config, phrases_)),
          opened_(context_, config, log_, true),
          client_(context_, client_options(config.limits)),
          world_{clock_, entropy_, opened_.store(), client_, log_, metrics_},
          engine_(world_),
          hooks_(world_, engine_, hook_settings(config)),
          rest_(context_),
          api_(world_, api_markets(config), phrases_),
          admin_(metrics_, opened_.store()),
          proxies_(address_list(config, "listen.public.trusted_proxies",
                                config.public_listener.trusted_proxies)) {
        for (const config::Route& from : config.routes) {
            hooks::Route route = make_route(config, from, cells_, metrics_);
            route.proofs = &proofs_[from.market];
            hooks_.add(std::move(route));
        }
        for (const config::Market& market : config.markets)
            add_payer(market);
    }

    int run() {
        spawn("run", live());
        context_.run();
        return exit_code_;
    }

private:
    awaitable<void> live() {
        const std::string trouble = co_await start();
        if (!trouble.empty()) {
            log_.error("not_started", {{"why", trouble}});
            exit_code_ = 1;
        } else {
            co_await until_signalled();
        }
        co_await stop();
    }

    awaitable<std::string> start() {
        std::string trouble = co_await opened_.until_up();
        if (!trouble.empty()) co_return trouble;
        for (auto& [market, cell] : cells_) {
            trouble = co_await numbers::own_key_file(opened_.store(), cell->settings.cell,
                                                     opened_.number_keys(),
                                                     config_.identity.relearn_numbers);
            if (!trouble.empty()) co_return trouble;
            const bool fresh = co_await keepers::refresh_board(post(*cell));
            if (!fresh) co_return "the store does not answer";
            start_keepers(*cell);
        }
        for (const auto& [market, cell] : cells_)
            start_sender(*cell);
        for (payer::Payer& payer : payers_)
            start_loop("payer", payer.run());
        co_return listen();
    }

    std::string listen() {
        try {
            public_ = std::make_unique<http::HttpServer>(
                context_, listen_options(config_.public_listener), public_hooks());
            admin_server_ = std::make_unique<http::HttpServer>(
                context_, listen_options(config_.admin_listener), admin_hooks());
        } catch (const std::exception& error) {
            return error.what();
        }
        log_.info("listening",
                  {{"public_port", public_->port()}, {"admin_port", admin_server_->port()}});
        return {};
    }

    awaitable<void> until_signalled() {
        boost::asio::signal_set signals(context_, SIGINT, SIGTERM, SIGHUP);
        for (int signal = SIGHUP; signal == SIGHUP;) {
            boost::asio::steady_timer signalled(context_,
                                                boost::asio::steady_timer::time_point::max());
            signals.async_wait([&](const boost::system::error_code&, int number) {
                signal = number;
                signalled.cancel();
            });
            co_await http::ring(signalled);
            if (signal == SIGHUP) reload_routes(config_.file, hooks_, cells_, metrics_, log_);
        }
        log_.info("stopping");
    }

    // First nothing new comes in, then what is under way ends, then the store goes.
    awaitable<void> stop() {
        admin_.begin_drain();
        if (public_) {
            const auto left = co_await public_->drain(config_.limits.drain_deadline);
            if (left > 0) log_.warn("requests_cut", {{"count", left}});
        }
        rest_.stop();
        co_await until_loops_end();
        client_.shut_down();
        if (admin_server_) co_await admin_server_->drain(std::chrono::milliseconds(500));
        co_await opened_.close();
        log_.info("stopped");
    }

    awaitable<void> until_loops_end() {
        constexpr std::chrono::milliseconds look_every{20};
        auto patience = config_.limits.drain_deadline;
        while (loops_ > 0 && patience.count() > 0) {
            co_await http::sleep_for(look_every);
            patience -= look_every;
        }
        if (loops_ > 0) log_.warn("loops_cut", {{"count", loops_}});
    }

    void start_keepers(engine::Cell& cell) {
        start_loop("board", keepers::keep_board(post(cell)));
        start_loop("timers", keepers::keep_timers(post(cell)));
        start_loop("campaigns", keepers::keep_campaigns(post(cell)));
        start_loop("chains", keepers::keep_chains(post(cell)));
        start_loop("comparisons", keepers::keep_comparisons(post(cell)));
        start_loop("reviews", keepers::keep_reviews(post(cell)));
        start_loop("passes", keepers::keep_passes(post(cell)));
        start_loop("gold", keepers::keep_gold(post(cell)));
        start_loop("seals", keepers::keep_seals(post(cell)));
        start_loop("numbers", keepers::keep_number_keys(post(cell), opened_.number_keys()));
        start_loop("wages", keepers::keep_wages(post(cell)));
        start_loop("ties", keepers::keep_ties(post(cell)));
        start_loop("spread", keepers::keep_spread(post(cell)));
        start_loop("push", keepers::keep_push(post(cell), push_settings(config_.push)));
    }

    // One for all routes of a market, so that each may stand in for another.
    void start_sender(engine::Cell& cell) {
        std::vector<const hooks::Route*> routes;
        for (const auto& [name, route] : hooks_.routes())
            if (route.cell == &cell && route.dialect->build_send != nullptr)
                routes.push_back(&route);
        if (routes.empty()) return;
        senders_.emplace_back(post(cell), std::move(routes), context_,
                              std::max(config_.limits.outgoing_in_flight_max / 2, 1));
        start_loop("sender", senders_.back().run());
    }

    // One for all accounts of a market, so that each may stand in for another.
    void add_payer(const config::Market& market) {
        payer::PayerSettings settings = payer_settings(config_, market);
        if (settings.accounts.empty()) return;
        std::vector<std::string> names;
        for (const payer::AccountSettings& account : settings.accounts)
            names.push_back(account.name);
        engine::Cell& cell = *cells_.at(market.name);
        payers_.emplace_back(post(cell), std::move(settings), context_,
                             config_.store.data_folder / ("payouts-" + cell_name(market.name)));
        for (const std::string& name : names)
            payer_of_[name] = &payers_.back();
    }

    http::ServerHooks public_hooks() {
        http::ServerHooks hooks;
        hooks.handler = [this](http::Exchange& exchange) { return answer(exchange); };
        hooks.streams_body = &api::Api::streams_body;
        hooks.on_error = on_error();
        hooks.on_refusal = [this](int status) {
            metrics_.http_refused("public", status).Increment();
        };
        return hooks;
    }

    http::ServerHooks admin_hooks() {
        http::ServerHooks hooks;
        hooks.handler = [this](http::Exchange& exchange) { return answer_admin(exchange); };
        hooks.on_error = on_error();
        hooks.on_refusal = [this](int status) {
            metrics_.http_refused("admin", status).Increment();
        };
        return hooks;
    }

    awaitable<HttpReply> answer(http::Exchange& exchange) {
        auto path = hooks::hook_path(exchange.request.target);
        if (!path) return api_.serve(exchange);
        path->caller = http::caller_of(exchange.remote_address, exchange.request.headers, proxies_);
        if (path->kind != hooks::HookKind::payout) return hooks_.serve(exchange.request, *path);
        const auto payer = payer_of_.find(path->name);
        if (payer == payer_of_.end()) return hooks_.serve(exchange.request, *path);
        return payer->second->callback(payer->first, exchange.request);
    }

    awaitable<HttpReply> answer_admin(http::Exchange& exchange) {
        take_readings();
        const auto& request = exchange.request;
        if (request.method == "GET" && request.target == "/signals")
            co_return co_await audit::signals_reply(opened_.store(), cell_names());
        co_return admin_.serve(request.method, request.target);
    }

    std::map<std::string, std::string> cell_names() const {
        std::map<std::string, std::string> names;
        for (const auto& [market, cell] : cells_)
            names[market] = cell->settings.cell;
        return names;
    }

    // What nobody counts as it happens is read off when somebody asks.
    void take_readings() {
        const std::size_t trips = opened_.round_trips();
        metrics_.store_round_trips.Increment(static_cast<double>(trips - round_trips_read_));
        round_trips_read_ = trips;
        metrics_.store_up.Set(opened_.store().is_up() ? 1 : 0);
        metrics_.http_out_in_flight.Set(static_cast<double>(client_.in_flight()));
        metrics_.replies_waiting.Set(waiting(true));
        metrics_.bulk_waiting.Set(waiting(false));
    }

    [[nodiscard]] double waiting(bool replies) const {
        std::size_t sum = 0;
        for (const sender::Sender& sender : senders_)
            sum += sender.waiting(replies);
        return static_cast<double>(sum);
    }

    [[nodiscard]] keepers::Post post(engine::Cell& cell) { return {world_, engine_, cell, rest_}; }

    std::function<void(std::string_view, std::string_view)> on_error() {
        return [this](std::string_view what, std::string_view text) {
            log_.error("http_trouble", {{"what", what}, {"why", text}});
        };
    }

    void start_loop(std::string name, awaitable<void> loop) {
        ++loops_;
        spawn(std::move(name), counted(std::move(loop)));
    }

    awaitable<void> counted(awaitable<void> loop) {
        struct Leaving {
            int& loops;
            ~Leaving() { --loops; }
        };
        const Leaving leaving{loops_};
        co_await std::move(loop);
    }

    // A loop that ends by an exception is a fault of ours: better to stop than to half work.
    void spawn(std::string name, awaitable<void> work) {
        http::spawn(
            context_.get_executor(), std::move(name), std::move(work),
            [this](const std::string& failed, const std::exception_ptr& failure) {
                log_.error("loop_failed", {{"name", failed}, {"why", http::text_of(failure)}});
                exit_code_ = 1;
                std::raise(SIGTERM);
            });
    }

    const config::Config& config_;
    boost::asio::io_context context_{1};
    SystemClock clock_;
    SystemEntropy entropy_;
    Log log_;
    Metrics metrics_;
    taskflow::dialogue::Phrasebook phrases_;
    Cells cells_;
    OpenedStore opened_;
    http::HttpClient client_;
    World world_;
    engine::Engine engine_;
    std::map<std::string, hooks::DeliveryProofs, std::less<>> proofs_;  ///< by market
    hooks::Hooks hooks_;
    keepers::Rest rest_;
    api::Api api_;
    admin::Admin admin_;
    http::AddressList proxies_;  ///< of ours, in front of the public listener
    std::list<sender::Sender> senders_;
    std::list<payer::Payer> payers_;
    std::map<std::string, payer::Payer*, std::less<>> payer_of_;  ///< by account
    std::unique_ptr<http::HttpServer> public_;
    std::unique_ptr<http::HttpServer> admin_server_;
    std::size_t round_trips_read_ = 0;
    int loops_ = 0;
    int exit_code_ = 0;
};

}  // namespace

int serve(const config::Config& config) {
    Daemon daemon(config);
    return daemon.run();
}

}  // namespace kazi::gateway::app
