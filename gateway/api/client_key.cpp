// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/client_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "gateway/api/fingerprint.hpp"
#include "gateway/engine/keys.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;

constexpr std::string_view key_prefix = "kz_";
constexpr std::size_t client_key_bytes_max = 128;
constexpr std::size_t name_bytes_max = 40;
constexpr int draws_per_key = 4;

bool is_lower_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return to_lower(a) == to_lower(b); });
}

}  // namespace

bool is_client_name(std::string_view name) {
    if (name.empty() || name.size() > name_bytes_max || !is_lower_or_digit(name.front()))
        return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return is_lower_or_digit(c) || c == '_' || c == '-' || c == '.';
    });
}

std::string new_api_key(Entropy& entropy) {
    std::string key(key_prefix);
    for (int draw = 0; draw < draws_per_key; ++draw)
        key += fmt::format("{:016x}", entropy.next());
    return key;
}

std::string hash_api_key(std::string_view key) {
    return sha256_hex(key);
}

store::Batch plan_client_key(const std::string& key_hash, const Client& client) {
    const store::Place place{keys::client_keys, key_hash};
    store::Batch batch;
    batch.cell = clients_cell;
    batch.guards.push_back(store::Absent{place});
    batch.writes.push_back(store::Put{place, pack_client(client)});
    return batch;
}

std::string pack_client(const Client& client) {
    return json::serialize(json::object{{"client", client.name}, {"may_fund", client.may_fund}});
}

std::optional<Client> client_from(std::string_view text) {
    boost::system::error_code error;
    const json::value value = json::parse({text.data(), text.size()}, error);
    if (error || !value.is_object()) return std::nullopt;
    const json::value* name = value.get_object().if_contains("client");
    const json::value* may_fund = value.get_object().if_contains("may_fund");
    if (name == nullptr || !name->is_string() || may_fund == nullptr || !may_fund->is_bool())
        return std::nullopt;
    Client client{std::string(name->get_string()), may_fund->get_bool()};
    if (!is_client_name(client.name)) return std::nullopt;
    return client;
}

std::optional<std::string_view> bearer_key(std::string_view authorization) {
    constexpr std::string_view scheme = "Bearer ";
    if (authorization.size() <= scheme.size()) return std::nullopt;
    if (!same_word(authorization.substr(0, scheme.size()), scheme)) return std::nullopt;
    const std::string_view key = authorization.substr(scheme.size());
    if (!key.starts_with(key_prefix) || key.size() > client_key_bytes_max) return std::nullopt;
    return key;
}

}  // namespace kazi::gateway::api
