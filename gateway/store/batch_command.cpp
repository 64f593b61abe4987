// SPDX-License-Identifier: Apache-2.0
// Each guard and write becomes a letter, a key, and the operands that the letter stands for. What
// speaks of an integer in a hash names it by two numbers, so that the server reads each hash once.
#include "gateway/store/batch_command.hpp"

#include <algorithm>

#include "gateway/store/function_library.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::store {

namespace {

void append_little_endian(std::string& bytes, std::uint32_t value, int count) {
    for (int at = 0; at < count; ++at)
        bytes.push_back(static_cast<char>(value >> (8 * at)));
}

/// Six bytes for each change: the cell's number, and what is added to it.
std::string encode_changes(const AddCells& write) {
    std::string bytes;
    for (const AddCells::Change& change : write.changes) {
        append_little_endian(bytes, change.cell, 2);
        append_little_endian(bytes, static_cast<std::uint32_t>(change.delta), 4);
    }
    return bytes;
}

}  // namespace

struct BatchCommand::Encoder {
    const std::string& cell;
    Command& keys;
    Command& operands;
    std::string& letters;
    std::vector<Counter>& counters;

    /// Notes the letter and the key, and hands out the operands to add to.
    Command& op(char letter, const std::string& key) {
        letters.push_back(letter);
        keys.key(cell, key);
        return operands;
    }

    /// Notes the letter and which integer it is about, both counted from 1.
    Command& integer(char letter, std::string_view key, std::string_view field) {
        letters.push_back(letter);
        auto counter = std::ranges::find(counters, key, &Counter::key);
        if (counter == counters.end()) counter = counters.insert(counter, {key, {}});
        auto slot = std::ranges::find(counter->fields, field);
        if (slot == counter->fields.end()) slot = counter->fields.insert(slot, field);
        return operands.number(counter - counters.begin() + 1)
            .number(slot - counter->fields.begin() + 1);
    }

    Command& at(const Place& place, char in_hash, char whole) {
        if (!place.field) return op(whole, place.key);
        return op(in_hash, place.key).text(*place.field);
    }

    /// Fields of one hash in a row are read together.
    void read(const Place& place, const Place* before) {
        if (before == nullptr || before->key != place.key) {
            op('h', place.key).text(*place.field);
            return;
        }
        letters.push_back('g');
        operands.text(*place.field);
    }

    void operator()(const VersionIs& guard) {
        if (guard.version == 0) return (*this)(Absent{guard.place});
        at(guard.place, 'v', 'V').text(encode_version(guard.version));
    }
    void operator()(const Absent& guard) { at(guard.place, 'a', 'A'); }
    void operator()(const AtLeast& guard) {
        integer('l', guard.key, guard.field).number(guard.minimum);
    }
    void operator()(const ByteAtLeast& guard) {
        op('b', guard.key).number(guard.index).number(guard.minimum);
    }
    void operator()(const Put& write) {
        const char whole = write.expire_after_s ? 'X' : 'P';
        auto& rest = at(write.place, 'p', whole).text(write.value);
        if (write.expire_after_s) rest.number(*write.expire_after_s);
    }
    void operator()(const Erase& write) { at(write.place, 'd', 'D'); }
    void operator()(const Add& write) { integer('+', write.key, write.field).number(write.delta); }
    void operator()(const AddByte& write) {
        op('c', write.key).number(write.index).number(write.delta);
    }
    void operator()(const AddCells& write) {
        op('m', write.key).text(write.field).text(encode_changes(write));
    }
    void operator()(const Append& write) {
        auto& rest = op(write.keep_about ? 'S' : 's', write.key).text(write.payload);
        if (write.keep_about) rest.number(*write.keep_about);
    }
    void operator()(const Schedule& write) {
        op('t', write.key).text(write.member).number(write.at_ms);
    }
    void operator()(const Unschedule& write) { op('u', write.key).text(write.member); }
    void operator()(const Acknowledge& write) {
        op('k', write.key).text(write.group).text(write.id);
    }
};

void BatchCommand::add(const Batch& batch) {
    const std::size_t keys_before = keys_.count();
    operands_.clear();
    guard_letters_.clear();
    write_letters_.clear();
    read_letters_.clear();
    for (const auto& guard : batch.guards)
        std::visit(Encoder{batch.cell, keys_, operands_, guard_letters_, counters_}, guard);
    for (const auto& write : batch.writes)
        std::visit(Encoder{batch.cell, keys_, operands_, write_letters_, counters_}, write);
    Encoder read_back{batch.cell, keys_, operands_, read_letters_, counters_};
    const Place* before = nullptr;
    for (const auto& place : batch.reads) {
        read_back.read(place, before);
        before = &place;
    }
    words_.number(keys_.count() - keys_before).number(operands_.count());
    words_.text(guard_letters_).text(write_letters_).text(read_letters_).append(operands_);
}

const Command& BatchCommand::encode(std::span<const Batch> batches) {
    call_.clear();
    keys_.clear();
    words_.clear();
    counters_.clear();
    for (const Batch& batch : batches)
        add(batch);
    call_.text("FCALL").text(function_library().commit).number(counters_.size() + keys_.count());
    for (const Counter& counter : counters_)
        call_.key(batches.front().cell, counter.key);
    call_.append(keys_).number(counters_.size());
    for (const Counter& counter : counters_) {
        call_.number(counter.fields.size());
        for (const auto field : counter.fields)
            call_.text(field);
    }
    call_.append(words_);
    return call_;
}

}  // namespace kazi::gateway::store
