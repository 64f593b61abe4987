// SPDX-License-Identifier: Apache-2.0
// Which turns count, and the page that answers them. What a key means is in ussd_keys.cpp.
#include "taskflow/ussd.hpp"

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/dialogue/render_ussd.hpp"
#include "taskflow/screens.hpp"
#include "taskflow/ussd_keys.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

/// No network keeps a session open for longer, so a begin after it is a new call under an old id.
constexpr Instant session_us_max = 10 * minute_us;

/// True when the session had this accumulated text now or earlier.
bool was_typed(const UssdSession& session, const std::string& text) {
    const std::string& known = session.accumulated;
    if (text.empty() || known == text) return true;
    return known.starts_with(text) && known[text.size()] == '*';
}

/// A start under the session's own id is the first one again, or an early turn that comes late,
/// unless its text leads elsewhere: then the gateway began anew under the old id.
bool is_repeat(const UssdSession& session, const UssdTurned& turned, Instant at) {
    if (turned.session != session.id) return false;
    if (turned.repeated) return true;
    if (turned.kind == UssdTurned::Kind::begin) {
        return at - session.at < session_us_max && was_typed(session, turned.accumulated);
    }
    return !turned.accumulated.empty() && turned.accumulated == session.accumulated;
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

void open_session(Turn& turn, const UssdTurned& turned) {
    UssdSession fresh;
    fresh.id = turned.session;
    fresh.at = turn.at;
    const UssdSession& before = turn.worker.ussd;
    fresh.previous = before.id == turned.session ? before.previous : before.id;
    turn.worker.ussd = std::move(fresh);
}

/// Where deep-dialled digits may lead: nothing is agreed to or answered that was not read first.
bool may_be_walked(Place place) {
    return place != Place::question && place != Place::correction && place != Place::consent &&
           place != Place::birth_year && place != Place::stopped;
}

Spot dial(Turn& turn, const UssdTurned& turned) {
    Spot spot{turned.deep.empty() ? entry_place(turn) : base_place(turn)};
    for (const std::string& digits : turned.deep) {
        if (!may_be_walked(spot.place)) break;
        turn.notes.clear();
        turn.worker.ussd.place = spot.place;
        spot = press(turn, digits);
    }
    return spot;
}

void show(Turn& turn, Spot spot) {
    const dialogue::Screen screen = screen_at(turn, spot.place);
    const dialogue::NavigationTexts navigation = navigation_of(turn);
    const int chars_max = turn.context.market.ussd_chars_max;
    dialogue::UssdShown shown =
        spot.page == 0 ? dialogue::show_ussd(screen, turn.notes, navigation, chars_max)
                       : dialogue::show_ussd_page(screen, navigation, chars_max, spot.page);
    UssdSession& session = turn.worker.ussd;
    session.place = spot.place;
    session.page = shown.page;
    session.ended = !shown.more;
    session.reply = shown.text;
    session.reply_more = shown.more;
    turn.effects.ussd = UssdReply{std::move(shown.text), shown.more};
}

}  // namespace

void on_ussd(Turn& turn, const UssdTurned& turned) {
    turn.channel = Channel::ussd;
    UssdSession& session = turn.worker.ussd;
    if (is_repeat(session, turned, turn.at)) return repeat(turn);
    if (is_elsewhere(session, turned)) return refuse(turn, keys::session_elsewhere);
    if (is_over(session, turned)) return refuse(turn, keys::session_over);
    turn.worker.offers_unanswered = 0;
    // Input of a session that never began here: what it answers is unknown, so it only begins.
    const bool begins = turned.kind == UssdTurned::Kind::begin || turned.session != session.id;
    if (begins) open_session(turn, turned);
    const Spot spot = begins ? dial(turn, turned) : press(turn, turned.input);
    session.accumulated = turned.accumulated;
    session.at = turn.at;
    show(turn, spot);
}

void on_ussd_ended(Turn& turn, const UssdEnded& ended) {
    UssdSession& session = turn.worker.ussd;
    if (ended.session != session.id) return;
    session.ended = true;
    session.reply = {};
}

}  // namespace kazi::taskflow
