// SPDX-License-Identifier: Apache-2.0
// Storage and look-up of decoded fields. Look-up is linear: callbacks have about seven fields.
#include "protocols/fields.hpp"

#include <cstdlib>

namespace kazi::protocols {

namespace {

constexpr std::size_t fields_expected = 12;

}  // namespace

Fields::Fields(std::size_t bytes_max) {
    block_.reserve(bytes_max);
    fields_.reserve(fields_expected);
}

void Fields::append(char byte) {
    // Growing would move the block under views already handed out: a bug in the caller.
    if (block_.size() == block_.capacity()) std::abort();
    block_.push_back(byte);
}

void Fields::append(std::string_view bytes) {
    if (bytes.size() > block_.capacity() - block_.size()) std::abort();
    block_.insert(block_.end(), bytes.begin(), bytes.end());
}

std::string_view Fields::take() {
    const std::string_view piece(block_.data() + taken_bytes_, block_.size() - taken_bytes_);
    taken_bytes_ = block_.size();
    return piece;
}

std::optional<Refusal> Fields::add(Field field) {
    if (const Field* before = find(field.name)) {
        if (before->kind == field.kind && before->value == field.value) return std::nullopt;
        return Refusal{400, "ambiguous: a field came twice with different values"};
    }
    if (fields_.size() == fields_max) return Refusal{400, "too many fields"};
    fields_.push_back(field);
    return std::nullopt;
}

const Field* Fields::find(std::string_view name) const {
    for (const Field& field : fields_) {
        if (field.name == name) return &field;
    }
    return nullptr;
}

}  // namespace kazi::protocols
