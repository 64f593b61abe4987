// SPDX-License-Identifier: Apache-2.0
// A reply that belongs to somebody else is found by what only her own page can show: the question
// left open when she dials again, the next item of her walk after an answer, or her number.
#include "tests/bench/load/play.hpp"

#include <array>
#include <charconv>

namespace kazi::bench {

namespace {

/// She goes through the items in order from a place of her own. What others have used up she
/// skips, so the next one may be some way off; another person's is so near by rare chance only.
constexpr std::uint32_t items_skipped_max = 2000;

void type(Worker& worker, std::string_view key) {
    if (!worker.typed.empty()) worker.typed += '*';
    worker.typed += key;
    ++worker.turn;
}

/// The item that a page asks about: its questions name it "#17".
std::optional<std::uint32_t> item_on(std::string_view page) {
    const auto at = page.find('#');
    if (at == std::string_view::npos) return std::nullopt;
    std::uint32_t item = 0;
    const auto [end, error] =
        std::from_chars(page.data() + at + 1, page.data() + page.size(), item);
    return error == std::errc{} ? std::optional(item) : std::nullopt;
}

/// What every USSD conversation of the load has in common: the callback's form.
class UssdPlay : public Play {
public:
    explicit UssdPlay(const PlaySettings& settings) : settings_(settings) {}

    void write_turn(const Worker& worker, std::string& body) override {
        write_session(worker, body);
        body.append("&text=").append(worker.typed);
    }

protected:
    void write_session(const Worker& worker, std::string& body) const {
        body.append("sessionId=").append(settings_.run).append(1, '-');
        body.append(std::to_string(worker.index)).append(1, '-');
        body.append(std::to_string(worker.session));
        body.append("&serviceCode=*384*77%23&networkCode=63902&phoneNumber=%2B");
        body.append(digits_of(worker));
    }

    [[nodiscard]] const PlaySettings& settings() const { return settings_; }

    /// After the dial and the choice of work come the answers; then the phone is put away.
    void go_on(Worker& worker) const {
        if (worker.turn > settings_.answers_per_session) {
            const auto shown = worker.item;
            start_over(worker);
            worker.item = shown;
        } else {
            type(worker, "1");
        }
    }

private:
    PlaySettings settings_;
};

class AnswerPlay final : public UssdPlay {
public:
    using UssdPlay::UssdPlay;

    Verdict take_reply(Worker& worker, int status, std::string_view page) override {
        const Verdict verdict = judge(worker, status, page);
        if (verdict == Verdict::fine) {
            go_on(worker);
        } else {
            start_over(worker);
        }
        return verdict;
    }

private:
    Verdict judge(Worker& worker, int status, std::string_view page) const {
        if (status != 200 || !page.starts_with("CON ")) return Verdict::unexpected;
        if (worker.turn == 0) return Verdict::fine;
        const auto shown = item_on(page);
        if (!shown) return Verdict::unexpected;
        const auto before = worker.item;
        worker.item = shown;
        if (!before) return Verdict::fine;
        if (worker.turn == 1) return *shown == *before ? Verdict::fine : Verdict::swapped;
        const std::uint32_t items = settings().items;
        const std::uint32_t ahead = (*shown + items - *before) % items;
        return ahead > 0 && ahead <= items_skipped_max ? Verdict::fine : Verdict::swapped;
    }
};

class MenuPlay final : public UssdPlay {
public:
    using UssdPlay::UssdPlay;

    Verdict take_reply(Worker& worker, int status, std::string_view page) override {
        const bool hers = page.find(digits_of(worker)) != std::string_view::npos;
        go_on(worker);
        if (status != 200 || !page.starts_with("CON ")) return Verdict::unexpected;
        return hers ? Verdict::fine : Verdict::swapped;
    }
};

class PlainPlay final : public UssdPlay {
public:
    using UssdPlay::UssdPlay;

    Verdict take_reply(Worker& worker, int status, std::string_view) override {
        go_on(worker);
        return status == 200 ? Verdict::fine : Verdict::unexpected;
    }
};

class JoinPlay final : public UssdPlay {
public:
    using UssdPlay::UssdPlay;

    void write_turn(const Worker& worker, std::string& body) override {
        if (!hangs_up(worker)) return UssdPlay::write_turn(worker, body);
        write_session(worker, body);
        body.append("&status=Success");
    }

    Verdict take_reply(Worker& worker, int status, std::string_view page) override {
        const bool page_fits = worker.turn >= keys.size() || page.starts_with("CON ");
        type(worker, worker.turn < keys.size() ? keys[worker.turn] : std::string_view{});
        return status == 200 && page_fits ? Verdict::fine : Verdict::unexpected;
    }

    [[nodiscard]] bool is_done(const Worker& worker) const override {
        return worker.turn > keys.size() + 1;
    }

private:
    /// The network tells the end of the session.
    static bool hangs_up(const Worker& worker) { return worker.turn == keys.size() + 1; }

    /// English, agreed, born in 1990.
    static constexpr std::array<std::string_view, 3> keys{"2", "1", "1990"};
};

class SmsPlay final : public Play {
public:
    explicit SmsPlay(const PlaySettings& settings) : run_(settings.run) {}

    void write_turn(const Worker& worker, std::string& body) override {
        body.append("from=%2B").append(digits_of(worker));
        body.append("&to=40404&text=1&date=2026-01-05T09%3A30%3A00.000Z&networkCode=63902&id=");
        body.append(run_).append(1, '-').append(std::to_string(worker.index));
        body.append(1, '-').append(std::to_string(worker.turn));
    }

    Verdict take_reply(Worker& worker, int status, std::string_view) override {
        ++worker.turn;
        return status == 200 ? Verdict::fine : Verdict::unexpected;
    }

private:
    std::string run_;
};

}  // namespace

std::unique_ptr<Play> make_play(const PlaySettings& settings) {
    switch (settings.kind) {
        case PlayKind::answer:
            return std::make_unique<AnswerPlay>(settings);
        case PlayKind::join:
            return std::make_unique<JoinPlay>(settings);
        case PlayKind::sms:
            return std::make_unique<SmsPlay>(settings);
        case PlayKind::menu:
            return std::make_unique<MenuPlay>(settings);
        case PlayKind::plain:
            return std::make_unique<PlainPlay>(settings);
    }
    return nullptr;
}

}  // namespace kazi::bench
