// SPDX-License-Identifier: Apache-2.0
#include "billing/ledger_chain.hpp"

#include "billing/digest.hpp"
#include "billing/hex.hpp"

namespace kazi::billing {

namespace {

void put(std::string& text, std::string_view field) {
    text += std::to_string(field.size());
    text += ':';
    text += field;
}

}  // namespace

std::string canonical_text(const LedgerEntry& entry) {
    std::string text;
    put(text, entry.id);
    put(text, std::to_string(entry.at_us));
    put(text, entry.cause);
    put(text, entry.reference);
    for (const Posting& posting : entry.postings) {
        put(text, to_string(posting.account));
        put(text, posting.change.currency.code());
        put(text, std::to_string(posting.change.micro));
    }
    return text;
}

std::string seal_of(std::string_view seal_before, const LedgerEntry& entry) {
    std::string sealed(seal_before);
    sealed += canonical_text(entry);
    return to_hex(sha256(sealed));
}

const std::string& LedgerChain::add(const LedgerEntry& entry) {
    seal_ = seal_of(seal_, entry);
    return seal_;
}

}  // namespace kazi::billing
