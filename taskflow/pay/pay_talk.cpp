// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/pay_talk.hpp"

#include <array>
#include <charconv>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/pay/pin.hpp"
#include "taskflow/pay/purchase.hpp"
#include "taskflow/pay/wallet.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;
using dialogue::Command;

/// Later, what she writes answers something else.
constexpr Instant asking_us_max = 30 * minute_us;
/// Smaller numbers are the keys of the page.
constexpr std::int64_t typed_units_min = 10;
constexpr std::int64_t typed_units_max = 1'000'000;

/// In the order of the wallet page's items.
constexpr std::array wishes{Command::pay_soon, Command::pay_daily, Command::pay_weekly,
                            Command::pay_airtime, Command::pay_money};

Place ask(Turn& turn, WalletAsk what) {
    WalletWishes& wallet = turn.worker.wallet;
    wallet.ask = what;
    wallet.asked_by_sms = turn.channel == Channel::sms;
    wallet.asked_at = turn.at;
    return what == WalletAsk::fee ? Place::payout_fee : Place::pin;
}

Place pin_closed(Turn& turn) {
    note(turn, keys::pin_closed);
    return Place::balance;
}

Place after_pin(Turn& turn) {
    stop_asking_wallet(turn);
    return ask_for_pay(turn);
}

Place take_new_pin(Turn& turn, std::string_view digits) {
    set_pin(turn, digits);
    note(turn, keys::pin_set);
    return after_pin(turn);
}

Place take_known_pin(Turn& turn, std::string_view digits) {
    if (prove_pin(turn, digits)) return after_pin(turn);
    if (is_pin_closed(turn)) {
        stop_asking_wallet(turn);
        return pin_closed(turn);
    }
    note(turn, keys::pin_wrong);
    return ask(turn, WalletAsk::known_pin);
}

std::optional<Place> take_pin(Turn& turn, std::string_view typed) {
    if (!looks_like_pin(typed)) return std::nullopt;
    return turn.worker.wallet.ask == WalletAsk::new_pin ? take_new_pin(turn, typed)
                                                        : take_known_pin(turn, typed);
}

Place agree_to_fee(Turn& turn) {
    WalletWishes& wallet = turn.worker.wallet;
    wallet.money = true;
    wallet.agreed_fee_micro = turn.context.market.wallet.money->fee_micro;
    stop_asking_wallet(turn);
    note(turn, keys::wallet_set);
    return Place::wallet;
}

Place refuse_fee(Turn& turn) {
    turn.worker.wallet.money = false;
    stop_asking_wallet(turn);
    note(turn, keys::wallet_set);
    return Place::wallet;
}

std::optional<Place> take_fee(Turn& turn, std::string_view typed) {
    if (!turn.context.market.wallet.money) return std::nullopt;
    const std::string words = dialogue::plain_words(typed);
    const auto agreement = turn.context.phrases.vocabulary().agreement(words);
    if (words == "1" || agreement == true) return agree_to_fee(turn);
    if (words == "2" || agreement == false) return refuse_fee(turn);
    return std::nullopt;
}

std::optional<Place> take_asked(Turn& turn, std::string_view typed) {
    switch (turn.worker.wallet.ask) {
        case WalletAsk::fee:
            return take_fee(turn, typed);
        case WalletAsk::new_pin:
        case WalletAsk::known_pin:
            return take_pin(turn, typed);
        case WalletAsk::nothing:
            break;
    }
    return std::nullopt;
}

Place wish_money(Turn& turn) {
    if (!turn.context.market.wallet.money) {
        note(turn, keys::wallet_no_money);
        return Place::wallet;
    }
    if (turn.worker.wallet.money && !must_agree_to_fee(turn)) return Place::wallet;
    return ask(turn, WalletAsk::fee);
}

void wish_when(Turn& turn, PayWhen when) {
    turn.worker.wallet.when = when;
    turn.worker.wallet.pay_at = 0;
    note(turn, keys::wallet_set);
    order_payout_if_due(turn);
}

std::optional<std::int64_t> units_in(std::string_view typed) {
    std::int64_t units = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), units);
    const bool all = error == std::errc{} && end == typed.data() + typed.size();
    return all && units <= typed_units_max ? std::optional(units) : std::nullopt;
}

Place wish_units(Turn& turn, std::int64_t units) {
    const std::int64_t micro = units * billing::micro_per_unit;
    if (micro < least_purchase_micro(turn)) {
        note(turn, keys::wallet_too_little,
             {{"least", money_text(turn, least_purchase_micro(turn))}});
        return Place::wallet;
    }
    turn.worker.wallet.at_micro = micro;
    wish_when(turn, PayWhen::at_amount);
    return Place::wallet;
}

std::string when_text(const Turn& turn) {
    switch (turn.worker.wallet.when) {
        case PayWhen::daily:
            return say(turn, keys::wallet_daily);
        case PayWhen::weekly:
            return say(turn, keys::wallet_weekly);
        case PayWhen::at_amount:
            return say(turn, keys::wallet_at_amount,
                       {{"amount", money_text(turn, turn.worker.wallet.at_micro)}});
        case PayWhen::soon:
            return say(turn, keys::wallet_soon);
        case PayWhen::as_market:
            break;
    }
    const Market& market = turn.context.market;
    if (!market.auto_payout) return say(turn, keys::wallet_on_request);
    if (market.auto_payout_at_micro == 0) return say(turn, keys::wallet_soon);
    return say(turn, keys::wallet_at_amount,
               {{"amount", money_text(turn, market.auto_payout_at_micro)}});
}

}  // namespace

void stop_asking_wallet(Turn& turn) {
    WalletWishes& wallet = turn.worker.wallet;
    wallet.ask = WalletAsk::nothing;
    wallet.asked_by_sms = false;
    wallet.asked_at = 0;
}

Place ask_for_pay(Turn& turn) {
    if (turn.worker.payout_open || !plan_purchase(turn, 1)) return Place::pay;
    if (must_agree_to_fee(turn)) return ask(turn, WalletAsk::fee);
    switch (pin_need(turn)) {
        case PinNeed::choose:
            return ask(turn, WalletAsk::new_pin);
        case PinNeed::prove:
            return is_pin_closed(turn) ? pin_closed(turn) : ask(turn, WalletAsk::known_pin);
        case PinNeed::none:
            break;
    }
    return order_payout(turn) ? Place::balance : Place::pay;
}

Place wish_pay(Turn& turn, Command command) {
    switch (command) {
        case Command::pay_soon:
            wish_when(turn, PayWhen::soon);
            break;
        case Command::pay_daily:
            wish_when(turn, PayWhen::daily);
            break;
        case Command::pay_weekly:
            wish_when(turn, PayWhen::weekly);
            break;
        case Command::pay_money:
            return wish_money(turn);
        default:
            turn.worker.wallet.money = false;
            note(turn, keys::wallet_set);
    }
    return Place::wallet;
}

std::optional<Place> wish_amount(Turn& turn, std::string_view words) {
    const auto rest = turn.context.phrases.vocabulary().after_pay(words);
    const auto units = rest ? units_in(*rest) : std::nullopt;
    if (!units) return std::nullopt;
    return wish_units(turn, *units);
}

std::optional<Place> answer_wallet(Turn& turn, std::string_view typed) {
    const WalletWishes& wallet = turn.worker.wallet;
    if (wallet.ask == WalletAsk::nothing) return std::nullopt;
    const bool asked_here = wallet.asked_by_sms && turn.channel == Channel::sms &&
                            turn.at - wallet.asked_at <= asking_us_max;
    if (asked_here) {
        const std::string words = dialogue::plain_words(typed);
        if (auto place = take_asked(turn, words)) return place;
    }
    stop_asking_wallet(turn);
    return std::nullopt;
}

std::optional<Place> press_wallet(Turn& turn, Place place, std::string_view typed) {
    if (place != Place::wallet) return take_asked(turn, typed);
    const auto units = units_in(typed);
    if (!units) return std::nullopt;
    if (*units >= typed_units_min) return wish_units(turn, *units);
    const std::size_t offered =
        turn.context.market.wallet.money ? wishes.size() : wishes.size() - 1;
    if (*units < 1 || static_cast<std::size_t>(*units) > offered) return std::nullopt;
    return wish_pay(turn, wishes.at(static_cast<std::size_t>(*units) - 1));
}

dialogue::Screen wallet_screen(const Turn& turn) {
    dialogue::Screen screen;
    const std::string kind =
        say(turn, gets_money(turn) ? keys::wallet_money : keys::wallet_airtime);
    screen.body = say(turn, keys::wallet_body, {{"kind", kind}, {"when", when_text(turn)}});
    screen.home = screen.back = true;
    if (turn.channel == Channel::sms) {
        screen.body += ' ' + say(turn, keys::wallet_words);
        return screen;
    }
    std::vector<std::string_view> items{keys::wallet_soon, keys::wallet_daily, keys::wallet_weekly,
                                        keys::wallet_airtime};
    if (turn.context.market.wallet.money) items.push_back(keys::wallet_money);
    int number = 0;
    for (const std::string_view item : items)
        screen.choices.push_back({std::to_string(++number), say(turn, item)});
    return screen;
}

dialogue::Screen fee_screen(const Turn& turn) {
    const std::int64_t fee_micro =
        turn.context.market.wallet.money ? turn.context.market.wallet.money->fee_micro : 0;
    dialogue::Screen screen;
    screen.body = say(turn, keys::wallet_fee, {{"fee", money_text(turn, fee_micro)}});
    screen.choices = {{"1", say(turn, keys::wallet_fee_yes)},
                      {"2", say(turn, keys::wallet_fee_no)}};
    screen.home = screen.back = true;
    return screen;
}

dialogue::Screen pin_screen(const Turn& turn) {
    dialogue::Screen screen;
    const bool fresh = turn.worker.wallet.ask == WalletAsk::new_pin;
    screen.body = say(turn, fresh ? keys::pin_choose : keys::pin_ask);
    screen.home = screen.back = true;
    return screen;
}

}  // namespace kazi::taskflow
