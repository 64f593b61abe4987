// SPDX-License-Identifier: Apache-2.0
// Which turns count, and the page that answers them. What a key means is in ussd_keys.cpp.
#include "taskflow/ussd/ussd.hpp"

#include <algorithm>
#include <span>

#include "protocols/ussd_input.hpp"
#include "taskflow/commands.hpp"
#include "taskflow/dialogue/keys.hpp"
#include "taskflow/dialogue/render_ussd.hpp"
#include "taskflow/messages.hpp"
#include "taskflow/onboarding.hpp"
#include "taskflow/pay/pin.hpp"
#include "taskflow/protection/protecting.hpp"
#include "taskflow/protection/rechecking.hpp"
#include "taskflow/screens.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/ussd/private_page.hpp"
#include "taskflow/ussd/ussd_codes.hpp"
#include "taskflow/ussd/ussd_keys.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

/// No network keeps a session open for longer, so a begin after it is a new call under an old id.
constexpr Instant session_us_max = 10 * minute_us;

/// True when the session had this accumulated text now or earlier.
bool was_typed(const UssdSession& session, const std::string& text) {
    const std::string& known = session.accumulated;
    if (text.empty() || protocols::is_remembered(text, known)) return true;
    return known.starts_with(text) && known[text.size()] == '*';
}

/// True for a turn that the dialect has counted before: that one again, or one that comes late.
bool was_counted(const UssdSession& session, const UssdTurned& turned) {
    return turned.sequence && session.sequence && *turned.sequence <= *session.sequence;
}

/// True for what she typed in a session under way although the gateway marks it as a start: the
/// session that is known counts for more than the mark.
bool is_marked_entry(const UssdSession& session, const UssdTurned& turned, Instant at) {
    return turned.kind == UssdTurned::Kind::begin && turned.session == session.id &&
           !session.ended && at - session.at < session_us_max && !turned.opened_with.empty() &&
           turned.opened_with != session.opened_with;
}

/// A start under the session's own id is the first one again, or an early turn that comes late,
/// unless its text leads elsewhere: then the gateway began anew under the old id.
bool is_repeat(const UssdSession& session, const UssdTurned& turned, Instant at) {
    if (turned.session != session.id) return false;
    if (turned.repeated) return true;
    if (turned.kind == UssdTurned::Kind::begin) {
        return at - session.at < session_us_max && was_typed(session, turned.accumulated) &&
               !is_marked_entry(session, turned, at);
    }
    if (was_counted(session, turned)) return true;
    return !turned.accumulated.empty() &&
           protocols::is_remembered(turned.accumulated, session.accumulated);
}

bool is_over(const UssdSession& session, const UssdTurned& turned) {
    return turned.kind == UssdTurned::Kind::input && turned.session == session.id && session.ended;
}

bool is_elsewhere(const UssdSession& session, const UssdTurned& turned) {
    return turned.session == session.previous && turned.session != session.id;
}

/// Ends a session that is not the current one, or no more: nothing of hers changes.
void refuse(Turn& turn, std::string_view key) {
    const dialogue::Screen screen = end_screen(turn, key);
    turn.effects.ussd = UssdReply{screen.body, false};
}

/// Shows the last page again. When the session's end was told meanwhile there is no phone to show
/// it on, and it was forgotten.
void repeat(Turn& turn) {
    const UssdSession& session = turn.worker.ussd;
    if (session.reply.empty()) {
        refuse(turn, keys::session_over);
    } else {
        turn.effects.ussd = UssdReply{session.reply, session.reply_more};
    }
    turn.effects.duplicate = true;
}

void open_session(Turn& turn, std::uint64_t session) {
    UssdSession fresh;
    fresh.id = session;
    fresh.at = turn.at;
    if (turn.context.market.ussd_paid_seconds > 0) fresh.began_at = turn.at;
    const UssdSession& before = turn.worker.ussd;
    fresh.previous = before.id == session ? before.previous : before.id;
    turn.worker.ussd = std::move(fresh);
}

/// Where deep-dialled digits may lead: nothing is agreed to or answered that was not read first.
bool may_be_walked(Place place) {
    return place != Place::question && place != Place::correction && place != Place::consent &&
           place != Place::birth_year && place != Place::stopped && place != Place::pin &&
           place != Place::payout_fee && place != Place::profile;
}

/// What was dialled behind the code is for those who may work: a stranger is welcomed first.
Spot dial(Turn& turn, const UssdTurned& turned) {
    if (turned.deep.empty()) return {entry_place(turn)};
    std::span<const std::string> rest(turned.deep);
    const auto code = dialled_code(rest);
    if (code && code->command == dialogue::Command::join) take_partner_code(turn, code->rest);
    Spot spot{base_place(turn)};
    if (spot.place != Place::menu) return spot;
    if (code) {
        rest = rest.subspan(code->parts_read);
        spot.place = code->command == dialogue::Command::next
                         ? next(turn, code->campaign)
                         : run(turn, {code->command, {}, {}, code->rest});
    }
    for (const std::string& digits : rest) {
        // News are read before anything else is done: further digits would hide them.
        if (!may_be_walked(spot.place) || !turn.notes.empty()) break;
        turn.worker.ussd.place = spot.place;
        spot = press(turn, digits);
    }
    return spot;
}

/// News that no page had room for follow by SMS, whatever their length, where a market has SMS and
/// she did not stop it.
void tell_by_sms(Turn& turn, const dialogue::Notes& left) {
    if (left.empty() || turn.worker.opted_out || turn.context.market.short_code.empty()) return;
    dialogue::Screen screen;
    for (const std::string& news : left)
        screen.body += (screen.body.empty() ? "" : " ") + news;
    turn.notes.clear();
    send_reply(turn, screen, false);
}

/// The screen with the turn's news, and as much of what waited to be told as there is room for.
dialogue::UssdShown show_with_news(Turn& turn, const dialogue::Screen& screen, bool begins) {
    const dialogue::Notes waiting = begins ? news_for_page(turn) : dialogue::Notes{};
    dialogue::Notes news = turn.notes;
    news.insert(news.end(), waiting.begin(), waiting.end());
    dialogue::UssdShown shown =
        dialogue::show_ussd(screen, news, navigation_of(turn), turn.context.market.ussd_chars_max);
    const std::size_t waits_on = std::min(shown.left.size(), waiting.size());
    shown.left.resize(shown.left.size() - waits_on);
    drop_told(turn, waiting.size() - waits_on);
    return shown;
}

void show(Turn& turn, Spot spot, bool begins) {
    if (is_locked(turn, spot.place)) spot = {Place::lock};
    const dialogue::Screen screen = screen_at(turn, spot.place);
    dialogue::UssdShown shown =
        spot.page == 0 ? show_with_news(turn, screen, begins)
                       : dialogue::show_ussd_page(screen, navigation_of(turn),
                                                  turn.context.market.ussd_chars_max, spot.page);
    UssdSession& session = turn.worker.ussd;
    session.place = spot.place;
    session.page = shown.page;
    session.ended = !shown.more;
    session.reply = shown.text;
    session.reply_more = shown.more;
    turn.effects.ussd = UssdReply{std::move(shown.text), shown.more};
    tell_by_sms(turn, shown.left);
}

}  // namespace

void on_ussd(Turn& turn, const UssdTurned& turned) {
    turn.channel = Channel::ussd;
    UssdSession& session = turn.worker.ussd;
    if (is_repeat(session, turned, turn.at)) return repeat(turn);
    if (is_elsewhere(session, turned)) return refuse(turn, keys::session_elsewhere);
    if (is_over(session, turned)) return refuse(turn, keys::session_over);
    turn.worker.offers_unanswered = 0;
    note_heard(turn);
    // Input of a session that never began here: what it answers is unknown, so it only begins.
    const bool marked = turned.kind == UssdTurned::Kind::begin;
    const bool begins =
        turned.session != session.id || (marked && !is_marked_entry(session, turned, turn.at));
    if (begins) {
        open_session(turn, turned.session);
        turn.worker.protection.forget_asked_at = 0;
        static_cast<void>(doubt_owner_after_silence(turn));
        note_presence(turn);
    }
    const bool was_secret =
        !begins && (session.place == Place::pin || session.place == Place::lock);
    const Spot spot = begins ? dial(turn, turned) : press(turn, turned.input);
    session.accumulated = was_secret
                              ? protocols::with_forgotten_input(turned.accumulated, turned.input)
                              : turned.accumulated;
    session.sequence = turned.sequence;
    if (begins) session.opened_with = turned.opened_with;
    session.at = turn.at;
    show(turn, spot, begins);
}

void on_ussd_ended(Turn& turn, const UssdEnded& ended) {
    UssdSession& session = turn.worker.ussd;
    if (ended.session != session.id) return;
    session.ended = true;
    session.reply = {};
}

void on_ussd_overran(Turn& turn, const UssdOverran& overran) {
    const bool landed = turn.worker.ussd.id == overran.session;
    if (!landed && turn.worker.ussd.at > overran.since) return;
    if (!landed) open_session(turn, overran.session);
    UssdSession& session = turn.worker.ussd;
    const bool was_over = session.ended;
    session.ended = true;
    session.reply = overran.shown;
    session.reply_more = false;
    const bool by_sms = !was_over && !turn.context.market.short_code.empty();
    if (!by_sms || !turn.worker.question || turn.worker.opted_out || !still_wanted(turn)) return;
    const Place place = next(turn);
    send_reply(turn, screen_at(turn, place), place == Place::question);
}

}  // namespace kazi::taskflow
