// SPDX-License-Identifier: Apache-2.0
// Field by field; the first fault ends it.
#include "taskflow/question/form_spec.hpp"

#include <fmt/format.h>

#include <charconv>

#include "taskflow/question/measures.hpp"
#include "taskflow/question/tokens.hpp"
#include "taskflow/question/written_number.hpp"

namespace kazi::taskflow::question {

namespace {

constexpr int decimals_max = 3;
constexpr std::size_t options_max = 26;
constexpr std::size_t keys_max = 9;

std::optional<int> small_number(const std::string& text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<Milli> bound(const std::string& text) {
    std::u32string points;
    for (const char byte : text) {
        const bool fits = (byte >= '0' && byte <= '9') || byte == '.' || byte == '-';
        if (!fits) return std::nullopt;
        points.push_back(static_cast<char32_t>(byte));
    }
    const auto meanings = meanings_of(points, decimals_max, false);
    if (meanings.size() != 1) return std::nullopt;
    return meanings.front();
}

class FormMaker {
public:
    explicit FormMaker(const FormSpec& spec) : spec_(spec) {}

    boost::system::result<Form, std::string> make() {
        const auto kind = kind_named(spec_.type);
        if (!kind) return fmt::format("type: {} is none of the known types", spec_.type);
        form_.kind = *kind;
        form_.unit = spec_.unit;
        form_.currency = spec_.currency;
        form_.source = spec_.source;
        form_.month_first = spec_.date_order == "mdy";
        read_options();
        read_decimals();
        read_bounds();
        read_picks();
        if (!error_.empty()) return error_;
        return form_;
    }

private:
    void fail(std::string_view field, std::string_view what) {
        if (error_.empty()) error_ = fmt::format("{}: {}", field, what);
    }

    [[nodiscard]] bool needs_options() const {
        return form_.kind == Kind::choice || form_.kind == Kind::multiple_choice ||
               form_.kind == Kind::ranking;
    }

    void read_options() {
        form_.options = spec_.options;
        if (needs_options() && form_.options.size() < 2) fail("options", "at least two are needed");
        if (form_.options.size() > options_max) fail("options", "26 at most");
        if (form_.kind == Kind::ranking && form_.options.size() > keys_max)
            fail("options", "9 at most can be ranked");
    }

    [[nodiscard]] int usual_decimals() const {
        if (form_.kind == Kind::price) return 2;
        const Tokens unit = tokenise(form_.unit);
        const bool measured = unit.size() == 1 && find_unit(unit.front().text) != nullptr;
        return measured ? decimals_max : 0;
    }

    void read_decimals() {
        form_.decimals = usual_decimals();
        if (spec_.decimals.empty()) return;
        const auto decimals = small_number(spec_.decimals);
        if (!decimals || *decimals < 0 || *decimals > decimals_max)
            return fail("decimals", "must be 0 to 3");
        form_.decimals = *decimals;
    }

    void read_bounds() {
        if (!spec_.today.empty()) {
            form_.today = read_iso_day(spec_.today);
            if (!form_.today) fail("today", "must be a day like 2026-01-31");
        }
        if (form_.kind == Kind::date) {
            form_.earliest = day_bound("minimum", spec_.minimum);
            form_.latest = day_bound("maximum", spec_.maximum);
            if (form_.earliest && form_.latest && *form_.earliest > *form_.latest)
                fail("minimum", "is after the maximum");
            return;
        }
        form_.minimum = number_bound("minimum", spec_.minimum);
        form_.maximum = number_bound("maximum", spec_.maximum);
        if (form_.minimum && form_.maximum && *form_.minimum > *form_.maximum)
            fail("minimum", "is greater than the maximum");
    }

    std::optional<std::chrono::sys_days> day_bound(std::string_view field,
                                                   const std::string& text) {
        if (text.empty()) return std::nullopt;
        if (text == "today" && form_.today) return form_.today;
        const auto day = read_iso_day(text);
        if (!day) fail(field, "must be a day like 2026-01-31");
        return day;
    }

    std::optional<Milli> number_bound(std::string_view field, const std::string& text) {
        if (text.empty()) return std::nullopt;
        const auto value = bound(text);
        if (!value) fail(field, "must be a number like 2.5");
        return value;
    }

    void read_picks() {
        form_.picks_max = form_.options.size();
        const auto read = [&](std::string_view field, const std::string& text, std::size_t& into) {
            if (text.empty()) return;
            const auto picks = small_number(text);
            if (!picks || *picks < 0) return fail(field, "must be a whole number");
            into = static_cast<std::size_t>(*picks);
        };
        read("picks minimum", spec_.picks_minimum, form_.picks_min);
        read("picks maximum", spec_.picks_maximum, form_.picks_max);
        if (form_.picks_min > form_.picks_max) fail("picks", "leave nothing to pick");
    }

    const FormSpec& spec_;
    Form form_;
    std::string error_;
};

std::string picks_text(const Picks& picks) {
    if (picks.options.empty()) return "none";
    std::string text;
    for (const std::uint16_t option : picks.options) {
        if (!text.empty()) text += ' ';
        text += std::to_string(option + 1);
    }
    return text;
}

struct ValueText {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const Picks& picks) const { return picks_text(picks); }
    std::string operator()(const Amount& amount) const { return milli_text(amount.value); }
    std::string operator()(const Day& day) const { return iso_day(day.day); }
    std::string operator()(const Wording& wording) const { return wording.tidy; }
    std::string operator()(const Verdict& verdict) const {
        std::string text(fact_name(verdict.fact));
        if (verdict.quantity) text += ' ' + milli_text(*verdict.quantity);
        return text;
    }
};

}  // namespace

boost::system::result<Form, std::string> make_form(const FormSpec& spec) {
    return FormMaker(spec).make();
}

std::optional<std::chrono::sys_days> read_iso_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = small_number(std::string(text.substr(0, 4)));
    const auto month = small_number(std::string(text.substr(5, 2)));
    const auto day = small_number(std::string(text.substr(8, 2)));
    if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date);
}

std::string iso_day(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string milli_text(Milli value) {
    const Milli size = value < 0 ? -value : value;
    std::string text = fmt::format("{}{}.{:03}", value < 0 ? "-" : "", size / milli, size % milli);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string value_text(const Understanding& understanding) {
    return std::visit(ValueText(), understanding.value);
}

}  // namespace kazi::taskflow::question
