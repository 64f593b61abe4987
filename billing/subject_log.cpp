// SPDX-License-Identifier: Apache-2.0
#include "billing/subject_log.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>

namespace kazi::billing {

namespace {

constexpr std::size_t link_bytes = sizeof(std::uint64_t);
constexpr std::size_t filled_bytes = scratch_block_bytes - link_bytes;

/// FNV-1a, stirred once more: shelves go by the top bits.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    hash ^= hash >> 32;
    return hash * 0x9E3779B97F4A7C15ULL;
}

template <typename Integer>
void put(std::string& out, Integer value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out.append(bytes, sizeof value);
}

template <typename Integer>
Integer take(std::string_view& bytes) {
    Integer value{};
    std::memcpy(&value, bytes.data(), sizeof value);
    bytes.remove_prefix(sizeof value);
    return value;
}

std::string_view take_text(std::string_view& bytes, std::size_t size) {
    const std::string_view text = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return text;
}

/// Only ever reads what `SubjectLog::note` wrote: the scratch is private to the process.
SubjectNote take_note(std::string_view& bytes) {
    SubjectNote note;
    note.topic = take<std::uint8_t>(bytes);
    note.kind = take<std::uint8_t>(bytes);
    note.amount = take<std::int64_t>(bytes);
    const auto subject_size = take<std::uint32_t>(bytes);
    const auto text_size = take<std::uint32_t>(bytes);
    note.subject = take_text(bytes, subject_size);
    note.text = take_text(bytes, text_size);
    return note;
}

struct Filed {
    std::uint64_t hash = 0;
    std::uint64_t order = 0;
    SubjectNote note;
};

bool comes_before(const Filed& left, const Filed& right) {
    return std::tie(left.hash, left.note.subject, left.note.topic, left.order) <
           std::tie(right.hash, right.note.subject, right.note.topic, right.order);
}

bool same_subject(const SubjectNote& left, const SubjectNote& right) {
    return left.topic == right.topic && left.subject == right.subject;
}

std::vector<Filed> filed_notes(std::string_view bytes) {
    std::vector<Filed> filed;
    while (!bytes.empty()) {
        const SubjectNote note = take_note(bytes);
        filed.push_back({hash_of(note.subject), filed.size(), note});
    }
    std::sort(filed.begin(), filed.end(), comes_before);
    return filed;
}

void tell_each(const std::vector<Filed>& filed, const SubjectLog::Tell& tell) {
    std::vector<SubjectNote> notes;
    for (std::size_t i = 0; i < filed.size(); ++i) {
        notes.push_back(filed[i].note);
        const bool last = i + 1 == filed.size();
        if (!last && same_subject(filed[i].note, filed[i + 1].note)) continue;
        tell(notes);
        notes.clear();
    }
}

}  // namespace

void SubjectLog::note(const SubjectNote& note) {
    if (failed_) return;
    Shelf& shelf = shelves_[hash_of(note.subject) % shelf_count];
    put(shelf.rest, note.topic);
    put(shelf.rest, note.kind);
    put(shelf.rest, note.amount);
    put(shelf.rest, static_cast<std::uint32_t>(note.subject.size()));
    put(shelf.rest, static_cast<std::uint32_t>(note.text.size()));
    shelf.rest.append(note.subject).append(note.text);
    while (shelf.rest.size() >= filled_bytes && !failed_)
        lay_aside(shelf);
}

void SubjectLog::lay_aside(Shelf& shelf) {
    std::string block;
    block.reserve(scratch_block_bytes);
    put(block, shelf.newest);
    block.append(shelf.rest, 0, filled_bytes);
    failed_ = !scratch_.append(block);
    if (failed_) return;
    shelf.newest = blocks_++;
    shelf.rest.erase(0, filled_bytes);
}

bool SubjectLog::collect(const Shelf& shelf, std::string& bytes) {
    std::vector<std::string> newest_first;
    for (std::uint64_t at = shelf.newest; at != no_block;) {
        auto block = scratch_.block(at);
        if (!block || block->size() != scratch_block_bytes) return false;
        std::memcpy(&at, block->data(), sizeof at);
        newest_first.push_back(std::move(*block));
    }
    bytes.clear();
    for (auto block = newest_first.rbegin(); block != newest_first.rend(); ++block)
        bytes.append(*block, link_bytes);
    bytes.append(shelf.rest);
    return true;
}

bool SubjectLog::read(const Tell& tell) {
    std::string bytes;
    for (const Shelf& shelf : shelves_) {
        if (failed_ || !collect(shelf, bytes)) return false;
        tell_each(filed_notes(bytes), tell);
    }
    return true;
}

}  // namespace kazi::billing
