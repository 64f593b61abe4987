// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/payouts/house.hpp"

#include <boost/json/serialize.hpp>

#include "billing/provider.hpp"
#include "tests/simulator/payouts/wire_text.hpp"

namespace kazi::simulator::payouts {

namespace {

namespace json = boost::json;
using billing::Decoded;
using billing::Outcome;
using billing::Reason;
using billing::Retry;
using kazi::payouts::Lie;
using kazi::payouts::Order;
using kazi::payouts::second_us;

constexpr std::uint64_t references_per_desk = 1000;
constexpr std::uint64_t held_from = 500;  ///< of a desk's references, those of unconfirmed ones
constexpr std::string_view token_path = "/token";
constexpr std::string_view agree_path = "/agree";
constexpr std::string_view pay_path = "/pay";
constexpr std::string_view status_path = "/status";

std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

std::uint64_t first_reference(std::size_t desk) {
    return (desk + 1) * references_per_desk + 1;
}

/// A number as it is dialled at home becomes one of the world.
std::string world_number(std::string number, const std::string& country_code) {
    constexpr std::size_t home_digits_max = 10;
    if (number.empty() || number.size() > home_digits_max + 1) return number;
    const auto digits = number.find_first_not_of("+0");
    return "+" + country_code + (digits == std::string::npos ? "" : number.substr(digits));
}

Reaction plain(int status, std::string text) {
    return {{status, std::move(text), "text/plain"}};
}

}  // namespace

House::Branch* House::branch(std::string_view name) {
    const Wire* wire = find_wire(name);
    if (wire == nullptr) return nullptr;
    Branch& found = branches_[std::string(name)];
    found.wire = wire;
    return &found;
}

Reaction House::answer(const Request& request, std::int64_t now_us) {
    const std::string_view target = request.target;
    const auto end = target.find('/', 1);
    if (target.empty() || end == std::string_view::npos) return plain(404, "nobody");
    Branch* found = branch(target.substr(1, end - 1));
    if (found == nullptr) return plain(404, "nobody of that name");
    const auto rest = target.substr(end);
    if (rest.starts_with(token_path)) return issue_token(*found, request, now_us);
    if (rest.starts_with(status_path)) return find(*found, request, now_us);
    if (rest.starts_with(agree_path)) return agree(*found, request, now_us);
    if (!rest.starts_with(pay_path) || request.method != "POST") return plain(404, "nothing");
    return rest.ends_with("/confirm") ? confirm(*found, request, now_us)
                                      : pay(*found, request, now_us);
}

Reaction House::issue_token(Branch& branch, const Request& request, std::int64_t now_us) {
    const std::string pair = basic(request);
    const std::string told = text_at(object_of(request.body), "client_secret");
    const bool known = pair.ends_with(":" + settings_.credential) || told == settings_.credential;
    if (!branch.wire->has_tokens || !known) return plain(401, "who are you?");
    if (branch.wire->one_token) branch.tokens.clear();
    const std::string text =
        "token-" + std::string(branch.wire->name) + "-" + std::to_string(++branch.tokens_issued);
    branch.tokens.push_back({text, now_us + branch.wire->token_life_s * second_us});
    return {json_answer(200, {{"access_token", text},
                              {"token_type", "Bearer"},
                              {"expires_in", std::to_string(branch.wire->token_life_s)}})};
}

bool House::let_in(const Branch& branch, const Request& request, std::int64_t now_us) const {
    const std::string shown = branch.wire->presented(request);
    if (!branch.wire->has_tokens)
        return shown.ends_with(settings_.credential) || branch.wire->name == "mojaloop_fspiop";
    for (const Token& token : branch.tokens)
        if (token.text == shown && token.until_us > now_us) return true;
    return false;
}

Said House::said(const Branch& branch, Decoded news, const Order& order) const {
    const auto echoed = branch.payouts.find(order.key);
    const auto held = branch.held.find(order.key);
    // What was held keeps the handle that it was held under.
    if (held != branch.held.end() && news.provider_ref) news.provider_ref = held->second.reference;
    return {std::move(news), order,
            echoed == branch.payouts.end() ? std::string() : echoed->second};
}

Reaction House::write(const Wire& wire, const Said& said) const {
    return {wire.write_reply(said)};
}

Reaction House::agree(Branch& branch, const Request& request, std::int64_t now_us) {
    const Agreeing& agreeing = branch.wire->agreeing;
    if (agreeing.read == nullptr || request.method != "POST") return plain(404, "nothing");
    if (!let_in(branch, request, now_us)) return plain(401, "who are you?");
    auto agreement = agreeing.read(request, now_us);
    if (!agreement) return plain(400, "unreadable");
    agreement->msisdn = world_number(std::move(agreement->msisdn), settings_.country_code);
    branch.agreements[agreement->name] = *agreement;
    if (agreeing.write_call != nullptr)
        pending_.push_back({now_us, branch.wire, {}, true, false, agreeing.write_call(*agreement)});
    return {agreeing.write_answer(*agreement)};
}

// A payment that was begun in time may be repeated when the time is over.
bool House::is_agreed(Branch& branch, const Asked& asked, std::int64_t now_us) {
    const auto found = branch.agreements.find(asked.agreement);
    if (found == branch.agreements.end()) return false;
    const Agreement& agreement = found->second;
    const bool begun = branch.agreed.contains(asked.order.key);
    const bool in_time = begun || agreement.until_us == 0 || now_us < agreement.until_us;
    const bool same = asked.condition == agreement.condition &&
                      (agreement.key.empty() || agreement.key == asked.order.key) &&
                      (!agreement.amount || *agreement.amount == asked.order.amount);
    if (!in_time || !same) return false;
    return branch.agreed.try_emplace(asked.order.key, agreement).first->second.name ==
           agreement.name;
}

Reaction House::pay(Branch& branch, const Request& request, std::int64_t now_us) {
    auto asked = branch.wire->read_payment(request);
    if (!asked || asked->order.key.empty()) return plain(400, "unreadable");
    asked->order.msisdn = world_number(std::move(asked->order.msisdn), settings_.country_code);
    if (!let_in(branch, request, now_us))
        return write(*branch.wire,
                     {billing::decoded(Outcome::none, Reason::token_expired, Retry::same_key),
                      asked->order,
                      {}});
    if (branch.wire->agreeing.read != nullptr) {
        if (!is_agreed(branch, *asked, now_us)) return {branch.wire->agreeing.write_refusal()};
        asked->order.msisdn = branch.agreed[asked->order.key].msisdn;
    }
    branch.payouts[asked->order.key] = asked->payout;
    return branch.wire->two_phases ? hold(branch, *asked) : carry_out(branch, *asked, now_us);
}

Reaction House::hold(Branch& branch, const Asked& asked) {
    const bool repeat = branch.held.contains(asked.order.key);
    const std::size_t desk = desk_for(branch, asked.order);
    Decoded news = billing::decoded(Outcome::in_doubt, Reason::duplicate_key, Retry::query_first);
    if (!repeat) {
        const auto reference = first_reference(desk) + held_from + branch.held.size() % held_from;
        branch.held[asked.order.key] = {asked, std::to_string(reference), false};
        news = billing::decoded(Outcome::accepted, Reason::ok, Retry::query_first);
        news.awaits_confirmation = true;
        news.provider_ref = std::to_string(reference);
    }
    return write(*branch.wire, said(branch, std::move(news), asked.order));
}

Reaction House::confirm(Branch& branch, const Request& request, std::int64_t now_us) {
    const std::string path = request.target.substr(0, request.target.rfind('/'));
    const std::string reference = number_at_end(path);
    for (auto& [key, held] : branch.held) {
        if (held.reference != reference) continue;
        Reaction reaction = carry_out(branch, held.asked, now_us);
        // One that was lost or turned away on its way in leaves it held.
        for (const auto& payment : desks_[desk_for(branch, held.asked.order)]->bank->moved(now_us))
            held.confirmed = held.confirmed || payment.key == key;
        return reaction;
    }
    return plain(404, "{}");
}

std::size_t House::desk_for(Branch& branch, const Order& order) {
    std::string name = order.msisdn;
    if (name.empty() && !settings_.one_recipient) name = order.key;
    const auto [place, is_new] = branch.desk_of.try_emplace(name, desks_.size());
    branch.desk_of_key[order.key] = place->second;
    if (!is_new) return place->second;
    kazi::payouts::Chance chance(settings_.seed ^ hash_of(name) ^ hash_of(branch.wire->name));
    auto desk = std::make_unique<Desk>();
    desk->lies = settings_.always;
    for (std::size_t i = 0; i < kazi::payouts::lie_count; ++i)
        if (chance.percent(settings_.lie_percent)) desk->lies.put(static_cast<Lie>(i));
    desk->for_a_person = kazi::payouts::needs_person(desk->lies);
    std::optional<Reason> refusal = settings_.refusal;
    if (chance.percent(settings_.refusal_percent)) refusal = Reason::rejected;
    desk->bank.emplace(*billing::find_provider(branch.wire->name), desk->lies, refusal,
                       first_reference(place->second));
    desks_.push_back(std::move(desk));
    return place->second;
}

Reaction House::carry_out(Branch& branch, const Asked& asked, std::int64_t now_us) {
    const std::size_t place = desk_for(branch, asked.order);
    kazi::payouts::Sent sent = desks_[place]->bank->receive(asked.order, now_us);
    ++branch.payments;
    for (kazi::payouts::Notice& notice : sent.notices)
        pending_.push_back({notice.at_us, branch.wire,
                            said(branch, std::move(notice.message), asked.order), notice.authentic,
                            false});
    if (!sent.reply) return {{}, Cut::before_it};
    const bool cut = sent.reply->reason == Reason::unreadable;
    if (cut) sent.reply = billing::decoded(Outcome::accepted, Reason::ok, Retry::query_first);
    Reaction written = write(*branch.wire, said(branch, std::move(*sent.reply), asked.order));
    if (cut) written.cut = Cut::half_way;
    return written;
}

Reaction House::find(Branch& branch, const Request& request, std::int64_t now_us) {
    Asked asked = branch.wire->read_query(request);
    for (const auto& [key, held] : branch.held)
        if (!asked.reference.empty() && held.reference == asked.reference)
            asked = {{key, {}, {}}, {}, {}};
    Decoded news = billing::decoded(Outcome::in_doubt, Reason::not_found, Retry::same_key);
    Order order = asked.order;
    const auto held = branch.held.find(order.key);
    const auto by_key = branch.desk_of_key.find(order.key);
    const bool let = let_in(branch, request, now_us);
    std::size_t desk = desks_.size();
    if (by_key != branch.desk_of_key.end()) desk = by_key->second;
    if (!asked.reference.empty()) desk = std::stoull(asked.reference) / references_per_desk - 1;
    if (!let) {
        news = billing::decoded(Outcome::none, Reason::token_expired, Retry::same_key);
        return write(*branch.wire, {std::move(news), order, {}});
    }
    if (held != branch.held.end() && !held->second.confirmed) {
        order = held->second.asked.order;
        news = billing::decoded(Outcome::accepted, Reason::ok, Retry::query_first);
        news.awaits_confirmation = true;
        news.provider_ref = held->second.reference;
    } else if (desk < desks_.size()) {
        news = desks_[desk]->bank->query(order.key, asked.reference, now_us);
        if (news.key) order.key = *news.key;
    }
    Said told = said(branch, std::move(news), order);
    if (!asked.payout.empty()) told.payout = asked.payout;
    if (branch.wire->answers_later)
        pending_.push_back({now_us + second_us, branch.wire, told, true, true});
    return {branch.wire->write_status(told)};
}

std::vector<DueCall> House::take_due(std::int64_t now_us) {
    std::vector<DueCall> due;
    std::vector<Pending> later;
    for (Pending& pending : pending_) {
        if (pending.at_us > now_us) {
            later.push_back(std::move(pending));
            continue;
        }
        if (pending.agreed) {
            due.push_back({std::string(pending.wire->name), pending.at_us, false, true,
                           std::move(*pending.agreed)});
            continue;
        }
        Proofs proofs{settings_.callback_secret, fulfilment_of(pending), pending.genuine};
        const auto writes =
            pending.answers_query ? pending.wire->write_found : pending.wire->write_call;
        if (auto call = writes(pending.said, proofs))
            due.push_back({std::string(pending.wire->name), pending.at_us, pending.answers_query,
                           pending.genuine, std::move(*call)});
    }
    pending_ = std::move(later);
    return due;
}

std::string House::fulfilment_of(const Pending& pending) const {
    if (pending.wire->agreeing.fulfilment == nullptr) return {};
    const Branch& branch = branches_.find(pending.wire->name)->second;
    const auto found = branch.agreed.find(pending.said.order.key);
    return found == branch.agreed.end() ? std::string()
                                        : pending.wire->agreeing.fulfilment(found->second);
}

std::string House::report(std::string_view provider, std::int64_t now_us) {
    std::string csv = "key,reference,msisdn,amount,currency,time,status\n";
    const Branch* found = branch(provider);
    if (found == nullptr) return csv;
    const bool by_key = billing::find_provider(provider)->traits.lookup_by_key;
    for (const auto& [number, place] : found->desk_of) {
        const auto payments = desks_[place]->bank->moved(now_us);
        for (const billing::ReportLine& line : desks_[place]->bank->report(now_us)) {
            std::string key;
            for (const auto& payment : payments)
                if (by_key && payment.reference == line.provider_ref) key = payment.key;
            csv += key + "," + (by_key ? "" : "ATQid_" + line.provider_ref) + "," + line.msisdn +
                   "," + decimal_of(line.amount.micro) + "," +
                   std::string(line.amount.currency.code()) + "," +
                   std::to_string(line.at_us / second_us) + "," +
                   (line.reversed ? "reversed" : "paid") + "\n";
        }
    }
    return csv;
}

json::object House::ledger(std::int64_t now_us) const {
    json::object all;
    for (const auto& [name, branch] : branches_) {
        json::object by_key;
        std::int64_t sum = 0;
        for (const auto& [number, place] : branch.desk_of) {
            for (const auto& moved : desks_[place]->bank->moved(now_us)) {
                auto& known = by_key[moved.key];
                known = moved.micro + (known.is_int64() ? known.get_int64() : 0);
                sum += moved.micro;
            }
        }
        all[name] = json::object{{"moved_micro", sum},
                                 {"by_key", std::move(by_key)},
                                 {"payments", branch.payments},
                                 {"tokens", branch.tokens_issued}};
    }
    return all;
}

std::set<std::string> House::keys_for_a_person() const {
    std::set<std::string> keys;
    for (const auto& [name, branch] : branches_)
        for (const auto& [key, place] : branch.desk_of_key)
            if (desks_[place]->for_a_person) keys.insert(key);
    return keys;
}

}  // namespace kazi::simulator::payouts
