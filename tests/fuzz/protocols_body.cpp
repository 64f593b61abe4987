// SPDX-License-Identifier: Apache-2.0
// Fuzzes forms and flat JSON. The first byte chooses; a form that is read is written and read
// again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "protocols/charset.hpp"
#include "protocols/form.hpp"
#include "protocols/json_fields.hpp"

using namespace kazi::protocols;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

void check_form(std::string_view form) {
    const auto fields = parse_form(form);
    if (!fields) return;
    std::string written;
    for (const Field& field : fields->all())
        append_form_field(written, field.name, field.value);
    const auto again = parse_form(written);
    require(again.has_value() && again->all().size() == fields->all().size());
    for (const Field& field : fields->all()) {
        require(again->find(field.name)->value == field.value);
    }
}

void check_json(std::string_view body) {
    const auto fields = parse_flat_json(body);
    if (fields) require(fields->all().size() <= fields_max);
}

void check_text(std::string_view bytes) {
    const std::string_view charset = bytes.substr(0, 12);
    (void)decode_text(bytes.substr(charset.size()), charset);
    const DecodedText once = decode_text(bytes, "");
    require(!decode_text(once.text, "").guessed);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view input(reinterpret_cast<const char*>(bytes) + 1, size - 1);
    switch (bytes[0] % 3) {
        case 0:
            check_form(input);
            break;
        case 1:
            check_json(input);
            break;
        default:
            check_text(input);
    }
    return 0;
}
