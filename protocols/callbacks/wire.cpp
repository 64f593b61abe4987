// SPDX-License-Identifier: Apache-2.0
#include "protocols/callbacks/wire.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <chrono>

#include "protocols/answer.hpp"
#include "protocols/base64.hpp"
#include "protocols/form.hpp"

namespace kazi::protocols::callbacks {

namespace json = boost::json;

std::string write_form(const Pairs& pairs) {
    std::string form;
    for (const auto& [name, value] : pairs)
        append_form_field(form, name, value);
    return form;
}

HttpRequest post_form(std::string url, const Pairs& pairs) {
    return {"POST",
            std::move(url),
            {{"Content-Type", "application/x-www-form-urlencoded"}},
            write_form(pairs)};
}

HttpRequest post_json(std::string url, const json::object& body) {
    return {"POST", std::move(url), {{"Content-Type", "application/json"}}, json::serialize(body)};
}

void prove_by_header(HttpRequest& request, const CallbackSite& site) {
    const RouteSettings& settings = site.settings;
    if (settings.secrets.empty()) return;
    const std::string& secret = settings.secrets.front();
    if (settings.signature_method == "basic") {
        const std::string account = settings.username + ":" + secret;
        request.headers.push_back({"Authorization", "Basic " + base64_encode(account)});
    } else if (settings.signature_method == "token") {
        request.headers.push_back({"Authorization", "Token " + secret});
    }
}

std::string_view target_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    const std::size_t slash = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
    return slash == std::string_view::npos ? std::string_view("/") : url.substr(slash);
}

std::string digits_of(std::string_view number) {
    if (number.starts_with('+')) number.remove_prefix(1);
    return std::string(number);
}

std::string dialled(std::string_view code, std::string_view input) {
    std::string text(code.substr(0, code.find_last_not_of('#') + 1));
    if (!text.starts_with('*')) text.insert(0, "*");
    if (!input.empty()) text.append("*").append(input);
    return text.append("#");
}

std::string bare_code(std::string_view code) {
    const std::size_t first = code.find_first_not_of('*');
    if (first == std::string_view::npos) return {};
    return std::string(code.substr(first, code.find_last_not_of('#') + 1 - first));
}

std::string utc_time(std::int64_t unix_s, char between) {
    using namespace std::chrono;
    const sys_seconds at{seconds(unix_s)};
    const sys_days day = floor<days>(at);
    const year_month_day date(day);
    const hh_mm_ss time(at - day);
    return fmt::format("{:04}-{:02}-{:02}{}{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       between, time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

std::string_view word_for(DeliveryStatus status, std::span<const WordFor> words) {
    if (status == DeliveryStatus::unknown) return unheard_of;
    const auto known = std::ranges::find(words, status, &WordFor::status);
    return known == words.end() ? std::string_view() : known->word;
}

std::optional<UssdPage> read_con_end(const HttpReply& reply) {
    const bool more = reply.body.starts_with("CON ");
    if (!more && !reply.body.starts_with("END ")) return std::nullopt;
    return UssdPage{reply.body.substr(4), more};
}

std::optional<UssdPage> read_json_page(const HttpReply& reply, std::string_view text,
                                       std::string_view flag, bool flag_means_more) {
    const auto answer = parse_answer(reply.body);
    if (!answer) return std::nullopt;
    const json::value* told = answer->if_contains(flag);
    const json::value* page = answer->if_contains(text);
    if (told == nullptr || !told->is_bool() || page == nullptr || !page->is_string()) {
        return std::nullopt;
    }
    return UssdPage{std::string(page->get_string()), told->get_bool() == flag_means_more};
}

}  // namespace kazi::protocols::callbacks
