// SPDX-License-Identifier: Apache-2.0
// Vectors are written by people: a wrong type is told by name, an unknown option is ignored.
#include "protocols/decode_vector.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "protocols/answer.hpp"
#include "protocols/base64.hpp"
#include "protocols/form.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

struct KindWord {
    std::string_view word;
    DecodeKind kind;
};

constexpr std::array<KindWord, 4> kind_words = {{
    {"sms", DecodeKind::sms},
    {"dlr", DecodeKind::dlr},
    {"ussd", DecodeKind::ussd},
    {"send-response", DecodeKind::send_response},
}};

/// Reads members of one object and remembers the first that has the wrong type.
class Members {
public:
    explicit Members(const json::object& object) : object_(object) {}

    void read(std::string_view name, std::string& into) {
        if (const json::value* value = find(name)) {
            if (value->is_object() || value->is_array() || value->is_bool()) return refuse(name);
            into = text_member(object_, name);
        }
    }

    void read(std::string_view name, bool& into) {
        if (const json::value* value = find(name)) {
            if (!value->is_bool()) return refuse(name);
            into = value->get_bool();
        }
    }

    void read(std::string_view name, std::int64_t& into) {
        if (find(name) == nullptr) return;
        const auto value = integer_member(object_, name);
        if (!value) return refuse(name);
        into = *value;
    }

    /// The member when it is an object; null when it is absent or null.
    const json::object* object(std::string_view name) {
        const json::value* value = find(name);
        if (value == nullptr) return nullptr;
        if (!value->is_object()) refuse(name);
        return value->if_object();
    }

    [[nodiscard]] const json::value* find(std::string_view name) const {
        const json::value* value = object_.if_contains(name);
        return value == nullptr || value->is_null() ? nullptr : value;
    }

    void refuse(std::string_view name) {
        if (!refusal) refusal = Refusal{400, "vector: " + std::string(name) + " can't be read"};
    }

    std::optional<Refusal> refusal;

private:
    const json::object& object_;
};

void read_texts(Members& options, std::string_view name, std::vector<std::string>& into) {
    const json::value* list = options.find(name);
    if (list == nullptr) return;
    if (!list->is_array()) return options.refuse(name);
    for (const json::value& one : list->get_array()) {
        if (!one.is_string()) return options.refuse(name);
        into.emplace_back(one.get_string());
    }
}

void read_secrets(Members& options, RouteSettings& settings) {
    std::string secret;
    options.read("secret", secret);
    if (!secret.empty()) settings.secrets.push_back(std::move(secret));
    read_texts(options, "secrets", settings.secrets);
}

/// `fields` as an object, or single options such as "fields.from".
void read_field_names(Members& options, const json::object& object, RouteSettings& settings) {
    static constexpr std::string_view prefix = "fields.";
    const auto rename = [&](std::string_view ours, const json::value& theirs) {
        if (!theirs.is_string()) return options.refuse("fields");
        settings.fields[std::string(ours)] = std::string(theirs.get_string());
    };
    if (const json::object* names = options.object("fields")) {
        for (const auto& [ours, theirs] : *names)
            rename(ours, theirs);
    }
    for (const auto& [name, theirs] : object) {
        const std::string_view key = name;
        if (key.starts_with(prefix)) rename(key.substr(prefix.size()), theirs);
    }
}

void read_event_rules(Members& ussd, UssdShape& shape) {
    const json::value* rules = ussd.find("events");
    if (rules == nullptr) return;
    if (!rules->is_array()) return ussd.refuse("events");
    for (const json::value& rule : rules->get_array()) {
        if (!rule.is_string()) return ussd.refuse("events");
        auto read = parse_event_rule(rule.get_string());
        if (!read) return ussd.refuse("events");
        shape.events.push_back(*std::move(read));
    }
}

/// The route's table of that name, of which `input` may stand outside as well.
void read_ussd(Members& options, UssdShape& shape) {
    std::string input;
    options.read("ussd_input", input);
    options.read("ussd.input", input);
    if (const json::object* object = options.object("ussd")) {
        Members ussd(*object);
        ussd.read("input", input);
        ussd.read("xml", shape.xml);
        ussd.read("charset", shape.charset);
        ussd.read("names_ignore_case", shape.names_ignore_case);
        ussd.read("number_is_session", shape.number_is_session);
        read_event_rules(ussd, shape);
        if (ussd.refusal) options.refusal = std::move(ussd.refusal);
    }
    shape.with_code = input == "accumulated_with_code";
    shape.accumulates = shape.with_code || input == "accumulated";
    options.read("ussd_accumulated", shape.accumulates);
}

void read_country(Members& options, RouteSettings& settings) {
    options.read("country_code", settings.country_code);
    if (settings.country_code.starts_with('+')) settings.country_code.erase(0, 1);
    if (!settings.country_code.empty() && !is_digits(settings.country_code)) {
        options.refuse("country_code");
    }
}

void read_options(Members& vector, DecodeVector& decoded) {
    const json::object* object = vector.object("options");
    if (object == nullptr) return;
    Members options(*object);
    RouteSettings& settings = decoded.settings;
    read_secrets(options, settings);
    read_field_names(options, *object, settings);
    read_ussd(options, settings.ussd);
    read_country(options, settings);
    options.read("signature_method", settings.signature_method);
    options.read("route", settings.route);
    options.read("sender", settings.sender);
    read_texts(options, "short_codes", settings.short_codes);
    options.read("variant", settings.variant);
    options.read("username", settings.username);
    options.read("service_code", settings.service_code);
    options.read("send_url", settings.send_url);
    options.read("public_url", settings.public_url);
    options.read("send_body", settings.send_body);
    options.read("ok_regex", settings.ok_regex);
    options.read("allow_get", settings.allow_get);
    options.read("no_id", settings.no_id);
    options.read("now", decoded.context.now_s);
    options.read("first_turn", decoded.first_turn);
    if (options.find("previous_text") != nullptr) {
        options.read("previous_text", decoded.context.previous_text.emplace());
    }
    if (!vector.refusal) vector.refusal = std::move(options.refusal);
}

void read_headers(Members& vector, DecodeVector& decoded) {
    const json::object* headers = vector.object("headers");
    if (headers == nullptr) return;
    for (const auto& [name, value] : *headers) {
        if (value.is_object() || value.is_array()) return vector.refuse("headers");
        decoded.headers.push_back({std::string(name), text_member(*headers, name)});
    }
}

void read_body(Members& vector, DecodeVector& decoded) {
    vector.read("body", decoded.body);
    if (vector.find("body_base64") == nullptr) return;
    std::string encoded;
    vector.read("body_base64", encoded);
    auto bytes = base64_decode(encoded);
    if (!bytes) return vector.refuse("body_base64");
    decoded.body = *std::move(bytes);
}

/// The path and query of a full URL.
std::string target_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
    const std::size_t path = url.find_first_of("/?", host);
    return path == std::string_view::npos ? "/" : std::string(url.substr(path));
}

/// What stands before `target` in the full URL; scheme and host when the two don't fit.
std::string base_of(std::string_view url, std::string_view target) {
    url = url.substr(0, url.find('#'));
    if (url.ends_with(target)) return std::string(url.substr(0, url.size() - target.size()));
    const std::size_t scheme = url.find("://");
    const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
    return std::string(url.substr(0, url.find_first_of("/?", host)));
}

void read_target(Members& vector, DecodeVector& decoded) {
    std::string url;
    vector.read("path", decoded.target);
    vector.read("url", url);
    const bool url_says_more =
        decoded.target.empty() || (query_of(decoded.target).empty() && !query_of(url).empty());
    if (!url.empty() && url_says_more) decoded.target = target_of(url);
    decoded.settings.public_url = base_of(url, decoded.target);
}

std::optional<Refusal> read_names(Members& vector, DecodeVector& decoded) {
    std::string dialect;
    std::string kind;
    vector.read("dialect", dialect);
    vector.read("kind", kind);
    if (dialect.empty()) return Refusal{400, "vector: dialect is missing"};
    if (kind.empty()) return Refusal{400, "vector: kind is missing"};
    decoded.dialect = find_dialect(dialect);
    if (decoded.dialect == nullptr) return Refusal{400, "vector: unknown dialect " + dialect};
    const auto known = std::ranges::find(kind_words, kind, &KindWord::word);
    if (known == kind_words.end()) return Refusal{400, "vector: unknown kind " + kind};
    decoded.kind = known->kind;
    return std::nullopt;
}

std::string upper_case(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

}  // namespace

Parsed<DecodeVector> read_decode_vector(const json::object& vector, std::int64_t now_s) {
    DecodeVector decoded;
    decoded.context.now_s = now_s;
    Members members(vector);
    if (auto refusal = read_names(members, decoded)) return *std::move(refusal);
    members.read("method", decoded.method);
    decoded.method = upper_case(std::move(decoded.method));
    read_target(members, decoded);
    read_headers(members, decoded);
    read_body(members, decoded);
    std::int64_t http_status = decoded.http_status;
    members.read("http_status", http_status);
    if (http_status < 100 || http_status > 599) members.refuse("http_status");
    decoded.http_status = static_cast<int>(http_status);
    read_options(members, decoded);
    if (members.refusal) return *std::move(members.refusal);
    return decoded;
}

}  // namespace kazi::protocols
