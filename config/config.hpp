// SPDX-License-Identifier: Apache-2.0
// Everything an operator can set, as one typed value: what kazi.toml says after it was checked.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/error.hpp"
#include "config/pay.hpp"
#include "config/profile.hpp"
#include "config/protection.hpp"
#include "config/referral.hpp"
#include "config/secret.hpp"

namespace kazi::config {

/// [store]
struct Store {
    std::string url;   ///< unix:///path or redis://host:port; empty: our own redis-server
    std::string user;  ///< of that server; empty: its default user
    Secret password;   ///< empty: it asks for none
    std::filesystem::path data_folder = "kazi-data";
    bool allow_without_persistence = false;
    std::chrono::milliseconds command_deadline{1'400};
};

/// [listen.public] and [listen.admin]
struct Listener {
    std::string address;
    std::uint16_t port = 0;  ///< 0: any free port
    std::size_t header_bytes_max = 16 * 1024;
    std::size_t body_bytes_max = 256 * 1024;
    std::size_t upload_bytes_max = 1024UL * 1024 * 1024;  ///< streamed bodies (items of a campaign)
    std::size_t connections_max = 4'096;
    std::chrono::milliseconds idle_timeout{60'000};
    std::chrono::milliseconds read_timeout{15'000};
    std::chrono::milliseconds write_timeout{15'000};
    /// Whose word on who called is taken (X-Forwarded-For); addresses and networks.
    std::vector<std::string> trusted_proxies{};
};

/// [identity]. Losing or changing the key makes every worker a stranger: keep a copy.
struct Identity {
    Secret key;  ///< keys the worker ids, the clients' pseudonyms and the payout keys
    /// Holds a key for each worker's number; empty: `number-keys` in the data folder. Not to be
    /// kept with the store's backups.
    std::filesystem::path number_keys;
    /// That file was lost: begin another, and keep numbers again as they are heard of.
    bool relearn_numbers = false;
};

/// [market.NAME]. Amounts are micro-units of `currency`.
struct Market {
    std::string name;
    std::string country;                 ///< ISO 3166-1 alpha-2
    std::string currency;                ///< ISO 4217
    std::string calling_code;            ///< digits
    std::string time_zone;               ///< IANA name
    std::vector<std::string> languages;  ///< ISO 639-1; the first is the default
    int minimum_age = 18;
    int quiet_from_minute = 20 * 60;   ///< minutes after midnight, local time
    int quiet_until_minute = 8 * 60;   ///< equal to the start: no quiet hours
    std::int64_t sms_price_micro = 0;  ///< one segment we send
    std::int64_t top_up_minimum_micro = 0;
    std::int64_t top_up_step_micro = 0;
    std::int64_t top_up_maximum_micro = 0;
    int platform_fee_percent = 0;
    int lessons_at_least = 0;    ///< that a campaign teaches before it asks
    bool question_tags = false;  ///< two letters before each question by SMS
    std::string data_office;     ///< where a worker gets her full file; empty: nowhere
    /// [market.NAME.operators]: whose numbers begin how, digits with country code.
    std::map<std::string, std::vector<std::string>> operators;
    Pay pay;
    std::vector<Network> networks;
    Protection protection;  ///< the country's pack, as far as the market says nothing else
    int ussd_paid_s = 0;    ///< that one charge buys of a USSD session; 0: no end is reckoned with
    Profile profile;
    Referral referral;
    std::map<std::string, std::string> partners;  ///< the code that people join with → its name
    /// A partner's code → its percent of the platform's fee on what those people answer.
    std::map<std::string, int> commissions;
};

/// [route.NAME.ussd]: how a gateway writes USSD otherwise than our own dialect.
struct RouteUssd {
    std::string input = "entry";  ///< entry, accumulated or accumulated_with_code
    std::vector<std::string> events;
    bool xml = false;
    bool names_ignore_case = false;
    bool number_is_session = false;
    std::string charset;
    std::string reply_type = "text/plain; charset=utf-8";
    std::string reply_more;  ///< templates; empty: our own answer
    std::string reply_end;
    std::map<std::string, std::string> more_headers;
    std::map<std::string, std::string> end_headers;
    std::string line_end = "\n";
    std::string separator;
};

/// [route.NAME]: one connection to an aggregator, at /hooks/NAME/….
struct Route {
    std::string name;
    std::string dialect;
    std::string market;
    std::string send_url;
    std::string username;
    Secret api_key;
    std::string sender;                ///< short code or sender ID
    std::string service_code;          ///< *384*77#; empty: no USSD on this route
    std::vector<Secret> path_secrets;  ///< any of them opens the hook; empty: no secret in the path
    std::vector<Secret> signing_secrets;  ///< any of them may have signed a callback
    std::string country_code;             ///< digits, for numbers in local form; empty: refuse them
    std::string callback_url;             ///< where reports should come, for dialects that ask
    std::string ussd_send_url;  ///< where USSD pages go, for dialects that send them apart
    Secret passphrase;          ///< beside user name and key, where an aggregator wants three
    std::vector<std::string> short_codes;  ///< own destinations that are as long as numbers
    std::string public_url;        ///< how the world calls us, before /hooks: some dialects sign it
    std::string variant;           ///< how the aggregator bends the dialect
    std::string signature_method;  ///< how a callback is proven; empty: by what secret there is
    std::vector<std::string> countries;      ///< whose numbers it sends to, ISO 3166; empty: all
    std::int64_t price_micro = 0;            ///< one segment, in the market's currency
    int messages_per_second = 0;             ///< 0: the dialect's own limit
    int sender_messages_per_second = 0;      ///< of its sender ID, on all its routes; 0: no limit
    int recipient_messages_per_minute = 60;  ///< to one number; 0: no limit
    int ussd_chars_max = 160;
    std::chrono::milliseconds ussd_deadline{0};  ///< 0: as in [limits]
    int callbacks_per_second_max = 1'000;        ///< 0: no fence, here and below
    int turns_per_number_minute_max = 240;
    int sms_per_number_hour_max = 360;
    std::vector<std::string> callers;  ///< addresses that may call; empty: all
    bool allow_get = false;
    bool no_id = false;
    std::map<std::string, std::string> fields;  ///< our field name → theirs
    std::string send_body;  ///< a template for a POST; empty: our own, or a GET of send_url
    std::string send_type;  ///< its content type
    std::string ok_regex;   ///< what an answer to a template looks like that took the message
    RouteUssd ussd;
};

/// [provider.NAME]: one account to pay from, with its callbacks at /hooks/NAME/payout. A market may
/// have several.
struct Provider {
    std::string name;
    std::string codec;
    std::string market;
    std::string url;        ///< these three empty: the codec's own
    std::string query_url;  ///< where one transaction is asked for
    std::string token_url;  ///< where bearer tokens are fetched
    std::string username;
    Secret api_key;
    std::vector<Secret> callback_path_tokens;
    Secret callback_secret;  ///< what signs its callbacks, where they are signed
    std::string callback_url;
    std::map<std::string, Secret> options;  ///< [provider.NAME.options]: what only its codec has
    std::string pays = "airtime";           ///< or money
    std::vector<std::string> prefixes;      ///< of the numbers it pays to; empty: all
    std::vector<std::string> operators;     ///< of the market's, whom it pays; empty: all
    std::int64_t minimum_micro = 0;         ///< of one payout
    std::int64_t maximum_micro = 0;         ///< 0: none, here and below
    std::int64_t fee_micro = 0;             ///< of each payout
    std::int64_t fee_ppm = 0;               ///< of its amount; negative: a discount
    std::int64_t day_cap_micro = 0;         ///< of what leaves in one local day
    std::int64_t number_day_cap_micro = 0;  ///< the same, to one number
    std::optional<std::chrono::milliseconds> call_deadline;   ///< nothing: the codec's own
    std::chrono::milliseconds pending_deadline{600'000};      ///< then the payout is in doubt
    std::optional<std::chrono::milliseconds> number_spacing;  ///< between two to one number
    std::chrono::milliseconds queue_pause{120'000};  ///< after it refused us: float, credentials
    int payouts_per_second = 5;
};

/// [push]: SMS offers to workers who did not ask.
struct Push {
    int invites_per_second = 5;
    int wave_invites_max = 500;
    std::chrono::milliseconds wave_interval{60'000};
    int expected_start_percent = 40;  ///< of invited workers, until the campaign knows better
    int invites_per_worker_day_max = 5;
    int newcomer_percent = 10;  ///< of a campaign's offers that go to newcomers at least
};

/// [limits]
struct Limits {
    std::chrono::milliseconds ussd_deadline{3'000};
    std::chrono::milliseconds callback_deadline{8'000};  ///< SMS, reports and payout callbacks
    std::chrono::milliseconds sms_lease{6 * 3'600'000};
    std::chrono::milliseconds ussd_lease{15 * 60'000};
    std::chrono::milliseconds drain_deadline{20'000};
    int outgoing_in_flight_max = 64;
};

enum class LogLevel : std::uint8_t { debug, info, warn, error };

/// [log]
struct LogSettings {
    LogLevel level = LogLevel::info;
};

struct Config {
    Store store;
    Listener public_listener{.address = "0.0.0.0", .port = 8080};
    Listener admin_listener{.address = "127.0.0.1", .port = 8081};
    Identity identity;
    std::vector<Market> markets;
    std::vector<Route> routes;
    std::vector<Provider> providers;
    Push push;
    Limits limits;
    LogSettings log;

    std::string file;                               ///< where it was read
    std::map<std::string, int, std::less<>> lines;  ///< dotted key → line

    /// A fault of `key` found by somebody who knows more than this room (an unknown dialect, say).
    [[nodiscard]] ConfigError fault(std::string_view key, std::string text) const;
    /// The market of that name, or null.
    [[nodiscard]] const Market* find_market(std::string_view name) const;
};

/// Where references like { env = "NAME" } and { file = "PATH" } are looked up.
struct Sources {
    std::function<std::optional<std::string>(const std::string& name)> environment;
    std::function<std::optional<std::string>(const std::string& path)> file;
};

/// The process's own environment and files.
[[nodiscard]] Sources process_sources();

using ConfigResult = std::variant<Config, ConfigErrors>;

/// Reads configuration text; `file` is only a name for messages.
/// Fails: with every fault found, in the order of lines.
[[nodiscard]] ConfigResult read_config(std::string_view text, const std::string& file,
                                       const Sources& sources);

/// Reads a configuration file with the process's sources. Fails: as above, or unreadable.
[[nodiscard]] ConfigResult load_config(const std::filesystem::path& path);

/// The example that is shipped: every setting with its default and why.
[[nodiscard]] std::string_view shipped_config();

}  // namespace kazi::config
